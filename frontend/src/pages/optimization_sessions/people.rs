//! Who takes part in a session.

use crate::components::Field;
use crate::context::use_language;
use crate::text;
use yew::prelude::*;
use yinzheng_shared::finding::Finding;
use yinzheng_shared::form::participant::Participant;
use yinzheng_shared::locale::{Text, optimization_sessions as words, sheet};
use yinzheng_shared::optimization_session::OptimizationSession;

/// Properties of [`People`].
#[derive(Clone, PartialEq, Properties)]
pub struct PeopleProps {
    /// The session.
    pub session: OptimizationSession,
    /// What is wrong with it.
    pub faults: Vec<Finding>,
    /// Told of the session with other people.
    pub on_change: Callback<OptimizationSession>,
}

type Change = fn(&mut Participant, String);

/// A row of fields for each.
#[component]
pub fn People(props: &PeopleProps) -> Html {
    let language = use_language();
    let row = |(row, person): (usize, &Participant)| {
        let field = |field: &str, label: Text, value: &str, change: Change| {
            let (session, changed) = (props.session.clone(), props.on_change.clone());
            let on_input = Callback::from(move |text| {
                let mut next = session.clone();
                if let Some(person) = next.participants.get_mut(row) {
                    change(person, text);
                }
                changed.emit(next);
            });
            let error = text::found_at(&props.faults, &format!("/participants/{row}/{field}"));
            html! {
                <Field id={format!("session-person-{row}-{field}")} label={label.get(language)} value={value.to_owned()} {error} {on_input} />
            }
        };
        let remove = {
            let mut next = props.session.clone();
            if row < next.participants.len() {
                next.participants.remove(row);
            }
            props.on_change.reform(move |_: MouseEvent| next.clone())
        };
        let label = words::REMOVE_PARTICIPANT.with(language, &[("row", &(row + 1).to_string())]);
        html! {
            <div key={row} class="session-person">
                { field("name", sheet::COLUMN_NAME, &person.name, |person, text| person.name = text) }
                { field("unit", sheet::COLUMN_UNIT, &person.unit, |person, text| person.unit = text) }
                { field("position", sheet::COLUMN_POSITION, &person.position, |person, text| person.position = text) }
                <button type="button" class="button-quiet" aria-label={label} onclick={remove}>{ "×" }</button>
            </div>
        }
    };
    let add = {
        let mut next = props.session.clone();
        next.participants.push(Participant::default());
        props.on_change.reform(move |_: MouseEvent| next.clone())
    };
    html! {
        <fieldset class="field" id="session-participants" tabindex="-1">
            <legend>{ words::PARTICIPANTS.get(language) }</legend>
            <p class="hint">{ words::NO_PARTICIPANTS.get(language) }</p>
            { for props.session.participants.iter().enumerate().map(row) }
            <button type="button" id="add-participant" onclick={add}>{ words::ADD_PARTICIPANT.get(language) }</button>
        </fieldset>
    }
}
