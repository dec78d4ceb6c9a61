//! Correcting an archived record: a new one that names what it replaces.

use crate::components::Confirm;
use crate::context::{use_api, use_language, use_me};
use crate::hooks::use_doing;
use crate::pages::new_record::use_opening;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::record::{NewRecord, Record};
use yinzheng_shared::api::session::Me;
use yinzheng_shared::form::Form;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::page;
use yinzheng_shared::organisation::Role;

/// Properties of [`Correction`].
#[derive(Clone, PartialEq, Properties)]
pub struct CorrectionProps {
    /// The archived record.
    pub record: Rc<Record>,
}

/// The button, for who may begin such a form; a question before the new record is begun.
#[component]
pub fn Correction(props: &CorrectionProps) -> Html {
    let (language, me, api) = (use_language(), use_me(), use_api());
    let (doing, opening, asked) = (use_doing(), use_opening(), use_state(|| false));
    // A second press sends the same identifier: the server answers with the same record.
    let id = use_memo((), |()| RecordId(Uuid::now_v7()));
    let record = &props.record;
    let may = record.archived.is_some() && me.is_some_and(|me| may_correct(record, &me));
    if !may {
        return Html::default();
    }
    let ask = {
        let asked = asked.setter();
        Callback::from(move |_: MouseEvent| asked.set(true))
    };
    let close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(false))
    };
    let go = {
        let (doing, body) = (doing.clone(), corrected(record, *id));
        Callback::from(move |()| {
            let (api, body, opening) = (api.clone(), body.clone(), opening.clone());
            doing.run(async move { api.new_record(&body).await }, move |record| {
                opening.emit(record)
            });
        })
    };
    let word = AttrValue::from(page::CORRECTION_BUTTON.get(language));
    html! {
        <>
            <button type="button" id="correct" onclick={ask}>{ word.clone() }</button>
            if *asked {
                <Confirm title={page::CORRECTION_TITLE.get(language)} {word} busy={doing.is_busy()} failure={doing.failure()}
                    on_yes={go} on_close={close}>
                    <p>{ page::CORRECTION_LEAD.get(language) }</p>
                </Confirm>
            }
        </>
    }
}

/// Who begins a form also corrects it. Items of an archived go-live form are published, which no
/// further form can undo.
fn may_correct(record: &Record, me: &Me) -> bool {
    record.summary.form == Form::Optimization && me.role == Role::Staff && me.organisation.id == record.summary.owner.id
}

fn corrected(record: &Record, id: RecordId) -> NewRecord {
    NewRecord {
        id,
        form: record.summary.form,
        owner: None,
        replaces: Some(record.summary.id),
        content: record.content.clone(),
    }
}
