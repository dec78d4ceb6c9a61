//! What can be done with the rows of a grid, by mouse and touch as by keyboard.

use super::bench::{Bench, Hand, Steps, TableProps, use_bench};
use super::focus::{leave, stay};
use super::state::Action;
use super::state::grid::{Direction, Grid, Row, row_of};
use super::state::place::text;
use super::state::rows::attributes_that_need;
use super::state::table::flat;
use super::state::tsv::format;
use super::words::{grid_name, row_name};
use crate::hooks::write_clipboard;
use yew::prelude::*;
use yinzheng_shared::form::Content;
use yinzheng_shared::locale::{Language, Text, sheet as words};

/// Properties of [`Toolbar`].
#[derive(Clone, PartialEq, Properties)]
pub struct ToolbarProps {
    /// The grid.
    pub grid: Grid,
    /// The sheet.
    pub table: TableProps,
}

/// The tools of a grid; they act on the row in which the cursor stands, at the level of its column.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let Some(bench) = use_bench().filter(|bench| bench.hand == Hand::Writes) else {
        return Html::default();
    };
    let language = bench.language;
    let table = &props.table;
    let row = table.cursor.and_then(row_of).filter(|row| row.grid() == props.grid);
    let now = row.map_or_else(
        || words::TOOL_ROW_NONE.get(language).to_owned(),
        |row| words::TOOL_ROW_NOW.with(language, &[("row", &row_name(&table.content, row))]),
    );
    let tool = |text: Text, action: Option<Action>| button(&bench, text, action);
    let inserts = insertions(&table.content, props.grid, row)
        .into_iter()
        .map(|(text, action)| tool(text, Some(action)));
    let heading = grid_name(props.grid).get(language);
    html! {
        <div class="sheet-tools" role="group" aria-label={words::TOOL_LABEL.with(language, &[("grid", heading)])}>
            { for inserts }
            { tool(words::TOOL_UP, row.map(|row| Action::Shift(row, Direction::Up))) }
            { tool(words::TOOL_DOWN, row.map(|row| Action::Shift(row, Direction::Down))) }
            { tool(words::TOOL_DELETE, row.map(Action::Delete)) }
            { tool(words::TOOL_UNDO, (table.travel.back == Steps::Some).then_some(Action::Undo)) }
            { tool(words::TOOL_REDO, (table.travel.forth == Steps::Some).then_some(Action::Redo)) }
            { paste(&bench, table, props.grid) }
            { copy(&bench, &table.content, props.grid) }
            <span class="sheet-now">{ now }</span>
        </div>
    }
}

fn last_subclass(content: &Content, s: usize) -> usize {
    match content {
        Content::Optimization(form) => form
            .scenarios
            .get(s)
            .map_or(0, |scenario| scenario.subclasses.len().saturating_sub(1)),
        Content::Scope(_)
        | Content::Consolidation(_)
        | Content::Schedule(_)
        | Content::JointDebug(_)
        | Content::GoLive(_)
        | Content::Bulletin(_) => 0,
    }
}

fn button(bench: &Bench, text: Text, action: Option<Action>) -> Html {
    let disabled = action.is_none();
    let act = bench.act.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(action) = action.clone() {
            leave();
            act.emit(action);
        }
    });
    html! { <button type="button" class="sheet-tool" {disabled} {onclick} onmousedown={stay()}>{ text.get(bench.language) }</button> }
}

/// The rows that can be inserted: of the lowest level first, then of those above it.
fn insertions(content: &Content, grid: Grid, row: Option<Row>) -> Vec<(Text, Action)> {
    let after = |row: Option<Row>| row.map_or(Action::Append(grid), Action::Insert);
    match grid {
        Grid::Materials => {
            let (group, material) = match row {
                Some(Row::Group(g)) => (Some(Row::Group(g)), Some(Row::Material(g, usize::MAX))),
                Some(Row::Material(g, m)) => (Some(Row::Group(g)), Some(Row::Material(g, m))),
                _ => (None, None),
            };
            vec![
                (words::TOOL_INSERT, after(material)),
                (words::TOOL_INSERT_GROUP, after(group)),
            ]
        }
        Grid::Scenarios => {
            let (s, c, a) = match row {
                Some(Row::Scenario(s)) => (Some(s), last_subclass(content, s), usize::MAX),
                Some(Row::Subclass(s, c)) => (Some(s), c, usize::MAX),
                Some(Row::Attribute(s, c, a)) => (Some(s), c, a),
                _ => (None, 0, 0),
            };
            vec![
                (words::TOOL_INSERT, after(s.map(|s| Row::Attribute(s, c, a)))),
                (words::TOOL_INSERT_SUBCLASS, after(s.map(|s| Row::Subclass(s, c)))),
                (words::TOOL_INSERT_SCENARIO, after(s.map(Row::Scenario))),
            ]
        }
        Grid::Participants | Grid::Items | Grid::Interfaces | Grid::Named | Grid::Demands => {
            vec![(words::TOOL_INSERT, after(row))]
        }
    }
}

/// What is said after a row was deleted.
#[must_use]
pub fn deletion_sentence(before: &Content, row: Row, language: Language) -> String {
    let numbers = attributes_that_need(before, row);
    if numbers.is_empty() {
        words::TOOL_DELETED.get(language).to_owned()
    } else {
        words::TOOL_DELETED_NEEDED.with(language, &[("numbers", &numbers.join("、"))])
    }
}

fn paste(bench: &Bench, table: &TableProps, grid: Grid) -> Html {
    let at = table
        .cursor
        .filter(|place| row_of(*place).is_some_and(|row| row.grid() == grid))
        .filter(|place| text(&table.content, *place).is_some())
        .or_else(|| {
            super::state::grid::matrix(&table.content, grid)
                .first()
                .and_then(|row| row.first().copied())
        });
    let block = bench.block.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(at) = at {
            leave();
            block.emit((at, String::new()));
        }
    });
    html! { <button type="button" class="sheet-tool" {onclick} onmousedown={stay()}>{ words::TOOL_PASTE.get(bench.language) }</button> }
}

fn copy(bench: &Bench, content: &Content, grid: Grid) -> Html {
    let rows = flat(content, grid);
    let bench = bench.clone();
    let language = bench.language;
    let onclick = Callback::from(move |_: MouseEvent| {
        let (text, count, say) = (format(&rows), rows.len().to_string(), bench.say.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let sentence = match write_clipboard(&text).await {
                Some(()) => words::TOOL_COPIED.with(language, &[("count", &count)]),
                None => words::TOOL_COPY_FAILED.get(language).to_owned(),
            };
            say.emit(sentence);
        });
    });
    html! { <button type="button" class="sheet-tool" {onclick} onmousedown={stay()}>{ words::TOOL_COPY.get(language) }</button> }
}
