//! Structural actions: rows come, go and change places. Numbers follow position and references
//! follow the material that they named.

mod optimization;

pub use optimization::{attributes_that_need, forget};

use super::grid::{Direction, Grid, Row};
use yinzheng_shared::form::Content;
use yinzheng_shared::form::bulletin::{Bulletin, Demand, NamedUnit};
use yinzheng_shared::form::item_row::{self, ItemRow};
use yinzheng_shared::form::joint_debug::{Interface, JointDebug};
use yinzheng_shared::form::participant::Participant;

/// Numbers every row by its position; references follow their materials.
pub fn renumber(content: &mut Content) {
    match content {
        Content::Optimization(form) => optimization::renumber(form),
        Content::Scope(_) | Content::Consolidation(_) | Content::Schedule(_) | Content::Bulletin(_) => {}
        Content::JointDebug(form) => item_row::renumber(&mut form.rows),
        Content::GoLive(form) => item_row::renumber(&mut form.rows),
    }
}

/// Gives every empty list of the form a first row to write in, where the form asks for one.
pub fn seed(content: &mut Content) {
    let grids: &[Grid] = match content {
        Content::Optimization(_) => &[Grid::Materials, Grid::Scenarios, Grid::Participants],
        Content::Scope(_) | Content::Consolidation(_) | Content::Schedule(_) | Content::Bulletin(_) => &[],
        Content::JointDebug(_) => &[Grid::Interfaces, Grid::Items, Grid::Participants],
        Content::GoLive(_) => &[Grid::Items],
    };
    for grid in grids {
        if super::grid::matrix(content, *grid).is_empty() {
            append(content, *grid);
        }
    }
}

/// Adds a blank row of the highest level at the end of a grid and says which.
pub fn append(content: &mut Content, grid: Grid) -> Option<Row> {
    let row = match (&mut *content, grid) {
        (Content::Optimization(form), Grid::Materials) => {
            form.material_groups.push(optimization::blank_group());
            Row::Group(form.material_groups.len() - 1)
        }
        (Content::Optimization(form), Grid::Scenarios) => {
            form.scenarios.push(optimization::blank_scenario());
            Row::Scenario(form.scenarios.len() - 1)
        }
        (Content::Optimization(form), Grid::Participants) => {
            form.participants.push(Participant::default());
            Row::Participant(form.participants.len() - 1)
        }
        (Content::JointDebug(form), Grid::Interfaces) => {
            form.interfaces.push(Interface::default());
            Row::Interface(form.interfaces.len() - 1)
        }
        (Content::JointDebug(form), Grid::Items) => {
            form.rows.push(ItemRow::default());
            Row::Item(form.rows.len() - 1)
        }
        (Content::JointDebug(form), Grid::Participants) => {
            form.participants.push(Participant::default());
            Row::Participant(form.participants.len() - 1)
        }
        (Content::GoLive(form), Grid::Items) => {
            form.rows.push(ItemRow::default());
            Row::Item(form.rows.len() - 1)
        }
        (Content::Bulletin(form), Grid::Named) => {
            form.named.push(NamedUnit::default());
            Row::Named(form.named.len() - 1)
        }
        (Content::Bulletin(form), Grid::Demands) => {
            form.demands.push(Demand::default());
            Row::Demand(form.demands.len() - 1)
        }
        _ => return None,
    };
    renumber(content);
    Some(row)
}

/// Inserts a blank row of the same level below `row` and says which.
pub fn insert_after(content: &mut Content, row: Row) -> Option<Row> {
    let new = match content {
        Content::Scope(_) | Content::Consolidation(_) | Content::Schedule(_) => return None,
        Content::Optimization(form) => optimization::insert_after(form, row)?,
        Content::JointDebug(form) => insert_in_joint_debug(form, row)?,
        Content::GoLive(form) => match row {
            Row::Item(r) => Row::Item(insert_in(&mut form.rows, r, ItemRow::default())),
            _ => return None,
        },
        Content::Bulletin(form) => insert_in_bulletin(form, row)?,
    };
    renumber(content);
    Some(new)
}

/// An index beyond the end stands for the last one.
fn insert_in<T>(list: &mut Vec<T>, after: usize, item: T) -> usize {
    let at = after.saturating_add(1).min(list.len());
    list.insert(at, item);
    at
}

fn insert_in_bulletin(form: &mut Bulletin, row: Row) -> Option<Row> {
    Some(match row {
        Row::Named(n) => Row::Named(insert_in(&mut form.named, n, NamedUnit::default())),
        Row::Demand(d) => Row::Demand(insert_in(&mut form.demands, d, Demand::default())),
        _ => return None,
    })
}

fn insert_in_joint_debug(form: &mut JointDebug, row: Row) -> Option<Row> {
    Some(match row {
        Row::Interface(i) => Row::Interface(insert_in(&mut form.interfaces, i, Interface::default())),
        Row::Item(r) => Row::Item(insert_in(&mut form.rows, r, ItemRow::default())),
        Row::Participant(p) => Row::Participant(insert_in(&mut form.participants, p, Participant::default())),
        _ => return None,
    })
}

