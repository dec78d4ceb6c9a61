//! Cases of published items that were handled outside the platform.

use crate::api::Query;
use crate::components::{Field, FormDialog, More, Whole};
use crate::context::{use_api, use_done, use_language, use_me, use_programme};
use crate::hooks::{setter, use_doing, use_pages};
use crate::text;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::window::{NewOutsideCase, OutsideCase};
use yinzheng_shared::date::Date;
use yinzheng_shared::id::OutsideCaseId;
use yinzheng_shared::locale::{Language, Text, window};
use yinzheng_shared::organisation::Role;

/// The reports, and a new one.
#[component]
pub(super) fn Outside() -> Html {
    let (language, me) = (use_language(), use_me());
    let pages = use_pages((), |api, (), cursor| async move {
        api.outside_cases(&Query::default().with("cursor", &cursor)).await
    });
    let reporting = use_state(|| false);
    let open = {
        let reporting = reporting.setter();
        Callback::from(move |_: MouseEvent| reporting.set(true))
    };
    let close = {
        let reporting = reporting.setter();
        Callback::from(move |()| reporting.set(false))
    };
    let done = {
        let (close, again) = (close.clone(), pages.again.clone());
        Callback::from(move |()| {
            close.emit(());
            again.emit(());
        })
    };
    let more = pages.more.clone();
    let draw = Callback::from(move |list: Rc<Listing<OutsideCase>>| {
        if list.entries.is_empty() {
            return html! { <p class="quiet">{ window::OUTSIDE_NONE.get(language) }</p> };
        }
        html! {
            <>
                <ul class="tasks">{ for list.entries.iter().map(|case| entry(case, language)) }</ul>
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    let reports = me.is_some_and(|me| me.role != Role::Auditor);
    html! {
        <section aria-labelledby="outside">
            <h2 id="outside">{ window::OUTSIDE_TITLE.get(language) }</h2>
            <p class="quiet">{ window::OUTSIDE_LEAD.get(language) }</p>
            if reports { <p><button type="button" id="report-outside" onclick={open}>{ window::OUTSIDE_REPORT.get(language) }</button></p> }
            <Whole<Listing<OutsideCase>> load={pages.load} again={pages.again} {draw} />
            if *reporting { <ReportDialog on_done={done} on_close={close} /> }
        </section>
    }
}

fn entry(case: &OutsideCase, language: Language) -> Html {
    let reported = text::day(case.reported_on, language);
    let places = [
        ("name", case.by.as_str()),
        ("unit", case.organisation.name.as_str()),
        ("day", reported.as_str()),
    ];
    html! {
        <li key={case.id.to_string()} class="task"><div class="task-words">
            <p class="task-title">{ case.item_name.clone() }{ " " }<span class="code">{ case.item.clone() }</span></p>
            <p>{ text::day(case.on, language) }{ " · " }{ case.place.clone() }</p>
            if !case.note.is_empty() { <p class="reason">{ case.note.clone() }</p> }
            <p class="under">{ window::OUTSIDE_BY.with(language, &places) }</p>
        </div></li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ReportProps {
    on_done: Callback<()>,
    on_close: Callback<()>,
}

#[component]
fn ReportDialog(props: &ReportProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let today = use_programme().map(|body| body.today.to_string()).unwrap_or_default();
    let (item, place, note) = (use_state(String::new), use_state(String::new), use_state(String::new));
    let day = use_state(|| today);
    let tried = use_state(|| false);
    let id = use_memo((), |()| OutsideCaseId(Uuid::now_v7()));
    let on_submit = {
        let (item, place, note, day) = (item.clone(), place.clone(), note.clone(), day.clone());
        let (tried, doing, done, id) = (tried.clone(), doing.clone(), props.on_done.clone(), *id);
        Callback::from(move |()| {
            tried.set(true);
            let Ok(on) = day.parse::<Date>() else { return };
            if item.trim().is_empty() || place.trim().is_empty() {
                return;
            }
            let body = NewOutsideCase {
                id,
                item: item.trim().to_owned(),
                on,
                place: place.trim().to_owned(),
                note: note.trim().to_owned(),
            };
            let (api, told, done) = (api.clone(), told.clone(), done.clone());
            doing.run(async move { api.report_outside(&body).await }, move |()| {
                told.emit(window::OUTSIDE_KEPT.get(language).to_owned());
                done.emit(());
            });
        })
    };
    let fault = |wrong: bool, word: Text| (*tried && wrong).then(|| AttrValue::from(word.get(language)));
    html! {
        <FormDialog title={window::OUTSIDE_REPORT.get(language)} word={window::OUTSIDE_REPORT.get(language)} waits={doing.is_busy()} failure={doing.failure()}
            {on_submit} on_close={props.on_close.clone()}>
            <Field id="outside-item" label={window::LABEL_ITEM.get(language)} value={(*item).clone()}
                error={fault(item.trim().is_empty(), window::CASES_ITEM_FAULT)} on_input={setter(&item)} />
            <Field id="outside-on" kind="date" label={window::OUTSIDE_ON.get(language)} value={(*day).clone()}
                error={fault(day.parse::<Date>().is_err(), window::CENTRES_DAY_FAULT)} on_input={setter(&day)} />
            <Field id="outside-place" label={window::OUTSIDE_PLACE.get(language)} value={(*place).clone()}
                error={fault(place.trim().is_empty(), window::OUTSIDE_PLACE_FAULT)} on_input={setter(&place)} />
            <Field id="outside-note" label={window::OUTSIDE_NOTE.get(language)} value={(*note).clone()} on_input={setter(&note)} />
        </FormDialog>
    }
}
