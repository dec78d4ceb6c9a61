//! Every cell of a sheet, its place on the wire and its text.

use super::joint_debug::{self, Case};
use super::{bulletin, consolidation, go_live, optimization};
use yinzheng_shared::date::Date;
use yinzheng_shared::finding::Path;
use yinzheng_shared::form::Content;

/// One cell. The numbers are indexes from 0: group and material; main class, subclass and
/// attribute; participant; row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// 事项名称.
    ItemName,
    /// 事项编号.
    ItemCode,
    /// 材料名称.
    GroupName(usize),
    /// 材料颗粒化.
    MaterialName(usize, usize),
    /// 共享.
    Shared(usize, usize),
    /// 通用.
    General(usize, usize),
    /// 优化前需提交的材料数.
    MaterialsBefore,
    /// 主类.
    ScenarioName(usize),
    /// 次类.
    SubclassName(usize, usize),
    /// 单选 or 多选.
    SubclassChoice(usize, usize),
    /// 属性.
    AttributeName(usize, usize, usize),
    /// 与材料对应关系.
    Needs(usize, usize, usize),
    /// 梳理会日期.
    SessionOn,
    /// Name of a participant.
    ParticipantName(usize),
    /// Unit of a participant.
    ParticipantUnit(usize),
    /// Position of a participant.
    ParticipantPosition(usize),
    /// The unit's leader.
    Leader,
    /// To whom a go-live form goes.
    Addressee,
    /// Who issues it.
    Issuer,
    /// Release batch.
    Batch,
    /// Day of issue.
    Issued,
    /// Last day.
    FinishBy,
    /// 事项名称 of a row.
    RowItemName(usize),
    /// 事项编码 of a row.
    RowItemCode(usize),
    /// The unit of a joint debugging form.
    Unit,
    /// 业务系统名称.
    SystemName,
    /// 业务系统层级.
    SystemLevel,
    /// 联调方式.
    Mode,
    /// First day.
    Started,
    /// Last day of debugging.
    Finished,
    /// 联调结论.
    Conclusion,
    /// 接口名称.
    InterfaceName(usize),
    /// 注册编号.
    InterfaceNumber(usize),
    /// 注册日期.
    InterfaceRegistered(usize),
    /// Outcome of a test case.
    InterfaceCase(usize, Case),
    /// 情况说明.
    InterfaceNote(usize),
    /// 发文字号.
    DocumentNumber,
    /// 标题.
    Title,
    /// 主送.
    Recipients,
    /// 数据截止日期.
    FiguresOn,
    /// 导语.
    Opening,
    /// The named units as a whole: what is said of the list shows there.
    NamedUnits,
    /// 通报单位.
    NamedUnit(usize),
    /// 通报事由.
    Because(usize),
    /// 工作要求.
    Demand(usize),
    /// 抄送.
    Copies,
    /// The departments of a consolidation as a whole: what is said of them shows there.
    Departments,
    /// 未接受清单的原因.
    DepartmentReason(usize),
}

/// Text of a ticked cell.
pub const TICK: &str = "✓";
/// Text of a subclass of which several attributes may be chosen.
pub const MULTIPLE: &str = "multiple";
/// Text of a subclass of which one attribute is chosen.
pub const SINGLE: &str = "single";

impl Place {
    /// The JSON pointer of the cell.
    #[must_use]
    pub fn path(self) -> Path {
        let material = |g: usize, m: usize| format!("/material_groups/{g}/materials/{m}");
        let subclass = |s: usize, c: usize| format!("/scenarios/{s}/subclasses/{c}");
        let attribute = |s, c, a: usize| format!("{}/attributes/{a}", subclass(s, c));
        let pointer = match self {
            Self::ItemName => "/item_name".to_owned(),
            Self::ItemCode => "/item_code".to_owned(),
            Self::GroupName(g) => format!("/material_groups/{g}/name"),
            Self::MaterialName(g, m) => material(g, m) + "/name",
            Self::Shared(g, m) => material(g, m) + "/shared",
            Self::General(g, m) => material(g, m) + "/general",
            Self::MaterialsBefore => "/materials_before".to_owned(),
            Self::ScenarioName(s) => format!("/scenarios/{s}/name"),
            Self::SubclassName(s, c) => subclass(s, c) + "/name",
            Self::SubclassChoice(s, c) => subclass(s, c) + "/choice",
            Self::AttributeName(s, c, a) => attribute(s, c, a) + "/name",
            Self::Needs(s, c, a) => attribute(s, c, a) + "/needs",
            Self::SessionOn => "/session_on".to_owned(),
            Self::ParticipantName(p) => format!("/participants/{p}/name"),
            Self::ParticipantUnit(p) => format!("/participants/{p}/unit"),
            Self::ParticipantPosition(p) => format!("/participants/{p}/position"),
            Self::Leader => "/leader".to_owned(),
            Self::Addressee => "/addressee".to_owned(),
            Self::Issuer => "/issuer".to_owned(),
            Self::Batch => "/batch".to_owned(),
            Self::Issued => "/issued".to_owned(),
            Self::FinishBy => "/finish_by".to_owned(),
            Self::RowItemName(r) => format!("/rows/{r}/item_name"),
            Self::RowItemCode(r) => format!("/rows/{r}/item_code"),
            Self::Unit => "/unit".to_owned(),
            Self::SystemName => "/system_name".to_owned(),
            Self::SystemLevel => "/system_level".to_owned(),
            Self::Mode => "/mode".to_owned(),
            Self::Started => "/started".to_owned(),
            Self::Finished => "/finished".to_owned(),
            Self::Conclusion => "/conclusion".to_owned(),
            Self::InterfaceName(i) => format!("/interfaces/{i}/name"),
            Self::InterfaceNumber(i) => format!("/interfaces/{i}/number"),
            Self::InterfaceRegistered(i) => format!("/interfaces/{i}/registered"),
            Self::InterfaceCase(i, case) => format!("/interfaces/{i}/{}", case.field()),
            Self::InterfaceNote(i) => format!("/interfaces/{i}/note"),
            Self::DocumentNumber => "/number".to_owned(),
            Self::Title => "/title".to_owned(),
            Self::Recipients => "/recipients".to_owned(),
            Self::FiguresOn => "/figures_on".to_owned(),
            Self::Opening => "/opening".to_owned(),
            Self::NamedUnits => "/named".to_owned(),
            Self::NamedUnit(n) => format!("/named/{n}/unit"),
            Self::Because(n) => format!("/named/{n}/because"),
            Self::Demand(d) => format!("/demands/{d}/text"),
            Self::Copies => "/copies".to_owned(),
            Self::Departments => "/departments".to_owned(),
            Self::DepartmentReason(d) => format!("/departments/{d}/reason"),
        };
        Path::from(pointer.as_str())
    }

