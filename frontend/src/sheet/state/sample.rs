//! The annexes of the notice as content, for tests.

use yinzheng_shared::form::bulletin::{AreaProgress, Bulletin, Demand, NamedUnit};
use yinzheng_shared::form::consolidation::{AcceptedList, Consolidation, DepartmentRow};
use yinzheng_shared::form::go_live::GoLive;
use yinzheng_shared::form::item_row::ItemRow;
use yinzheng_shared::form::joint_debug::{Interface, JointDebug, Mode, Outcome};
use yinzheng_shared::form::optimization::{
    Attribute, Material, MaterialGroup, Needs, Optimization, Scenario, Subclass,
};
use yinzheng_shared::form::participant::Participant;
use yinzheng_shared::form::scope::SystemLevel;
use yinzheng_shared::id::RecordId;

const PREMISES: [(&str, bool); 11] = [
    ("不动产权证书", true),
    ("场地租赁合同（协议）", false),
    ("企业住所无偿使用证明", false),
    ("商品房预售证", true),
    ("众创空间认定文件", false),
    ("物业用房交接单", false),
    ("托管协议", false),
    ("场地核查表", false),
    ("经营场地使用意见表（管委会）", true),
    ("房屋租赁备案证", false),
    ("经营场地使用意见表", true),
];

/// Name and what follows from it.
type Named<T> = (&'static str, T);
type Answers = &'static [Named<&'static str>];

const SCENARIOS: [Named<&[Named<Answers>]>; 2] = [
    (
        "人员结构",
        &[
            ("股东人数", &[("1个股东", "1"), ("2个及以上股东", "1")]),
            ("人员属性", &[("自然人", "1"), ("法人", "1")]),
        ],
    ),
    (
        "办公场地",
        &[
            (
                "场地属性",
                &[
                    ("商品房（产权证）", "2.1"),
                    ("商品房（购房合同）", "2.4"),
                    ("市场经营", "2.8、2.11"),
                    ("商务秘书托管", "2.7"),
                    ("众创空间", "2.5"),
                    ("物业经营用房", "2.6"),
                    ("管委会园区", "2.9"),
                    ("宾馆酒店", "2.11"),
                    ("农居房", "2.8"),
                ],
            ),
            (
                "使用属性",
                &[("有偿租赁", "2.2、2.10"), ("自有产权", "无需材料"), ("无偿租赁", "2.3")],
            ),
        ],
    ),
];

fn needs(text: &str) -> Option<Needs> {
    Some(match text {
        "无需材料" => Needs::None,
        list => Needs::Materials(list.split('、').map(str::to_owned).collect()),
    })
}

/// Annex 3 with its blanks filled, shortened by two subclasses of the first main class.
pub fn annex_3() -> Optimization {
    let one = Material {
        number: "1".into(),
        name: "公司登记申请书".into(),
        shared: false,
        general: true,
    };
    let premises = PREMISES.iter().enumerate().map(|(index, (name, shared))| Material {
        number: format!("2.{}", index + 1),
        name: (*name).into(),
        shared: *shared,
        general: false,
    });
    Optimization {
        item_name: "公司设立登记（示例）".into(),
        item_code: "000131001000".into(),
        material_groups: vec![
            MaterialGroup {
                name: "公司登记申请书".into(),
                materials: vec![one],
            },
            MaterialGroup {
                name: "住所使用证明".into(),
                materials: premises.collect(),
            },
        ],
        scenarios: SCENARIOS
            .iter()
            .enumerate()
            .map(|(s, (name, list))| scenario(s + 1, name, list))
            .collect(),
        participants: vec![Participant {
            name: "示例甲".into(),
            unit: "某某市示例局".into(),
            position: "业务负责人".into(),
        }],
        leader: "示例乙".into(),
        materials_before: Some(20),
        session_on: "2018-09-18".parse().ok(),
    }
}

