//! The rules of 《事项优化确认单》 by their stable codes.

use crate::locale::optimization as text;
use crate::rule::rules;

rules! {
    Optimization, "optimization":
    REQUIRED = "required", Error, "附件3", Form;
    TOO_LONG = "too_long", Error, "附件3", Form;
    CHARACTERS = "characters", Error, "附件3", Form;
    ITEM_NAME_DIFFERS = "item_name.differs", Warning, "任务三", Items;
    ITEM_CODE_FORMAT = "item_code.format", Warning, "任务三", Form;
    ITEM_UNKNOWN = "item_code.unknown", Error, "任务三", Items;
    MATERIAL_NONE = "material.none", Error, "任务三：办事材料分解到底", Form;
    MATERIAL_TOO_MANY = "material.too_many", Error, "附件3", Form;
    GROUP_EMPTY = "material.group_empty", Error, "任务三：办事材料分解到底", Form;
    MATERIAL_NUMBER = "material.number", Error, "附件3：材料编号", Form;
    MATERIAL_VAGUE = "material.vague", Error, "任务三：材料名称标准规范", Form;
    MATERIAL_VAGUE_WORD = "material.vague_word", Warning, "任务三：材料名称标准规范", Form;
    MATERIAL_REPEATED = "material.repeated", Error, "任务三：同一材料共享复用", Form;
    MATERIAL_UNUSED = "material.unused", Error, "任务三：办事场景穷尽到底", Form;
    BEFORE_TOO_MANY = "materials_before.too_many", Error, "任务三：“六个一律取消”“五减”", Form;
    BEFORE_FEWER = "materials_before.fewer", Warning, "任务三：“六个一律取消”“五减”", Form;
    SCENARIO_NONE = "scenario.none", Error, "任务三：办事场景穷尽到底", Form;
    SCENARIO_TOO_MANY = "scenario.too_many", Error, "附件3", Form;
    SCENARIO_EMPTY = "scenario.empty", Error, "任务三：办事场景穷尽到底", Form;
    SCENARIO_NUMBER = "scenario.number", Error, "附件3：办事场景颗粒化清单", Form;
    SUBCLASS_EMPTY = "subclass.empty", Error, "任务三：办事场景穷尽到底", Form;
    SUBCLASS_SINGLE = "subclass.single_attribute", Warning, "任务三：办事场景穷尽到底", Form;
    ATTRIBUTE_UNANSWERED = "attribute.unanswered", Error, "附件3：与材料对应关系", Form;
    ATTRIBUTE_UNKNOWN_MATERIAL = "attribute.unknown_material", Error, "附件3：与材料对应关系", Form;
    ATTRIBUTE_REPEATED_MATERIAL = "attribute.repeated_material", Error, "附件3：与材料对应关系", Form;
    SESSION_IN_FUTURE = "session_on.in_future", Error, "任务三：参会人员现场签字确认", Form;
    SESSION_OTHER = "session_on.other", Error, "任务三：工作标准3 市级部门在3个工作日盖章回复确认", Sessions;
    SESSION_NONE = "session_on.none", Error, "任务三：工作标准1 组织攻坚会战", Sessions;
    PARTICIPANT_NONE = "participant.none", Error, "任务三：参会人员现场签字确认", Form;
    PARTICIPANT_TOO_MANY = "participant.too_many", Error, "附件3", Form;
    PARTICIPANT_UNIT = "participant.unit", Error, "任务三：市级部门参战人员", Owner;
    PARTICIPANT_LEAD = "participant.lead", Warning, "任务三：业务负责人或窗口负责人", Form;
}
