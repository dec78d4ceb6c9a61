//! Who is invited to a session besides the departments of its items.

use crate::components::{Choose, Whole};
use crate::context::use_language;
use crate::hooks::use_fetch;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::admin::Organisation;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::locale::{optimization_sessions as words, page};
use yinzheng_shared::optimization_session::OptimizationSession;

/// Properties of [`Invite`].
#[derive(Clone, PartialEq, Properties)]
pub struct InviteProps {
    /// The session.
    pub session: OptimizationSession,
    /// What is wrong with those who are invited.
    pub error: Option<AttrValue>,
    /// Told of the session with others invited.
    pub on_change: Callback<OptimizationSession>,
}

/// A field that adds a unit, and those that were added.
#[component]
pub fn Invite(props: &InviteProps) -> Html {
    let language = use_language();
    let fetched = use_fetch((), |api, ()| async move { api.organisations().await });
    let draw = {
        let props = props.clone();
        Callback::from(move |units: Rc<Vec<Organisation>>| {
            let session = &props.session;
            let mut options = vec![(AttrValue::default(), AttrValue::from(page::CHOOSE.get(language)))];
            let open = units.iter().filter(|unit| !session.invited.contains(&unit.id));
            options.extend(open.map(|unit| (unit.id.to_string().into(), unit.name.clone().into())));
            let add = {
                let (session, change) = (session.clone(), props.on_change.clone());
                Callback::from(move |id: String| {
                    if let Ok(id) = id.parse::<OrganisationId>() {
                        let mut next = session.clone();
                        next.invited.push(id);
                        change.emit(next);
                    }
                })
            };
            let chosen = units.iter().filter(|unit| session.invited.contains(&unit.id));
            let one = |unit: &Organisation| {
                let mut next = session.clone();
                next.invited.retain(|id| *id != unit.id);
                let onclick = props.on_change.reform(move |_: MouseEvent| next.clone());
                let label = words::UNINVITE.with(language, &[("name", &unit.name)]);
                html! {
                    <li key={unit.id.to_string()}>{ &unit.name }{ " " }
                        <button type="button" class="button-quiet" aria-label={label} {onclick}>{ "×" }</button>
                    </li>
                }
            };
            html! {
                <>
                    <Choose id="session-invited" label={words::INVITED_ALSO.get(language)} value="" {options}
                        error={props.error.clone()} on_choose={add} />
                    <ul class="session-invited">{ for chosen.map(one) }</ul>
                </>
            }
        })
    };
    html! { <Whole<Vec<Organisation>> load={fetched.load} again={fetched.again} {draw} /> }
}
