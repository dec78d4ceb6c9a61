//! The rules of 《事项开通确认单》 by their stable codes.

use crate::form::item_row::ItemRowRules;
use crate::locale::go_live as text;
use crate::rule::rules;

rules! {
    GoLive, "go-live":
    REQUIRED = "required", Error, "附件4", Form;
    TOO_LONG = "too_long", Error, "附件4", Form;
    CHARACTERS = "characters", Error, "附件4", Form;
    ADDRESSEE_OWNER = "addressee.owner", Error, "任务五：向自建业务系统所在单位发出", Owner;
    BATCH_UNKNOWN = "batch.unknown", Error, "任务二：分四批", Form;
    ISSUED_LATER = "issued.in_future", Error, "任务五", Form;
    FINISH_EARLY = "finish_by.early", Error, "任务六：2个工作日内", Form;
    FINISH_LATE = "finish_by.late", Warning, "任务六：2个工作日内", Form;
    FINISH_AFTER_BATCH = "finish_by.after_batch", Warning, "任务二：每月25日前完成事项发布", Form;
    ROW_NONE = "row.none", Error, "附件4", Form;
    ROW_TOO_MANY = "row.too_many", Error, "附件4", Form;
    ROW_NUMBER = "row.number", Error, "附件4：序号", Form;
    ROW_REPEATED = "row.repeated", Error, "任务七：确认一个、发布一个", Form;
    ROW_CODE_FORMAT = "row.code_format", Warning, "附件4：事项编码", Form;
    ROW_UNKNOWN = "row.unknown", Error, "附件4：事项编码", Items;
    ROW_NAME_DIFFERS = "row.name_differs", Warning, "附件4：事项名称", Items;
    ROW_SERVING = "row.serving", Error, "任务六：自建业务系统建设单位负责", Items;
    ROW_BATCH = "row.batch", Error, "任务二：事项发布进度安排表", Items;
    ROW_NOT_CONNECTED = "row.not_connected", Error, "任务五：联调完成后发出", Items;
    ROW_NOT_OPTIMISED = "row.not_optimised", Error, "任务三：优化成果作为一窗对接的依据", Items;
    ROW_PUBLISHED = "row.published", Error, "任务七：确认一个、发布一个", Items;
    ROW_GONE = "row.gone", Error, "任务一：已取消、部门调整", Items;
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
