//! Two versions of one form side by side, and one made of both.

use super::grid::{Grid, matrix};
use super::place::{Place, places, set, text};
use super::rows::{renumber, seed};
use super::table::flat;
use yinzheng_shared::form::Content;

/// What is chosen as one: a cell, or a list whose rows do not pair up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// One cell.
    Cell(Place),
    /// Materials and scenarios together: the numbers of one need the other.
    MaterialsAndScenarios,
    /// A list.
    List(Grid),
}

/// A side of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What this person has on the page.
    Mine,
    /// What the server has.
    Theirs,
}

/// Where the two versions part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What is chosen.
    pub unit: Unit,
    /// Lines of this person's version.
    pub mine: Vec<String>,
    /// Lines of the server's version.
    pub theirs: Vec<String>,
    /// The side that changed it, when only one did.
    pub suggestion: Option<Side>,
}

/// Every place where two versions part, in form order; `base` is what both began from.
#[must_use]
pub fn differences(base: &Content, mine: &Content, theirs: &Content) -> Vec<Difference> {
    let lists = parted_lists(mine, theirs);
    let covered = |place: &Place| {
        super::grid::row_of(*place).is_some_and(|row| lists.iter().any(|unit| covers(*unit, row.grid())))
    };
    let cells = places(mine).into_iter().filter(|place| !covered(place)).map(Unit::Cell);
    let mut units: Vec<Unit> = cells.collect();
    units.extend(lists.iter().copied());
    units
        .into_iter()
        .filter_map(|unit| {
            let (base, mine, theirs) = (lines(base, unit), lines(mine, unit), lines(theirs, unit));
            let suggestion = match (base == mine, base == theirs) {
                (false, true) => Some(Side::Mine),
                (true, false) => Some(Side::Theirs),
                _ => None,
            };
            (mine != theirs).then_some(Difference {
                unit,
                mine,
                theirs,
                suggestion,
            })
        })
        .collect()
}

fn covers(unit: Unit, grid: Grid) -> bool {
    match unit {
        Unit::Cell(_) => false,
        Unit::MaterialsAndScenarios => matches!(grid, Grid::Materials | Grid::Scenarios),
        Unit::List(list) => list == grid,
    }
}

fn parted_lists(mine: &Content, theirs: &Content) -> Vec<Unit> {
    let parted = |grid| matrix(mine, grid) != matrix(theirs, grid);
    let mut units = Vec::new();
    if parted(Grid::Materials) {
        units.push(Unit::MaterialsAndScenarios);
    } else if parted(Grid::Scenarios) {
        units.push(Unit::List(Grid::Scenarios));
    }
    units.extend(
        [
            Grid::Interfaces,
            Grid::Participants,
            Grid::Items,
            Grid::Named,
            Grid::Demands,
        ]
        .into_iter()
        .filter(|grid| parted(*grid))
        .map(Unit::List),
    );
    units
}

fn lines(content: &Content, unit: Unit) -> Vec<String> {
    let list = |grid| {
        flat(content, grid)
            .into_iter()
            .map(|row| row.join(" | "))
            .collect::<Vec<_>>()
    };
    match unit {
        Unit::Cell(place) => text(content, place).into_iter().collect(),
        Unit::MaterialsAndScenarios => [list(Grid::Materials), list(Grid::Scenarios)].concat(),
        Unit::List(grid) => list(grid),
    }
}

/// One content of both: the server's, with every unit that is chosen from mine.
#[must_use]
pub fn merged(mine: &Content, theirs: &Content, chosen: &[(Unit, Side)]) -> Content {
    let mut result = theirs.clone();
    for (unit, side) in chosen {
        if *side == Side::Mine {
            take(&mut result, mine, *unit);
        }
    }
    seed(&mut result);
    renumber(&mut result);
    result
}

