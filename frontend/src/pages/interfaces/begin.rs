//! From a registered interface to its joint debugging form.

use crate::components::FailureNote;
use crate::context::{use_api, use_language, use_me};
use crate::hooks::use_doing;
use crate::pages::new_record::{blank, use_opening};
use crate::sheet::with_interface;
use yew::prelude::*;
use yinzheng_shared::api::interface::RegisteredInterface;
use yinzheng_shared::api::record::NewRecord;
use yinzheng_shared::form::Form;
use yinzheng_shared::form::joint_debug::JointDebug;
use yinzheng_shared::locale::interfaces as words;

/// Properties of [`Begin`].
#[derive(Clone, PartialEq, Properties)]
pub struct BeginProps {
    /// The interface.
    pub interface: RegisteredInterface,
}

/// The button; the form begins with what the register knows.
#[component]
pub fn Begin(props: &BeginProps) -> Html {
    let (language, api, doing, opening, me) = (use_language(), use_api(), use_doing(), use_opening(), use_me());
    // A second press sends the same identifier: the server answers with the same record.
    let body = use_memo(props.interface.clone(), |interface| {
        let unit = me.map(|me| me.organisation.name.clone()).unwrap_or_default();
        let form = with_interface(
            &JointDebug {
                unit,
                ..JointDebug::default()
            },
            interface,
        );
        NewRecord {
            content: serde_json::to_value(form).unwrap_or_default(),
            ..blank(Form::JointDebug, None)
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
    let label = format!("{} {}", words::DEBUG.get(language), props.interface.name);
    html! {
        <>
            <button type="button" disabled={doing.is_busy()} aria-label={label} {onclick}>{ words::DEBUG.get(language) }</button>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
        </>
    }
}
