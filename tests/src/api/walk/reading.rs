//! Every address that is read, and who gets an answer.

use super::place::Place;
use super::row::Who::{Anyone, Logins, Roles, SignedIn};
use super::row::{Row, get, head};
use crate::api::paper::text;
use crate::api::roles::MARKET_SECRET;
use yinzheng_shared::assessment::{CentreCount, FormCount, ItemCount, ListCount};

/// Who sees a form of the department's own, in the city.
const CITY: &[&str] = &[
    "market",
    "market2",
    "bureau",
    "bureau2",
    "auditor",
    "reviewer",
    "hall-city",
];
/// Who sees what is archived of it: the districts share it.
const SHARED: &[&str] = &[
    "market",
    "market2",
    "bureau",
    "bureau2",
    "auditor",
    "reviewer",
    "hall-city",
    "donghu",
    "donghu-civil",
    "xijiang",
    "egov",
    "hall",
    "hall-street",
    "donghu-reviewer",
    "xijiang-reviewer",
];
const OWNERS_AND_ALL_SEEING: &[&str] = &["market", "market2", "bureau", "bureau2", "auditor"];
const WINDOWS: &[&str] = &["staff", "bureau", "egov", "hall", "auditor"];
const INTERFACES: &[&str] = &["staff", "builder", "bureau", "egov", "reviewer", "auditor"];
const SESSIONS: &[&str] = &["staff", "bureau", "reviewer", "egov", "auditor"];
const PLAN: &[&str] = &["staff", "bureau", "auditor"];
const ALL_SEEING: &[&str] = &["bureau", "auditor"];
const ADMINISTRATION: &[&str] = &["admin", "auditor"];
const FORMS: &[&str] = &["staff", "builder", "bureau", "egov", "hall", "reviewer", "auditor"];

pub(super) fn rows(place: &Place) -> Vec<Row> {
    [open(place), lists(), records(place), scans(place), things(place)]
        .into_iter()
        .flatten()
        .collect()
}

/// What needs no session.
fn open(place: &Place) -> Vec<Row> {
    let published = text(place.thing("published"), "code");
    vec![
        get("/healthz", &[], Anyone),
        head("/healthz"),
        get("/readyz", &[], Anyone),
        head("/readyz"),
        get("/docs", &[], Anyone),
        get("/docs/style.css", &[], Anyone),
        get("openapi.json", &[], Anyone),
        get("programme", &[], Anyone),
        get("rules", &[], Anyone),
        get("published", &[], Anyone),
        get("published/{code}", &[published], Anyone),
        get("published-organisations", &[], Anyone),
    ]
}

/// Lists and figures: everybody's own.
fn lists() -> Vec<Row> {
    let mut rows = vec![
        get("me", &[], SignedIn),
        get("programme/state", &[], SignedIn),
        get("records", &[], SignedIn).asking("limit=200"),
        get("records", &[], SignedIn).asking(&format!("q={MARKET_SECRET}")),
        get("scans", &[], SignedIn).asking("limit=200").for_keys(),
        get("desk", &[], SignedIn),
        get("obligations", &[], SignedIn).asking("limit=200"),
        get("notices", &[], SignedIn).asking("limit=200"),
        get("items", &[], SignedIn).asking("limit=500"),
        get("items.xlsx", &[], SignedIn),
        get("scope-lists", &[], SignedIn),
        get("transfers", &[], SignedIn),
        get("organisations", &[], SignedIn),
        get("centres", &[], SignedIn),
        get("interfaces", &[], Roles(INTERFACES)),
        get("interfaces/missing", &[], Roles(INTERFACES)).asking("limit=500"),
        get("optimization-sessions", &[], Roles(SESSIONS)),
        get("schedule", &[], Roles(PLAN)),
        get("schedule/items", &[], Roles(PLAN)).asking("limit=500"),
        get("schedule/batches/{number}/draft", &["1"], Roles(&["bureau"])),
        get("go-live", &[], Roles(ALL_SEEING)),
        get("go-live/ready", &[], Roles(ALL_SEEING)).asking("lack=both"),
        get("users", &[], Roles(ADMINISTRATION)),
        get("robots", &[], Roles(ADMINISTRATION)),
        get("messages", &[], Roles(ADMINISTRATION)),
        get("keys", &[], Roles(ADMINISTRATION)),
        get("window-accounts", &[], Roles(WINDOWS)).asking("limit=500"),
        get("coverage", &[], Roles(WINDOWS)),
        get("window-groups", &[], Roles(WINDOWS)),
        get("cases", &[], Roles(WINDOWS)),
        get("cases/months", &[], Roles(WINDOWS)),
        get("outside-cases", &[], Roles(WINDOWS)),
        get("assessment", &[], Roles(FORMS)),
    ];
    let counted = |route, who, count: &str| get(route, &[], who).asking(&format!("count={count}&limit=200"));
    rows.extend(
        ItemCount::ALL
            .iter()
            .map(|count| counted("assessment/items", Roles(FORMS), count.code())),
    );
    rows.extend(
        FormCount::ALL
            .iter()
            .map(|count| counted("assessment/forms", Roles(FORMS), count.code())),
    );
    rows.extend(
        ListCount::ALL
            .iter()
            .map(|count| counted("assessment/lists", Roles(FORMS), count.code())),
    );
    rows.extend(
        CentreCount::ALL
            .iter()
            .map(|count| counted("assessment/centres", Roles(WINDOWS), count.code())),
    );
    rows
}

