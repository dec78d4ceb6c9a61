//! A due date: the day, how many working days are left, and on request which.

use crate::context::{use_language, use_programme};
use crate::text;
use yew::prelude::*;
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::locale::page;
use yinzheng_shared::obligation::{Standing, standing};
use yinzheng_shared::record::State;

/// Properties of [`DueText`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct DueProps {
    /// The due date.
    pub due: Due,
}

/// A due date.
#[component]
pub fn DueText(props: &DueProps) -> Html {
    let language = use_language();
    let Some(body) = use_programme() else {
        return Html::default();
    };
    let standing = standing(props.due, body.today, &body.calendar);
    let date = text::day(props.due.date, language);
    let counted = |days: &[yinzheng_shared::date::Date]| days.len().to_string();
    let (class, left, days) = match &standing {
        Standing::Today => ("due is-near", page::DUE_TODAY.get(language).to_owned(), &[][..]),
        Standing::Left(days) if days.is_empty() => {
            ("due is-near", page::DUE_NONE_LEFT.get(language).to_owned(), &[][..])
        }
        Standing::Left(days) => {
            let class = if days.len() <= 1 { "due is-near" } else { "due" };
            (
                class,
                page::DUE_LEFT.with(language, &[("days", &counted(days))]),
                days.as_slice(),
            )
        }
        Standing::Over(days) => (
            "due is-over",
            page::DUE_OVER.with(language, &[("days", &counted(days))]),
            days.as_slice(),
        ),
    };
    let provisional = props.due.provisional.then(|| page::DUE_PROVISIONAL.get(language));
    html! {
        <span {class}>
            <span class="nowrap">{ date }</span>{ " " }
            if days.is_empty() {
                <span class="due-left">{ left }</span>
            } else {
                <details class="due-days">
                    <summary>{ left }</summary>
                    <ol>{ for days.iter().map(|day| html! { <li>{ text::day(*day, language) }</li> }) }</ol>
                </details>
            }
            if let Some(provisional) = provisional { <small>{ provisional }</small> }
        </span>
    }
}

/// Properties of [`RecordDue`].
#[derive(Clone, PartialEq, Properties)]
pub struct RecordDueProps {
    /// The record.
    pub record: RecordSummary,
}

/// By when a record's next step is due, and whether it came late. Days are counted only while
/// somebody can still act.
#[component]
pub fn RecordDue(props: &RecordDueProps) -> Html {
    let language = use_language();
    let record = &props.record;
    let closed = matches!(record.state, State::Archived | State::Void);
    html! {
        <>
            { match record.due {
                None => html! { { page::NONE.get(language) } },
                Some(due) if closed => html! { <span class="nowrap">{ text::day(due.date, language) }</span> },
                Some(due) => html! { <DueText {due} /> },
            } }
            if record.late { <span class="late">{ page::LATE.get(language) }</span> }
        </>
    }
}
