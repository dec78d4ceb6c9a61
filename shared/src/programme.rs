//! The programme (工作方案) as data: goals, batches, deadlines, word lists. Another city is another
//! file.

pub mod annex;

use crate::calendar::Calendar;
use crate::date::Date;
use crate::form::scope::SystemLevel;
use serde::{Deserialize, Serialize};

/// One programme file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Stable code, for example `hangzhou-2018`.
    pub code: String,
    /// Title in Chinese.
    pub title: String,
    /// The document that orders it, for example 杭跑改办〔2018〕19号.
    pub document: String,
    /// Full name of the project office that receives and confirms.
    pub bureau: String,
    /// Release batches in order.
    pub batches: Vec<Batch>,
    /// What is to be reached.
    pub goals: Goals,
    /// Task 1: the scope lists.
    pub scope: ScopePlan,
    /// Task 2: the release schedules.
    pub schedule: SchedulePlan,
    /// Days for returning a form.
    pub deadlines: Deadlines,
    /// Task 5: how interfaces are debugged jointly.
    pub debugging: Debugging,
    /// Who pays what, in the order of the notice.
    #[serde(default)]
    pub costs: Vec<Cost>,
    /// Words that decide whether a material is named concretely.
    pub wording: Wording,
    /// Positions of which the session needs at least one.
    pub lead_positions: Vec<String>,
    /// Item code formats.
    pub item_codes: Vec<crate::code::item_code::Profile>,
    /// Tasks 8 and 9: window accounts and their training.
    #[serde(default)]
    pub windows: crate::window::programme::Windows,
    /// When people are reminded of what is due.
    #[serde(default)]
    pub reminders: Reminders,
    /// 附件1: phases in order. The annexes decide nothing, so they neither travel with the programme nor
    /// count for the rule set; `GET programme/state` has them.
    #[serde(default, skip_serializing)]
    pub phases: Vec<annex::Phase>,
    /// 附件2: tasks in order.
    #[serde(default, skip_serializing)]
    pub tasks: Vec<annex::Task>,
    /// 附件5: who builds what.
    #[serde(default, skip_serializing)]
    pub modules: Vec<annex::Module>,
}

/// When people are reminded of what is due, in working days; on the day itself always.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminders {
    /// So many working days before.
    #[serde(default)]
    pub before: Vec<u16>,
    /// So many working days after.
    #[serde(default)]
    pub after: Vec<u16>,
}

/// A release batch (发布批次).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// From 1.
    pub number: u8,
    /// Last day for publication, included.
    pub publish_by: Date,
}

/// What is to be reached, and what counts for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goals {
    /// How many in a hundred countable items are to be connected.
    pub connected_percent: u8,
    /// How many in a hundred a month, about.
    pub monthly_percent: u8,
    /// By how many in a hundred the pace may be missed.
    pub monthly_slack: u8,
    /// So many cases a year in the whole city, and fewer, are very few.
    pub few_cases: u32,
}

impl Goals {
    /// How many of `countable` items are to be connected, rounded up.
    #[must_use]
    pub fn needed(&self, countable: usize) -> usize {
        (countable * usize::from(self.connected_percent)).div_ceil(100)
    }

    /// How many in a hundred must have been proposed up to the batch of this turn, from 1.
    #[must_use]
    pub fn pace(&self, turn: usize) -> usize {
        (turn * usize::from(self.monthly_percent)).saturating_sub(usize::from(self.monthly_slack))
    }
}

/// Task 1: until when which lists are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopePlan {
    /// Edition of the list, for example 8月版.
    pub edition: String,
    /// Last day for departments of the city.
    pub city_by: Date,
    /// Last day for districts, consolidated.
    pub district_by: Date,
}

/// Task 2: when the release schedules are issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchedulePlan {
    /// Last day for the first batch.
    pub first_by: Date,
    /// Last day for the others.
    pub others_by: Date,
}

/// Days allowed, in working days, the start day not counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadlines {
    /// From the session to the stamped 《事项优化确认单》.
    pub optimization: u16,
    /// From issue to the stamped 《事项开通确认单》.
    pub go_live: u16,
}

/// Task 5: how interfaces are debugged jointly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Debugging {
    /// In so many days after registration.
    pub days_after_registration: u16,
    /// Districts whose technicians come to the bureau, as the city's do, by full name.
    #[serde(default)]
    pub on_site_districts: Vec<String>,
}

