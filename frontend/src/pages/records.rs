//! Confirmation forms: search and filters, kept in the address.

use crate::api::Query;
use crate::components::{Choose, Empty, Head, More, RecordTable, Search, Whole};
use crate::context::use_language;
use crate::hooks::{use_filter, use_pages};
use crate::pages::new_record::NewRecordButtons;
use crate::route::Route;
use crate::text;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::form::Form;
use yinzheng_shared::locale::page;
use yinzheng_shared::record::State;

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "String::is_empty")]
    q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    form: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    state: String,
}

/// The list.
#[component]
pub fn Records() -> Html {
    let language = use_language();
    let (filter, show) = use_filter::<Filter>(Route::Records);
    let pages = use_pages(filter.clone(), |api, filter: Filter, cursor| async move {
        let query = Query::default()
            .with("q", &filter.q)
            .with("form", &filter.form)
            .with("state", &filter.state);
        api.records(&query.with("cursor", &cursor)).await
    });
    let set = |change: fn(&mut Filter, String)| {
        let filter = filter.clone();
        show.reform(move |value| {
            let mut next = filter.clone();
            change(&mut next, value);
            next
        })
    };
    let every = |word: yinzheng_shared::locale::Text| (AttrValue::default(), AttrValue::from(word.get(language)));
    let mut forms = vec![every(page::FILTER_EVERY_FORM)];
    forms.extend(Form::ALL.map(|form| (form.code().into(), text::form(form).get(language).into())));
    let mut states = vec![every(page::FILTER_EVERY_STATE)];
    states.extend(State::ALL.map(|state| (state.code().into(), text::state(state).get(language).into())));
    let more = pages.more.clone();
    let filtered = filter != Filter::default();
    let clear = show.reform(|_: MouseEvent| Filter::default());
    let draw = Callback::from(move |list: Rc<Listing<RecordSummary>>| {
        if list.entries.is_empty() && filtered {
            return html! {
                <Empty title={page::RECORDS_NONE_FOUND.get(language)}>
                    <p><button type="button" onclick={clear.clone()}>{ page::FILTER_CLEAR.get(language) }</button></p>
                </Empty>
            };
        }
        if list.entries.is_empty() {
            return html! { <Empty title={page::RECORDS_NONE.get(language)}><p>{ page::RECORDS_NONE_NEXT.get(language) }</p></Empty> };
        }
        html! {
            <>
                <RecordTable records={list.entries.clone()} caption={page::NAV_RECORDS.get(language)} />
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    html! {
        <>
            <Head title={page::NAV_RECORDS.get(language)} lead={page::RECORDS_LEAD.get(language)}><NewRecordButtons /></Head>
            <div class="filters">
                <Search value={filter.q.clone()} label={page::RECORDS_SEARCH.get(language)} on_search={set(|filter, value| filter.q = value)} />
                <Choose id="filter-form" label={page::FILTER_FORM.get(language)} value={filter.form.clone()} options={forms}
                    on_choose={set(|filter, value| filter.form = value)} />
                <Choose id="filter-state" label={page::FILTER_STATE.get(language)} value={filter.state.clone()} options={states}
                    on_choose={set(|filter, value| filter.state = value)} />
            </div>
            <Whole<Listing<RecordSummary>> load={pages.load} again={pages.again} {draw} />
        </>
    }
}
