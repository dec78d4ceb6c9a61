//! What cells, rows and units are called.

use super::state::grid::{Grid, Row, row_of};
use super::state::merge::Unit;
use super::state::optimization::{attribute, material, subclass};
use super::state::place::{Place, text};
use super::state::table::Column;
use yinzheng_shared::form::Content;
use yinzheng_shared::locale::{Language, Text, bulletin, consolidation, joint_debug as form, sheet as words};

/// The heading of the column or field of a cell.
#[must_use]
pub const fn heading(place: Place) -> Text {
    match place {
        Place::ItemName => words::OPTIMIZATION_ITEM_NAME_LABEL,
        Place::ItemCode => words::OPTIMIZATION_ITEM_CODE_LABEL,
        Place::GroupName(_) => Column::Group.heading(),
        Place::MaterialName(..) => Column::Material.heading(),
        Place::Shared(..) => Column::Shared.heading(),
        Place::General(..) => Column::General.heading(),
        Place::MaterialsBefore => words::OPTIMIZATION_BEFORE,
        Place::ScenarioName(_) => Column::Scenario.heading(),
        Place::SubclassName(..) => Column::Subclass.heading(),
        Place::SubclassChoice(..) => words::OPTIMIZATION_CHOICE_LABEL,
        Place::AttributeName(..) => Column::Attribute.heading(),
        Place::Needs(..) => Column::Needs.heading(),
        Place::SessionOn => words::OPTIMIZATION_SESSION_ON,
        Place::ParticipantName(_) => Column::Name.heading(),
        Place::ParticipantUnit(_) => Column::Unit.heading(),
        Place::ParticipantPosition(_) => Column::Position.heading(),
        Place::Leader => words::OPTIMIZATION_LEADER,
        Place::Addressee => words::GO_LIVE_ADDRESSEE,
        Place::Issuer => words::GO_LIVE_ISSUER,
        Place::Batch => words::GO_LIVE_BATCH,
        Place::Issued => words::GO_LIVE_ISSUED,
        Place::FinishBy => words::GO_LIVE_FINISH_BY,
        Place::RowItemName(_) => Column::ItemName.heading(),
        Place::RowItemCode(_) => Column::ItemCode.heading(),
        Place::Unit => form::UNIT,
        Place::SystemName => form::SYSTEM_NAME,
        Place::SystemLevel => form::SYSTEM_LEVEL,
        Place::Mode => form::MODE,
        Place::Started => form::STARTED,
        Place::Finished => form::FINISHED,
        Place::Conclusion => form::CONCLUSION,
        Place::InterfaceName(_) => Column::Interface.heading(),
        Place::InterfaceNumber(_) => Column::RegistrationNumber.heading(),
        Place::InterfaceRegistered(_) => Column::Registered.heading(),
        Place::InterfaceCase(_, case) => case.heading(),
        Place::InterfaceNote(_) => Column::Note.heading(),
        Place::DocumentNumber => bulletin::NUMBER,
        Place::Title => bulletin::TITLE,
        Place::Recipients => bulletin::RECIPIENTS,
        Place::FiguresOn => bulletin::FIGURES_ON,
        Place::Opening => bulletin::OPENING,
        Place::NamedUnits => bulletin::NAMED,
        Place::NamedUnit(_) => Column::NamedUnit.heading(),
        Place::Because(_) => Column::Because.heading(),
        Place::Demand(_) => Column::Demand.heading(),
        Place::Copies => bulletin::COPIES,
        Place::Departments => consolidation::DEPARTMENTS,
        Place::DepartmentReason(_) => consolidation::REASON,
    }
}

/// The number of a row as it prints.
#[must_use]
pub fn number(content: &Content, row: Row) -> String {
    match (content, row) {
        (_, Row::Group(g)) => (g + 1).to_string(),
        (Content::Optimization(form), Row::Material(g, m)) => material(form, g, m)
            .map(|material| material.number.clone())
            .unwrap_or_default(),
        (Content::Optimization(form), Row::Scenario(s)) => form
            .scenarios
            .get(s)
            .map(|scenario| scenario.number.clone())
            .unwrap_or_default(),
        (Content::Optimization(form), Row::Subclass(s, c)) => subclass(form, s, c)
            .map(|subclass| subclass.number.clone())
            .unwrap_or_default(),
        (Content::Optimization(form), Row::Attribute(s, c, a)) => attribute(form, s, c, a)
            .map(|attribute| attribute.number.clone())
            .unwrap_or_default(),
        (
            _,
            Row::Participant(index) | Row::Item(index) | Row::Interface(index) | Row::Named(index) | Row::Demand(index),
        ) => (index + 1).to_string(),
        _ => String::new(),
    }
}

/// The name of a cell, for those who do not see the table around it: 材料颗粒化 2.1.
#[must_use]
pub fn label(content: &Content, place: Place, language: Language) -> String {
    let heading = heading(place).get(language);
    if let (Content::Consolidation(form), Place::DepartmentReason(place)) = (content, place) {
        let department = form.departments.get(place).map_or("", |row| row.department.as_str());
        return format!("{heading} {department}");
    }
    match row_of(place) {
        Some(row) => format!("{heading} {}", number(content, row)),
        None => heading.to_owned(),
    }
}

/// A row by number and name: 2.3 托管协议.
#[must_use]
pub fn row_name(content: &Content, row: Row) -> String {
    let name = text(content, row.first_cell()).unwrap_or_default();
    format!("{} {name}", number(content, row)).trim().to_owned()
}

/// The heading of a grid.
#[must_use]
pub const fn grid_name(grid: Grid) -> Text {
    match grid {
        Grid::Materials => words::OPTIMIZATION_MATERIALS,
        Grid::Scenarios => words::OPTIMIZATION_SCENARIOS,
        Grid::Participants => words::OPTIMIZATION_PARTICIPANTS,
        Grid::Items => words::CONFLICT_ITEMS,
        Grid::Interfaces => words::JOINT_DEBUG_INTERFACES,
        Grid::Named => bulletin::NAMED,
        Grid::Demands => bulletin::DEMANDS,
    }
}

/// What is chosen in a comparison.
#[must_use]
pub fn unit_name(content: &Content, unit: Unit, language: Language) -> String {
    match unit {
        Unit::Cell(place) => label(content, place, language),
        Unit::MaterialsAndScenarios => words::CONFLICT_MATERIALS_AND_SCENARIOS.get(language).to_owned(),
        Unit::List(Grid::Participants) => words::CONFLICT_PARTICIPANTS.get(language).to_owned(),
        Unit::List(Grid::Items) => words::CONFLICT_ITEMS.get(language).to_owned(),
        Unit::List(grid @ (Grid::Interfaces | Grid::Named | Grid::Demands)) => grid_name(grid).get(language).to_owned(),
        Unit::List(Grid::Materials | Grid::Scenarios) => words::CONFLICT_SCENARIOS.get(language).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::state::sample;
    use super::*;

    #[test]
    fn a_cell_is_called_by_its_column_and_number() {
        let content = Content::Optimization(sample::annex_3());
        assert_eq!(
            label(&content, Place::MaterialName(1, 2), Language::Chinese),
            "材料颗粒化 2.3"
        );
        assert_eq!(
            label(&content, Place::Needs(1, 1, 0), Language::English),
            "Materials needed 2.2.1"
        );
        assert_eq!(label(&content, Place::Leader, Language::Chinese), "市级单位领导");
        assert_eq!(row_name(&content, Row::Material(1, 6)), "2.7 托管协议");
    }
}
