//! One row of the grid, and the field in its active cell.

use super::grid::{Hand, class_of};
use super::state::{Action, Cell, cell_of};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::form::scope::{Column, Reason, Row, Takes, reasons};
use yinzheng_shared::locale::{Language, Text, roll as words, scope as text};
use yinzheng_shared::programme::Goals;

/// Properties of [`RollRow`].
#[derive(Clone, PartialEq, Properties)]
pub struct RowProps {
    /// Place in the list.
    pub row: usize,
    /// Place among those shown.
    pub place: usize,
    /// The row.
    pub content: Rc<Row>,
    /// The column of the cursor, when it is here.
    pub active: Option<Column>,
    /// The selected columns, first and last.
    pub selected: Option<(Column, Column)>,
    /// A text that its cell does not take.
    pub refused: Option<(Column, AttrValue)>,
    /// What the rules say of it.
    pub findings: Option<Rc<[Finding]>>,
    /// What counts.
    pub goals: Rc<Goals>,
    /// Whether cells can be changed.
    pub hand: Hand,
    /// Language of the page.
    pub language: Language,
    /// What a person does.
    pub act: Callback<Action>,
}

/// One row.
#[component]
pub fn RollRow(props: &RowProps) -> Html {
    let row = &*props.content;
    let marks: Vec<(Column, &Finding)> = props
        .findings
        .iter()
        .flat_map(|findings| findings.iter())
        .filter_map(|finding| Some((cell_of(&finding.path)?.column, finding)))
        .collect();
    let cells = Column::ALL.iter().enumerate().map(|(index, column)| {
        let mark = marks.iter().find(|(marked, _)| marked == column);
        cell(props, index, *column, mark.map(|(_, finding)| *finding))
    });
    let gone = !row.stays();
    html! {
        <tr role="row" data-row={props.row.to_string()} aria-rowindex={(props.place + 2).to_string()}
            class={classes!(gone.then_some("is-gone"), row.change.is_some().then_some("is-marked"), props.active.map(|_| "has-cursor"))}>
            <td role="gridcell" class="roll-number">{ props.row + 1 }</td>
            { for cells }
            <td role="gridcell" class="roll-standing">{ standing(row, &props.goals, props.language) }</td>
        </tr>
    }
}

fn cell(props: &RowProps, index: usize, column: Column, mark: Option<&Finding>) -> Html {
    let refused = props.refused.as_ref().filter(|(refused, _)| *refused == column);
    let active = props.active == Some(column);
    let selected = props.selected.is_some_and(|(from, to)| (from..=to).contains(&column));
    let fixed = column.is_fixed(&props.content);
    let severity = refused.map(|_| Severity::Error).or(mark.map(|mark| mark.severity));
    let class = classes!(
        class_of(column),
        active.then_some("is-active"),
        selected.then_some("is-selected"),
        fixed.then_some("is-fixed"),
        severity.map(|severity| match severity {
            Severity::Error => "is-error",
            Severity::Warning => "is-warning",
        }),
    );
    let words = refused.map_or_else(
        || AttrValue::from(column.text(&props.content, props.language)),
        |(_, typed)| typed.clone(),
    );
    let message = if refused.is_some() {
        Some(AttrValue::from(not_taken(column).get(props.language)))
    } else {
        mark.map(|mark| AttrValue::from(mark.message.clone()))
    };
    let writes = active && !fixed && props.hand == Hand::Writes;
    let inside = if writes {
        html! { <Field row={props.row} {column} text={words} wrong={severity == Some(Severity::Error)} language={props.language} act={props.act.clone()} /> }
    } else {
        html! { <span>{ words.clone() }</span> }
    };
    html! {
        <td role="gridcell" key={column.field()} data-column={index.to_string()} {class} title={message.clone()}
            aria-invalid={(severity == Some(Severity::Error)).then_some("true")} aria-selected={(active || selected).then_some("true")}>
            { inside }
            if active { if let Some(message) = message { <span class="roll-message" id="roll-message">{ message }</span> } }
        </td>
    }
}

