//! The bulletins of the assessment: drafting one of the day, and those that were issued.

use crate::components::FailureNote;
use crate::context::{use_api, use_language, use_me, use_programme};
use crate::hooks::{Load, use_doing, use_fetch};
use crate::pages::new_record::{blank, use_opening};
use crate::route::Route;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::assessment::Assessment;
use yinzheng_shared::api::record::{NewRecord, RecordSummary};
use yinzheng_shared::form::Form;
use yinzheng_shared::form::bulletin::drawn_up;
use yinzheng_shared::locale::bulletin as words;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::record::State;

/// Properties of [`Bulletins`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct BulletinsProps {
    /// The board of the day.
    pub(super) board: Rc<Assessment>,
}

/// Earlier bulletins; the project office drafts another.
#[component]
pub(super) fn Bulletins(props: &BulletinsProps) -> Html {
    let (language, me) = (use_language(), use_me());
    let fetched = use_fetch((), |api, ()| async move {
        let query = crate::api::Query::default()
            .with("form", Form::Bulletin.code())
            .with("state", State::Archived.code())
            .with("limit", "10");
        api.records(&query).await
    });
    let writes = me.is_some_and(|me| me.role == Role::Bureau);
    let line = |record: &RecordSummary| {
        html! {
            <li key={record.id.to_string()}>
                <Link<Route> to={Route::Record { id: record.id }}>{ record.title.clone() }</Link<Route>>
                { " " }<small class="nowrap">{ text::moment(&record.updated_at) }</small>
            </li>
        }
    };
    html! {
        <section aria-labelledby="bulletins">
            <h2 id="bulletins">{ words::EARLIER.get(language) }</h2>
            { match &fetched.load {
                Load::Waiting => Html::default(),
                Load::Failed(failure) => html! { <FailureNote failure={failure.clone()} again={fetched.again.clone()} /> },
                Load::Ready(found) if found.entries.is_empty() => html! { <p class="muted">{ words::EARLIER_NONE.get(language) }</p> },
                Load::Ready(found) => html! { <ul class="plain">{ for found.entries.iter().map(line) }</ul> },
            } }
            if writes { <Begin board={props.board.clone()} /> }
        </section>
    }
}

/// The draft begins with what the board says.
#[component]
fn Begin(props: &BulletinsProps) -> Html {
    let (language, api, doing, opening, programme) =
        (use_language(), use_api(), use_doing(), use_opening(), use_programme());
    // A second press sends the same identifier: the server answers with the same record.
    let body = use_memo((props.board.clone(), programme), |(board, programme)| {
        let form = programme
            .as_ref()
            .map(|known| drawn_up(&known.programme, &board.facts()));
        NewRecord {
            content: serde_json::to_value(form.unwrap_or_default()).unwrap_or_default(),
            ..blank(Form::Bulletin, None)
        }
    });
    let onclick = {
        let doing = doing.clone();
        Callback::from(move |_: MouseEvent| {
            let (api, body, opening) = (api.clone(), body.clone(), opening.clone());
            doing.run(async move { api.new_record(&body).await }, move |record| {
                opening.emit(record)
            });
        })
    };
    html! {
        <>
            <p>{ words::BEGIN_LEAD.get(language) }</p>
            <p class="actions">
                <button type="button" class="button-primary" id="begin-bulletin" disabled={doing.is_busy()} {onclick}>{ words::BEGIN.get(language) }</button>
            </p>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
        </>
    }
}
