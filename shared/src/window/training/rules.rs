//! The rules of training by their stable codes.

use crate::locale::training as text;
use crate::rule::rules;

rules! {
    subject crate::subject::Subject::Training, "training":
    REQUIRED = "required", Error, "任务九", Form;
    TOO_LONG = "too_long", Error, "任务九", Form;
    CHARACTERS = "characters", Error, "任务九", Form;
    ROW_NONE = "row.none", Error, "任务九", Form;
    ROW_TOO_MANY = "row.too_many", Error, "任务九", Form;
    ACCOUNT_REPEATED = "account.repeated", Error, "任务九：窗口工作人员", Form;
    ACCOUNT_UNKNOWN = "account.unknown", Error, "任务九：窗口工作人员", Window;
    ROW_NOTHING = "row.nothing", Error, "任务九：观看培训视频、操作“示范”事项", Form;
    FILM_UNKNOWN = "film.unknown", Error, "任务九：完成培训视频学习", Form;
    FILM_REPEATED = "film.repeated", Error, "任务九：完成培训视频学习", Form;
    DATE_FUTURE = "date.in_future", Error, "任务九：9月25日之前", Form;
}
