//! The sample itself; every name says that it is one.

use yinzheng_shared::facts::Connection;
use yinzheng_shared::organisation::{Level, Role};

pub(super) struct Organisation {
    pub(super) name: &'static str,
    pub(super) level: Level,
    pub(super) parent: Option<&'static str>,
    pub(super) line: Option<&'static str>,
}

pub(super) struct Person {
    pub(super) login: &'static str,
    pub(super) name: &'static str,
    pub(super) role: Role,
    pub(super) organisation: &'static str,
}

pub(super) struct Item {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) owner: &'static str,
    pub(super) batch: Option<u8>,
    pub(super) connection: Connection,
    pub(super) optimised: Optimised,
}

/// Whether an item counts as optimised at the start, so that a go-live form can be tried at once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Optimised {
    Yes,
    No,
}

/// Label and organisation of the scanner key.
pub(super) const SCANNER: (&str, &str) = ("一楼扫描仪（示例）", "杭州市市场监督管理局（示例）");

pub(super) const ORGANISATIONS: &[Organisation] = &[
    organisation("杭州市（示例）", Level::City, None, None),
    organisation("东湖区（示例）", Level::District, Some("杭州市（示例）"), None),
    organisation("西江区（示例）", Level::District, Some("杭州市（示例）"), None),
    organisation("杭州市数据资源管理局（示例）", Level::CityDepartment, Some("杭州市（示例）"), None),
    organisation("杭州市跑改办（示例）", Level::CityDepartment, Some("杭州市（示例）"), None),
    organisation("杭州市监察室（示例）", Level::CityDepartment, Some("杭州市（示例）"), None),
    organisation("杭州市市场监督管理局（示例）", Level::CityDepartment, Some("杭州市（示例）"), None),
    organisation("杭州市民政局（示例）", Level::CityDepartment, Some("杭州市（示例）"), None),
    organisation("杭州市公安局（示例）", Level::CityDepartment, Some("杭州市（示例）"), None),
    organisation("杭州市人力资源和社会保障局（示例）", Level::CityDepartment, Some("杭州市（示例）"), None),
    organisation("东湖区市场监督管理局（示例）", Level::DistrictDepartment, Some("东湖区（示例）"), Some("杭州市市场监督管理局（示例）")),
    organisation("东湖区民政局（示例）", Level::DistrictDepartment, Some("东湖区（示例）"), Some("杭州市民政局（示例）")),
    organisation("东湖区电子政务办（示例）", Level::DistrictDepartment, Some("东湖区（示例）"), None),
    organisation("东湖区审管办（示例）", Level::DistrictDepartment, Some("东湖区（示例）"), None),
    organisation("西江区市场监督管理局（示例）", Level::DistrictDepartment, Some("西江区（示例）"), Some("杭州市市场监督管理局（示例）")),
    organisation("西江区民政局（示例）", Level::DistrictDepartment, Some("西江区（示例）"), Some("杭州市民政局（示例）")),
];

pub(super) const PEOPLE: &[Person] = &[
    person("bureau", "数据局甲（示例）", Role::Bureau, "杭州市数据资源管理局（示例）"),
    person("bureau2", "数据局乙（示例）", Role::Bureau, "杭州市数据资源管理局（示例）"),
    person("market", "市监甲（示例）", Role::Staff, "杭州市市场监督管理局（示例）"),
    person("market2", "市监乙（示例）", Role::Staff, "杭州市市场监督管理局（示例）"),
    person("civil", "民政甲（示例）", Role::Staff, "杭州市民政局（示例）"),
    person("police", "公安甲（示例）", Role::Staff, "杭州市公安局（示例）"),
    person("donghu", "东湖市监甲（示例）", Role::Staff, "东湖区市场监督管理局（示例）"),
    person("donghu-civil", "东湖民政甲（示例）", Role::Staff, "东湖区民政局（示例）"),
    person("xijiang", "西江市监甲（示例）", Role::Staff, "西江区市场监督管理局（示例）"),
    person("reviewer", "跑改办甲（示例）", Role::Reviewer, "杭州市跑改办（示例）"),
    person("egov", "东湖电政甲（示例）", Role::Egov, "东湖区电子政务办（示例）"),
    person("builder", "建设单位甲（示例）", Role::Builder, "杭州市人力资源和社会保障局（示例）"),
    person("hall", "东湖审管甲（示例）", Role::Hall, "东湖区审管办（示例）"),
    person("auditor", "监察甲（示例）", Role::Auditor, "杭州市监察室（示例）"),
    person("admin", "管理员甲（示例）", Role::Admin, "杭州市数据资源管理局（示例）"),
];

