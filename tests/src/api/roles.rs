//! The table of roles as data: what each login of the demonstration sees.

/// A person of the demonstration and all that the person sees; records and scans by their names in the
/// world of `visibility`.
pub struct Sees {
    pub login: &'static str,
    pub records: &'static [&'static str],
    pub scans: &'static [&'static str],
    /// Units whose open items are listed.
    pub items_of: Units,
    /// Secret items that are listed.
    pub secrets: &'static [&'static str],
    /// Records whose first print is shown although they have none now.
    pub former_prints: &'static [&'static str],
    /// Sets at the desk.
    pub desk: &'static [&'static str],
    /// Files with a page to assign.
    pub unassigned: &'static [&'static str],
    /// Lists of users and of keys.
    pub administration: Administration,
    /// What is seen of the session of the world.
    pub session: Session,
    /// `me.waiting`: records, desk, unassigned.
    pub waiting: (u64, u64, u64),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Units {
    All,
    These(&'static [&'static str]),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Administration {
    Shown,
    Hidden,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Session {
    /// With its secret item.
    Whole,
    /// With its open item alone.
    Open,
    /// Not invited.
    Unknown,
    /// Sessions are none of this role's concern.
    Closed,
}

use Administration::{Hidden, Shown};
use Session::{Closed, Open, Unknown, Whole};
use Units::{All, These};

pub const EVERY_RECORD: &[&str] = &[
    "market draft",
    "market submitted",
    "market printed",
    "market matched",
    "market archived",
    "market secret archived",
    "market once secret",
    "civil submitted",
    "donghu submitted",
    "donghu secret",
    "go-live draft",
    "go-live issued",
];
pub const EVERY_SCAN: &[&str] = &[
    "archived set",
    "secret archived set",
    "matched set",
    "by key",
    "donghu page",
];
/// Its own, what the bureau issued to it, and the district items of its line.
pub const MARKETS_RECORDS: &[&str] = &[
    "market draft",
    "market submitted",
    "market printed",
    "market matched",
    "market archived",
    "market secret archived",
    "market once secret",
    "donghu submitted",
    "go-live issued",
];
pub const MARKETS_SCANS: &[&str] = &["archived set", "secret archived set", "matched set", "by key"];
/// The area of the city, without what is secret and without what nobody was sent yet.
pub const CITYS_RECORDS: &[&str] = &[
    "market draft",
    "market submitted",
    "market printed",
    "market matched",
    "market archived",
    "market once secret",
    "civil submitted",
    "donghu submitted",
    "go-live issued",
];
pub const SHARED: &[&str] = &["market archived"];
pub const MARKET: &str = "杭州市市场监督管理局（示例）";
pub const CIVIL: &str = "杭州市民政局（示例）";
pub const POLICE: &str = "杭州市公安局（示例）";
pub const LABOUR: &str = "杭州市人力资源和社会保障局（示例）";
pub const DONGHU_MARKET: &str = "东湖区市场监督管理局（示例）";
pub const DONGHU_CIVIL: &str = "东湖区民政局（示例）";
pub const XIJIANG_MARKET: &str = "西江区市场监督管理局（示例）";
pub const XIJIANG_CIVIL: &str = "西江区民政局（示例）";
pub const EVERY_SECRET: &[&str] = &[MARKET_SECRET, DONGHU_SECRET];
pub const MARKET_SECRET: &str = "其他-99001-000";
pub const DONGHU_SECRET: &str = "其他-99002-000";
pub const NOTHING: (u64, u64, u64) = (0, 0, 0);

/// The table. Staff see their own organisation, in a municipal department also the districts of its
/// line; districts also what the city archived; reviewer, egov and hall their area; bureau and auditor
/// everything; the administrator no form. What is secret stays with its owner, the bureau and the
/// auditor.
#[rustfmt::skip]
pub const TABLE: &[Sees] = &[
    Sees { login: "bureau", records: EVERY_RECORD, scans: EVERY_SCAN, items_of: All, secrets: EVERY_SECRET, former_prints: &["market once secret"], desk: &["market matched"], unassigned: &["by key", "donghu page"], administration: Hidden, session: Whole, waiting: (1, 1, 2) },
    Sees { login: "bureau2", records: EVERY_RECORD, scans: EVERY_SCAN, items_of: All, secrets: EVERY_SECRET, former_prints: &["market once secret"], desk: &["market matched"], unassigned: &["by key", "donghu page"], administration: Hidden, session: Whole, waiting: (1, 1, 2) },
    Sees { login: "market", records: MARKETS_RECORDS, scans: MARKETS_SCANS, items_of: These(&[MARKET, DONGHU_MARKET, XIJIANG_MARKET]), secrets: &[MARKET_SECRET], former_prints: &["market once secret"], desk: &[], unassigned: &["by key"], administration: Hidden, session: Whole, waiting: (4, 0, 1) },
    Sees { login: "market2", records: MARKETS_RECORDS, scans: MARKETS_SCANS, items_of: These(&[MARKET, DONGHU_MARKET, XIJIANG_MARKET]), secrets: &[MARKET_SECRET], former_prints: &["market once secret"], desk: &[], unassigned: &["by key"], administration: Hidden, session: Whole, waiting: (4, 0, 1) },
    Sees { login: "civil", records: &["civil submitted"], scans: &[], items_of: These(&[CIVIL, DONGHU_CIVIL, XIJIANG_CIVIL]), secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Unknown, waiting: (1, 0, 0) },
    Sees { login: "police", records: &[], scans: &[], items_of: These(&[POLICE]), secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Unknown, waiting: NOTHING },
    Sees { login: "donghu", records: &["donghu submitted", "donghu secret", "market archived"], scans: &["donghu page"], items_of: These(&[DONGHU_MARKET]), secrets: &[DONGHU_SECRET], former_prints: &[], desk: &[], unassigned: &["donghu page"], administration: Hidden, session: Open, waiting: (2, 0, 1) },
    Sees { login: "donghu-civil", records: SHARED, scans: &[], items_of: These(&[DONGHU_CIVIL]), secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Unknown, waiting: NOTHING },
    Sees { login: "xijiang", records: SHARED, scans: &[], items_of: These(&[XIJIANG_MARKET]), secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Unknown, waiting: NOTHING },
    Sees { login: "reviewer", records: CITYS_RECORDS, scans: &[], items_of: All, secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Open, waiting: NOTHING },
    Sees { login: "egov", records: &["donghu submitted", "market archived"], scans: &[], items_of: These(&[DONGHU_MARKET, DONGHU_CIVIL]), secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Open, waiting: NOTHING },
    Sees { login: "builder", records: &[], scans: &[], items_of: These(&[LABOUR]), secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Closed, waiting: NOTHING },
    Sees { login: "hr", records: &[], scans: &[], items_of: These(&[LABOUR]), secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Unknown, waiting: NOTHING },
    Sees { login: "hall", records: &["donghu submitted", "market archived"], scans: &[], items_of: These(&[DONGHU_MARKET, DONGHU_CIVIL]), secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Closed, waiting: NOTHING },
    Sees { login: "auditor", records: EVERY_RECORD, scans: EVERY_SCAN, items_of: All, secrets: EVERY_SECRET, former_prints: &["market once secret"], desk: &["market matched"], unassigned: &[], administration: Shown, session: Whole, waiting: NOTHING },
    Sees { login: "admin", records: &[], scans: &[], items_of: These(&[]), secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Shown, session: Closed, waiting: NOTHING },
    Sees { login: "donghu-reviewer", records: &["donghu submitted", "market archived"], scans: &[], items_of: These(&[DONGHU_MARKET, DONGHU_CIVIL]), secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Open, waiting: NOTHING },
    Sees { login: "xijiang-reviewer", records: SHARED, scans: &[], items_of: These(&[XIJIANG_MARKET, XIJIANG_CIVIL]), secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Unknown, waiting: NOTHING },
    Sees { login: "hall-city", records: CITYS_RECORDS, scans: &[], items_of: All, secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Closed, waiting: NOTHING },
    Sees { login: "hall-street", records: &["market archived"], scans: &[], items_of: These(&[]), secrets: &[], former_prints: &[], desk: &[], unassigned: &[], administration: Hidden, session: Closed, waiting: NOTHING },
];
