//! The rules of 《事项发布进度安排表》 by their stable codes.

use crate::locale::schedule as text;
use crate::rule::rules;

rules! {
    Schedule, "schedule":
    REQUIRED = "required", Error, "任务二", Form;
    TOO_LONG = "too_long", Error, "任务二", Form;
    CHARACTERS = "characters", Error, "任务二", Form;
    BATCH_UNKNOWN = "batch.unknown", Error, "任务二：分四批", Form;
    ISSUED_LATE = "issued.late", Warning, "任务二：8月31日第一批，9月20日前其余3批", Form;
    DATE_ORDER = "date.order", Error, "任务二：时间节点要求", Form;
    DATE_PAST = "date.past", Warning, "任务二：时间节点要求", Form;
    PUBLISHED_LATE = "published.late", Error, "任务二：每月25日前完成事项发布", Form;
    ROW_NONE = "row.none", Error, "任务二", Form;
    ROW_TOO_MANY = "row.too_many", Error, "任务二", Form;
    ROW_REPEATED = "row.repeated", Error, "任务二：每个事项只在一个批次", Form;
    ROW_UNKNOWN = "row.unknown", Error, "任务二", Items;
    ROW_GONE = "row.gone", Error, "任务一：已取消、部门调整", Items;
    ROW_PUBLISHED = "row.published", Error, "任务七：确认一个、发布一个", Items;
    ROW_OTHER_BATCH = "row.other_batch", Error, "任务二：每个事项只在一个批次", Items;
    ROW_PROVISIONAL = "row.provisional", Warning, "任务一、任务二：清单未确认", Items;
    ROW_LEFT_OUT = "row.left_out", Warning, "任务一：可不列入本部门80%事项接入范围", Items;
    ROW_NAME_DIFFERS = "row.name_differs", Error, "任务二：事项名称", Items;
    ROW_DEPARTMENT = "row.department", Error, "任务二：责任单位", Items;
}
