//! Above the grid: which rows are shown, and what can be done with them.

use super::keys::rows;
use super::state::{Action, Roll};
use crate::components::Search;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::form::scope::{Change, Row};
use yinzheng_shared::locale::{Language, Text, roll as words};

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Those with findings.
    Found,
    /// Those that are still to be answered.
    Open,
    /// Those that differ from the catalogue.
    Marked,
}

impl Show {
    const ALL: [(Self, Text); 4] = [
        (Self::All, words::SHOW_ALL),
        (Self::Found, words::SHOW_FOUND),
        (Self::Open, words::SHOW_OPEN),
        (Self::Marked, words::SHOW_MARKED),
    ];
}

/// Which rows are shown, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Kind.
    pub show: Show,
    /// Part of a code or name.
    pub text: String,
}

/// Places of the rows that a filter shows, in order; `found` are those with findings.
#[must_use]
pub fn shown(rows: &[Rc<Row>], filter: &Filter, found: &BTreeSet<usize>) -> Vec<usize> {
    let wanted = filter.text.trim().to_lowercase();
    let fits = |(place, row): &(usize, &Rc<Row>)| {
        let kind = match filter.show {
            Show::All => true,
            Show::Found => found.contains(place),
            Show::Open => row.stays() && is_open(row),
            Show::Marked => row.change.is_some(),
        };
        kind && (wanted.is_empty()
            || row.name.to_lowercase().contains(&wanted)
            || row.code.to_lowercase().contains(&wanted))
    };
    rows.iter().enumerate().filter(fits).map(|(place, _)| place).collect()
}

fn is_open(row: &Row) -> bool {
    row.system_level.is_none()
        || row.privacy.is_none()
        || row.annual_cases.is_none()
        || row.at_window.is_none()
        || row.special_domain.is_none()
        || row.private_network.is_none()
}

/// Properties of [`Toolbar`].
#[derive(Clone, PartialEq, Properties)]
pub struct ToolbarProps {
    /// The list.
    pub roll: Rc<Roll>,
    /// Places of the rows that are shown.
    pub shown: Rc<Vec<usize>>,
    /// Which rows are shown.
    pub filter: Filter,
    /// Shows others.
    pub on_filter: Callback<Filter>,
    /// Whether cells can be changed.
    pub writes: bool,
    /// Language of the page.
    pub language: Language,
    /// What a person does.
    pub act: Callback<Action>,
}

/// The bar.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let (roll, language) = (&props.roll, props.language);
    let button = |id: &'static str, text: Text, action: Option<Action>| {
        let disabled = action.is_none();
        let onclick = {
            let (act, action) = (props.act.clone(), action);
            Callback::from(move |_: MouseEvent| {
                if let Some(action) = &action {
                    act.emit(action.clone());
                }
            })
        };
        html! { <button type="button" class="sheet-tool" {id} {disabled} {onclick}>{ text.get(language) }</button> }
    };
    let show = |(show, text): (Show, Text)| {
        let (filter, emit) = (props.filter.clone(), props.on_filter.clone());
        let pressed = filter.show == show;
        let onclick = Callback::from(move |_: MouseEvent| emit.emit(Filter { show, ..filter.clone() }));
        html! { <button type="button" class={classes!("sheet-tool", pressed.then_some("is-pressed"))} aria-pressed={pressed.to_string()} {onclick}>{ text.get(language) }</button> }
    };
    let on_search = {
        let (filter, emit) = (props.filter.clone(), props.on_filter.clone());
        Callback::from(move |text: String| emit.emit(Filter { text, ..filter.clone() }))
    };
    let selected = rows(roll, &props.shown);
    let added = roll
        .rows
        .get(roll.cursor.row)
        .is_some_and(|row| row.change == Some(Change::New));
    html! {
        <div class="roll-tools">
            <div class="roll-show" role="group" aria-label={words::SHOW.get(language)}>{ for Show::ALL.into_iter().map(show) }</div>
            <Search value={props.filter.text.clone()} label={words::SEARCH.get(language)} {on_search} />
            <span class="quiet">{ words::SHOWN.with(language, &[("shown", &props.shown.len().to_string()), ("rows", &roll.rows.len().to_string())]) }</span>
            if props.writes {
                <div class="roll-edit" role="group" aria-label={words::EDIT.get(language)}>
                    { button("roll-undo", words::UNDO, roll.can_undo().then_some(Action::Undo)) }
                    { button("roll-redo", words::REDO, roll.can_redo().then_some(Action::Redo)) }
                    { button("roll-fill", words::FILL_DOWN, (selected.len() > 1).then(|| Action::FillDown(selected.clone()))) }
                    { button("roll-add", words::ADD, Some(Action::Add)) }
                    { button("roll-remove", words::REMOVE, added.then_some(Action::Remove(roll.cursor.row))) }
                </div>
                <p class="quiet roll-help">{ words::HELP.get(language) }</p>
            }
        </div>
    }
}