/// Why a text is not taken.
pub(super) const fn not_taken(column: Column) -> Text {
    match column.takes() {
        Takes::Number => words::NOT_A_NUMBER,
        Takes::Choice(_) | Takes::Text => words::NOT_A_CHOICE,
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FieldProps {
    row: usize,
    column: Column,
    text: AttrValue,
    wrong: bool,
    language: Language,
    act: Callback<Action>,
}

/// The field in the active cell. What is typed is committed when it is left.
#[component]
fn Field(props: &FieldProps) -> Html {
    let cell = Cell {
        row: props.row,
        column: props.column,
    };
    let field = use_node_ref();
    {
        let field = field.clone();
        // Only another cell or another text sets what stands there: what is being typed outlives every
        // drawing in between.
        use_effect_with((cell, props.text.clone()), move |(_, text)| {
            if let Some(input) = field.cast::<HtmlInputElement>() {
                input.set_value(text);
                if is_active(&input) {
                    input.select();
                }
            }
        });
    }
    let label = props.column.label().get(props.language);
    let described = props.wrong.then_some("roll-message");
    if let Takes::Choice(choices) = props.column.takes() {
        let onchange = {
            let act = props.act.clone();
            Callback::from(move |event: Event| {
                let select: HtmlSelectElement = event.target_unchecked_into();
                act.emit(Action::Commit(cell, select.value()));
            })
        };
        return html! {
            <select id="roll-cell" aria-label={label} {onchange} aria-invalid={props.wrong.to_string()} aria-describedby={described}>
                <option value="" selected={props.text.is_empty()}></option>
                { for choices.iter().map(|choice| {
                    let word = choice.get(props.language);
                    html! { <option value={word} selected={props.text == word}>{ word }</option> }
                }) }
            </select>
        };
    }
    let onblur = {
        let (act, before) = (props.act.clone(), props.text.clone());
        Callback::from(move |event: FocusEvent| {
            if let Some(input) = event
                .target()
                .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
                && input.value() != *before
            {
                act.emit(Action::Commit(cell, input.value()));
            }
        })
    };
    let mode = if props.column.takes() == Takes::Number {
        "numeric"
    } else {
        "text"
    };
    html! {
        <input id="roll-cell" type="text" inputmode={mode} autocomplete="off" spellcheck="false" ref={field} {onblur}
            aria-label={label} aria-invalid={props.wrong.to_string()} aria-describedby={described} />
    }
}

fn is_active(input: &HtmlInputElement) -> bool {
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    active.is_some_and(|active| active.is_same_node(Some(input)))
}

/// What the row comes to: it counts, may be left out, waits for consent, or is gone.
fn standing(row: &Row, goals: &Goals, language: Language) -> Html {
    if row.change.is_some() {
        return html! { <span class="roll-waits">{ words::WAITS.get(language) }</span> };
    }
    let why = reasons(row, goals);
    if why.is_empty() {
        return html! { <span class="roll-counts">{ words::COUNTS.get(language) }</span> };
    }
    let why: Vec<&str> = why
        .into_iter()
        .map(|reason| reason_text(reason).get(language))
        .collect();
    html! { <span class="roll-left-out">{ words::LEFT_OUT.with(language, &[("reasons", &why.join("、"))]) }</span> }
}

/// A reason of the notice in words.
pub(super) const fn reason_text(reason: Reason) -> Text {
    match reason {
        Reason::HigherSystem => text::REASON_HIGHER_SYSTEM,
        Reason::Restricted => text::REASON_RESTRICTED,
        Reason::FewCases => text::REASON_FEW_CASES,
        Reason::NoWindow => text::REASON_NO_WINDOW,
        Reason::SpecialDomain => text::REASON_SPECIAL_DOMAIN,
        Reason::PrivateNetwork => text::REASON_PRIVATE_NETWORK,
    }
}
