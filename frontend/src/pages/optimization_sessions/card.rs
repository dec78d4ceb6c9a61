//! One session.

use super::begin::Begin;
use crate::components::{DueText, Note, StateMark, Tone};
use crate::context::{use_language, use_me, use_programme};
use crate::route::Route;
use crate::state::difference::sentence;
use crate::text;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::optimization_session::{ConvenedSession, TreatedForm, TreatedItem};
use yinzheng_shared::api::session::Me;
use yinzheng_shared::form::optimization::Difference;
use yinzheng_shared::form::participant::Participant;
use yinzheng_shared::locale::{Language, Text, optimization_sessions as words, page};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::record::State;

/// Properties of [`Card`].
#[derive(Clone, PartialEq, Properties)]
pub struct CardProps {
    /// The session.
    pub session: ConvenedSession,
    /// Asks to change it.
    pub change: Callback<ConvenedSession>,
    /// Asks to call it off.
    pub call_off: Callback<ConvenedSession>,
}

/// The session with its items.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let (language, me, programme) = (use_language(), use_me(), use_programme());
    let session = &props.session;
    let (Some(me), Some(programme)) = (me, programme) else {
        return Html::default();
    };
    let due = programme.calendar.add_working_days(
        session.held_on,
        programme.programme.deadlines.optimization,
        programme.today,
    );
    let asks = |what: &Callback<ConvenedSession>| {
        let session = session.clone();
        what.reform(move |_: MouseEvent| session.clone())
    };
    let (change, call_off) = (asks(&props.change), asks(&props.call_off));
    let heading = format!("session-{}", session.id);
    let label = |word: Text| format!("{} {}", word.get(language), session.title);
    let spared: Vec<Difference> = forms(session).filter_map(|form| form.difference).collect();
    let (archived, all) = archived(session);
    html! {
        <section class="session" aria-labelledby={heading.clone()}>
            <div class="section-head">
                <h2 id={heading}>{ &session.title }</h2>
                if session.yours {
                    <span class="actions">
                        <button type="button" class="button-quiet" aria-label={label(words::CHANGE)} onclick={change}>{ words::CHANGE.get(language) }</button>
                        <button type="button" class="button-quiet session-call-off" aria-label={label(words::CALL_OFF)} onclick={call_off}>{ words::CALL_OFF.get(language) }</button>
                    </span>
                }
            </div>
            if let Some(called_off) = &session.called_off {
                <Note tone={Tone::Warning}>
                    <p><strong>{ words::CALLED_OFF.with(language, &[("day", &text::day(called_off.on, language))]) }</strong>{ &called_off.because }</p>
                </Note>
            }
            <dl class="session-facts">
                <dt>{ words::WHEN.get(language) }</dt>
                <dd>{ when(session, language) }</dd>
                if !session.invited.is_empty() {
                    <dt>{ words::INVITED.get(language) }</dt>
                    <dd>{ session.invited.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>().join("、") }</dd>
                }
                if !session.participants.is_empty() {
                    <dt>{ words::PARTICIPANTS.get(language) }</dt>
                    <dd>{ session.participants.iter().map(named).collect::<Vec<_>>().join("；") }</dd>
                }
                <dt>{ words::FORM.get(language) }</dt>
                <dd>{ progress(session, language) }
                    if archived < all && session.called_off.is_none() { { " · " }{ words::DUE_LABEL.get(language) }{ " " }<DueText {due} /> }
                </dd>
                if !spared.is_empty() {
                    <dt>{ words::DIFFERENCE.get(language) }</dt>
                    <dd class="session-spared">{ sentence(spared.into_iter().sum(), language) }</dd>
                }
            </dl>
            { table(session, &me, language) }
        </section>
    }
}

fn forms(session: &ConvenedSession) -> impl Iterator<Item = &TreatedForm> {
    session.items.iter().filter_map(|item| item.form.as_ref())
}

fn when(session: &ConvenedSession, language: Language) -> String {
    let day = text::day(session.held_on, language);
    [day.as_str(), &session.hours, &session.place]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

fn named(person: &Participant) -> String {
    format!("{}（{}，{}）", person.name, person.unit, person.position)
}

/// How many forms are archived, of how many that the items ask for.
fn archived(session: &ConvenedSession) -> (usize, usize) {
    let archived = forms(session).filter(|form| form.state == State::Archived);
    let asked = session.items.iter().filter(|item| !item.settled || item.form.is_some());
    (archived.count(), asked.count())
}

fn progress(session: &ConvenedSession, language: Language) -> String {
    let (archived, all) = archived(session);
    words::PROGRESS.with(
        language,
        &[("archived", &archived.to_string()), ("all", &all.to_string())],
    )
}

fn table(session: &ConvenedSession, me: &Me, language: Language) -> Html {
    let row = |item: &TreatedItem| {
        html! {
            <tr key={item.code.clone()}>
                <th scope="row">{ &item.name }<span class="under code">{ &item.code }</span></th>
                <td data-label={page::COLUMN_ORGANISATION.get(language)}>{ &item.owner.name }</td>
                <td data-label={words::FORM.get(language)}>{ standing(session, item, me, language) }</td>
            </tr>
        }
    };
    html! {
        <table class="cards session-items">
            <caption class="visually-hidden">{ words::ITEMS.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ words::ITEMS.get(language) }</th>
                <th scope="col">{ page::COLUMN_ORGANISATION.get(language) }</th>
                <th scope="col">{ words::FORM.get(language) }</th>
            </tr></thead>
            <tbody>{ for session.items.iter().map(row) }</tbody>
        </table>
    }
}

/// How far the form is, and the way to it. Of other departments' forms one may know nothing.
fn standing(session: &ConvenedSession, item: &TreatedItem, me: &Me, language: Language) -> Html {
    let own = me.role == Role::Staff && item.owner.id == me.organisation.id;
    match &item.form {
        Some(form) => html! {
            <><Link<Route> to={Route::Record { id: form.record }} classes="code">{ &form.reference }</Link<Route>>{ " " }
            <StateMark state={form.state} />
            if let Some(told) = form.difference { <span class="under">{ sentence(told, language) }</span> }</>
        },
        None if session.called_off.is_some() => html! { words::FREE.get(language) },
        None if item.settled => html! { words::SETTLED.get(language) },
        None if own => html! { <Begin session={session.clone()} item={item.clone()} /> },
        None if matches!(me.role, Role::Bureau | Role::Auditor) => html! { words::NOT_BEGUN.get(language) },
        None => html! { "—" },
    }
}
