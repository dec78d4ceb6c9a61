//! 智慧导办: an archived optimisation form answers which materials a person has to bring.

use crate::api::Query;
use crate::components::{Empty, Head, More, Questions, Search, Whole, title_of};
use crate::context::use_language;
use crate::hooks::{use_fetch, use_pages};
use crate::route::Route;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::record::{Record, RecordSummary};
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::page;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::State;

/// Items for which there is a guide.
#[component]
pub fn Guide() -> Html {
    let language = use_language();
    let wanted = use_state(String::new);
    let pages = use_pages((*wanted).clone(), |api, wanted, cursor| async move {
        let query = Query::default()
            .with("form", Form::Optimization.code())
            .with("state", State::Archived.code());
        api.records(&query.with("q", &wanted).with("cursor", &cursor)).await
    });
    let search = {
        let wanted = wanted.setter();
        Callback::from(move |text| wanted.set(text))
    };
    let more = pages.more.clone();
    let draw = Callback::from(move |list: Rc<Listing<RecordSummary>>| {
        if list.entries.is_empty() {
            return html! { <Empty title={page::GUIDE_NONE.get(language)}><p>{ page::GUIDE_NONE_NEXT.get(language) }</p></Empty> };
        }
        let entry = |record: &RecordSummary| {
            html! {
                <li key={record.id.to_string()} class="task"><div class="task-words">
                    <p class="task-title"><Link<Route> to={Route::GuideOf { id: record.id }}>{ title_of(record, language) }</Link<Route>></p>
                    <p class="under">{ record.owner.name.clone() }</p>
                </div></li>
            }
        };
        html! {
            <>
                <ul class="tasks">{ for list.entries.iter().map(entry) }</ul>
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    html! {
        <>
            <Head title={page::NAV_GUIDE.get(language)} lead={page::GUIDE_LEAD.get(language)} />
            <div class="filters"><Search value={(*wanted).clone()} label={page::ITEMS_SEARCH.get(language)} on_search={search} /></div>
            <Whole<Listing<RecordSummary>> load={pages.load} again={pages.again} {draw} />
        </>
    }
}

/// Properties of [`GuideOf`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct GuideProps {
    /// The archived record.
    pub id: RecordId,
}

/// The guide of one archived form.
#[component]
pub fn GuideOf(props: &GuideProps) -> Html {
    let language = use_language();
    let fetched = use_fetch(props.id, |api, id| async move { api.record(id).await });
    let draw = Callback::from(move |record: Rc<Record>| {
        let form = Content::from_value(record.summary.form, record.content.clone());
        match (record.summary.state, form) {
            (State::Archived, Ok(Content::Optimization(form))) => {
                html! { <Questions form={Rc::new(form)} lead={page::GUIDE_OF_LEAD.get(language)} /> }
            }
            _ => html! { <Empty title={Problem::NotFound.text().get(language)} /> },
        }
    });
    html! { <Whole<Record> load={fetched.load} again={fetched.again} {draw} /> }
}
