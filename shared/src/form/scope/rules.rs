//! The rules of 《事项范围确认单》 by their stable codes.

use crate::locale::scope as text;
use crate::rule::rules;

rules! {
    Scope, "scope":
    REQUIRED = "required", Error, "任务一：补全以下信息", Form;
    TOO_LONG = "too_long", Error, "任务一", Form;
    CHARACTERS = "characters", Error, "任务一", Form;
    DEPARTMENT_OWNER = "department.owner", Error, "任务一：本部门《事项范围确认单》", Owner;
    EDITION_OTHER = "edition.other", Error, "任务一：《事项范围确认单》（8月版）", Form;
    ROW_NONE = "row.none", Error, "任务一", Form;
    ROW_TOO_MANY = "row.too_many", Error, "任务一", Form;
    SHARE_BELOW = "share.below", Warning, "工作目标：80%以上事项接入", Form;
    PACE_BEHIND = "pace.behind", Warning, "任务一：按20%每月左右比例提出事项清单", Form;
    ROW_VANISHED = "row.vanished", Error, "任务一：请勿删改原有信息", Catalogue;
    ROW_REPEATED = "row.repeated", Error, "任务一", Form;
    ROW_UNKNOWN = "row.unknown", Error, "任务一：有新增等情况在备注中注明", Catalogue;
    ROW_KNOWN = "row.known", Error, "任务一：有新增等情况在备注中注明", Catalogue;
    ROW_TAKEN = "row.taken", Error, "任务一：有新增等情况在备注中注明", Catalogue;
    ROW_CODE_FORMAT = "row.code_format", Warning, "任务一", Form;
    ROW_NAME_CHANGED = "row.name_changed", Error, "任务一：请勿删改原有信息", Catalogue;
    SYSTEM_SUPERFLUOUS = "system.superfluous", Error, "任务一：②业务系统名称③覆盖范围", Form;
    CASES_CONTRADICTED = "cases.contradicted", Warning, "任务一：年办件量在12件(含)以下,全年全市", Catalogue;
    BATCH_UNKNOWN = "batch.unknown", Error, "任务一：分4批", Form;
    BATCH_SUPERFLUOUS = "batch.superfluous", Error, "任务一：已取消、部门调整", Form;
    RECEIVER_MISSING = "receiver.missing", Error, "任务一：部门调整", Form;
    RECEIVER_SUPERFLUOUS = "receiver.superfluous", Error, "任务一：部门调整", Form;
    RECEIVER_UNKNOWN = "receiver.unknown", Error, "任务一：部门调整", Catalogue;
    REMARK_MISSING = "remark.missing", Error, "任务一：统一在备注中注明", Form;
}
