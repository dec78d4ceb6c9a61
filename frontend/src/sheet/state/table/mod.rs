//! A grid as plain text rows, the way a spreadsheet holds it, and back.

mod columns;
mod materials;
mod scenarios;

pub use columns::{Column, columns};

use super::bulletin;
use super::grid::{Grid, Row, matrix};
use super::joint_debug;
use super::tsv::one_line;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::item_row::ItemRow;
use yinzheng_shared::form::participant::Participant;

/// A grid as rows of text: a cell that spans rows stands in the first and is blank below.
#[must_use]
pub fn flat(content: &Content, grid: Grid) -> Vec<Vec<String>> {
    match (content, grid) {
        (Content::Optimization(form), Grid::Materials) => materials::flat(form),
        (Content::Optimization(form), Grid::Scenarios) => scenarios::flat(form),
        (Content::Optimization(form), Grid::Participants) => flat_participants(&form.participants),
        (Content::JointDebug(form), Grid::Participants) => flat_participants(&form.participants),
        (Content::JointDebug(form), Grid::Interfaces) => form.interfaces.iter().map(joint_debug::flat).collect(),
        (Content::JointDebug(form), Grid::Items) => flat_items(&form.rows),
        (Content::GoLive(form), Grid::Items) => flat_items(&form.rows),
        (Content::Bulletin(form), Grid::Named) => bulletin::flat_named(&form.named),
        (Content::Bulletin(form), Grid::Demands) => bulletin::flat_demands(&form.demands),
        _ => Vec::new(),
    }
}

fn flat_participants(people: &[Participant]) -> Vec<Vec<String>> {
    people
        .iter()
        .map(|person| vec![person.name.clone(), person.unit.clone(), person.position.clone()])
        .collect()
}

fn flat_items(rows: &[ItemRow]) -> Vec<Vec<String>> {
    rows.iter()
        .map(|row| vec![row.number.to_string(), row.item_name.clone(), row.item_code.clone()])
        .collect()
}

/// One row of a grid as text: a group or class with all that belongs to it.
#[must_use]
pub fn flat_row(content: &Content, row: Row) -> Vec<Vec<String>> {
    let cell = row.first_cell();
    let cells = matrix(content, row.grid());
    flat(content, row.grid())
        .into_iter()
        .zip(cells)
        .filter(|(_, cells)| cells.contains(&cell))
        .map(|(text, _)| text)
        .collect()
}

/// A cell that could not be read, by row and column of the block that was built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Row, from 0.
    pub row: usize,
    /// Column.
    pub column: Column,
    /// What stands there.
    pub text: String,
}

/// Builds a grid from rows of text. Materials keep the numbers of their cells, which tell the one
/// that is to be followed; numbering by position comes after.
pub fn build(content: &mut Content, grid: Grid, rows: &[Vec<String>]) -> Vec<Unreadable> {
    let mut unreadable = Vec::new();
    match (content, grid) {
        (Content::Optimization(form), Grid::Materials) => {
            form.material_groups = materials::build(rows, &mut unreadable);
        }
        (Content::Optimization(form), Grid::Scenarios) => {
            form.scenarios = scenarios::build(rows, form, &mut unreadable);
        }
        (Content::Optimization(form), Grid::Participants) => form.participants = build_participants(rows),
        (Content::JointDebug(form), Grid::Participants) => form.participants = build_participants(rows),
        (Content::JointDebug(form), Grid::Interfaces) => {
            form.interfaces = joint_debug::build(rows, &mut unreadable);
        }
        (Content::JointDebug(form), Grid::Items) => form.rows = build_items(rows),
        (Content::GoLive(form), Grid::Items) => form.rows = build_items(rows),
        (Content::Bulletin(form), Grid::Named) => form.named = bulletin::build_named(rows),
        (Content::Bulletin(form), Grid::Demands) => form.demands = bulletin::build_demands(rows),
        _ => {}
    }
    unreadable
}