pub(super) const ITEMS: &[Item] = &[
    item("许可-90001-000", "食品经营许可（新办）", "杭州市市场监督管理局（示例）", Some(1), Connection::None, Optimised::No),
    item("许可-90002-000", "食品经营许可（变更）", "杭州市市场监督管理局（示例）", Some(1), Connection::JointDebugged, Optimised::Yes),
    item("许可-90003-000", "食品经营许可（延续）", "杭州市市场监督管理局（示例）", Some(1), Connection::FullProcess, Optimised::Yes),
    item("许可-90004-000", "药品零售企业许可", "杭州市市场监督管理局（示例）", Some(2), Connection::JointDebugged, Optimised::Yes),
    item("其他-90005-000", "第二类医疗器械经营备案", "杭州市市场监督管理局（示例）", Some(2), Connection::None, Optimised::No),
    item("确认-90006-000", "特种设备使用登记", "杭州市市场监督管理局（示例）", Some(2), Connection::None, Optimised::No),
    item("其他-90007-000", "计量标准器具核准", "杭州市市场监督管理局（示例）", Some(3), Connection::None, Optimised::No),
    item("确认-90008-000", "广告发布登记", "杭州市市场监督管理局（示例）", Some(3), Connection::None, Optimised::No),
    item("其他-90009-000", "企业名称预先核准", "杭州市市场监督管理局（示例）", Some(3), Connection::None, Optimised::No),
    item("确认-90010-000", "个体工商户设立登记", "杭州市市场监督管理局（示例）", Some(4), Connection::None, Optimised::No),
    item("确认-90011-000", "个体工商户变更登记", "杭州市市场监督管理局（示例）", Some(4), Connection::None, Optimised::No),
    item("确认-90012-000", "动产抵押登记", "杭州市市场监督管理局（示例）", None, Connection::None, Optimised::No),
    item("确认-90013-000", "社会团体成立登记", "杭州市民政局（示例）", Some(1), Connection::None, Optimised::No),
    item("确认-90014-000", "社会团体变更登记", "杭州市民政局（示例）", Some(1), Connection::JointDebugged, Optimised::Yes),
    item("确认-90015-000", "民办非企业单位成立登记", "杭州市民政局（示例）", Some(2), Connection::FullProcess, Optimised::Yes),
    item("确认-90016-000", "慈善组织认定", "杭州市民政局（示例）", Some(2), Connection::JointDebugged, Optimised::Yes),
    item("其他-90017-000", "养老机构设立备案", "杭州市民政局（示例）", Some(3), Connection::None, Optimised::No),
    item("确认-90018-000", "最低生活保障对象认定", "杭州市民政局（示例）", Some(3), Connection::None, Optimised::No),
    item("其他-90019-000", "特困人员供养审批", "杭州市民政局（示例）", Some(4), Connection::None, Optimised::No),
    item("其他-90020-000", "公墓年度检查", "杭州市民政局（示例）", None, Connection::None, Optimised::No),
    item("其他-90021-000", "居住证申领", "杭州市公安局（示例）", Some(1), Connection::None, Optimised::No),
    item("许可-90022-000", "旅馆业特种行业许可", "杭州市公安局（示例）", Some(1), Connection::JointDebugged, Optimised::Yes),
    item("许可-90023-000", "大型群众性活动安全许可", "杭州市公安局（示例）", Some(2), Connection::FullProcess, Optimised::Yes),
    item("其他-90024-000", "机动车临时通行证核发", "杭州市公安局（示例）", Some(3), Connection::JointDebugged, Optimised::Yes),
    item("许可-90025-000", "保安服务公司设立许可", "杭州市公安局（示例）", None, Connection::None, Optimised::No),
    item("许可-90026-000", "劳务派遣经营许可", "杭州市人力资源和社会保障局（示例）", Some(1), Connection::None, Optimised::No),
    item("许可-90027-000", "人力资源服务许可", "杭州市人力资源和社会保障局（示例）", Some(1), Connection::JointDebugged, Optimised::Yes),
    item("其他-90028-000", "职业技能培训机构设立", "杭州市人力资源和社会保障局（示例）", Some(2), Connection::FullProcess, Optimised::Yes),
    item("其他-90029-000", "企业实行不定时工作制审批", "杭州市人力资源和社会保障局（示例）", Some(3), Connection::JointDebugged, Optimised::Yes),
    item("确认-90030-000", "社会保险参保登记", "杭州市人力资源和社会保障局（示例）", Some(3), Connection::None, Optimised::No),
    item("其他-90031-000", "失业保险金申领", "杭州市人力资源和社会保障局（示例）", None, Connection::None, Optimised::No),
    item("确认-90032-000", "小餐饮店登记", "东湖区市场监督管理局（示例）", Some(1), Connection::None, Optimised::No),
    item("确认-90033-000", "食品小作坊登记", "东湖区市场监督管理局（示例）", Some(2), Connection::JointDebugged, Optimised::No),
    item("其他-90034-000", "食品摊贩备案", "东湖区市场监督管理局（示例）", Some(3), Connection::FullProcess, Optimised::No),
    item("其他-90035-000", "农贸市场开办备案", "东湖区市场监督管理局（示例）", Some(4), Connection::JointDebugged, Optimised::No),
    item("其他-90036-000", "临时救助申请", "东湖区民政局（示例）", Some(1), Connection::None, Optimised::No),
    item("其他-90037-000", "高龄津贴申领", "东湖区民政局（示例）", Some(2), Connection::JointDebugged, Optimised::No),
    item("其他-90038-000", "残疾人两项补贴申请", "东湖区民政局（示例）", Some(3), Connection::FullProcess, Optimised::No),
    item("确认-90039-000", "小餐饮店登记", "西江区市场监督管理局（示例）", Some(1), Connection::None, Optimised::No),
    item("确认-90040-000", "食品小作坊登记", "西江区市场监督管理局（示例）", Some(2), Connection::JointDebugged, Optimised::No),
    item("其他-90041-000", "食品摊贩备案", "西江区市场监督管理局（示例）", Some(3), Connection::FullProcess, Optimised::No),
    item("其他-90042-000", "临时救助申请", "西江区民政局（示例）", Some(1), Connection::None, Optimised::No),
    item("其他-90043-000", "高龄津贴申领", "西江区民政局（示例）", Some(3), Connection::JointDebugged, Optimised::No),
];

const fn organisation(
    name: &'static str,
    level: Level,
    parent: Option<&'static str>,
    line: Option<&'static str>,
) -> Organisation {
    Organisation { name, level, parent, line }
}

const fn person(login: &'static str, name: &'static str, role: Role, organisation: &'static str) -> Person {
    Person { login, name, role, organisation }
}

const fn item(
    code: &'static str,
    name: &'static str,
    owner: &'static str,
    batch: Option<u8>,
    connection: Connection,
    optimised: Optimised,
) -> Item {
    Item { code, name, owner, batch, connection, optimised }
}
