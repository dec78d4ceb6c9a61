//! The rules of 《通报》 by their stable codes.

use crate::locale::bulletin as text;
use crate::rule::rules;

rules! {
    Bulletin, "bulletin":
    REQUIRED = "required", Error, "四、保障措施（三）督查考核", Form;
    TOO_LONG = "too_long", Error, "四、保障措施（三）督查考核", Form;
    CHARACTERS = "characters", Error, "四、保障措施（三）督查考核", Form;
    NUMBER_FORMAT = "number.format", Warning, "公文格式：发文字号由机关代字、年份和序号组成", Form;
    FIGURES_IN_FUTURE = "figures_on.in_future", Error, "四、保障措施（三）督查考核：工作进度", Form;
    AREAS_NONE = "areas.none", Error, "四、保障措施（三）督查考核：工作进度", Form;
    AREAS_DIFFER = "areas.differ", Error, "四、保障措施（三）督查考核：工作进度", Assessment;
    OPENING_DIFFERS = "opening.differs", Warning, "四、保障措施（三）督查考核：工作进度", Form;
    NAMED_MISSING = "named.missing", Warning, "四、保障措施（三）督查考核：对未按工作进度要求完成工作的予以通报", Assessment;
    NAMED_TOO_MANY = "named.too_many", Error, "四、保障措施（三）督查考核：对未按工作进度要求完成工作的予以通报", Form;
    NAMED_REPEATED = "named.repeated", Error, "四、保障措施（三）督查考核：对未按工作进度要求完成工作的予以通报", Form;
    NAMED_NOT_BEHIND = "named.not_behind", Error, "四、保障措施（三）督查考核：对未按工作进度要求完成工作的予以通报", Assessment;
    NAMED_DIFFERS = "named.differs", Warning, "四、保障措施（三）督查考核：对未按工作进度要求完成工作的予以通报", Assessment;
    DEMAND_TOO_MANY = "demand.too_many", Error, "四、保障措施（三）督查考核", Form;
    ISSUED_BEFORE_FIGURES = "issued.before_figures", Error, "四、保障措施（三）督查考核：工作进度", Form;
    ISSUED_IN_FUTURE = "issued.in_future", Error, "公文格式：成文日期", Form;
}
