//! The rules of the register of interfaces by their stable codes.

use crate::locale::interface as text;
use crate::rule::rules;

rules! {
    subject crate::subject::Subject::Interface, "interface":
    REQUIRED = "required", Error, "任务四：接口开发、注册", Form;
    TOO_LONG = "too_long", Error, "任务四：接口开发、注册", Form;
    CHARACTERS = "characters", Error, "任务四：接口开发、注册", Form;
    SYSTEM_NONE = "system.none", Error, "任务四：没有业务系统的在平台“全流程办理”", Form;
    NUMBER_EARLY = "number.early", Error, "任务四：接口统一注册到市共享平台", Form;
    NUMBER_TAKEN = "number.taken", Error, "任务四：接口统一注册到市共享平台", Debugging;
    IN_FUTURE = "registered.in_future", Error, "任务四：接口统一注册到市共享平台", Form;
    ITEM_NONE = "item.none", Error, "任务四：接口开发、注册", Form;
    ITEM_TOO_MANY = "item.too_many", Error, "任务四：接口开发、注册", Form;
    ITEM_REPEATED = "item.repeated", Error, "任务四：接口开发、注册", Form;
    ITEM_UNKNOWN = "item.unknown", Error, "任务四：接口开发、注册", Items;
    ITEM_SERVING = "item.serving", Error, "任务四：自建业务系统建设单位", Items;
    ITEM_FULL_PROCESS = "item.full_process", Error, "任务四：没有业务系统的在平台“全流程办理”", Items;
}
