//! The rules of 《接口联调确认单》 by their stable codes.

use crate::form::item_row::ItemRowRules;
use crate::locale::joint_debug as text;
use crate::rule::rules;

rules! {
    JointDebug, "joint-debug":
    REQUIRED = "required", Error, "任务五：填写《接口联调确认单》", Form;
    TOO_LONG = "too_long", Error, "任务五：填写《接口联调确认单》", Form;
    CHARACTERS = "characters", Error, "任务五：填写《接口联调确认单》", Form;
    UNIT_OWNER = "unit.owner", Error, "任务五：自建业务系统建设单位", Owner;
    SYSTEM_NONE = "system.none", Error, "任务四：没有业务系统的在平台“全流程办理”", Form;
    MODE_REMOTE = "mode.remote", Warning, "任务五：市级和主城区统一到市数据资源管理局联调", Debugging;
    FINISHED_IN_FUTURE = "finished.in_future", Error, "任务五：联调成功后方可离场", Form;
    FINISHED_BEFORE_START = "finished.before_start", Error, "任务五：联调时间", Form;
    FINISHED_LATE = "finished.late", Warning, "任务五：在《事项发布进度安排表》确定的时间节点要求前完成联调", Debugging;
    INTERFACE_NONE = "interface.none", Error, "任务四：接口统一注册到市共享平台", Form;
    INTERFACE_TOO_MANY = "interface.too_many", Error, "任务四：接口统一注册到市共享平台", Form;
    INTERFACE_REPEATED = "interface.repeated", Error, "任务四：接口统一注册到市共享平台", Form;
    INTERFACE_UNKNOWN = "interface.unknown", Error, "任务四：接口统一注册到市共享平台", Debugging;
    INTERFACE_SYSTEM = "interface.system", Error, "任务四：接口统一注册到市共享平台", Debugging;
    INTERFACE_NAME_DIFFERS = "interface.name_differs", Warning, "任务四：接口统一注册到市共享平台", Debugging;
    INTERFACE_DATE_DIFFERS = "interface.date_differs", Error, "任务四：接口统一注册到市共享平台", Debugging;
    REGISTERED_IN_FUTURE = "interface.in_future", Error, "任务四：接口注册", Form;
    REGISTERED_AFTER = "interface.after_finish", Error, "附件2：接口注册完成后完成联调", Form;
    REGISTERED_SLOW = "interface.slow", Warning, "附件2：接口注册完成后2日内完成联调", Form;
    CASE_NOTE = "interface.note", Error, "任务五：联调成功后方可离场", Form;
    ROW_NONE = "row.none", Error, "任务五：接口联调", Form;
    ROW_TOO_MANY = "row.too_many", Error, "任务五：接口联调", Form;
    ROW_NUMBER = "row.number", Error, "任务五：接口联调", Form;
    ROW_REPEATED = "row.repeated", Error, "任务五：接口联调", Form;
    ROW_CODE_FORMAT = "row.code_format", Warning, "任务五：接口联调", Form;
    ROW_UNKNOWN = "row.unknown", Error, "任务五：接口联调", Items;
    ROW_NAME_DIFFERS = "row.name_differs", Warning, "任务五：接口联调", Items;
    ROW_SERVING = "row.serving", Error, "任务五：自建业务系统建设单位", Items;
    ROW_FULL_PROCESS = "row.full_process", Error, "任务四：没有业务系统的在平台“全流程办理”", Items;
    ROW_DEBUGGED = "row.debugged", Warning, "任务五：接口联调", Items;
    ROW_PUBLISHED = "row.published", Error, "任务七：确认一个、发布一个", Items;
    ROW_GONE = "row.gone", Error, "任务一：已取消、部门调整", Items;
    ROW_NO_INTERFACE = "row.no_interface", Error, "任务四：接口开发、注册", Debugging;
    PARTICIPANT_NONE = "participant.none", Error, "任务五：自建业务系统单位派驻技术人员", Form;
    PARTICIPANT_TOO_MANY = "participant.too_many", Error, "任务五：自建业务系统单位派驻技术人员", Form;
    CONCLUSION_PASSED = "conclusion.passed", Error, "任务五：联调成功后方可离场", Form;
    CONCLUSION_FAILED = "conclusion.failed", Warning, "任务五：联调成功后方可离场", Form;
}

/// What every row of items obeys.
pub(super) const ROW: ItemRowRules = ItemRowRules {
    field: FIELD,
    none: &ROW_NONE,
    too_many: &ROW_TOO_MANY,
    number: &ROW_NUMBER,
    repeated: &ROW_REPEATED,
    code_format: &ROW_CODE_FORMAT,
    unknown: &ROW_UNKNOWN,
    name_differs: &ROW_NAME_DIFFERS,
};
