//! The archive: what is stamped, confirmed and can be proved.

use crate::api;
use crate::api::Query;
use crate::components::{Empty, Head, More, Search, StateMark, Whole, title_of};
use crate::context::{use_language, use_me};
use crate::hooks::use_pages;
use crate::route::Route;
use crate::state::reading::gets_package;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::api::session::Me;
use yinzheng_shared::locale::{Language, page};
use yinzheng_shared::record::State;

/// Archived records.
#[component]
pub fn Archive() -> Html {
    let (language, me) = (use_language(), use_me());
    let wanted = use_state(String::new);
    let pages = use_pages((*wanted).clone(), |api, wanted, cursor| async move {
        let query = Query::default()
            .with("state", State::Archived.code())
            .with("q", &wanted);
        api.records(&query.with("cursor", &cursor)).await
    });
    let search = {
        let wanted = wanted.setter();
        Callback::from(move |text| wanted.set(text))
    };
    let (more, searched) = (pages.more.clone(), !wanted.is_empty());
    let draw = Callback::from(move |list: Rc<Listing<RecordSummary>>| {
        if list.entries.is_empty() {
            let (title, next) = if searched {
                (page::RECORDS_NONE_FOUND, page::ARCHIVE_NONE_FOUND_NEXT)
            } else {
                (page::ARCHIVE_NONE, page::ARCHIVE_NONE_NEXT)
            };
            return html! { <Empty title={title.get(language)}><p>{ next.get(language) }</p></Empty> };
        }
        html! {
            <>
                { table(&list, me.as_deref(), language) }
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    html! {
        <>
            <Head title={page::NAV_ARCHIVE.get(language)} lead={page::ARCHIVE_LEAD.get(language)} />
            <div class="filters">
                <Search value={(*wanted).clone()} label={page::RECORDS_SEARCH.get(language)} on_search={search} />
            </div>
            <Whole<Listing<RecordSummary>> load={pages.load} again={pages.again} {draw} />
        </>
    }
}

fn table(list: &Listing<RecordSummary>, me: Option<&Me>, language: Language) -> Html {
    let row = |record: &RecordSummary| {
        html! {
            <tr key={record.id.to_string()}>
                <th scope="row">
                    <Link<Route> to={Route::Record { id: record.id }}>{ title_of(record, language) }</Link<Route>>
                    <span class="under">
                        { text::form(record.form).get(language) }{ " · " }<span class="code">{ record.reference.clone() }</span>
                    </span>
                </th>
                <td data-label={page::COLUMN_STATE.get(language)}><StateMark state={record.state} /></td>
                <td data-label={page::COLUMN_OWNER.get(language)}>{ record.owner.name.clone() }</td>
                <td class="figures nowrap" data-label={page::COLUMN_ARCHIVED_AT.get(language)}>{ text::moment(&record.updated_at) }</td>
                <td data-label={page::COLUMN_PROOF.get(language)}>
                    if me.is_none_or(|me| gets_package(me, record)) {
                        <a href={api::package(record.id)} download="">{ page::PACKAGE_DOWNLOAD.get(language) }</a>
                    }
                </td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ page::NAV_ARCHIVE.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ page::COLUMN_RECORD.get(language) }</th>
                <th scope="col">{ page::COLUMN_STATE.get(language) }</th>
                <th scope="col">{ page::COLUMN_OWNER.get(language) }</th>
                <th scope="col" class="figures">{ page::COLUMN_ARCHIVED_AT.get(language) }</th>
                <th scope="col">{ page::COLUMN_PROOF.get(language) }</th>
            </tr></thead>
            <tbody>{ for list.entries.iter().map(row) }</tbody>
        </table>
    }
}
