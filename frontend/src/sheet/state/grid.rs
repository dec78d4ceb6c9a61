//! The grids of a sheet: which cell stands in which row and column, and where the cursor goes.

use super::joint_debug::Case;
use super::place::Place;
use yinzheng_shared::form::Content;

/// A list of rows on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grid {
    /// 材料颗粒化清单.
    Materials,
    /// 办事场景颗粒化清单.
    Scenarios,
    /// Participants of the session.
    Participants,
    /// Items of a joint debugging or go-live form.
    Items,
    /// Interfaces of a joint debugging form.
    Interfaces,
    /// Units that a bulletin names.
    Named,
    /// What a bulletin asks of them.
    Demands,
}

impl Grid {
    /// Every grid.
    pub const ALL: [Self; 7] = [
        Self::Materials,
        Self::Scenarios,
        Self::Interfaces,
        Self::Participants,
        Self::Items,
        Self::Named,
        Self::Demands,
    ];
}

/// What a structural action moves, inserts or deletes: a row of a list at its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// 材料名称 with all its materials.
    Group(usize),
    /// One material.
    Material(usize, usize),
    /// 主类 with all its subclasses.
    Scenario(usize),
    /// 次类 with all its attributes.
    Subclass(usize, usize),
    /// 属性.
    Attribute(usize, usize, usize),
    /// A participant.
    Participant(usize),
    /// An item of a joint debugging or go-live form.
    Item(usize),
    /// An interface.
    Interface(usize),
    /// A named unit.
    Named(usize),
    /// A demand.
    Demand(usize),
}

/// A way to go from cell to cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// To the column before.
    Left,
    /// To the column after.
    Right,
}

impl Row {
    /// The grid of the row.
    #[must_use]
    pub const fn grid(self) -> Grid {
        match self {
            Self::Group(_) | Self::Material(..) => Grid::Materials,
            Self::Scenario(_) | Self::Subclass(..) | Self::Attribute(..) => Grid::Scenarios,
            Self::Participant(_) => Grid::Participants,
            Self::Item(_) => Grid::Items,
            Self::Interface(_) => Grid::Interfaces,
            Self::Named(_) => Grid::Named,
            Self::Demand(_) => Grid::Demands,
        }
    }

    /// The cell that gives the row its name.
    #[must_use]
    pub const fn first_cell(self) -> Place {
        match self {
            Self::Group(g) => Place::GroupName(g),
            Self::Material(g, m) => Place::MaterialName(g, m),
            Self::Scenario(s) => Place::ScenarioName(s),
            Self::Subclass(s, c) => Place::SubclassName(s, c),
            Self::Attribute(s, c, a) => Place::AttributeName(s, c, a),
            Self::Participant(p) => Place::ParticipantName(p),
            Self::Item(r) => Place::RowItemName(r),
            Self::Interface(i) => Place::InterfaceName(i),
            Self::Named(n) => Place::NamedUnit(n),
            Self::Demand(d) => Place::Demand(d),
        }
    }

    /// The cell of this row that stands in the column of `place`; the first cell where the row has
    /// no such column.
    #[must_use]
    pub const fn cell_like(self, place: Place) -> Place {
        match (self, place) {
            (Self::Material(g, m), Place::Shared(..)) => Place::Shared(g, m),
            (Self::Material(g, m), Place::General(..)) => Place::General(g, m),
            (Self::Attribute(s, c, a), Place::Needs(..)) => Place::Needs(s, c, a),
            (Self::Subclass(s, c), Place::SubclassChoice(..)) => Place::SubclassChoice(s, c),
            (Self::Participant(p), Place::ParticipantUnit(_)) => Place::ParticipantUnit(p),
            (Self::Participant(p), Place::ParticipantPosition(_)) => Place::ParticipantPosition(p),
            (Self::Item(r), Place::RowItemCode(_)) => Place::RowItemCode(r),
            (Self::Interface(i), Place::InterfaceNumber(_)) => Place::InterfaceNumber(i),
            (Self::Interface(i), Place::InterfaceRegistered(_)) => Place::InterfaceRegistered(i),
            (Self::Interface(i), Place::InterfaceCase(_, case)) => Place::InterfaceCase(i, case),
            (Self::Interface(i), Place::InterfaceNote(_)) => Place::InterfaceNote(i),
            (Self::Named(n), Place::Because(_)) => Place::Because(n),
            _ => self.first_cell(),
        }
    }
}

/// The row that a cell belongs to: the column decides the level. `None` outside the grids.
#[must_use]
pub const fn row_of(place: Place) -> Option<Row> {
    let row = match place {
        Place::GroupName(g) => Row::Group(g),
        Place::MaterialName(g, m) | Place::Shared(g, m) | Place::General(g, m) => Row::Material(g, m),
        Place::ScenarioName(s) => Row::Scenario(s),
        Place::SubclassName(s, c) | Place::SubclassChoice(s, c) => Row::Subclass(s, c),
        Place::AttributeName(s, c, a) | Place::Needs(s, c, a) => Row::Attribute(s, c, a),
        Place::ParticipantName(p) | Place::ParticipantUnit(p) | Place::ParticipantPosition(p) => Row::Participant(p),
        Place::RowItemName(r) | Place::RowItemCode(r) => Row::Item(r),
        Place::InterfaceName(i)
        | Place::InterfaceNumber(i)
        | Place::InterfaceRegistered(i)
        | Place::InterfaceCase(i, _)
        | Place::InterfaceNote(i) => Row::Interface(i),
        Place::NamedUnit(n) | Place::Because(n) => Row::Named(n),
        Place::Demand(d) => Row::Demand(d),
        _ => return None,
    };
    Some(row)
}

