//! 《接口联调确认单》 by its cells.

use super::place::{Place, day};
use super::table::{Column, Unreadable, cell};
use crate::text::{code, word};
use yinzheng_shared::form::joint_debug::{Interface, JointDebug, Outcome};
use yinzheng_shared::form::participant::Participant;
use yinzheng_shared::locale::{Language, Text, joint_debug as words, sheet};

/// A test case of an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// 正常数据.
    Normal,
    /// 错误数据.
    WrongData,
    /// 超时.
    Timeout,
    /// 重复提交.
    Duplicate,
}

impl Case {
    /// Every case, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Normal, Self::WrongData, Self::Timeout, Self::Duplicate];

    /// Its field on the wire.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::WrongData => "wrong_data",
            Self::Timeout => "timeout",
            Self::Duplicate => "duplicate",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn heading(self) -> Text {
        match self {
            Self::Normal => words::NORMAL,
            Self::WrongData => words::WRONG_DATA,
            Self::Timeout => words::TIMEOUT,
            Self::Duplicate => words::DUPLICATE,
        }
    }

    const fn of(self, interface: &mut Interface) -> &mut Option<Outcome> {
        match self {
            Self::Normal => &mut interface.normal,
            Self::WrongData => &mut interface.wrong_data,
            Self::Timeout => &mut interface.timeout,
            Self::Duplicate => &mut interface.duplicate,
        }
    }

    const fn read(self, interface: &Interface) -> Option<Outcome> {
        match self {
            Self::Normal => interface.normal,
            Self::WrongData => interface.wrong_data,
            Self::Timeout => interface.timeout,
            Self::Duplicate => interface.duplicate,
        }
    }
}

/// The code of an outcome, as a cell holds it.
#[must_use]
pub const fn outcome_code(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "passed",
        Outcome::Failed => "failed",
    }
}

/// What an outcome is called.
#[must_use]
pub const fn outcome_name(outcome: Outcome) -> Text {
    match outcome {
        Outcome::Passed => sheet::JOINT_DEBUG_PASSED,
        Outcome::Failed => sheet::JOINT_DEBUG_FAILED,
    }
}

fn outcome(text: &str) -> Option<Outcome> {
    [Outcome::Passed, Outcome::Failed]
        .into_iter()
        .find(|outcome| outcome_code(*outcome) == text)
}

/// Every cell of the form, in form order.
#[must_use]
pub fn places(form: &JointDebug) -> Vec<Place> {
    let mut all = vec![
        Place::Unit,
        Place::SystemLevel,
        Place::SystemName,
        Place::Mode,
        Place::Started,
        Place::Finished,
    ];
    for i in 0..form.interfaces.len() {
        all.extend([
            Place::InterfaceName(i),
            Place::InterfaceNumber(i),
            Place::InterfaceRegistered(i),
        ]);
        all.extend(Case::ALL.map(|case| Place::InterfaceCase(i, case)));
        all.push(Place::InterfaceNote(i));
    }
    all.extend((0..form.rows.len()).flat_map(|r| [Place::RowItemName(r), Place::RowItemCode(r)]));
    for p in 0..form.participants.len() {
        all.extend([
            Place::ParticipantName(p),
            Place::ParticipantUnit(p),
            Place::ParticipantPosition(p),
        ]);
    }
    all.push(Place::Conclusion);
    all
}

/// The text of a cell; `None` when the form has no such cell.
#[must_use]
pub fn text(form: &JointDebug, place: Place) -> Option<String> {
    let person = |p: usize| form.participants.get(p);
    let interface = |i: usize| form.interfaces.get(i);
    let text = match place {
        Place::Unit => form.unit.clone(),
        Place::SystemName => form.system_name.clone(),
        Place::SystemLevel => code(form.system_level),
        Place::Mode => code(form.mode),
        Place::Started => day(form.started),
        Place::Finished => day(form.finished),
        Place::Conclusion => form.conclusion.map(outcome_code).unwrap_or_default().to_owned(),
        Place::InterfaceName(i) => interface(i)?.name.clone(),
        Place::InterfaceNumber(i) => interface(i)?.number.clone(),
        Place::InterfaceRegistered(i) => day(interface(i)?.registered),
        Place::InterfaceCase(i, case) => case
            .read(interface(i)?)
            .map(outcome_code)
            .unwrap_or_default()
            .to_owned(),
        Place::InterfaceNote(i) => interface(i)?.note.clone(),
        Place::RowItemName(r) => form.rows.get(r)?.item_name.clone(),
        Place::RowItemCode(r) => form.rows.get(r)?.item_code.clone(),
        Place::ParticipantName(p) => person(p)?.name.clone(),
        Place::ParticipantUnit(p) => person(p)?.unit.clone(),
        Place::ParticipantPosition(p) => person(p)?.position.clone(),
        _ => return None,
    };
    Some(text)
}