/// Moves a row one place up or down and says where it is. At the edge of its parent it goes over
/// into the neighbour; a parent left empty goes away. `None` at the edge of the grid.
pub fn shift(content: &mut Content, row: Row, direction: Direction) -> Option<Row> {
    let moved = match content {
        Content::Scope(_) | Content::Consolidation(_) | Content::Schedule(_) => return None,
        Content::Optimization(form) => optimization::shift(form, row, direction)?,
        Content::JointDebug(form) => match row {
            Row::Interface(i) => swap(&mut form.interfaces, i, direction).map(Row::Interface)?,
            Row::Item(r) => swap(&mut form.rows, r, direction).map(Row::Item)?,
            Row::Participant(p) => swap(&mut form.participants, p, direction).map(Row::Participant)?,
            _ => return None,
        },
        Content::GoLive(form) => match row {
            Row::Item(r) => swap(&mut form.rows, r, direction).map(Row::Item)?,
            _ => return None,
        },
        Content::Bulletin(form) => match row {
            Row::Named(n) => swap(&mut form.named, n, direction).map(Row::Named)?,
            Row::Demand(d) => swap(&mut form.demands, d, direction).map(Row::Demand)?,
            _ => return None,
        },
    };
    renumber(content);
    Some(moved)
}

fn neighbour(index: usize, length: usize, direction: Direction) -> Option<usize> {
    match direction {
        Direction::Up => index.checked_sub(1),
        Direction::Down => Some(index + 1).filter(|next| *next < length),
        Direction::Left | Direction::Right => None,
    }
}

fn swap<T>(list: &mut [T], index: usize, direction: Direction) -> Option<usize> {
    let other = neighbour(index, list.len(), direction)?;
    list.swap(index, other);
    Some(other)
}

/// Deletes a row; a parent left empty goes with it, attributes no longer name its materials, and an
/// emptied grid keeps a blank row. `None` when there is no such row.
pub fn delete(content: &mut Content, row: Row) -> Option<()> {
    match content {
        Content::Scope(_) | Content::Consolidation(_) | Content::Schedule(_) => return None,
        Content::Optimization(form) => optimization::delete(form, row)?,
        Content::JointDebug(form) => match row {
            Row::Interface(i) => drop(take(&mut form.interfaces, i)?),
            Row::Item(r) => drop(take(&mut form.rows, r)?),
            Row::Participant(p) => drop(take(&mut form.participants, p)?),
            _ => return None,
        },
        Content::GoLive(form) => match row {
            Row::Item(r) => drop(take(&mut form.rows, r)?),
            _ => return None,
        },
        Content::Bulletin(form) => match row {
            Row::Named(n) => drop(take(&mut form.named, n)?),
            Row::Demand(d) => drop(take(&mut form.demands, d)?),
            _ => return None,
        },
    }
    seed(content);
    renumber(content);
    Some(())
}

fn take<T>(list: &mut Vec<T>, index: usize) -> Option<T> {
    (index < list.len()).then(|| list.remove(index))
}

#[cfg(test)]
mod tests {
    use super::super::place::{Place, text};
    use super::super::sample;
    use super::*;
    use yinzheng_shared::form::optimization::{Needs, Optimization};

    fn annex() -> Content {
        Content::Optimization(sample::annex_3())
    }

    fn cell(content: &Content, place: Place) -> String {
        text(content, place).expect("the cell exists")
    }

    fn form(content: &Content) -> &Optimization {
        match content {
            Content::Optimization(form) => form,
            _ => panic!("an optimisation form"),
        }
    }

    #[test]
    fn an_inserted_material_pushes_numbers_and_references_follow() {
        let mut content = annex();
        assert_eq!(
            insert_after(&mut content, Row::Material(1, 0)),
            Some(Row::Material(1, 1))
        );
        assert_eq!(form(&content).material_groups[1].materials[1].number, "2.2");
        assert_eq!(form(&content).material_groups[1].materials[11].number, "2.12");
        assert_eq!(cell(&content, Place::Needs(1, 0, 0)), "2.1");
        assert_eq!(cell(&content, Place::Needs(1, 0, 2)), "2.9、2.12");
        assert_eq!(cell(&content, Place::Needs(1, 1, 1)), "无需材料");
    }

    #[test]
    fn a_moved_material_is_still_named_by_its_attributes() {
        let mut content = annex();
        assert_eq!(
            shift(&mut content, Row::Material(1, 0), Direction::Down),
            Some(Row::Material(1, 1))
        );
        assert_eq!(cell(&content, Place::MaterialName(1, 1)), "不动产权证书");
        assert_eq!(
            cell(&content, Place::Needs(1, 0, 0)),
            "2.2",
            "the attribute of 不动产权证书"
        );
        assert_eq!(
            cell(&content, Place::Needs(1, 1, 0)),
            "2.1、2.10",
            "the attribute of 场地租赁合同"
        );
    }

