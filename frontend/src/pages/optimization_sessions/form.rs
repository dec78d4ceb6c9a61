//! One session typed: checked on the page by the rules that the server applies.

use super::invite::Invite;
use super::items::Items;
use super::people::People;
use crate::api::Failure;
use crate::components::{Field, FormDialog};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::{use_doing, use_typed};
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::optimization_session::{ConvenedSession, NewOptimizationSession};
use yinzheng_shared::facts::Facts;
use yinzheng_shared::id::OptimizationSessionId;
use yinzheng_shared::locale::{Text, optimization_session as label, optimization_sessions as words};
use yinzheng_shared::optimization_session::{OptimizationSession, check};

/// Properties of [`SessionDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct SessionProps {
    /// The session to change; none: a new one.
    #[prop_or_default]
    pub session: Option<ConvenedSession>,
    /// It is kept.
    pub on_done: Callback<()>,
    /// Leave it.
    pub on_close: Callback<()>,
}

/// What is known of it, as it is typed.
fn typed(known: Option<&ConvenedSession>) -> OptimizationSession {
    known.map_or_else(OptimizationSession::default, |known| OptimizationSession {
        title: known.title.clone(),
        held_on: Some(known.held_on),
        hours: known.hours.clone(),
        place: known.place.clone(),
        items: known.items.iter().map(|item| item.code.clone()).collect(),
        invited: known.invited.iter().map(|unit| unit.id).collect(),
        participants: known.participants.clone(),
    })
}

/// The dialog of a new session, or of a change.
#[component]
pub fn SessionDialog(props: &SessionProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let id = use_memo((), |()| OptimizationSessionId(Uuid::now_v7()));
    let refused = doing.failure().map(Failure::into_findings).unwrap_or_default();
    // What the catalogue says is the server's to know.
    let check = |session: &OptimizationSession| check(session, &Facts::default(), language).findings;
    let typed = use_typed(|| typed(props.session.as_ref()), check, refused);
    let on_submit = {
        let (doing, done, id, known) = (doing.clone(), props.on_done.clone(), *id, props.session.clone());
        typed.submit(move |session: OptimizationSession| {
            let (api, told, done, known) = (api.clone(), told.clone(), done.clone(), known.clone());
            let name = session.title.clone();
            let sent = async move {
                match known {
                    Some(known) => api.change_optimization_session(known.id, &known.etag, &session).await,
                    None => {
                        api.new_optimization_session(&NewOptimizationSession { id, session })
                            .await
                    }
                }
            };
            doing.run(sent, move |_| {
                told.emit(words::KEPT.with(language, &[("name", &name)]));
                done.emit(());
            });
        })
    };
    let field = |id: &'static str, label: Text, value: &str, change: fn(&mut OptimizationSession, String)| {
        html! { <Field id={format!("session-{id}")} label={label.get(language)} value={value.to_owned()} error={typed.fault(id)} on_input={typed.set(change)} /> }
    };
    let title = if props.session.is_some() {
        words::CHANGE_TITLE
    } else {
        words::NEW
    };
    let session = (*typed.value).clone();
    let day = session.held_on.map(|day| day.to_string()).unwrap_or_default();
    html! {
        <FormDialog title={title.get(language)} word={words::KEEP.get(language)} waits={doing.is_busy()} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            { field("title", label::TITLE, &session.title, |session, text| session.title = text) }
            <div class="session-when">
                <Field id="session-held_on" kind="date" label={label::HELD_ON.get(language)} value={day}
                    error={typed.fault("held_on")} on_input={typed.set(|session, text| session.held_on = text.parse().ok())} />
                { field("hours", label::HOURS, &session.hours, |session, text| session.hours = text) }
            </div>
            { field("place", label::PLACE, &session.place, |session, text| session.place = text) }
            <Items session={session.clone()} error={typed.fault("items")} on_change={typed.replace()} />
            <Invite session={session.clone()} error={typed.fault("invited")} on_change={typed.replace()} />
            <People session={session.clone()} faults={typed.faults()} on_change={typed.replace()} />
        </FormDialog>
    }
}
