//! Lists of records, and the way to more.

use crate::components::{RecordDue, StateMark};
use crate::context::use_language;
use crate::route::Route;
use crate::text;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::COUNTED;
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::form::Form;
use yinzheng_shared::locale::page;

/// Properties of [`RecordTable`].
#[derive(Clone, PartialEq, Properties)]
pub struct RecordTableProps {
    /// The records.
    pub records: Vec<RecordSummary>,
    /// What the table is called.
    pub caption: AttrValue,
}

/// Records as a table; as cards where it is narrow.
#[component]
pub fn RecordTable(props: &RecordTableProps) -> Html {
    let language = use_language();
    let row = |record: &RecordSummary| {
        let title = title_of(record, language);
        html! {
            <tr key={record.id.to_string()} data-record={record.id.to_string()}>
                <th scope="row">
                    <Link<Route> to={Route::Record { id: record.id }}>{ title }</Link<Route>>
                    <span class="under">
                        { text::form(record.form).get(language) }{ " · " }<span class="code">{ record.reference.clone() }</span>
                    </span>
                    if let Some(reason) = record.standing_reason() {
                        <span class="under reason"><strong>{ text::because(record.state).get(language) }</strong>{ reason }</span>
                    }
                </th>
                <td data-label={page::COLUMN_STATE.get(language)}><StateMark state={record.state} /></td>
                <td data-label={page::COLUMN_OWNER.get(language)}>{ record.owner.name.clone() }</td>
                <td data-label={page::COLUMN_DUE.get(language)}><RecordDue record={record.clone()} /></td>
                <td class="figures" data-label={page::COLUMN_REVISION.get(language)}>{ record.revision }</td>
                <td class="figures nowrap" data-label={page::COLUMN_UPDATED.get(language)}>{ text::moment(&record.updated_at) }</td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ props.caption.clone() }</caption>
            <thead><tr>
                <th scope="col">{ page::COLUMN_RECORD.get(language) }</th>
                <th scope="col">{ page::COLUMN_STATE.get(language) }</th>
                <th scope="col">{ page::COLUMN_OWNER.get(language) }</th>
                <th scope="col">{ page::COLUMN_DUE.get(language) }</th>
                <th scope="col" class="figures">{ page::COLUMN_REVISION.get(language) }</th>
                <th scope="col" class="figures">{ page::COLUMN_UPDATED.get(language) }</th>
            </tr></thead>
            <tbody>{ for props.records.iter().map(row) }</tbody>
        </table>
    }
}

/// What a record is called; a draft may have no name yet.
#[must_use]
pub fn title_of(record: &RecordSummary, language: yinzheng_shared::locale::Language) -> String {
    if record.title.trim().is_empty() {
        page::RECORD_UNNAMED.get(language).to_owned()
    } else {
        match record.form {
            Form::Scope | Form::Consolidation => {
                page::RECORD_SCOPE.with(language, &[("edition", &record.title), ("owner", &record.owner.name)])
            }
            Form::Schedule => page::RECORD_SCHEDULE.with(language, &[("batch", &record.title)]),
            Form::Optimization | Form::JointDebug | Form::GoLive | Form::Bulletin => record.title.clone(),
        }
    }
}

/// How many entries a list has of which so many are shown: “1000+” where it was counted no further.
#[must_use]
pub fn total_in_words(total: u64, shown: u64) -> String {
    if total == COUNTED + 1 {
        format!("{}+", shown.max(COUNTED))
    } else {
        total.to_string()
    }
}

/// Properties of [`More`].
#[derive(Clone, PartialEq, Properties)]
pub struct MoreProps {
    /// How many are shown.
    pub shown: usize,
    /// How many there are.
    pub total: u64,
    /// Reads more; none when all are shown.
    #[prop_or_default]
    pub more: Option<Callback<()>>,
}

/// How many of how many, and a button for more.
#[component]
pub fn More(props: &MoreProps) -> Html {
    let language = use_language();
    let shown = u64::try_from(props.shown).unwrap_or(u64::MAX);
    // What is shown to its end is counted thereby.
    let total = match &props.more {
        Some(_) => total_in_words(props.total, shown),
        None => shown.to_string(),
    };
    let counts = page::MORE_SHOWN.with(language, &[("shown", &shown.to_string()), ("total", &total)]);
    html! {
        <p class="more">
            <span aria-live="polite">{ counts }</span>
            if let Some(more) = &props.more {
                <button type="button" onclick={more.reform(|_| ())}>{ page::MORE_BUTTON.get(language) }</button>
            }
        </p>
    }
}