    /// The element id of the cell: `f-material_groups-1-materials-0-name`.
    #[must_use]
    pub fn id(self) -> String {
        format!("f{}", self.path().as_str().replace('/', "-"))
    }
}

/// Every cell of a content, in form order.
#[must_use]
pub fn places(content: &Content) -> Vec<Place> {
    match content {
        Content::Scope(_) | Content::Schedule(_) => Vec::new(),
        Content::Optimization(form) => optimization::places(form),
        Content::JointDebug(form) => joint_debug::places(form),
        Content::Bulletin(form) => bulletin::places(form),
        Content::Consolidation(form) => consolidation::places(form),
        Content::GoLive(form) => go_live::places(form),
    }
}

/// The text of a cell; `None` when the content has no such cell.
#[must_use]
pub fn text(content: &Content, place: Place) -> Option<String> {
    match content {
        Content::Scope(_) | Content::Schedule(_) => None,
        Content::Optimization(form) => optimization::text(form, place),
        Content::JointDebug(form) => joint_debug::text(form, place),
        Content::Bulletin(form) => bulletin::text(form, place),
        Content::Consolidation(form) => consolidation::text(form, place),
        Content::GoLive(form) => go_live::text(form, place),
    }
}

/// A day as a cell holds it.
pub(super) fn day(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// Puts a text into a cell. A cell that the content does not have stays away; a day or batch that
/// cannot be read is left unanswered.
pub fn set(content: &mut Content, place: Place, text: &str) {
    match content {
        Content::Scope(_) | Content::Schedule(_) => {}
        Content::Optimization(form) => {
            let _ = optimization::set(form, place, text);
        }
        Content::JointDebug(form) => {
            let _ = joint_debug::set(form, place, text);
        }
        Content::Bulletin(form) => {
            let _ = bulletin::set(form, place, text);
        }
        Content::Consolidation(form) => {
            let _ = consolidation::set(form, place, text);
        }
        Content::GoLive(form) => {
            let _ = go_live::set(form, place, text);
        }
    }
}

/// Whether the cell holds nothing that a person put there.
#[must_use]
pub fn is_blank(content: &Content, place: Place) -> bool {
    match text(content, place) {
        Some(text) => match place {
            Place::SubclassChoice(..) => text == SINGLE,
            _ => text.trim().is_empty(),
        },
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn every_cell_reads_back_what_was_put_there() {
        for mut content in [
            Content::Optimization(sample::annex_3()),
            Content::JointDebug(sample::joint_debug()),
            Content::GoLive(sample::annex_4()),
            Content::Bulletin(sample::bulletin()),
            Content::Consolidation(sample::consolidation()),
        ] {
            for place in places(&content) {
                let before = text(&content, place).expect("a listed cell exists");
                let new = match place {
                    Place::NamedUnits | Place::Departments => before.as_str(),
                    Place::Shared(..) | Place::General(..) => {
                        if before == TICK {
                            ""
                        } else {
                            TICK
                        }
                    }
                    Place::SubclassChoice(..) => MULTIPLE,
                    Place::Needs(..) => "2.1、2.3",
                    Place::Batch | Place::MaterialsBefore => "3",
                    Place::Issued
                    | Place::FinishBy
                    | Place::SessionOn
                    | Place::Started
                    | Place::Finished
                    | Place::FiguresOn
                    | Place::InterfaceRegistered(_) => "2018-09-29",
                    Place::SystemLevel => "district",
                    Place::Mode => "remote",
                    Place::Conclusion | Place::InterfaceCase(..) => "failed",
                    _ => "新的内容",
                };
                set(&mut content, place, new);
                assert_eq!(text(&content, place).as_deref(), Some(new), "{place:?}");
            }
        }
    }

    #[test]
    fn a_path_leads_to_the_value_that_the_cell_shows() {
        for content in [
            Content::Optimization(sample::annex_3()),
            Content::JointDebug(sample::joint_debug()),
            Content::GoLive(sample::annex_4()),
            Content::Bulletin(sample::bulletin()),
            Content::Consolidation(sample::consolidation()),
        ] {
            let json = serde_json::to_value(&content).unwrap();
            for place in places(&content) {
                assert!(json.pointer(place.path().as_str()).is_some(), "{place:?}");
            }
        }
        assert_eq!(Place::MaterialName(1, 0).id(), "f-material_groups-1-materials-0-name");
    }

    #[test]
    fn a_cell_of_the_other_form_is_left_alone() {
        let mut content = Content::GoLive(sample::annex_4());
        let before = content.clone();
        set(&mut content, Place::Leader, "某人");
        assert_eq!(content, before);
        assert_eq!(text(&content, Place::GroupName(0)), None);
    }
}
