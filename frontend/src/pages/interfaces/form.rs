//! One interface typed: checked on the page by the rules that the server applies.

use super::serves::Serves;
use crate::api::Failure;
use crate::components::{Choose, Field, FormDialog};
use crate::context::{use_api, use_done, use_language, use_programme};
use crate::hooks::{use_doing, use_typed};
use crate::text;
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::interface::{InterfaceItem, NewInterface, RegisteredInterface};
use yinzheng_shared::api::programme::ProgrammeBody;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::id::InterfaceId;
use yinzheng_shared::interface::{Interface, Progress, check};
use yinzheng_shared::locale::{Language, Text, interfaces as words, joint_debug as label, page};

/// Properties of [`InterfaceDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct InterfaceProps {
    /// The interface to change; none: a new one.
    #[prop_or_default]
    pub interface: Option<RegisteredInterface>,
    /// It is kept.
    pub on_done: Callback<()>,
    /// Leave it.
    pub on_close: Callback<()>,
}

/// What is known of it, as it is typed.
fn typed(known: Option<&RegisteredInterface>) -> Interface {
    known.map_or_else(Interface::default, |known| Interface {
        system_name: known.system_name.clone(),
        system_level: Some(known.system_level),
        name: known.name.clone(),
        progress: known.progress,
        number: known.number.clone(),
        registered: known.registered,
        items: known.items.iter().map(|item| item.code.clone()).collect(),
    })
}

/// The dialog of a new interface, or of a change.
#[component]
pub fn InterfaceDialog(props: &InterfaceProps) -> Html {
    let (language, api, doing, told, programme) = (use_language(), use_api(), use_doing(), use_done(), use_programme());
    let id = use_memo((), |()| InterfaceId(Uuid::now_v7()));
    let refused = doing.failure().map(Failure::into_findings).unwrap_or_default();
    let check = |entry: &Interface| {
        // What the catalogue and the register say is the server's to know.
        let findings = |body: &ProgrammeBody| check(entry, &Facts::default(), &body.context(), language).findings;
        programme.as_deref().map(findings).unwrap_or_default()
    };
    let entry = use_typed(|| typed(props.interface.as_ref()), check, refused);
    let on_submit = {
        let (doing, done, id, known) = (doing.clone(), props.on_done.clone(), *id, props.interface.clone());
        entry.submit(move |interface: Interface| {
            let (api, told, done, known) = (api.clone(), told.clone(), done.clone(), known.clone());
            let name = interface.name.clone();
            let sent = async move {
                match known {
                    Some(known) => api.change_interface(known.id, &known.etag, &interface).await,
                    None => api.new_interface(&NewInterface { id, interface }).await,
                }
            };
            doing.run(sent, move |_| {
                told.emit(words::KEPT.with(language, &[("name", &name)]));
                done.emit(());
            });
        })
    };
    let serve = {
        let value = entry.value.clone();
        entry.replace().reform(move |items| Interface {
            items,
            ..(*value).clone()
        })
    };
    let field = |id: &'static str, label: Text, value: &str, change: fn(&mut Interface, String)| {
        html! { <Field id={format!("interface-{id}")} label={label.get(language)} value={value.to_owned()} error={entry.fault(id)} on_input={entry.set(change)} /> }
    };
    let title = if props.interface.is_some() {
        words::CHANGE_TITLE
    } else {
        words::NEW
    };
    let mut levels = vec![(AttrValue::default(), AttrValue::from(page::CHOOSE.get(language)))];
    levels.extend(text::system_levels(language));
    let moved = props.interface.iter().flat_map(|known| &known.items);
    let moved: Vec<InterfaceItem> = moved.filter(|item| item.moved).cloned().collect();
    let day = entry.value.registered.map(|day| day.to_string()).unwrap_or_default();
    html! {
        <FormDialog title={title.get(language)} word={words::KEEP.get(language)} waits={doing.is_busy()} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            { field("system_name", label::SYSTEM_NAME, &entry.value.system_name, |entry, text| entry.system_name = text) }
            <Choose id="interface-system_level" label={label::SYSTEM_LEVEL.get(language)} value={entry.value.system_level.map(text::code).unwrap_or_default()}
                options={levels} error={entry.fault("system_level")} on_choose={entry.set(|entry, text| entry.system_level = text::word(&text))} />
            { field("name", label::NAME, &entry.value.name, |entry, text| entry.name = text) }
            <Choose id="interface-step" label={words::PROGRESS.get(language)} value={text::code(entry.value.progress)}
                options={steps(language)} error={entry.fault("progress")} on_choose={entry.set(|entry, text| entry.progress = text::word(&text).unwrap_or_default())} />
            if entry.value.progress == Progress::Registered || !entry.value.number.is_empty() || entry.value.registered.is_some() {
                { field("number", label::NUMBER, &entry.value.number, |entry, text| entry.number = text) }
                <Field id="interface-registered" kind="date" label={label::REGISTERED.get(language)} value={day}
                    error={entry.fault("registered")} on_input={entry.set(|entry, text| entry.registered = text.parse().ok())} />
            }
            <Serves items={entry.value.items.clone()} {moved} error={entry.fault("items")} on_change={serve} />
        </FormDialog>
    }
}

fn steps(language: Language) -> Vec<(AttrValue, AttrValue)> {
    Progress::ALL
        .map(|step| (text::code(step).into(), text::progress(step).get(language).into()))
        .into()
}
