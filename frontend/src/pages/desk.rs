//! The desk: complete sets that wait for a person, and pages whose code could not be read.

use crate::api;
use crate::components::{Empty, FailureNote, Field, Head, OutcomeMark, Picture, RecordDue, Whole, title_of};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::{use_doing, use_fetch};
use crate::route::Route;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::scan::{AssignPage, Desk as DeskBody, DeskSet, Scan, UnassignedPage};
use yinzheng_shared::locale::{Language, page};
use yinzheng_shared::scan::Outcome;

/// The desk.
#[component]
pub fn Desk() -> Html {
    let language = use_language();
    let fetched = use_fetch((), |api, ()| async move { api.desk().await });
    let again = fetched.again.clone();
    let draw = Callback::from(move |desk: Rc<DeskBody>| {
        html! {
            <>
                <section aria-labelledby="desk-sets">
                    <h2 id="desk-sets">{ page::DESK_SETS.get(language) }</h2>
                    if desk.sets.is_empty() {
                        <Empty title={page::DESK_NO_SETS.get(language)}><p>{ page::DESK_NO_SETS_NEXT.get(language) }</p></Empty>
                    } else {
                        <ul class="tasks">{ for desk.sets.iter().map(|set| waiting_set(set, language)) }</ul>
                    }
                </section>
                <section aria-labelledby="desk-pages">
                    <h2 id="desk-pages">{ page::DESK_PAGES.get(language) }</h2>
                    if desk.unassigned.is_empty() {
                        <Empty title={page::DESK_NO_PAGES.get(language)} />
                    } else {
                        <p class="lead">{ page::DESK_PAGES_LEAD.get(language) }</p>
                        <ul class="unassigned">{ for desk.unassigned.iter().map(|page| html! {
                            <Unassigned key={format!("{}.{}", page.scan, page.page.number)} page={page.clone()} on_change={again.clone()} />
                        }) }</ul>
                    }
                </section>
            </>
        }
    });
    html! {
        <>
            <Head title={page::NAV_DESK.get(language)} lead={page::DESK_LEAD.get(language)} />
            <Whole<DeskBody> load={fetched.load} again={fetched.again} {draw} />
        </>
    }
}

fn waiting_set(set: &DeskSet, language: Language) -> Html {
    let record = &set.record;
    html! {
        <li key={record.id.to_string()} class="task">
            <div class="task-words">
                <p class="task-title"><Link<Route> to={Route::DeskSet { id: record.id }}>{ title_of(record, language) }</Link<Route>></p>
                <p class="under">
                    { text::form(record.form).get(language) }{ " · " }<span class="code">{ record.reference.clone() }</span>{ " · " }{ record.owner.name.clone() }
                </p>
                <p class="under">{ page::DESK_COMPLETE.with(language, &[
                    ("pages", &set.pages.len().to_string()),
                    ("at", &text::moment(&set.complete_since)),
                    ("names", &set.uploaded_by.join("、")),
                ]) }</p>
                if set.own_upload { <p class="under is-warning-text">{ page::DESK_OWN_UPLOAD.get(language) }</p> }
            </div>
            <div class="task-side">
                if record.due.is_some() { <RecordDue record={record.clone()} /> }
            </div>
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct UnassignedProps {
    page: UnassignedPage,
    on_change: Callback<()>,
}

/// A page whose code has to be typed, by two people.
#[component]
fn Unassigned(props: &UnassignedProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let code = use_state(String::new);
    let missing = use_state(|| false);
    let page = &props.page;
    let (scan, number) = (page.scan, page.page.number);
    let onsubmit = {
        let (code, missing, doing, changed) = (code.clone(), missing.clone(), doing.clone(), props.on_change.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            missing.set(code.trim().is_empty());
            if code.trim().is_empty() {
                return;
            }
            let (api, told, changed) = (api.clone(), told.clone(), changed.clone());
            let body = AssignPage {
                page: number,
                code: code.trim().to_uppercase(),
            };
            doing.run(
                async move { api.assign_page(scan, &body).await },
                move |answer: Scan| {
                    told.emit(assigned(&answer, number, language));
                    changed.emit(());
                },
            );
        })
    };
    let on_input = {
        let code = code.setter();
        Callback::from(move |text| code.set(text))
    };
    let numbered = [("page", number.to_string())];
    let places: Vec<(&str, &str)> = numbered.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let error = missing.then(|| AttrValue::from(page::DESK_CODE_MISSING.get(language)));
    html! {
        <li class="unassigned-page">
            <a href={api::picture(scan, number)} target="_blank" rel="noopener">
                <Picture address={api::picture(scan, number)} alt={page::SCAN_OPEN_PICTURE.with(language, &places)} class="is-middle" />
            </a>
            <div>
                <p><Link<Route> to={Route::Scan { id: scan }}>{ page.file_name.clone() }</Link<Route>>{ " · " }{ page::SCAN_PAGE.with(language, &places) }{ " " }<OutcomeMark outcome={page.page.outcome} /></p>
                if let Some(person) = &page.page.assigned_by {
                    <p class="note">{ page::DESK_SECOND.with(language, &[("name", person)]) }</p>
                }
                <form {onsubmit} novalidate=true>
                    <Field id={format!("code-{scan}-{number}")} label={page::DESK_CODE.get(language)} hint={page::DESK_CODE_HINT.get(language)}
                        value={(*code).clone()} {error} {on_input} />
                    if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
                    <p class="actions"><button type="submit" disabled={doing.is_busy()}>{ page::DESK_ASSIGN.get(language) }</button></p>
                </form>
            </div>
        </li>
    }
}

fn assigned(scan: &Scan, number: u16, language: Language) -> String {
    let matched = scan
        .pages
        .iter()
        .any(|page| page.number == number && page.outcome == Outcome::Matched);
    let sentence = if matched {
        page::DESK_ASSIGNED
    } else {
        page::DESK_ASSIGNED_FIRST
    };
    sentence.get(language).to_owned()
}
