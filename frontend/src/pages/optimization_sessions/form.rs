//! One session typed: checked on the page by the rules that the server applies.

use super::invite::Invite;
use super::items::Items;
use super::people::People;
use crate::api::Failure;
use crate::components::{Field, FormDialog};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::use_doing;
use crate::text;
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
    let session = use_state(|| typed(props.session.as_ref()));
    let tried = use_state(|| false);
    let id = use_memo((), |()| OptimizationSessionId(Uuid::now_v7()));
    // What the catalogue says is the server's to know.
    let findings = check(&session, &Facts::default(), language).findings;
    let on_submit = {
        let (tried, doing, done, session, id) = (
            tried.clone(),
            doing.clone(),
            props.on_done.clone(),
            session.clone(),
            *id,
        );
        let (known, blocked) = (props.session.clone(), !findings.is_empty());
        Callback::from(move |()| {
            tried.set(true);
            if blocked {
                return;
            }
            let (api, told, done, known) = (api.clone(), told.clone(), done.clone(), known.clone());
            let session = (*session).clone();
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
    let refused = doing.failure().map(Failure::into_findings).unwrap_or_default();
    let fault = |field: &str| {
        let place = format!("/{field}");
        let here = (*tried).then(|| text::found_at(&findings, &place)).flatten();
        here.or_else(|| text::found_at(&refused, &place))
    };
    let set = |change: fn(&mut OptimizationSession, String)| {
        let session = session.clone();
        Callback::from(move |text| {
            let mut next = (*session).clone();
            change(&mut next, text);
            session.set(next);
        })
    };
    let field = |id: &'static str, label: Text, value: &str, change: fn(&mut OptimizationSession, String)| {
        html! { <Field id={format!("session-{id}")} label={label.get(language)} value={value.to_owned()} error={fault(id)} on_input={set(change)} /> }
    };
    let title = if props.session.is_some() {
        words::CHANGE_TITLE
    } else {
        words::NEW
    };
    let day = session.held_on.map(|day| day.to_string()).unwrap_or_default();
    let replace = {
        let session = session.clone();
        Callback::from(move |next: OptimizationSession| session.set(next))
    };
    let faults = if *tried { findings.clone() } else { refused.clone() };
    html! {
        <FormDialog title={title.get(language)} word={words::KEEP.get(language)} waits={doing.is_busy()} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            { field("title", label::TITLE, &session.title, |session, text| session.title = text) }
            <div class="session-when">
                <Field id="session-held_on" kind="date" label={label::HELD_ON.get(language)} value={day}
                    error={fault("held_on")} on_input={set(|session, text| session.held_on = text.parse().ok())} />
                { field("hours", label::HOURS, &session.hours, |session, text| session.hours = text) }
            </div>
            { field("place", label::PLACE, &session.place, |session, text| session.place = text) }
            <Items session={(*session).clone()} error={fault("items")} on_change={replace.clone()} />
            <Invite session={(*session).clone()} error={fault("invited")} on_change={replace.clone()} />
            <People session={(*session).clone()} {faults} on_change={replace} />
        </FormDialog>
    }
}