/// The cells of a grid by row and column. A cell that spans rows stands in each of them.
#[must_use]
pub fn matrix(content: &Content, grid: Grid) -> Vec<Vec<Place>> {
    let mut rows = Vec::new();
    match (content, grid) {
        (Content::Optimization(form), Grid::Materials) => {
            for (g, group) in form.material_groups.iter().enumerate() {
                for m in 0..group.materials.len() {
                    let (name, shared, general) =
                        (Place::MaterialName(g, m), Place::Shared(g, m), Place::General(g, m));
                    rows.push(vec![Place::GroupName(g), name, shared, general]);
                }
            }
        }
        (Content::Optimization(form), Grid::Scenarios) => {
            for (s, scenario) in form.scenarios.iter().enumerate() {
                for (c, subclass) in scenario.subclasses.iter().enumerate() {
                    for a in 0..subclass.attributes.len() {
                        let (name, needs) = (Place::AttributeName(s, c, a), Place::Needs(s, c, a));
                        rows.push(vec![Place::ScenarioName(s), Place::SubclassName(s, c), name, needs]);
                    }
                }
            }
        }
        (Content::Optimization(form), Grid::Participants) => {
            rows.extend((0..form.participants.len()).map(participant));
        }
        (Content::JointDebug(form), Grid::Participants) => {
            rows.extend((0..form.participants.len()).map(participant));
        }
        (Content::JointDebug(form), Grid::Interfaces) => rows.extend((0..form.interfaces.len()).map(interface)),
        (Content::JointDebug(form), Grid::Items) => rows.extend((0..form.rows.len()).map(item)),
        (Content::GoLive(form), Grid::Items) => rows.extend((0..form.rows.len()).map(item)),
        (Content::Bulletin(form), Grid::Named) => {
            rows.extend((0..form.named.len()).map(|n| vec![Place::NamedUnit(n), Place::Because(n)]));
        }
        (Content::Bulletin(form), Grid::Demands) => {
            rows.extend((0..form.demands.len()).map(|d| vec![Place::Demand(d)]));
        }
        _ => {}
    }
    rows
}

fn participant(p: usize) -> Vec<Place> {
    vec![
        Place::ParticipantName(p),
        Place::ParticipantUnit(p),
        Place::ParticipantPosition(p),
    ]
}

fn item(r: usize) -> Vec<Place> {
    vec![Place::RowItemName(r), Place::RowItemCode(r)]
}

fn interface(i: usize) -> Vec<Place> {
    let mut row = vec![
        Place::InterfaceName(i),
        Place::InterfaceNumber(i),
        Place::InterfaceRegistered(i),
    ];
    row.extend(Case::ALL.map(|case| Place::InterfaceCase(i, case)));
    row.push(Place::InterfaceNote(i));
    row
}

/// Where the cursor goes from a cell of a grid; `None` at the edge and outside the grids.
#[must_use]
pub fn step(content: &Content, from: Place, direction: Direction) -> Option<Place> {
    let from = match from {
        Place::SubclassChoice(s, c) => Place::SubclassName(s, c),
        other => other,
    };
    let rows = matrix(content, row_of(from)?.grid());
    let first = rows.iter().position(|row| row.contains(&from))?;
    let column = rows.get(first)?.iter().position(|place| *place == from)?;
    match direction {
        Direction::Left => rows.get(first)?.get(column.checked_sub(1)?).copied(),
        Direction::Right => rows.get(first)?.get(column + 1).copied(),
        Direction::Up => rows.get(first.checked_sub(1)?)?.get(column).copied(),
        Direction::Down => rows
            .get(first..)?
            .iter()
            .filter_map(|row| row.get(column))
            .find(|place| **place != from)
            .copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_cursor_passes_over_spanned_rows() {
        let content = Content::Optimization(sample::annex_3());
        assert_eq!(
            step(&content, Place::GroupName(0), Direction::Down),
            Some(Place::GroupName(1))
        );
        assert_eq!(step(&content, Place::GroupName(1), Direction::Down), None);
        assert_eq!(
            step(&content, Place::MaterialName(0, 0), Direction::Down),
            Some(Place::MaterialName(1, 0))
        );
        assert_eq!(
            step(&content, Place::MaterialName(1, 0), Direction::Up),
            Some(Place::MaterialName(0, 0))
        );
        assert_eq!(
            step(&content, Place::SubclassName(0, 1), Direction::Down),
            Some(Place::SubclassName(1, 0))
        );
        assert_eq!(
            step(&content, Place::Needs(0, 1, 1), Direction::Down),
            Some(Place::Needs(1, 0, 0))
        );
        assert_eq!(
            step(&content, Place::ScenarioName(1), Direction::Up),
            Some(Place::ScenarioName(0))
        );
    }

    #[test]
    fn the_cursor_stops_at_the_edges() {
        let content = Content::Optimization(sample::annex_3());
        assert_eq!(step(&content, Place::GroupName(0), Direction::Left), None);
        assert_eq!(step(&content, Place::GroupName(0), Direction::Up), None);
        assert_eq!(step(&content, Place::General(1, 3), Direction::Right), None);
        assert_eq!(
            step(&content, Place::Shared(1, 3), Direction::Right),
            Some(Place::General(1, 3))
        );
        assert_eq!(step(&content, Place::ItemName, Direction::Down), None);
    }
}
