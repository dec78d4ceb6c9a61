//! A grid as plain text rows, the way a spreadsheet holds it, and back.

use super::bulletin;
use super::grid::{Grid, Row, matrix};
use super::joint_debug::{self, Case};
use super::needs;
use super::place::TICK;
use super::tsv::one_line;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::item_row::ItemRow;
use yinzheng_shared::form::optimization::{
    Attribute, Choice, Material, MaterialGroup, Needs, Optimization, Scenario, Subclass,
};
use yinzheng_shared::form::participant::Participant;
use yinzheng_shared::locale::{Language, Text, bulletin as bulletin_words, joint_debug as form, sheet as words};

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

/// A grid as rows of text: a cell that spans rows stands in the first and is blank below.
#[must_use]
pub fn flat(content: &Content, grid: Grid) -> Vec<Vec<String>> {
    match (content, grid) {
        (Content::Optimization(form), Grid::Materials) => flat_materials(form),
        (Content::Optimization(form), Grid::Scenarios) => flat_scenarios(form),
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

fn flat_materials(form: &Optimization) -> Vec<Vec<String>> {
    let tick = |on: bool| if on { TICK.to_owned() } else { String::new() };
    let mut rows = Vec::new();
    for group in &form.material_groups {
        for (m, material) in group.materials.iter().enumerate() {
            let name = if m == 0 { group.name.clone() } else { String::new() };
            let number = material.number.clone();
            rows.push(vec![
                name,
                material.name.clone(),
                tick(material.shared),
                number,
                tick(material.general),
            ]);
        }
    }
    rows
}

fn flat_scenarios(form: &Optimization) -> Vec<Vec<String>> {
    let numbered = |number: &str, name: &str| format!("({number}) {name}").trim_end().to_owned();
    let mut rows = Vec::new();
    for scenario in &form.scenarios {
        for (c, subclass) in scenario.subclasses.iter().enumerate() {
            let many = if subclass.choice == Choice::Multiple {
                words::MULTIPLE_SUFFIX.get(Language::Chinese)
            } else {
                ""
            };
            for (a, attribute) in subclass.attributes.iter().enumerate() {
                let main = if c == 0 && a == 0 {
                    numbered(&scenario.number, &scenario.name)
                } else {
                    String::new()
                };
                let sub = if a == 0 {
                    numbered(&subclass.number, &subclass.name) + many
                } else {
                    String::new()
                };
                let needs = needs::text(attribute.needs.as_ref());
                rows.push(vec![main, sub, numbered(&attribute.number, &attribute.name), needs]);
            }
        }
    }
    rows
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
            form.material_groups = build_materials(rows, &mut unreadable);
        }
        (Content::Optimization(form), Grid::Scenarios) => {
            form.scenarios = build_scenarios(rows, form, &mut unreadable);
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

fn build_materials(rows: &[Vec<String>], unreadable: &mut Vec<Unreadable>) -> Vec<MaterialGroup> {
    let mut groups: Vec<MaterialGroup> = Vec::new();
    let mut last_group_number = String::new();
    for (index, row) in rows.iter().enumerate() {
        let text = |column: usize| row.get(column).map(|text| one_line(text)).unwrap_or_default();
        let mut ticked = |position: usize, column: Column| {
            let cell = text(position);
            read_tick(&cell).unwrap_or_else(|| {
                unreadable.push(Unreadable {
                    row: index,
                    column,
                    text: cell,
                });
                false
            })
        };
        let (shared, general) = (ticked(2, Column::Shared), ticked(4, Column::General));
        let (name, number) = (text(0), needs::digits(&text(3)));
        let number = if needs::is_number(&number) {
            number
        } else {
            String::new()
        };
        let group_number = number.split('.').next().unwrap_or_default().to_owned();
        let known = !group_number.is_empty() && !last_group_number.is_empty();
        let same_name = groups.last().is_some_and(|group| name.is_empty() || group.name == name);
        let same = same_name && (!known || group_number == last_group_number);
        if !group_number.is_empty() {
            last_group_number = group_number;
        }
        let material = Material {
            number,
            name: text(1),
            shared,
            general,
        };
        match groups.last_mut().filter(|_| same) {
            Some(group) => group.materials.push(material),
            None => groups.push(MaterialGroup {
                name,
                materials: vec![material],
            }),
        }
    }
    groups
}

fn read_tick(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "" | "否" | "×" | "x" | "0" | "no" | "false" | "-" | "—" => Some(false),
        "✓" | "✔" | "√" | "☑" | "是" | "1" | "y" | "yes" | "true" => Some(true),
        _ => None,
    }
}

fn build_scenarios(rows: &[Vec<String>], form: &Optimization, unreadable: &mut Vec<Unreadable>) -> Vec<Scenario> {
    let mut scenarios: Vec<Scenario> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let text = |column: usize| row.get(column).map(|text| one_line(text)).unwrap_or_default();
        let (main, sub, answer) = (split_number(&text(0)), split_number(&text(1)), split_number(&text(2)));
        let (sub_name, choice) = split_choice(&sub.name);
        let cell = text(3);
        let needs = needs::parse(&cell, form).and_then(|needs| readable(needs, form));
        if needs.is_none() && !cell.is_empty() {
            unreadable.push(Unreadable {
                row: index,
                column: Column::Needs,
                text: cell,
            });
        }
        let attribute = Attribute {
            number: String::new(),
            name: answer.name,
            needs,
        };
        let goes_on = |mark: &Marked, number: &str, name: &str| {
            mark.is_blank() || (mark.name == name && (mark.number.is_empty() || mark.number == number))
        };
        let same_main = scenarios
            .last()
            .is_some_and(|last| goes_on(&main, &last.number, &last.name));
        if !same_main {
            scenarios.push(Scenario {
                number: main.number,
                name: main.name,
                subclasses: Vec::new(),
            });
        }
        let Some(scenario) = scenarios.last_mut() else { continue };
        let mark = Marked {
            number: sub.number,
            name: sub_name,
        };
        let same_sub = scenario
            .subclasses
            .last()
            .is_some_and(|last| goes_on(&mark, &last.number, &last.name));
        if !same_sub {
            let Marked { number, name } = mark;
            scenario.subclasses.push(Subclass {
                number,
                name,
                choice,
                attributes: Vec::new(),
            });
        }
        if let Some(subclass) = scenario.subclasses.last_mut() {
            subclass.attributes.push(attribute);
        }
    }
    scenarios
}

/// Only numbers can be read from a block; a word that is no material's name is reported instead.
fn readable(needs: Needs, form: &Optimization) -> Option<Needs> {
    let known = |number: &String| {
        needs::is_number(number)
            || form
                .material_groups
                .iter()
                .flat_map(|group| &group.materials)
                .any(|material| material.number == *number)
    };
    match needs {
        Needs::Materials(list) if !list.iter().all(known) => None,
        other => Some(other),
    }
}

/// A name and the number before it.
struct Marked {
    number: String,
    name: String,
}

impl Marked {
    fn is_blank(&self) -> bool {
        self.number.is_empty() && self.name.is_empty()
    }
}

/// Parts `(1.1) 股东人数` into `1.1` and `股东人数`. A number that is part of the name stays.
fn split_number(text: &str) -> Marked {
    let plain = || Marked {
        number: String::new(),
        name: text.to_owned(),
    };
    let Some(inner) = text.strip_prefix(['(', '（']) else {
        return plain();
    };
    let Some((number, name)) = inner.split_once([')', '）']) else {
        return plain();
    };
    let number = needs::digits(number.trim());
    let is_number = !number.is_empty()
        && number
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if is_number {
        Marked {
            number,
            name: name.trim().to_owned(),
        }
    } else {
        plain()
    }
}

fn split_choice(name: &str) -> (String, Choice) {
    let suffix = words::MULTIPLE_SUFFIX.get(Language::Chinese);
    match name.strip_suffix(suffix).or_else(|| name.strip_suffix("(多选)")) {
        Some(rest) => (rest.trim().to_owned(), Choice::Multiple),
        None => (name.to_owned(), Choice::Single),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{rows as structure, sample, tsv};
    use super::*;

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
