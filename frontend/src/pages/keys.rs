//! API keys of scanner stations, for the administrator.

use crate::api::Api;
use crate::components::{AdminTabs, ChooseOrganisation, Deed, DeedWork, Dialog, Empty, Field, FormDialog, Head, Whole};
use crate::context::{use_api, use_language};
use crate::hooks::{Overlay, setter, use_doing, use_fetch, use_overlay, write_clipboard};
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::admin::{IssuedKey, Key, NewKey};
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::locale::{Language, page};

/// What is open over the list.
#[derive(Clone, PartialEq)]
enum Open {
    New,
    Issued(IssuedKey),
    Revoke(Key),
}

/// The list, new keys, revocation.
#[component]
pub fn Keys() -> Html {
    let language = use_language();
    let fetched = use_fetch((), |api, ()| async move { api.keys().await });
    let Overlay {
        what,
        show,
        close,
        changed,
    } = use_overlay(&fetched.again);
    let issued = {
        let (show, again) = (show.clone(), fetched.again.clone());
        Callback::from(move |key| {
            show.emit(Open::Issued(key));
            again.emit(());
        })
    };
    let ask = show.clone();
    let draw = Callback::from(move |keys: Rc<Vec<Key>>| {
        if keys.is_empty() {
            return html! { <Empty title={page::KEYS_NONE.get(language)}><p>{ page::KEYS_NONE_NEXT.get(language) }</p></Empty> };
        }
        table(&keys, &ask, language)
    });
    html! {
        <>
            <Head title={page::NAV_KEYS.get(language)} lead={page::KEYS_LEAD.get(language)}>
                <button type="button" class="button-primary" id="new-key" onclick={show.reform(|_: MouseEvent| Open::New)}>{ page::KEYS_NEW.get(language) }</button>
            </Head>
            <AdminTabs />
            <Whole<Vec<Key>> load={fetched.load} again={fetched.again} {draw} />
            { match &what {
                None => Html::default(),
                Some(Open::New) => html! { <NewKeyDialog on_issued={issued} on_close={close} /> },
                Some(Open::Issued(issued)) => html! { <Secret issued={issued.clone()} on_close={close} /> },
                Some(Open::Revoke(key)) => html! { <RevokeDialog api_key={key.clone()} on_done={changed} on_close={close} /> },
            } }
        </>
    }
}