/// The text of a cell of a pasted row; blank where the row is shorter.
pub(super) fn cell(row: &[String], index: usize) -> String {
    row.get(index).map(|text| one_line(text)).unwrap_or_default()
}

fn build_participants(rows: &[Vec<String>]) -> Vec<Participant> {
    let person = |row: &Vec<String>| Participant {
        name: cell(row, 0),
        unit: cell(row, 1),
        position: cell(row, 2),
    };
    rows.iter().map(person).collect()
}

fn build_items(rows: &[Vec<String>]) -> Vec<ItemRow> {
    let item = |row: &Vec<String>| ItemRow {
        number: 0,
        item_name: cell(row, 1),
        item_code: cell(row, 2),
    };
    rows.iter().map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{rows as structure, sample, tsv};
    use super::*;
    use yinzheng_shared::form::optimization::{Choice, Needs, Optimization};

    #[test]
    fn a_grid_copied_out_pastes_back_to_the_same() {
        let mut form = sample::annex_3();
        form.scenarios[1].subclasses[0].choice = Choice::Multiple;
        form.scenarios[0].subclasses[1].name.clear();
        form.material_groups[1].name.clear();
        let content = Content::Optimization(form);
        for grid in [Grid::Materials, Grid::Scenarios, Grid::Participants] {
            let rows = tsv::parse(&tsv::format(&flat(&content, grid)));
            let mut back = content.clone();
            assert_eq!(build(&mut back, grid, &rows), []);
            structure::renumber(&mut back);
            assert_eq!(back, content, "{grid:?}");
        }
    }

    #[test]
    fn a_row_is_copied_with_all_that_belongs_to_it() {
        let content = Content::Optimization(sample::annex_3());
        assert_eq!(flat_row(&content, Row::Group(1)).len(), 11);
        assert_eq!(
            flat_row(&content, Row::Material(1, 6)),
            [["", "托管协议", "", "2.7", ""]]
        );
        assert_eq!(flat_row(&content, Row::Subclass(1, 1)).len(), 3);
    }

    #[test]
    fn unmerged_tables_are_grouped_by_equal_names() {
        let rows = tsv::parse("住所使用证明\t不动产权证书\t√\n住所使用证明\t托管协议\t否\n申请书\t申请书\t看情况");
        let mut content = Content::Optimization(Optimization::default());
        let unreadable = build(&mut content, Grid::Materials, &rows);
        assert_eq!(
            unreadable,
            [Unreadable {
                row: 2,
                column: Column::Shared,
                text: "看情况".into()
            }]
        );
        structure::renumber(&mut content);
        let numbers: Vec<String> = flat(&content, Grid::Materials)
            .into_iter()
            .map(|row| row[3].clone())
            .collect();
        assert_eq!(numbers, ["1.1", "1.2", "2"]);
    }

    #[test]
    fn a_digit_that_begins_a_name_is_no_number() {
        let mut content = Content::Optimization(sample::annex_3());
        let rows = tsv::parse(
            "（1）人员结构\t(1.1)股东人数（多选）\t1个股东\t1\n\t\t（1.1.2） 2个及以上股东\t×××\n\t(境外)股东\t有\t无",
        );
        let unreadable = build(&mut content, Grid::Scenarios, &rows);
        assert_eq!(unreadable.len(), 1);
        assert_eq!(unreadable[0].text, "×××");
        let Content::Optimization(form) = content else {
            panic!("an optimisation form")
        };
        let subclasses = &form.scenarios[0].subclasses;
        assert_eq!(form.scenarios[0].name, "人员结构");
        assert_eq!(subclasses[0].choice, Choice::Multiple);
        assert_eq!(subclasses[0].attributes[0].name, "1个股东");
        assert_eq!(subclasses[0].attributes[1].name, "2个及以上股东");
        assert_eq!(
            (subclasses[1].name.as_str(), &subclasses[1].attributes[0].needs),
            ("(境外)股东", &Some(Needs::None))
        );
    }
}
