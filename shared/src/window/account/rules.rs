//! The rules of window accounts by their stable codes.

use crate::locale::window_account as text;
use crate::rule::rules;

rules! {
    subject crate::subject::Subject::WindowAccount, "window-account":
    REQUIRED = "required", Error, "任务八：需填写姓名、手机号", Form;
    TOO_LONG = "too_long", Error, "任务八", Form;
    CHARACTERS = "characters", Error, "任务八", Form;
    ROW_NONE = "row.none", Error, "任务八", Form;
    ROW_TOO_MANY = "row.too_many", Error, "任务八", Form;
    MOBILE_FORMAT = "mobile.format", Warning, "任务八：手机号（方便密码重置）", Form;
    MOBILE_REPEATED = "mobile.repeated", Error, "任务八：已注册的，请勿重复注册", Form;
    MOBILE_TAKEN = "mobile.taken", Error, "任务八：已注册的，请勿重复注册", Window;
    ORGANISATION_UNKNOWN = "organisation.unknown", Error, "任务八：人员所在单位", Window;
    LEVEL_DIFFERS = "level.differs", Error, "任务八：四级服务中心", Window;
    CENTRE_UNKNOWN = "centre.unknown", Error, "任务八：四级服务中心", Window;
    DATE_FUTURE = "date.in_future", Error, "任务八：账号注册和授权", Form;
    DATE_MISSING = "date.missing_before", Error, "任务八：账号注册和授权", Form;
    DATE_ORDER = "date.order", Error, "任务八：账号注册和授权", Form;
}