/// Puts a text into a cell; `None` when the form has no such cell. What cannot be read is left unanswered.
pub fn set(form: &mut JointDebug, place: Place, text: &str) -> Option<()> {
    let day = || text.trim().parse().ok();
    match place {
        Place::SystemLevel => form.system_level = word(text),
        Place::Mode => form.mode = word(text),
        Place::Started => form.started = day(),
        Place::Finished => form.finished = day(),
        Place::Conclusion => form.conclusion = outcome(text),
        Place::InterfaceRegistered(i) => form.interfaces.get_mut(i)?.registered = day(),
        Place::InterfaceCase(i, case) => *case.of(form.interfaces.get_mut(i)?) = outcome(text),
        _ => text.clone_into(field(form, place)?),
    }
    Some(())
}

fn field(form: &mut JointDebug, place: Place) -> Option<&mut String> {
    let field = match place {
        Place::Unit => &mut form.unit,
        Place::SystemName => &mut form.system_name,
        Place::InterfaceName(i) => &mut form.interfaces.get_mut(i)?.name,
        Place::InterfaceNumber(i) => &mut form.interfaces.get_mut(i)?.number,
        Place::InterfaceNote(i) => &mut form.interfaces.get_mut(i)?.note,
        Place::RowItemName(r) => &mut form.rows.get_mut(r)?.item_name,
        Place::RowItemCode(r) => &mut form.rows.get_mut(r)?.item_code,
        Place::ParticipantName(p) => &mut person(form, p)?.name,
        Place::ParticipantUnit(p) => &mut person(form, p)?.unit,
        Place::ParticipantPosition(p) => &mut person(form, p)?.position,
        _ => return None,
    };
    Some(field)
}

fn person(form: &mut JointDebug, p: usize) -> Option<&mut Participant> {
    form.participants.get_mut(p)
}

/// An interface as a row of text, the way a spreadsheet holds it.
#[must_use]
pub fn flat(interface: &Interface) -> Vec<String> {
    let mut row = vec![
        interface.name.clone(),
        interface.number.clone(),
        interface.registered.map(|day| day.to_string()).unwrap_or_default(),
    ];
    let word = |outcome: Outcome| outcome_name(outcome).get(Language::Chinese).to_owned();
    row.extend(Case::ALL.map(|case| case.read(interface).map(word).unwrap_or_default()));
    row.push(interface.note.clone());
    row
}

/// Interfaces from rows of text.
pub fn build(rows: &[Vec<String>], unreadable: &mut Vec<Unreadable>) -> Vec<Interface> {
    let interface = |(place, row): (usize, &Vec<String>)| {
        let mut unread = |column: Column, text: String| {
            unreadable.push(Unreadable {
                row: place,
                column,
                text,
            });
        };
        let day = cell(row, 2);
        let registered = day.parse().ok();
        if registered.is_none() && !day.is_empty() {
            unread(Column::Registered, day);
        }
        let mut interface = Interface {
            name: cell(row, 0),
            number: cell(row, 1),
            registered,
            note: cell(row, 7),
            ..Interface::default()
        };
        for (index, case) in (3..).zip(Case::ALL) {
            let text = cell(row, index);
            let outcome = read_outcome(&text);
            if outcome.is_none() && !text.is_empty() {
                unread(Column::Case(case), text);
            }
            *case.of(&mut interface) = outcome;
        }
        interface
    };
    rows.iter().enumerate().map(interface).collect()
}

fn read_outcome(text: &str) -> Option<Outcome> {
    match text.trim().to_ascii_lowercase().as_str() {
        "通过" | "成功" | "✓" | "√" | "是" | "passed" | "pass" | "yes" => Some(Outcome::Passed),
        "未通过" | "不通过" | "失败" | "×" | "否" | "failed" | "fail" | "no" => Some(Outcome::Failed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::grid::Grid;
    use super::super::{sample, table, tsv};
    use super::*;
    use yinzheng_shared::form::Content;

    #[test]
    fn a_grid_copied_out_pastes_back_to_the_same() {
        let content = Content::JointDebug(sample::joint_debug());
        for grid in [Grid::Interfaces, Grid::Items, Grid::Participants] {
            let rows = tsv::parse(&tsv::format(&table::flat(&content, grid)));
            let mut back = content.clone();
            assert_eq!(table::build(&mut back, grid, &rows), []);
            super::super::rows::renumber(&mut back);
            assert_eq!(back, content, "{grid:?}");
        }
    }

    #[test]
    fn what_is_neither_a_day_nor_an_outcome_is_told() {
        let rows = tsv::parse("接口\tJK-1\t九月\t通过\t大概\t\t失败\t超时两次");
        let mut unreadable = Vec::new();
        let interfaces = build(&rows, &mut unreadable);
        let told: Vec<Column> = unreadable.iter().map(|unread| unread.column).collect();
        assert_eq!(told, [Column::Registered, Column::Case(Case::WrongData)]);
        assert_eq!(interfaces[0].normal, Some(Outcome::Passed));
        assert_eq!(interfaces[0].duplicate, Some(Outcome::Failed));
        assert_eq!(interfaces[0].note, "超时两次");
    }
}
