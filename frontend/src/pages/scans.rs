//! Scans: upload, and everything that was uploaded.

use crate::api::Query;
use crate::components::{Empty, Head, More, OutcomeMark, ScanMark, UploadArea, Whole};
use crate::context::{refresh, use_app, use_language, use_me};
use crate::hooks::use_pages;
use crate::route::Route;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::scan::Scan;
use yinzheng_shared::locale::{Language, page};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::scan::Outcome;

/// Upload, and the list.
#[component]
pub fn Scans() -> Html {
    let (language, app, me) = (use_language(), use_app(), use_me());
    let pages = use_pages((), |api, (), cursor| async move {
        api.scans(&Query::default().with("cursor", &cursor)).await
    });
    let more = pages.more.clone();
    let on_read = {
        let again = pages.again.clone();
        Callback::from(move |()| {
            again.emit(());
            refresh(&app);
        })
    };
    let draw = Callback::from(move |list: Rc<Listing<Scan>>| {
        if list.entries.is_empty() {
            return html! { <Empty title={page::SCANS_NONE.get(language)}><p>{ page::SCANS_NONE_NEXT.get(language) }</p></Empty> };
        }
        html! {
            <>
                { table(&list, language) }
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    let uploads = me.is_some_and(|me| !matches!(me.role, Role::Auditor | Role::Admin));
    html! {
        <>
            <Head title={page::NAV_SCANS.get(language)} lead={page::SCANS_LEAD.get(language)} />
            if uploads { <UploadArea {on_read} /> }
            <h2>{ page::SCANS_ALL.get(language) }</h2>
            <Whole<Listing<Scan>> load={pages.load} again={pages.again} {draw} />
        </>
    }
}

/// Each outcome once, with the number of its pages.
fn outcomes(scan: &Scan) -> Vec<(Outcome, usize)> {
    let count = |outcome: Outcome| scan.pages.iter().filter(|page| page.outcome == outcome).count();
    Outcome::ALL
        .into_iter()
        .map(|outcome| (outcome, count(outcome)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

fn table(list: &Listing<Scan>, language: Language) -> Html {
    let row = |scan: &Scan| {
        html! {
            <tr key={scan.id.to_string()} data-scan={scan.id.to_string()}>
                <th scope="row">
                    <Link<Route> to={Route::Scan { id: scan.id }}>{ scan.file_name.clone() }</Link<Route>>
                    <span class="under">{ text::size(scan.bytes) }</span>
                </th>
                <td data-label={page::COLUMN_STATE.get(language)}><ScanMark state={scan.state} /></td>
                <td data-label={page::COLUMN_RESULT.get(language)}>
                    <ul class="plain">{ for outcomes(scan).into_iter().map(|(outcome, count)| html! {
                        <li><OutcomeMark {outcome} />{ " " }<span class="quiet">{ page::SCAN_PAGE_COUNT.with(language, &[("count", &count.to_string())]) }</span></li>
                    }) }</ul>
                </td>
                <td data-label={page::COLUMN_UPLOADED_BY.get(language)}>{ scan.uploaded_by.clone() }<span class="under">{ scan.organisation.name.clone() }</span></td>
                <td class="figures nowrap" data-label={page::COLUMN_UPLOADED_AT.get(language)}>{ text::moment(&scan.uploaded_at) }</td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ page::SCANS_ALL.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ page::COLUMN_FILE.get(language) }</th>
                <th scope="col">{ page::COLUMN_STATE.get(language) }</th>
                <th scope="col">{ page::COLUMN_RESULT.get(language) }</th>
                <th scope="col">{ page::COLUMN_UPLOADED_BY.get(language) }</th>
                <th scope="col" class="figures">{ page::COLUMN_UPLOADED_AT.get(language) }</th>
            </tr></thead>
            <tbody>{ for list.entries.iter().map(row) }</tbody>
        </table>
    }
}
