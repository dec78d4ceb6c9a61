//! People of the demonstration, by what the tests want of them.

/// 部门填报人 of a municipal department.
pub const DEPARTMENT: &str = "market";
/// A colleague in the same department.
pub const COLLEAGUE: &str = "market2";
/// 部门填报人 of another municipal department.
pub const OTHER_DEPARTMENT: &str = "civil";
/// 部门填报人 of the district department in the first one's line.
pub const DISTRICT: &str = "donghu";
/// The project office.
pub const BUREAU: &str = "bureau";
/// A second person of the project office.
pub const SECOND_BUREAU: &str = "bureau2";
/// 审核人 of the city.
pub const REVIEWER: &str = "reviewer";
/// 审核人 of a district.
pub const DISTRICT_REVIEWER: &str = "donghu-reviewer";
/// 监察.
pub const AUDITOR: &str = "auditor";
/// 系统管理员.
pub const ADMIN: &str = "admin";
/// The key of the department's scanner.
pub const SCANNER_KEY: &str = "yzk_demonstration_scanner_key_loopback_only";