/// Records and their files: one that is shared, one that is secret, a list, and what the bureau alone has.
fn records(place: &Place) -> Vec<Row> {
    let (archived, hidden) = (place.id("market archived"), place.id("market secret archived"));
    let mut rows = Vec::new();
    for (record, who) in [(archived, Logins(SHARED)), (hidden, Logins(OWNERS_AND_ALL_SEEING))] {
        rows.extend([
            get("records/{id}", &[record], who),
            get("records/{id}/history", &[record], who),
            get("records/{id}/links", &[record], who),
            get("records/{id}/print.pdf", &[record], who),
            get("records/{id}/print/{page}.png", &[record, "1"], who),
            get("records/{id}/package.zip", &[record], who),
        ]);
    }
    let once = place.id("market once secret");
    rows.push(get("records/{id}", &[once], Logins(CITY)));
    rows.push(get("records/{id}/history", &[once], Logins(CITY)));
    let printed = Logins(OWNERS_AND_ALL_SEEING);
    rows.push(get("records/{id}/print.pdf", &[once], printed).asking("revision=1"));

    let (list, accepted) = (place.id("list"), place.id("accepted list"));
    let of_list = Logins(&["civil", "bureau", "bureau2", "auditor", "reviewer"]);
    for route in ["records/{id}", "records/{id}/history", "records/{id}/table.xlsx"] {
        rows.push(get(route, &[list], of_list).of_a_list());
    }
    let accepted_by = Logins(&["hr", "builder", "bureau", "bureau2", "auditor", "reviewer", "hall-city"]);
    rows.push(get("records/{id}/package.zip", &[accepted], accepted_by).of_a_list());
    rows.push(get("records/{id}/table.xlsx", &[accepted], accepted_by).of_a_list());
    let of_district = Logins(&["donghu", "bureau", "bureau2", "auditor", "reviewer", "donghu-reviewer"]);
    rows.push(
        get(
            "records/{id}/table.xlsx",
            &[place.id("list of the district")],
            of_district,
        )
        .of_a_list(),
    );

    let handed_over = Logins(&["bureau", "bureau2", "auditor", "reviewer", "donghu-reviewer"]);
    for route in ["records/{id}", "records/{id}/history", "consolidations/{id}/table.xlsx"] {
        rows.push(get(route, &[place.id("consolidation")], handed_over).of_a_list());
    }

    let schedule = place.id("schedule");
    // Every department has an item in the batch, and reads its own rows.
    let named = Roles(&["staff", "builder", "bureau", "auditor"]);
    rows.push(get("records/{id}", &[schedule], named));
    rows.push(get("records/{id}/history", &[schedule], named));
    rows.push(get("records/{id}/package.zip", &[schedule], Roles(ALL_SEEING)));
    rows.push(get("records/{id}", &[place.id("bulletin")], Roles(ALL_SEEING)));
    rows.push(get("records/{id}", &[place.id("go-live draft")], Roles(ALL_SEEING)));
    rows
}

fn scans(place: &Place) -> Vec<Row> {
    let mut rows = Vec::new();
    for scan in ["secret archived set", "matched set"] {
        let id = place.id(scan);
        let who = Logins(OWNERS_AND_ALL_SEEING);
        rows.extend([
            get("scans/{id}", &[id], who),
            get("scans/{id}/file", &[id], who),
            get("scans/{id}/pages/{page}", &[id, "1"], who),
        ]);
    }
    let by_key = place.id("by key");
    rows.push(get("scans/{id}", &[by_key], Logins(OWNERS_AND_ALL_SEEING)).for_keys());
    rows
}

fn things(place: &Place) -> Vec<Row> {
    let at = |name: &'static str| place.id(name);
    let session = text(&place.world.session, "id");
    let invited = Logins(&[
        "market",
        "market2",
        "donghu",
        "bureau",
        "bureau2",
        "auditor",
        "reviewer",
        "egov",
        "donghu-reviewer",
    ]);
    let accounts_of_city = Logins(&["civil", "bureau", "bureau2", "auditor", "hall-city"]);
    let accounts_of_district = Logins(&[
        "donghu-civil",
        "bureau",
        "bureau2",
        "auditor",
        "hall-city",
        "hall",
        "egov",
    ]);
    let accounts_of_street = Logins(&[
        "hall-street",
        "bureau",
        "bureau2",
        "auditor",
        "hall-city",
        "hall",
        "egov",
    ]);
    let interface = Logins(&["builder", "hr", "bureau", "bureau2", "auditor", "reviewer"]);
    vec![
        get("interfaces/{id}", &[at("interface")], interface),
        get(
            "interfaces/{id}",
            &[at("hidden interface")],
            Logins(OWNERS_AND_ALL_SEEING),
        ),
        get("optimization-sessions/{id}", &[session], invited),
        get("window-accounts/{id}", &[at("account")], accounts_of_city),
        get(
            "window-accounts/{id}",
            &[at("account of the district")],
            accounts_of_district,
        ),
        get(
            "window-accounts/{id}",
            &[at("account of the community")],
            accounts_of_street,
        ),
    ]
}
