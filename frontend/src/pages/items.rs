//! Items: the catalogue, and its import.

use crate::api::Query;
use crate::components::{Choose, Empty, FailureNote, Head, More, Note, Search, Tone, Whole};
use crate::context::{use_api, use_done, use_language, use_me, use_programme};
use crate::hooks::{use_doing, use_pages};
use crate::text;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::item::{ImportAnswer, Item};
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::{Language, page};
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
    let set = |state: &UseStateHandle<String>| {
        let setter = state.setter();
        Callback::from(move |text| setter.set(text))
    };
    let mut batches = vec![(
        AttrValue::default(),
        AttrValue::from(page::ITEMS_EVERY_BATCH.get(language)),
    )];
    if let Some(body) = &programme {
        batches.extend(body.programme.batches.iter().map(|batch| {
            let name = page::ITEMS_BATCH_BY.with(
                language,
                &[
                    ("batch", &batch.number.to_string()),
                    ("day", &text::day(batch.publish_by, language)),
                ],
            );
            (batch.number.to_string().into(), name.into())
        }));
    }
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
            if imports { <Import on_done={pages.again.clone()} /> }
            <div class="filters">
                <Search value={(*wanted).clone()} label={page::ITEMS_SEARCH.get(language)} on_search={set(&wanted)} />
                <Choose id="filter-batch" label={page::COLUMN_BATCH.get(language)} value={(*batch).clone()} options={batches} on_choose={set(&batch)} />
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
                <td data-label={page::COLUMN_OPTIMISED.get(language)}>{ day(item.optimised_on) }</td>
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
struct ImportProps {
    on_done: Callback<()>,
}

/// Brings in a CSV file: all rows, or none and every wrong cell named.
#[component]
fn Import(props: &ImportProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let answer = use_state(|| None::<Rc<ImportAnswer>>);
    let onchange = {
        let (doing, answer, done) = (doing.clone(), answer.clone(), props.on_done.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            let (api, answer, done, told) = (api.clone(), answer.clone(), done.clone(), told.clone());
            answer.set(None);
            doing.run(
                async move { api.import_items(file).await },
                move |came: ImportAnswer| {
                    if came.errors.is_empty() {
                        told.emit(imported(&came, language));
                        done.emit(());
                    }
                    answer.set(Some(Rc::new(came)));
                },
            );
            // The same file, mended, may be chosen again.
            input.set_value("");
        })
    };
    html! {
        <details class="import">
            <summary>{ page::IMPORT_TITLE.get(language) }</summary>
            <p class="quiet">{ page::IMPORT_HINT.get(language) }</p>
            <p class="file-button">
                <input type="file" id="items-csv" name="file" accept=".csv,text/csv" disabled={doing.is_busy()} {onchange} />
                <label for="items-csv" class="button">{ if doing.is_busy() { page::ACTION_BUSY.get(language) } else { page::IMPORT_BUTTON.get(language) } }</label>
            </p>
            <div aria-live="polite">
                if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
                if let Some(answer) = &*answer { { result(answer, language) } }
            </div>
        </details>
    }
}

fn imported(answer: &ImportAnswer, language: Language) -> String {
    page::IMPORT_DONE.with(
        language,
        &[
            ("added", &answer.added.to_string()),
            ("changed", &answer.changed.to_string()),
            ("unchanged", &answer.unchanged.to_string()),
        ],
    )
}

fn result(answer: &ImportAnswer, language: Language) -> Html {
    if answer.errors.is_empty() {
        return html! { <Note tone={Tone::Done}><p>{ imported(answer, language) }</p></Note> };
    }
    html! {
        <div class="note is-error">
            <p>{ page::IMPORT_ERRORS.with(language, &[("count", &answer.errors.len().to_string())]) }</p>
            <table class="cards is-dense">
                <thead><tr>
                    <th scope="col" class="figures">{ page::IMPORT_LINE.get(language) }</th>
                    <th scope="col">{ page::IMPORT_COLUMN.get(language) }</th>
                    <th scope="col">{ page::IMPORT_FAULT.get(language) }</th>
                </tr></thead>
                <tbody>{ for answer.errors.iter().map(|error| html! {
                    <tr>
                        <td class="figures" data-label={page::IMPORT_LINE.get(language)}>{ error.line }</td>
                        <td data-label={page::IMPORT_COLUMN.get(language)}>{ error.column.clone() }</td>
                        <td data-label={page::IMPORT_FAULT.get(language)}>{ error.message.clone() }</td>
                    </tr>
                }) }</tbody>
            </table>
        </div>
    }
}
