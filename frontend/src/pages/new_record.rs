//! Beginning a form: one of the own unit at once, a go-live form after its addressee is chosen.

use crate::components::{Choose, Dialog, FailureNote, Skeleton};
use crate::context::{use_api, use_language, use_me};
use crate::hooks::{Load, use_doing, use_fetch};
use crate::route::Route;
use uuid::Uuid;
use yew::prelude::*;
use yew_router::prelude::use_navigator;
use yinzheng_shared::api::admin::Organisation;
use yinzheng_shared::api::record::{NewRecord, Record};
use yinzheng_shared::form::Form;
use yinzheng_shared::id::{OrganisationId, RecordId};
use yinzheng_shared::locale::{Text, page};
use yinzheng_shared::organisation::{Level, Role};

/// The buttons that this person may press.
#[component]
pub fn NewRecordButtons() -> Html {
    let (language, me) = (use_language(), use_me());
    let choosing = use_state(|| false);
    let open = {
        let choosing = choosing.setter();
        Callback::from(move |_: MouseEvent| choosing.set(true))
    };
    let close = {
        let choosing = choosing.setter();
        Callback::from(move |()| choosing.set(false))
    };
    match me.map(|me| me.role) {
        Some(Role::Staff) => html! {
            <>
                <NewForm form={Form::Optimization} id="new-optimization" word={page::NEW_OPTIMIZATION} />
                <NewForm form={Form::JointDebug} id="new-joint-debug" word={page::NEW_JOINT_DEBUG} />
            </>
        },
        Some(Role::Builder) => {
            html! { <NewForm form={Form::JointDebug} id="new-joint-debug" word={page::NEW_JOINT_DEBUG} /> }
        }
        Some(Role::Bureau) => html! {
            <>
                <button type="button" class="button-primary" id="new-go-live" onclick={open}>{ page::NEW_GO_LIVE.get(language) }</button>
                if *choosing { <ChooseAddressee on_close={close} /> }
            </>
        },
        _ => Html::default(),
    }
}

/// Opens a record that was just begun.
#[hook]
pub fn use_opening() -> Callback<Record> {
    let navigator = use_navigator();
    Callback::from(move |record: Record| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Record { id: record.summary.id });
        }
    })
}

/// A form with nothing in it; none for `owner` is the own unit.
pub(super) fn blank(form: Form, owner: Option<OrganisationId>) -> NewRecord {
    NewRecord {
        id: RecordId(Uuid::now_v7()),
        form,
        owner,
        replaces: None,
        content: serde_json::Value::Object(serde_json::Map::new()),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct NewProps {
    form: Form,
    id: AttrValue,
    word: Text,
}

/// Begins a form of the own unit.
#[component]
fn NewForm(props: &NewProps) -> Html {
    let (language, api, doing, opening) = (use_language(), use_api(), use_doing(), use_opening());
    // A second press sends the same identifier: the server answers with the same record.
    let body = use_memo(props.form, |form| blank(*form, None));
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
            <button type="button" class="button-primary" id={props.id.clone()} disabled={doing.is_busy()} {onclick}>
                { props.word.get(language) }
            </button>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct AddresseeProps {
    on_close: Callback<()>,
}

#[component]
fn ChooseAddressee(props: &AddresseeProps) -> Html {
    let (language, api, doing, opening) = (use_language(), use_api(), use_doing(), use_opening());
    let organisations = use_fetch((), |api, ()| async move { api.organisations().await });
    let chosen = use_state(String::new);
    let missing = use_state(|| false);
    let id = use_memo((), |()| RecordId(Uuid::now_v7()));
    let onsubmit = {
        let (chosen, missing, doing) = (chosen.clone(), missing.clone(), doing.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Ok(owner) = chosen.parse::<OrganisationId>() else {
                return missing.set(true);
            };
            missing.set(false);
            let (api, opening) = (api.clone(), opening.clone());
            let body = NewRecord {
                id: *id,
                ..blank(Form::GoLive, Some(owner))
            };
            doing.run(async move { api.new_record(&body).await }, move |record| {
                opening.emit(record)
            });
        })
    };
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |value| chosen.set(value))
    };
    let body = match &organisations.load {
        Load::Waiting => html! { <Skeleton lines={2} /> },
        Load::Failed(failure) => {
            html! { <FailureNote failure={failure.clone()} again={organisations.again.clone()} /> }
        }
        Load::Ready(list) => {
            let mut options = vec![(
                AttrValue::default(),
                AttrValue::from(page::NEW_ADDRESSEE_CHOOSE.get(language)),
            )];
            options.extend(addressees(list).map(|unit| (unit.id.to_string().into(), unit.name.clone().into())));
            let error = missing.then(|| AttrValue::from(page::NEW_ADDRESSEE_MISSING.get(language)));
            html! {
                <form {onsubmit} novalidate=true>
                    <Choose id="addressee" label={page::NEW_ADDRESSEE.get(language)} value={(*chosen).clone()} {options} {error}
                        on_choose={choose} />
                    if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
                    <p class="actions">
                        <button type="submit" class="button-primary" disabled={doing.is_busy()}>{ page::NEW_BEGIN.get(language) }</button>
                        <button type="button" onclick={props.on_close.reform(|_| ())}>{ page::ACTION_CANCEL.get(language) }</button>
                    </p>
                </form>
            }
        }
    };
    html! {
        <Dialog title={page::NEW_GO_LIVE.get(language)} on_close={props.on_close.clone()}>
            <p>{ page::NEW_ADDRESSEE_LEAD.get(language) }</p>
            { body }
        </Dialog>
    }
}

/// Units that run systems: departments, and whoever leads items of the platform itself.
fn addressees(list: &[Organisation]) -> impl Iterator<Item = &Organisation> {
    list.iter()
        .filter(|unit| matches!(unit.level, Level::CityDepartment | Level::DistrictDepartment))
}