    #[test]
    fn a_moved_group_takes_its_numbers_along() {
        let mut content = annex();
        assert_eq!(shift(&mut content, Row::Group(1), Direction::Up), Some(Row::Group(0)));
        assert_eq!(cell(&content, Place::Needs(1, 0, 2)), "1.8、1.11");
        assert_eq!(cell(&content, Place::Needs(0, 0, 0)), "2");
    }

    #[test]
    fn a_material_goes_over_into_the_neighbouring_group() {
        let mut content = annex();
        assert_eq!(
            shift(&mut content, Row::Material(1, 0), Direction::Up),
            Some(Row::Material(0, 1))
        );
        assert_eq!(cell(&content, Place::MaterialName(0, 1)), "不动产权证书");
        assert_eq!(cell(&content, Place::Needs(1, 0, 0)), "1.2");
        assert_eq!(cell(&content, Place::Needs(0, 0, 0)), "1.1");
        let mut content = annex();
        assert_eq!(
            shift(&mut content, Row::Material(0, 0), Direction::Down),
            Some(Row::Material(0, 0))
        );
        assert_eq!(form(&content).material_groups.len(), 1, "the emptied group goes away");
        assert_eq!(cell(&content, Place::Needs(0, 0, 0)), "1.1");
        assert_eq!(cell(&content, Place::Needs(1, 0, 0)), "1.2");
    }

    #[test]
    fn a_deleted_material_is_forgotten_and_never_taken_for_its_neighbour() {
        let mut content = annex();
        assert_eq!(attributes_that_need(&content, Row::Material(1, 7)), ["2.1.3", "2.1.9"]);
        delete(&mut content, Row::Material(1, 7)).expect("deleted");
        assert_eq!(cell(&content, Place::Needs(1, 0, 2)), "2.10", "was 2.8、2.11");
        assert_eq!(cell(&content, Place::Needs(1, 0, 8)), "", "was 2.8 alone");
        assert_eq!(cell(&content, Place::Needs(1, 0, 6)), "2.8", "was 2.9");
    }

    #[test]
    fn a_number_typed_before_its_material_stays() {
        let mut content = annex();
        super::super::place::set(&mut content, Place::Needs(1, 0, 0), "2.12、2.1、3");
        insert_after(&mut content, Row::Material(1, 0)).expect("inserted");
        assert_eq!(cell(&content, Place::Needs(1, 0, 0)), "2.12、2.1、3");
        shift(&mut content, Row::Group(1), Direction::Up).expect("moved");
        assert_eq!(
            cell(&content, Place::Needs(1, 0, 0)),
            "1.12、1.1、3",
            "2.12 is borne by now"
        );
    }

    #[test]
    fn deleting_the_last_child_takes_the_parent_and_the_grid_keeps_a_row() {
        let mut content = annex();
        delete(&mut content, Row::Material(0, 0)).expect("deleted");
        assert_eq!(form(&content).material_groups.len(), 1);
        assert_eq!(cell(&content, Place::Needs(1, 0, 0)), "1.1");
        delete(&mut content, Row::Group(0)).expect("deleted");
        assert_eq!(form(&content).material_groups.len(), 1);
        assert_eq!(cell(&content, Place::GroupName(0)), "");
        for scenario in &form(&content).scenarios {
            assert!(
                scenario
                    .subclasses
                    .iter()
                    .flat_map(|c| &c.attributes)
                    .all(|a| !matches!(a.needs, Some(Needs::Materials(_))))
            );
        }
        assert_eq!(delete(&mut content, Row::Group(7)), None);
    }

    #[test]
    fn scenario_rows_are_numbered_at_three_levels() {
        let mut content = annex();
        assert_eq!(
            shift(&mut content, Row::Attribute(1, 1, 0), Direction::Up),
            Some(Row::Attribute(1, 0, 9))
        );
        assert_eq!(form(&content).scenarios[1].subclasses[0].attributes[9].number, "2.1.10");
        assert_eq!(insert_after(&mut content, Row::Scenario(0)), Some(Row::Scenario(1)));
        assert_eq!(form(&content).scenarios[1].subclasses[0].attributes[0].number, "2.1.1");
        assert_eq!(form(&content).scenarios[2].subclasses[1].attributes[1].number, "3.2.2");
        assert_eq!(shift(&mut content, Row::Scenario(0), Direction::Up), None);
    }

    #[test]
    fn items_are_numbered_from_one() {
        let mut content = Content::GoLive(sample::annex_4());
        assert_eq!(insert_after(&mut content, Row::Item(0)), Some(Row::Item(1)));
        assert_eq!(shift(&mut content, Row::Item(2), Direction::Up), Some(Row::Item(1)));
        delete(&mut content, Row::Item(0)).expect("deleted");
        let Content::GoLive(form) = &content else {
            panic!("a go-live form")
        };
        assert_eq!(form.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(form.rows[0].item_name, "示例事项二");
    }
}