fn table(keys: &[Key], ask: &Callback<Open>, language: Language) -> Html {
    let row = |key: &Key| {
        let onclick = {
            let key = key.clone();
            ask.reform(move |_: MouseEvent| Open::Revoke(key.clone()))
        };
        let used = key
            .used_at
            .as_deref()
            .map_or_else(|| page::KEYS_NEVER.get(language).to_owned(), text::moment);
        html! {
            <tr key={key.id.to_string()}>
                <th scope="row">{ key.label.clone() }</th>
                <td data-label={page::COLUMN_ORGANISATION.get(language)}>{ key.organisation.name.clone() }</td>
                <td class="figures nowrap" data-label={page::KEYS_MADE.get(language)}>{ text::moment(&key.created_at) }</td>
                <td class="figures nowrap" data-label={page::KEYS_USED.get(language)}>{ used }</td>
                <td>
                    if let Some(at) = &key.revoked_at {
                        { page::KEYS_REVOKED_AT.with(language, &[("at", &text::moment(at))]) }
                    } else {
                        <button type="button" {onclick}>{ page::KEYS_REVOKE.get(language) }</button>
                    }
                </td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ page::NAV_KEYS.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ page::KEYS_LABEL.get(language) }</th>
                <th scope="col">{ page::COLUMN_ORGANISATION.get(language) }</th>
                <th scope="col" class="figures">{ page::KEYS_MADE.get(language) }</th>
                <th scope="col" class="figures">{ page::KEYS_USED.get(language) }</th>
                <td><span class="visually-hidden">{ page::COLUMN_ACTIONS.get(language) }</span></td>
            </tr></thead>
            <tbody>{ for keys.iter().map(row) }</tbody>
        </table>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct NewProps {
    on_issued: Callback<IssuedKey>,
    on_close: Callback<()>,
}

#[component]
fn NewKeyDialog(props: &NewProps) -> Html {
    let (language, api, doing) = (use_language(), use_api(), use_doing());
    let label = use_state(String::new);
    let unit = use_state(String::new);
    let tried = use_state(|| false);
    let on_submit = {
        let (label, unit, tried, doing, issued) = (
            label.clone(),
            unit.clone(),
            tried.clone(),
            doing.clone(),
            props.on_issued.clone(),
        );
        Callback::from(move |()| {
            tried.set(true);
            let text = label.trim().to_owned();
            let Ok(organisation) = unit.parse::<OrganisationId>() else {
                return;
            };
            if text.is_empty() || text.chars().count() > 100 {
                return;
            }
            let (api, issued) = (api.clone(), issued.clone());
            let body = NewKey {
                label: text,
                organisation,
            };
            doing.run(async move { api.new_key(&body).await }, move |key| issued.emit(key));
        })
    };
    let fault = (*tried && label.trim().is_empty()).then(|| AttrValue::from(page::KEYS_LABEL_FAULT.get(language)));
    let unit_fault = (*tried && unit.is_empty()).then(|| AttrValue::from(page::KEYS_UNIT_FAULT.get(language)));
    html! {
        <FormDialog title={page::KEYS_NEW.get(language)} word={page::KEYS_MAKE.get(language)} waits={doing.is_busy()} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            <Field id="key-label" label={page::KEYS_LABEL.get(language)} hint={page::KEYS_LABEL_HINT.get(language)} value={(*label).clone()}
                error={fault} on_input={setter(&label)} />
            <ChooseOrganisation id="key-organisation" value={(*unit).clone()} error={unit_fault} on_choose={setter(&unit)} />
        </FormDialog>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SecretProps {
    issued: IssuedKey,
    on_close: Callback<()>,
}

/// The only time the secret is shown.
#[component]
fn Secret(props: &SecretProps) -> Html {
    let language = use_language();
    let copied = use_state(|| false);
    let onclick = {
        let (secret, copied) = (props.issued.secret.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            let (secret, copied) = (secret.clone(), copied.clone());
            wasm_bindgen_futures::spawn_local(async move { copied.set(write_clipboard(&secret).await.is_some()) });
        })
    };
    html! {
        <Dialog title={page::KEYS_SECRET_TITLE.get(language)}>
            <p>{ page::KEYS_SECRET_LEAD.get(language) }</p>
            <p><code class="secret" id="key-secret">{ props.issued.secret.clone() }</code></p>
            <p class="actions">
                <button type="button" {onclick}>{ page::COPY.get(language) }</button>
                <span role="status">{ if *copied { page::COPIED.get(language) } else { "" } }</span>
            </p>
            <p class="actions">
                <button type="button" class="button-primary" onclick={props.on_close.reform(|_| ())}>{ page::KEYS_SECRET_KEPT.get(language) }</button>
            </p>
        </Dialog>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RevokeProps {
    api_key: Key,
    on_done: Callback<()>,
    on_close: Callback<()>,
}

#[component]
fn RevokeDialog(props: &RevokeProps) -> Html {
    let language = use_language();
    let id = props.api_key.id;
    let work = Callback::from(move |api: Api| -> DeedWork { Box::pin(async move { api.revoke_key(id).await }) });
    html! {
        <Deed title={page::KEYS_REVOKE_TITLE.with(language, &[("label", &props.api_key.label)])} lead={page::KEYS_REVOKE_LEAD.get(language)}
            word={page::KEYS_REVOKE.get(language)} told={page::KEYS_REVOKE_DONE.get(language)} {work} on_done={props.on_done.clone()} on_close={props.on_close.clone()} />
    }
}