fn scenario(s: usize, name: &str, list: &[Named<Answers>]) -> Scenario {
    let subclasses = list.iter().enumerate().map(|(c, (name, attributes))| Subclass {
        number: format!("{s}.{}", c + 1),
        name: (*name).into(),
        attributes: attributes
            .iter()
            .enumerate()
            .map(|(a, (name, needed))| Attribute {
                number: format!("{s}.{}.{}", c + 1, a + 1),
                name: (*name).into(),
                needs: needs(needed),
            })
            .collect(),
        ..Subclass::default()
    });
    Scenario {
        number: s.to_string(),
        name: name.into(),
        subclasses: subclasses.collect(),
    }
}

/// Annex 4 with two items.
pub fn annex_4() -> GoLive {
    let row = |number, item_name: &str, item_code: &str| ItemRow {
        number,
        item_name: item_name.into(),
        item_code: item_code.into(),
    };
    GoLive {
        addressee: "某某市示例局".into(),
        issuer: "某某市示例数据局".into(),
        batch: Some(1),
        issued: "2018-09-21".parse().ok(),
        finish_by: "2018-09-26".parse().ok(),
        rows: vec![
            row(1, "示例事项一", "许可-00001-000"),
            row(2, "示例事项二", "许可-00002-000"),
        ],
    }
}

/// A bulletin that names two units and makes one demand.
pub fn bulletin() -> Bulletin {
    let named = |unit: &str| NamedUnit {
        unit: unit.into(),
        because: "到期表单3份，迟交1份，未交回1份".into(),
    };
    Bulletin {
        number: "示例〔2018〕1号".into(),
        title: "关于示例工作进展情况的通报".into(),
        recipients: "各示例区".into(),
        figures_on: "2018-09-26".parse().ok(),
        opening: "示例进展如下。".into(),
        areas: vec![AreaProgress {
            area: "某某市示例区".into(),
            countable: 3,
            connected: 2,
            published: 1,
            overdue: 1,
        }],
        named: vec![named("某某市示例局"), named("某某区示例局")],
        demands: vec![Demand {
            text: "尽快赶上工作进度要求。".into(),
        }],
        issuer: "某某市示例数据局".into(),
        issued: "2018-09-27".parse().ok(),
        copies: "示例巡视组".into(),
    }
}

/// A consolidation of two departments, one of which has no accepted list.
pub fn consolidation() -> Consolidation {
    Consolidation {
        district: "某某市示例区".into(),
        edition: "8月版".into(),
        departments: vec![
            DepartmentRow {
                department: "某某区示例局".into(),
                list: Some(AcceptedList {
                    record: RecordId("01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap()),
                    reference: "K7QF2M9".into(),
                    accepted_on: "2018-09-12".parse().unwrap(),
                    sha256: "0".repeat(64),
                    items: 5,
                    countable: 4,
                    batched: 4,
                }),
                reason: String::new(),
            },
            DepartmentRow {
                department: "某某区另一示例局".into(),
                list: None,
                reason: "机构调整".into(),
            },
        ],
    }
}

/// A joint debugging form with two interfaces, one of which failed a case.
pub fn joint_debug() -> JointDebug {
    let interface = |number: &str, name: &str, timeout| Interface {
        number: number.into(),
        name: name.into(),
        registered: "2018-09-18".parse().ok(),
        normal: Some(Outcome::Passed),
        wrong_data: Some(Outcome::Passed),
        timeout: Some(timeout),
        duplicate: Some(Outcome::Passed),
        note: "示例说明".into(),
    };
    JointDebug {
        unit: "某某市示例局".into(),
        system_name: "示例业务系统".into(),
        system_level: Some(SystemLevel::Municipal),
        mode: Some(Mode::OnSite),
        started: "2018-09-19".parse().ok(),
        finished: "2018-09-20".parse().ok(),
        interfaces: vec![
            interface("JK-001", "示例受理接口", Outcome::Passed),
            interface("JK-002", "示例办结接口", Outcome::Failed),
        ],
        rows: annex_4().rows,
        participants: annex_3().participants,
        conclusion: Some(Outcome::Passed),
    }
}