/// Who pays a kind of cost (资金保障).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// What for.
    pub kind: CostKind,
    /// Who pays.
    pub bearer: Bearer,
}

/// A kind of cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostKind {
    /// 平台建设费.
    Platform,
    /// 运维费.
    Operation,
    /// 国家、省、市自建业务系统事项对接费.
    UpperConnection,
    /// 区县（市）级自建业务系统事项对接费.
    DistrictConnection,
    /// 驻场（现场）服务费.
    OnSiteService,
    /// 个性化功能开发费.
    OwnFeatures,
    /// 两个以上共用事项接入分摊费用.
    SharedItems,
}

/// Who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bearer {
    /// 市数据资源局.
    City,
    /// 区、县（市）政府.
    District,
}

/// Word lists of “材料名称标准规范”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// 其他, 相关, …
    pub vague: Vec<String>,
    /// 材料, 资料, 文件, 证明.
    pub nouns: Vec<String>,
    /// Endings that leave a list open: 等.
    pub open_endings: Vec<String>,
}

/// What a rule may ask beside the form and the facts.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// Working days.
    pub calendar: &'a Calendar,
    /// The business date, from the server.
    pub today: Date,
}

/// The programme of the notice: 杭跑改办〔2018〕19号.
pub const HANGZHOU_2018: &str = include_str!("../programmes/hangzhou-2018.toml");

impl Programme {
    /// Who pays for connecting the items of a system of this level; none when nothing is connected, or the
    /// programme does not say.
    #[must_use]
    pub fn connection_bearer(&self, level: SystemLevel) -> Option<Bearer> {
        let kind = match level {
            SystemLevel::National | SystemLevel::Provincial | SystemLevel::Municipal => CostKind::UpperConnection,
            SystemLevel::District => CostKind::DistrictConnection,
            SystemLevel::None => return None,
        };
        self.costs.iter().find(|cost| cost.kind == kind).map(|cost| cost.bearer)
    }

    /// Whether some format of the programme knows this item code.
    #[must_use]
    pub fn knows_code(&self, code: &str) -> bool {
        self.item_codes.iter().any(|profile| profile.matches(code))
    }

    /// The part of an item code by which districts share a municipal form; the whole code when no
    /// format says which.
    #[must_use]
    pub fn base_code(&self, code: &str) -> String {
        self.item_codes
            .iter()
            .find_map(|profile| profile.base(code))
            .unwrap_or_else(|| code.to_owned())
    }

    /// The last day for all that a measure counts, where the programme names one.
    #[must_use]
    pub fn last_day(&self, measure: annex::Measure) -> Option<Date> {
        use annex::Measure;
        match measure {
            Measure::ScopeLists => Some(self.scope.city_by.max(self.scope.district_by)),
            Measure::Batches => Some(self.schedule.first_by.max(self.schedule.others_by)),
            Measure::Published => self.batches.iter().map(|batch| batch.publish_by).max(),
            Measure::Accounts => self.windows.accounts_by,
            Measure::Trained => self.windows.training_by,
            Measure::Optimised | Measure::Connected | Measure::JointDebugged | Measure::GoLive | Measure::Centres => {
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hangzhou() -> Programme {
        toml::from_str(HANGZHOU_2018).unwrap()
    }

    #[test]
    fn item_codes_of_every_known_format_are_recognised() {
        for code in [
            "000131001000",
            "11330000002482322Q3442199806003",
            "11330000002482517J200011501500504",
            "许可-00123-000",
        ] {
            assert!(hangzhou().knows_code(code), "{code}");
        }
        for code in [
            "",
            "00013100100",
            "11330000002482322R3442199806003",
            "许可-0123-000",
            "许可-00123-0000",
        ] {
            assert!(!hangzhou().knows_code(code), "{code}");
        }
    }

    #[test]
    fn city_and_district_items_share_their_base_code() {
        let programme = hangzhou();
        assert_eq!(programme.base_code("11330000002482322Q3442199806003"), "442199806003");
        assert_eq!(programme.base_code("442199806003"), "442199806003");
        assert_eq!(
            programme.base_code("许可-00123-001"),
            programme.base_code("许可-00123-000")
        );
        assert_eq!(programme.base_code("unknown"), "unknown");
    }
}
