//! From an item of a session to its optimisation form.

use crate::components::FailureNote;
use crate::context::{use_api, use_language};
use crate::hooks::use_doing;
use crate::pages::new_record::{blank, use_opening};
use yew::prelude::*;
use yinzheng_shared::api::optimization_session::{ConvenedSession, TreatedItem};
use yinzheng_shared::api::record::NewRecord;
use yinzheng_shared::form::Form;
use yinzheng_shared::locale::optimization_sessions as words;
use yinzheng_shared::optimization_session::begun;

/// Properties of [`Begin`].
#[derive(Clone, PartialEq, Properties)]
pub struct BeginProps {
    /// The session.
    pub session: ConvenedSession,
    /// The item.
    pub item: TreatedItem,
}

/// The button; the form begins with what the session knows.
#[component]
pub fn Begin(props: &BeginProps) -> Html {
    let (language, api, doing, opening) = (use_language(), use_api(), use_doing(), use_opening());
    // A second press sends the same identifier: the server answers with the same record.
    let body = use_memo(props.clone(), |props| NewRecord {
        content: serde_json::to_value(begun(&props.session, &props.item)).unwrap_or_default(),
        ..blank(Form::Optimization, None)
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
    let label = format!("{} {}", words::BEGIN.get(language), props.item.name);
    html! {
        <>
            <button type="button" disabled={doing.is_busy()} aria-label={label} {onclick}>{ words::BEGIN.get(language) }</button>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
        </>
    }
}
