//! Dialogs that do one thing at the server: a small form, or a question before what cannot be taken back.

use super::{Confirm, Dialog, FailureNote};
use crate::api::{Api, Failure};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::use_doing;
use std::future::Future;
use std::pin::Pin;
use yew::prelude::*;
use yinzheng_shared::locale::page;

/// Properties of [`FormDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct FormProps {
    /// Its heading.
    pub title: AttrValue,
    /// The word on the button that hands it in.
    pub word: AttrValue,
    /// Whether the button waits: it is being done, or nothing can be done.
    pub waits: bool,
    /// Why it could not be done.
    pub failure: Option<Failure>,
    /// Hands it in.
    pub on_submit: Callback<()>,
    /// Leaves it.
    pub on_close: Callback<()>,
    /// Its fields.
    pub children: Html,
}

/// A small form over the page.
#[component]
pub fn FormDialog(props: &FormProps) -> Html {
    let language = use_language();
    let onsubmit = props.on_submit.reform(|event: SubmitEvent| event.prevent_default());
    html! {
        <Dialog title={props.title.clone()} on_close={props.on_close.clone()}>
            <form {onsubmit} novalidate=true>
                { props.children.clone() }
                if let Some(failure) = &props.failure { <FailureNote failure={failure.clone()} /> }
                <p class="actions">
                    <button type="submit" class="button-primary" disabled={props.waits}>{ props.word.clone() }</button>
                    <button type="button" onclick={props.on_close.reform(|_| ())}>{ page::ACTION_CANCEL.get(language) }</button>
                </p>
            </form>
        </Dialog>
    }
}

/// What is done at the server.
pub type DeedWork = Pin<Box<dyn Future<Output = Result<(), Failure>>>>;

/// Properties of [`Deed`].
#[derive(Clone, PartialEq, Properties)]
pub struct DeedProps {
    /// Its heading, a question.
    pub title: AttrValue,
    /// What it means.
    pub lead: AttrValue,
    /// The word on the button that does it.
    pub word: AttrValue,
    /// What is said when it is done.
    pub told: AttrValue,
    /// Does it.
    pub work: Callback<Api, DeedWork>,
    /// It is done.
    pub on_done: Callback<()>,
    /// Leave it.
    pub on_close: Callback<()>,
}

/// Asks, does it at the server, and says that it is done.
#[component]
pub fn Deed(props: &DeedProps) -> Html {
    let (api, doing, tell) = (use_api(), use_doing(), use_done());
    let on_yes = {
        let (doing, work, told, done) = (
            doing.clone(),
            props.work.clone(),
            props.told.to_string(),
            props.on_done.clone(),
        );
        Callback::from(move |()| {
            let (tell, told, done) = (tell.clone(), told.clone(), done.clone());
            doing.run(work.emit(api.clone()), move |()| {
                tell.emit(told);
                done.emit(());
            });
        })
    };
    html! {
        <Confirm title={props.title.clone()} word={props.word.clone()} busy={doing.is_busy()} failure={doing.failure()} {on_yes}
            on_close={props.on_close.clone()}>
            <p>{ props.lead.clone() }</p>
        </Confirm>
    }
}
