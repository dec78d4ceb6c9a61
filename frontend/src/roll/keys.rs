//! What a key means in the grid.

use super::block::{copy, neighbour};
use super::state::{Action, Cell, Roll};
use crate::sheet::keys::is_composing;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, HtmlSelectElement, KeyboardEvent};
use yew::TargetCast as _;
use yinzheng_shared::form::scope::{Column, Takes};
use yinzheng_shared::locale::Language;

/// Rows that a page holds.
const PAGE: isize = 15;

/// What follows from a key: what is done, in order. Empty: the key is the browser's.
#[must_use]
pub fn actions(event: &KeyboardEvent, roll: &Roll, shown: &[usize], language: Language) -> Vec<Action> {
    if is_composing(event) || event.alt_key() {
        return Vec::new();
    }
    let command = event.ctrl_key() || event.meta_key();
    let key = event.key();
    match (key.as_str(), command) {
        ("z" | "Z", true) if event.shift_key() => vec![Action::Redo],
        ("z" | "Z", true) => vec![Action::Undo],
        ("y" | "Y", true) => vec![Action::Redo],
        ("d" | "D", true) => committed(event, roll, vec![Action::FillDown(rows(roll, shown))]),
        ("c" | "C", true) if !selects_text(event) => {
            crate::hooks::copy_text(&copy(roll, &rows(roll, shown), language));
            // The selection stays as it is.
            vec![
                roll.anchor
                    .map_or(Action::Go(roll.cursor), |_| Action::Extend(roll.cursor)),
            ]
        }
        ("Escape", _) => {
            give_back(event, roll, language);
            vec![Action::GiveUp, Action::Go(roll.cursor)]
        }
        ("Delete", false) if roll.anchor.is_some() || !is_typing(event) => vec![Action::Clear(rows(roll, shown))],
        ("Tab", false) => tab(event, roll, shown),
        ("Enter", false) => committed(
            event,
            roll,
            vec![Action::Go(neighbour(
                shown,
                roll.cursor,
                if event.shift_key() { -1 } else { 1 },
            ))],
        ),
        ("Home", true) => committed(event, roll, vec![Action::Go(edge(roll, shown, isize::MIN))]),
        ("End", true) => committed(event, roll, vec![Action::Go(edge(roll, shown, isize::MAX))]),
        _ => arrow(event, roll, shown, &key),
    }
}

/// What was typed goes; the cell shows again what it holds.
fn give_back(event: &KeyboardEvent, roll: &Roll, language: Language) {
    if let (Some(input), Some(row)) = (
        event.target_dyn_into::<HtmlInputElement>(),
        roll.rows.get(roll.cursor.row),
    ) {
        input.set_value(&roll.cursor.column.text(row, language));
    }
}

/// Keys for a list that is only read: the cursor goes about, and cells can be copied.
#[must_use]
pub fn reading(event: &KeyboardEvent, roll: &Roll, shown: &[usize]) -> Vec<Action> {
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return Vec::new();
    }
    arrow(event, roll, shown, &event.key())
}

fn arrow(event: &KeyboardEvent, roll: &Roll, shown: &[usize], key: &str) -> Vec<Action> {
    let across = |by: isize| Cell {
        column: beside(roll.cursor.column, by),
        ..roll.cursor
    };
    let to = match key {
        "ArrowDown" => neighbour(shown, roll.cursor, 1),
        "ArrowUp" => neighbour(shown, roll.cursor, -1),
        "PageDown" => neighbour(shown, roll.cursor, PAGE),
        "PageUp" => neighbour(shown, roll.cursor, -PAGE),
        "ArrowRight" if at_edge(event, Side::End) => across(1),
        "ArrowLeft" if at_edge(event, Side::Start) => across(-1),
        digit => return choice(event, roll, digit),
    };
    let step = if event.shift_key() {
        Action::Extend(to)
    } else {
        Action::Go(to)
    };
    committed(event, roll, vec![step])
}

