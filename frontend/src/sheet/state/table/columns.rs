//! Which columns a grid has.

use super::super::grid::Grid;
use super::super::joint_debug::Case;
use yinzheng_shared::locale::{Text, bulletin as bulletin_words, joint_debug as form, sheet as words};

/// A column of a grid, in the order in which it prints and is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// 材料名称.
    Group,
    /// 材料颗粒化.
    Material,
    /// 共享.
    Shared,
    /// 材料编号; follows position, so that what is pasted there only says which group it is.
    MaterialNumber,
    /// 通用.
    General,
    /// 主类.
    Scenario,
    /// 次类.
    Subclass,
    /// 属性.
    Attribute,
    /// 与材料对应关系.
    Needs,
    /// 姓名.
    Name,
    /// 单位.
    Unit,
    /// 职务.
    Position,
    /// 序号.
    Ordinal,
    /// 事项名称.
    ItemName,
    /// 事项编码.
    ItemCode,
    /// 接口名称.
    Interface,
    /// 注册编号.
    RegistrationNumber,
    /// 注册日期.
    Registered,
    /// A test case.
    Case(Case),
    /// 情况说明.
    Note,
    /// 通报单位.
    NamedUnit,
    /// 通报事由.
    Because,
    /// 工作要求.
    Demand,
}

impl Column {
    /// The heading.
    #[must_use]
    pub const fn heading(self) -> Text {
        match self {
            Self::Group => words::COLUMN_GROUP,
            Self::Material => words::COLUMN_MATERIAL,
            Self::Shared => words::COLUMN_SHARED,
            Self::MaterialNumber => words::COLUMN_MATERIAL_NUMBER,
            Self::General => words::COLUMN_GENERAL,
            Self::Scenario => words::COLUMN_SCENARIO,
            Self::Subclass => words::COLUMN_SUBCLASS,
            Self::Attribute => words::COLUMN_ATTRIBUTE,
            Self::Needs => words::COLUMN_NEEDS,
            Self::Name => words::COLUMN_NAME,
            Self::Unit => words::COLUMN_UNIT,
            Self::Position => words::COLUMN_POSITION,
            Self::Ordinal => words::COLUMN_ORDINAL,
            Self::ItemName => words::COLUMN_ITEM_NAME,
            Self::ItemCode => words::COLUMN_ITEM_CODE,
            Self::Interface => form::NAME,
            Self::RegistrationNumber => form::NUMBER,
            Self::Registered => form::REGISTERED,
            Self::Case(case) => case.heading(),
            Self::Note => form::NOTE,
            Self::NamedUnit => bulletin_words::UNIT,
            Self::Because => bulletin_words::BECAUSE,
            Self::Demand => bulletin_words::DEMAND,
        }
    }

    /// Whether the page numbers the column by itself.
    #[must_use]
    pub const fn is_numbered(self) -> bool {
        matches!(self, Self::MaterialNumber | Self::Ordinal)
    }
}

/// The columns of a grid.
#[must_use]
pub const fn columns(grid: Grid) -> &'static [Column] {
    match grid {
        Grid::Materials => &[
            Column::Group,
            Column::Material,
            Column::Shared,
            Column::MaterialNumber,
            Column::General,
        ],
        Grid::Scenarios => &[Column::Scenario, Column::Subclass, Column::Attribute, Column::Needs],
        Grid::Participants => &[Column::Name, Column::Unit, Column::Position],
        Grid::Items => &[Column::Ordinal, Column::ItemName, Column::ItemCode],
        Grid::Interfaces => &[
            Column::Interface,
            Column::RegistrationNumber,
            Column::Registered,
            Column::Case(Case::Normal),
            Column::Case(Case::WrongData),
            Column::Case(Case::Timeout),
            Column::Case(Case::Duplicate),
            Column::Note,
        ],
        Grid::Named => &[Column::NamedUnit, Column::Because],
        Grid::Demands => &[Column::Demand],
    }
}
