//! Items: the catalogue, and its way out to a spreadsheet.

use crate::api::Query;
use crate::components::{Choose, Empty, FailureNote, Head, Import, More, Search, Whole};
use crate::context::{use_api, use_language, use_me, use_programme};
use crate::hooks::{save, setter, use_doing, use_pages};
use crate::route::Route;
use crate::text;
use std::rc::Rc;
use web_sys::Blob;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::item::Item;
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::{Language, item, page};
use yinzheng_shared::organisation::Role;

/// The catalogue.
#[component]
pub fn Items() -> Html {
    let (language, me, programme) = (use_language(), use_me(), use_programme());
    let wanted = use_state(String::new);
    let batch = use_state(String::new);
    let pages = use_pages(
        ((*wanted).clone(), (*batch).clone()),
        |api, (wanted, batch), cursor| async move {
            api.items(
                &Query::default()
                    .with("q", &wanted)
                    .with("batch", &batch)
                    .with("cursor", &cursor),
            )
            .await
        },
    );
    let batches = text::batches(programme.as_deref(), language);
    let more = pages.more.clone();
    let draw = Callback::from(move |list: Rc<Listing<Item>>| {
        if list.entries.is_empty() {
            return html! { <Empty title={page::ITEMS_NONE.get(language)}><p>{ page::ITEMS_NONE_NEXT.get(language) }</p></Empty> };
        }
        html! {
            <>
                { table(&list, language) }
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    let imports = me.is_some_and(|me| matches!(me.role, Role::Admin | Role::Bureau));
    html! {
        <>
            <Head title={page::NAV_ITEMS.get(language)} lead={page::ITEMS_LEAD.get(language)} />
            if imports {
                <Import id="items-table" path="items/import" report="items/import/report" title={page::IMPORT_TITLE.get(language)} hint={page::IMPORT_HINT.get(language)}
                    on_done={pages.again.clone()} />
            }
            <div class="filters">
                <Search value={(*wanted).clone()} label={page::ITEMS_SEARCH.get(language)} on_search={setter(&wanted)} />
                <Choose id="filter-batch" label={page::COLUMN_BATCH.get(language)} value={(*batch).clone()} options={batches} on_choose={setter(&batch)} />
                <Export wanted={(*wanted).clone()} batch={(*batch).clone()} />
            </div>
            <Whole<Listing<Item>> load={pages.load} again={pages.again} {draw} />
        </>
    }
}

fn table(list: &Listing<Item>, language: Language) -> Html {
    let day =
        |day: Option<Date>| day.map_or_else(|| page::NONE.get(language).to_owned(), |day| text::day(day, language));
    let row = |item: &Item| {
        html! {
            <tr key={item.code.clone()}>
                <th scope="row">{ item.name.clone() }<span class="under code">{ item.code.clone() }</span></th>
                <td data-label={page::COLUMN_OWNER.get(language)}>{ item.owner.name.clone() }
                    if item.serving.id != item.owner.id {
                        <span class="under">{ page::ITEMS_SERVING.with(language, &[("unit", &item.serving.name)]) }</span>
                    }
                </td>
                <td class="figures" data-label={page::COLUMN_BATCH.get(language)}>{ item.batch.map_or_else(|| page::NONE.get(language).to_owned(), |batch| batch.to_string()) }</td>
                <td data-label={page::COLUMN_OPTIMISED.get(language)}>
                    if let Some(id) = item.optimised_by {
                        <Link<Route> to={Route::Record { id }}>{ day(item.optimised_on) }</Link<Route>>
                    } else { { day(item.optimised_on) } }
                </td>
                <td data-label={page::COLUMN_CONNECTION.get(language)}>{ text::connection(item.connection).get(language) }</td>
                <td data-label={page::COLUMN_PUBLISHED.get(language)}>{ day(item.published_on) }</td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ page::NAV_ITEMS.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ page::COLUMN_ITEM.get(language) }</th>
                <th scope="col">{ page::COLUMN_OWNER.get(language) }</th>
                <th scope="col" class="figures">{ page::COLUMN_BATCH.get(language) }</th>
                <th scope="col">{ page::COLUMN_OPTIMISED.get(language) }</th>
                <th scope="col">{ page::COLUMN_CONNECTION.get(language) }</th>
                <th scope="col">{ page::COLUMN_PUBLISHED.get(language) }</th>
            </tr></thead>
            <tbody>{ for list.entries.iter().map(row) }</tbody>
        </table>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ExportProps {
    wanted: AttrValue,
    batch: AttrValue,
}

/// Saves what the list shows, all pages of it, as a workbook.
#[component]
fn Export(props: &ExportProps) -> Html {
    let (language, api, doing) = (use_language(), use_api(), use_doing());
    let onclick = {
        let (doing, props) = (doing.clone(), props.clone());
        Callback::from(move |_| {
            let query = Query::default().with("q", &props.wanted).with("batch", &props.batch);
            let api = api.clone();
            doing.run(async move { api.export_items(&query).await }, move |table: Blob| {
                // A browser that does not save has said so itself.
                let _ = save(&table, item::EXPORT_FILE.get(language));
            });
        })
    };
    html! {
        <>
            <button type="button" class="button" id="items-export" disabled={doing.is_busy()} {onclick}>{ page::ITEMS_EXPORT.get(language) }</button>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
        </>
    }
}
