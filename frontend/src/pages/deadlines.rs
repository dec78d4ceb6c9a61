//! What is due: search and filters, kept in the address.

use crate::api::Query;
use crate::components::{Choose, DueText, Empty, Head, More, Search, Whole};
use crate::context::{use_language, use_me};
use crate::hooks::{use_filter, use_pages};
use crate::route::Route;
use crate::text;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::obligation::Obligation;
use yinzheng_shared::locale::{Language, Text, page};
use yinzheng_shared::obligation::Kind;
use yinzheng_shared::organisation::Role;

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "String::is_empty")]
    q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    mine: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    late: String,
}

/// The list.
#[component]
pub fn Deadlines() -> Html {
    let (language, me) = (use_language(), use_me());
    let (filter, show) = use_filter::<Filter>(Route::Deadlines);
    let pages = use_pages(filter.clone(), |api, filter: Filter, cursor| async move {
        let query = Query::default()
            .with("q", &filter.q)
            .with("mine", &filter.mine)
            .with("kind", &filter.kind)
            .with("late", &filter.late);
        api.obligations(&query.with("cursor", &cursor)).await
    });
    let set = |change: fn(&mut Filter, String)| {
        let filter = filter.clone();
        show.reform(move |value| {
            let mut next = filter.clone();
            change(&mut next, value);
            next
        })
    };
    let option = |value: &'static str, word: Text| (AttrValue::from(value), AttrValue::from(word.get(language)));
    let whose = vec![
        option("", page::DEADLINES_EVERYBODY),
        option("true", page::DEADLINES_MINE),
    ];
    let mut kinds = vec![option("", page::DEADLINES_EVERY_KIND)];
    kinds.extend(Kind::ALL.map(|kind| option(kind.code(), text::obligation(kind))));
    let late = vec![
        option("", page::DEADLINES_LATE_OR_NOT),
        option("true", page::DEADLINES_LATE),
        option("false", page::DEADLINES_IN_TIME),
    ];
    let more = pages.more.clone();
    let filtered = filter != Filter::default();
    let clear = show.reform(|_: MouseEvent| Filter::default());
    let draw = Callback::from(move |list: Rc<Listing<Obligation>>| {
        if list.entries.is_empty() && filtered {
            return html! {
                <Empty title={page::DEADLINES_NONE_FOUND.get(language)}>
                    <p><button type="button" onclick={clear.clone()}>{ page::FILTER_CLEAR.get(language) }</button></p>
                </Empty>
            };
        }
        if list.entries.is_empty() {
            return html! { <Empty title={page::DEADLINES_NONE.get(language)}><p>{ page::DEADLINES_NONE_NEXT.get(language) }</p></Empty> };
        }
        html! {
            <>
                { table(&list, language) }
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    // Whoever only follows others owes nothing.
    let owes = me.is_some_and(|me| matches!(me.role, Role::Staff | Role::Builder | Role::Reviewer | Role::Bureau));
    html! {
        <>
            <Head title={page::NAV_DEADLINES.get(language)} lead={page::DEADLINES_LEAD.get(language)} />
            <div class="filters">
                <Search value={filter.q.clone()} label={page::DEADLINES_SEARCH.get(language)} on_search={set(|filter, value| filter.q = value)} />
                if owes {
                    <Choose id="filter-mine" label={page::DEADLINES_WHO.get(language)} value={filter.mine.clone()} options={whose}
                        on_choose={set(|filter, value| filter.mine = value)} />
                }
                <Choose id="filter-kind" label={page::DEADLINES_WHAT.get(language)} value={filter.kind.clone()} options={kinds}
                    on_choose={set(|filter, value| filter.kind = value)} />
                <Choose id="filter-late" label={page::COLUMN_DUE.get(language)} value={filter.late.clone()} options={late}
                    on_choose={set(|filter, value| filter.late = value)} />
            </div>
            <Whole<Listing<Obligation>> load={pages.load} again={pages.again} {draw} />
        </>
    }
}

fn table(list: &Listing<Obligation>, language: Language) -> Html {
    let row = |owed: &Obligation| {
        html! {
            <tr key={owed.record.to_string()} data-record={owed.record.to_string()}>
                <th scope="row">
                    <Link<Route> to={Route::Record { id: owed.record }}>{ owed.title.clone() }</Link<Route>>
                    <span class="under">
                        { text::form(owed.form).get(language) }{ " · " }<span class="code">{ owed.reference.clone() }</span>
                    </span>
                </th>
                <td data-label={page::DEADLINES_WHAT.get(language)}>{ text::obligation(owed.kind).get(language) }</td>
                <td data-label={page::DEADLINES_WHO.get(language)}>{ owed.bearer.name.clone() }</td>
                <td data-label={page::COLUMN_DUE.get(language)}>
                    <DueText due={owed.due} />
                    if owed.late { <span class="late">{ page::LATE.get(language) }</span> }
                </td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ page::NAV_DEADLINES.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ page::COLUMN_RECORD.get(language) }</th>
                <th scope="col">{ page::DEADLINES_WHAT.get(language) }</th>
                <th scope="col">{ page::DEADLINES_WHO.get(language) }</th>
                <th scope="col">{ page::COLUMN_DUE.get(language) }</th>
            </tr></thead>
            <tbody>{ for list.entries.iter().map(row) }</tbody>
        </table>
    }
}
