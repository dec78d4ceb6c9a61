//! The rules of 《区县事项范围汇总单》 by their stable codes.

use crate::locale::consolidation as text;
use crate::rule::rules;

rules! {
    Consolidation, "consolidation":
    REQUIRED = "required", Error, "任务一：工作标准3 组织各单位复核事项清单，汇总确认", Form;
    TOO_LONG = "too_long", Error, "任务一：工作标准3 组织各单位复核事项清单，汇总确认", Form;
    CHARACTERS = "characters", Error, "任务一：工作标准3 组织各单位复核事项清单，汇总确认", Form;
    DISTRICT_OTHER = "district.other", Error, "任务一：工作标准3 下载本地区《事项范围确认单》", District;
    EDITION_OTHER = "edition.other", Error, "任务一：复核本部门《事项范围确认单(8月版)》", Form;
    DEPARTMENT_NONE = "department.none", Error, "任务一：责任单位 各级各部门", Form;
    DEPARTMENT_TOO_MANY = "department.too_many", Error, "任务一：责任单位 各级各部门", Form;
    DEPARTMENT_MISSING = "department.missing", Error, "任务一：责任单位 各级各部门", District;
    DEPARTMENT_REPEATED = "department.repeated", Error, "任务一：责任单位 各级各部门", Form;
    DEPARTMENT_OTHER = "department.other", Error, "任务一：责任单位 各级各部门", District;
    LIST_DIFFERS = "list.differs", Error, "任务一：工作标准3 组织各单位复核事项清单，汇总确认", District;
    REASON_MISSING = "reason.missing", Error, "任务一：工作标准3 在9月14日前", Form;
    REASON_NEEDLESS = "reason.needless", Error, "任务一：工作标准3 汇总确认", Form;
    SHARE_BELOW = "share.below", Warning, "一、工作目标（一）事项接入目标", Form;
}
