//! The rules of sessions by their stable codes.

use crate::locale::optimization_session as text;
use crate::rule::rules;

rules! {
    subject crate::subject::Subject::OptimizationSession, "optimization-session":
    REQUIRED = "required", Error, "任务三：召开事项梳理会", Form;
    TOO_LONG = "too_long", Error, "任务三：召开事项梳理会", Form;
    CHARACTERS = "characters", Error, "任务三：召开事项梳理会", Form;
    ITEM_NONE = "item.none", Error, "任务三：一事项一确认单", Form;
    ITEM_TOO_MANY = "item.too_many", Error, "任务三：一事项一确认单", Form;
    ITEM_REPEATED = "item.repeated", Error, "任务三：一事项一确认单", Form;
    ITEM_UNKNOWN = "item.unknown", Error, "任务三：一事项一确认单", Items;
    ITEM_GONE = "item.gone", Error, "任务一：已取消、部门调整的事项", Items;
    INVITED_TOO_MANY = "invited.too_many", Error, "任务三：可邀请区、县（市）参加", Form;
    INVITED_REPEATED = "invited.repeated", Error, "任务三：可邀请区、县（市）参加", Form;
    PARTICIPANT_TOO_MANY = "participant.too_many", Error, "任务三：参会人员现场签字确认", Form;
}