fn take(result: &mut Content, mine: &Content, unit: Unit) {
    if let Unit::Cell(place) = unit {
        if let Some(text) = text(mine, place) {
            set(result, place, &text);
        }
        if let (Place::FiguresOn, Content::Bulletin(result), Content::Bulletin(mine)) = (place, result, mine) {
            // The figures are those of the day.
            result.areas.clone_from(&mine.areas);
        }
        return;
    }
    match (result, mine) {
        (Content::Optimization(result), Content::Optimization(mine)) => match unit {
            Unit::MaterialsAndScenarios => {
                result.material_groups.clone_from(&mine.material_groups);
                result.scenarios.clone_from(&mine.scenarios);
            }
            Unit::List(Grid::Scenarios) => result.scenarios.clone_from(&mine.scenarios),
            Unit::List(Grid::Participants) => result.participants.clone_from(&mine.participants),
            _ => {}
        },
        (Content::JointDebug(result), Content::JointDebug(mine)) => match unit {
            Unit::List(Grid::Interfaces) => result.interfaces.clone_from(&mine.interfaces),
            Unit::List(Grid::Participants) => result.participants.clone_from(&mine.participants),
            Unit::List(Grid::Items) => result.rows.clone_from(&mine.rows),
            _ => {}
        },
        (Content::GoLive(result), Content::GoLive(mine)) => result.rows.clone_from(&mine.rows),
        (Content::Bulletin(result), Content::Bulletin(mine)) => match unit {
            Unit::List(Grid::Named) => result.named.clone_from(&mine.named),
            Unit::List(Grid::Demands) => result.demands.clone_from(&mine.demands),
            _ => {}
        },
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::grid::Row;
    use super::super::{rows, sample};
    use super::*;

    fn annex() -> Content {
        Content::Optimization(sample::annex_3())
    }

    fn with(cells: &[(Place, &str)]) -> Content {
        let mut content = annex();
        for (place, text) in cells {
            set(&mut content, *place, text);
        }
        content
    }

    fn choices(differences: &[Difference], fallback: Side) -> Vec<(Unit, Side)> {
        differences
            .iter()
            .map(|one| (one.unit, one.suggestion.unwrap_or(fallback)))
            .collect()
    }

    #[test]
    fn changes_in_different_cells_both_stay() {
        let mine = with(&[(Place::Leader, "示例丙"), (Place::Needs(1, 0, 0), "2.1、2.3")]);
        let theirs = with(&[(Place::ItemName, "另一名称（示例）")]);
        let found = differences(&annex(), &mine, &theirs);
        let suggested: Vec<_> = found.iter().map(|one| (one.unit, one.suggestion)).collect();
        assert_eq!(
            suggested,
            [
                (Unit::Cell(Place::ItemName), Some(Side::Theirs)),
                (Unit::Cell(Place::Needs(1, 0, 0)), Some(Side::Mine)),
                (Unit::Cell(Place::Leader), Some(Side::Mine)),
            ]
        );
        let both = with(&[
            (Place::Leader, "示例丙"),
            (Place::Needs(1, 0, 0), "2.1、2.3"),
            (Place::ItemName, "另一名称（示例）"),
        ]);
        assert_eq!(merged(&mine, &theirs, &choices(&found, Side::Mine)), both);
    }

    #[test]
    fn a_cell_changed_by_both_is_for_the_person_to_choose() {
        let (mine, theirs) = (with(&[(Place::Leader, "示例丙")]), with(&[(Place::Leader, "示例丁")]));
        let found = differences(&annex(), &mine, &theirs);
        assert_eq!((found.len(), found[0].suggestion), (1, None));
        assert_eq!(merged(&mine, &theirs, &choices(&found, Side::Mine)), mine);
        assert_eq!(merged(&mine, &theirs, &choices(&found, Side::Theirs)), theirs);
    }

    #[test]
    fn lists_that_do_not_pair_up_are_chosen_whole_with_what_names_them() {
        let mut mine = annex();
        rows::insert_after(&mut mine, Row::Material(1, 0)).expect("inserted");
        let theirs = with(&[
            (Place::AttributeName(0, 0, 0), "一个股东"),
            (Place::ParticipantName(0), "示例戊"),
        ]);
        let found = differences(&annex(), &mine, &theirs);
        let units: Vec<_> = found.iter().map(|one| one.unit).collect();
        assert_eq!(
            units,
            [Unit::Cell(Place::ParticipantName(0)), Unit::MaterialsAndScenarios]
        );
        assert_eq!(found[1].suggestion, None, "both changed it");
        let all_mine: Vec<_> = units.iter().map(|unit| (*unit, Side::Mine)).collect();
        assert_eq!(merged(&mine, &theirs, &all_mine), mine);
    }
}