/// In a cell of choices a digit takes the choice of its place.
fn choice(event: &KeyboardEvent, roll: &Roll, key: &str) -> Vec<Action> {
    let (Takes::Choice(choices), Some(select)) =
        (roll.cursor.column.takes(), event.target_dyn_into::<HtmlSelectElement>())
    else {
        return Vec::new();
    };
    let Some(place) = key.parse::<usize>().ok().and_then(|digit| digit.checked_sub(1)) else {
        return Vec::new();
    };
    let Some(word) = choices.get(place) else {
        return Vec::new();
    };
    // The select shows what is committed.
    select.set_selected_index(i32::try_from(place + 1).unwrap_or_default());
    vec![Action::Commit(roll.cursor, word.get(Language::Chinese).to_owned())]
}

/// Tab goes along the row and on to the next; at the ends of the grid it leaves it.
fn tab(event: &KeyboardEvent, roll: &Roll, shown: &[usize]) -> Vec<Action> {
    let by = if event.shift_key() { -1 } else { 1 };
    let next = beside(roll.cursor.column, by);
    if next != roll.cursor.column {
        return committed(
            event,
            roll,
            vec![Action::Go(Cell {
                column: next,
                ..roll.cursor
            })],
        );
    }
    let below = neighbour(shown, roll.cursor, by);
    if below == roll.cursor {
        return Vec::new();
    }
    let column = if by > 0 { Column::SystemLevel } else { Column::Remark };
    committed(event, roll, vec![Action::Go(Cell { column, ..below })])
}

fn edge(roll: &Roll, shown: &[usize], by: isize) -> Cell {
    neighbour(shown, roll.cursor, by)
}

fn beside(column: Column, by: isize) -> Column {
    let here = Column::ALL.iter().position(|one| *one == column).unwrap_or_default();
    let there = here.saturating_add_signed(by).min(Column::ALL.len() - 1);
    Column::ALL.get(there).copied().unwrap_or(column)
}

/// The rows of the selection, of those shown, in order.
#[must_use]
pub fn rows(roll: &Roll, shown: &[usize]) -> Vec<usize> {
    let other = roll.anchor.map_or(roll.cursor.row, |anchor| anchor.row);
    let at = |row: usize| shown.binary_search(&row).unwrap_or_default();
    let (from, to) = (at(roll.cursor.row).min(at(other)), at(roll.cursor.row).max(at(other)));
    shown.get(from..=to).unwrap_or_default().to_vec()
}

/// First what is typed, then the step; a text that is not taken keeps the cursor.
fn committed(event: &KeyboardEvent, roll: &Roll, then: Vec<Action>) -> Vec<Action> {
    let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
        return then;
    };
    let Some(row) = roll.rows.get(roll.cursor.row) else {
        return then;
    };
    let (mut changed, typed) = ((**row).clone(), input.value());
    let commit = Action::Commit(roll.cursor, typed.clone());
    if roll.cursor.column.is_fixed(row) {
        return then;
    }
    match roll.cursor.column.put(&mut changed, &typed) {
        Ok(()) if changed == **row && roll.refused.is_none() => then,
        Ok(()) => std::iter::once(commit).chain(then).collect(),
        Err(_) => vec![commit],
    }
}

/// An end of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// Whether an arrow leaves the field: the whole text is selected, or the caret stands at its end.
fn at_edge(event: &KeyboardEvent, side: Side) -> bool {
    let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
        return true;
    };
    let length = u32::try_from(input.value().encode_utf16().count()).unwrap_or(u32::MAX);
    let (Ok(Some(from)), Ok(Some(to))) = (input.selection_start(), input.selection_end()) else {
        return true;
    };
    if (from, to) == (0, length) {
        return true;
    }
    match side {
        Side::Start => (from, to) == (0, 0),
        Side::End => (from, to) == (length, length),
    }
}

/// Whether part of a text is selected, which the browser copies itself.
fn selects_text(event: &KeyboardEvent) -> bool {
    let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
        return false;
    };
    let length = u32::try_from(input.value().encode_utf16().count()).unwrap_or(u32::MAX);
    let (Ok(Some(from)), Ok(Some(to))) = (input.selection_start(), input.selection_end()) else {
        return false;
    };
    from != to && (from, to) != (0, length)
}

fn is_typing(event: &KeyboardEvent) -> bool {
    event
        .target()
        .is_some_and(|target| target.dyn_ref::<HtmlInputElement>().is_some())
}
