//! Sample organisations and people; every name says that it is one.

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

/// Label and organisation of the scanner key.
pub(super) const SCANNER: (&str, &str) = ("一楼扫描仪（示例）", "杭州市市场监督管理局（示例）");

pub(super) const ORGANISATIONS: &[Organisation] = &[
    organisation("杭州市（示例）", Level::City, None, None),
    organisation("东湖区（示例）", Level::District, Some("杭州市（示例）"), None),
    organisation("西江区（示例）", Level::District, Some("杭州市（示例）"), None),
    organisation(
        "杭州市数据资源管理局（示例）",
        Level::CityDepartment,
        Some("杭州市（示例）"),
        None,
    ),
    organisation(
        "杭州市跑改办（示例）",
        Level::CityDepartment,
        Some("杭州市（示例）"),
        None,
    ),
    organisation(
        "杭州市监察室（示例）",
        Level::CityDepartment,
        Some("杭州市（示例）"),
        None,
    ),
    organisation(
        "杭州市市场监督管理局（示例）",
        Level::CityDepartment,
        Some("杭州市（示例）"),
        None,
    ),
    organisation(
        "杭州市民政局（示例）",
        Level::CityDepartment,
        Some("杭州市（示例）"),
        None,
    ),
    organisation(
        "杭州市公安局（示例）",
        Level::CityDepartment,
        Some("杭州市（示例）"),
        None,
    ),
    organisation(
        "杭州市人力资源和社会保障局（示例）",
        Level::CityDepartment,
        Some("杭州市（示例）"),
        None,
    ),
    organisation(
        "东湖区市场监督管理局（示例）",
        Level::DistrictDepartment,
        Some("东湖区（示例）"),
        Some("杭州市市场监督管理局（示例）"),
    ),
    organisation(
        "东湖区民政局（示例）",
        Level::DistrictDepartment,
        Some("东湖区（示例）"),
        Some("杭州市民政局（示例）"),
    ),
    organisation(
        "东湖区电子政务办（示例）",
        Level::DistrictDepartment,
        Some("东湖区（示例）"),
        None,
    ),
    organisation(
        "东湖区审管办（示例）",
        Level::DistrictDepartment,
        Some("东湖区（示例）"),
        None,
    ),
    organisation(
        "西江区市场监督管理局（示例）",
        Level::DistrictDepartment,
        Some("西江区（示例）"),
        Some("杭州市市场监督管理局（示例）"),
    ),
    organisation(
        "西江区民政局（示例）",
        Level::DistrictDepartment,
        Some("西江区（示例）"),
        Some("杭州市民政局（示例）"),
    ),
    organisation(
        "东湖区跑改办（示例）",
        Level::DistrictDepartment,
        Some("东湖区（示例）"),
        None,
    ),
    organisation(
        "西江区跑改办（示例）",
        Level::DistrictDepartment,
        Some("西江区（示例）"),
        None,
    ),
    organisation(
        "杭州市审管办（示例）",
        Level::CityDepartment,
        Some("杭州市（示例）"),
        None,
    ),
    organisation("湖滨街道（示例）", Level::Street, Some("东湖区（示例）"), None),
    organisation("湖滨一社区（示例）", Level::Community, Some("湖滨街道（示例）"), None),
    organisation("江南街道（示例）", Level::Street, Some("西江区（示例）"), None),
];

pub(super) const PEOPLE: &[Person] = &[
    person(
        "bureau",
        "数据局甲（示例）",
        Role::Bureau,
        "杭州市数据资源管理局（示例）",
    ),
    person(
        "bureau2",
        "数据局乙（示例）",
        Role::Bureau,
        "杭州市数据资源管理局（示例）",
    ),
    person("market", "市监甲（示例）", Role::Staff, "杭州市市场监督管理局（示例）"),
    person("market2", "市监乙（示例）", Role::Staff, "杭州市市场监督管理局（示例）"),
    person("civil", "民政甲（示例）", Role::Staff, "杭州市民政局（示例）"),
    person("police", "公安甲（示例）", Role::Staff, "杭州市公安局（示例）"),
    person(
        "donghu",
        "东湖市监甲（示例）",
        Role::Staff,
        "东湖区市场监督管理局（示例）",
    ),
    person(
        "donghu-civil",
        "东湖民政甲（示例）",
        Role::Staff,
        "东湖区民政局（示例）",
    ),
    person(
        "xijiang",
        "西江市监甲（示例）",
        Role::Staff,
        "西江区市场监督管理局（示例）",
    ),
    person("reviewer", "跑改办甲（示例）", Role::Reviewer, "杭州市跑改办（示例）"),
    person("egov", "东湖电政甲（示例）", Role::Egov, "东湖区电子政务办（示例）"),
    person(
        "hr",
        "人社甲（示例）",
        Role::Staff,
        "杭州市人力资源和社会保障局（示例）",
    ),
    person(
        "builder",
        "建设单位甲（示例）",
        Role::Builder,
        "杭州市人力资源和社会保障局（示例）",
    ),
    person("hall", "东湖审管甲（示例）", Role::Hall, "东湖区审管办（示例）"),
    person("auditor", "监察甲（示例）", Role::Auditor, "杭州市监察室（示例）"),
    person("admin", "管理员甲（示例）", Role::Admin, "杭州市数据资源管理局（示例）"),
    person(
        "donghu-reviewer",
        "东湖跑改办甲（示例）",
        Role::Reviewer,
        "东湖区跑改办（示例）",
    ),
    person(
        "xijiang-reviewer",
        "西江跑改办甲（示例）",
        Role::Reviewer,
        "西江区跑改办（示例）",
    ),
    person("hall-city", "市审管甲（示例）", Role::Hall, "杭州市审管办（示例）"),
    person("hall-street", "湖滨管理员甲（示例）", Role::Hall, "湖滨街道（示例）"),
];

const fn organisation(
    name: &'static str,
    level: Level,
    parent: Option<&'static str>,
    line: Option<&'static str>,
) -> Organisation {
    Organisation {
        name,
        level,
        parent,
        line,
    }
}

const fn person(login: &'static str, name: &'static str, role: Role, organisation: &'static str) -> Person {
    Person {
        login,
        name,
        role,
        organisation,
    }
}
