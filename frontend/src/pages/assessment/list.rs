//! The list behind a number.

use super::Told;
use super::number::{Count, Of};
use crate::components::{Empty, Head, More, Whole};
use crate::context::use_language;
use crate::hooks::{Pages, use_fetch, use_filter, use_pages};
use crate::pages::NotFound;
use crate::route::Route;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::admin::Organisation;
use yinzheng_shared::api::assessment::{CountedForm, CountedItem, CountedList};
use yinzheng_shared::api::window::CentreStanding;
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::{Language, Text, assessment as words};
use yinzheng_shared::window::Tier;

/// What a number counts, one by one.
#[component]
pub fn AssessmentList() -> Html {
    let language = use_language();
    let (of, _) = use_filter::<Of>(Route::AssessmentList);
    let organisations = use_fetch((), |api, ()| async move { api.organisations().await });
    let Some(count) = of.counted() else {
        return html! { <NotFound /> };
    };
    let named = match &organisations.load {
        crate::hooks::Load::Ready(all) => named(&of, all),
        _ => Vec::new(),
    };
    let back = Told { on: of.on.clone() };
    html! {
        <>
            <Head title={count.text().get(language)} lead={narrowed(&of, named, language)}>
                <Link<Route, Told> to={Route::Assessment} query={Some(back)} classes="button">{ words::BACK.get(language) }</Link<Route, Told>>
            </Head>
            { match count {
                Count::Items(_) => html! { <Items {of} /> },
                Count::Forms(_) => html! { <Forms {of} /> },
                Count::Lists(_) => html! { <Lists {of} /> },
                Count::Centres(_) => html! { <Centres {of} /> },
            } }
        </>
    }
}

/// Names of the organisations that the list is of.
fn named(of: &Of, all: &[Organisation]) -> Vec<String> {
    let wanted = [&of.area, &of.department];
    let found = all
        .iter()
        .filter(|one| wanted.iter().any(|id| **id == one.id.to_string()));
    found.map(|one| one.name.clone()).collect()
}

/// Which part of the board the list is of, in words.
fn narrowed(of: &Of, named: Vec<String>, language: Language) -> String {
    let day = |text: Text, day: &str| {
        let day: Option<Date> = day.parse().ok();
        day.map(|day| text.with(language, &[("day", &text::day(day, language))]))
    };
    let batch = match of.batch.as_str() {
        "" => None,
        "0" => Some(words::TABLE_NO_BATCH.get(language).to_owned()),
        number => Some(words::TABLE_NUMBER.with(language, &[("batch", number)])),
    };
    let level = Tier::ALL.into_iter().find(|tier| tier.code() == of.level);
    let level = level.map(|tier| tier.text().get(language).to_owned());
    let words = [day(words::LIST_ON, &of.on)]
        .into_iter()
        .chain(named.into_iter().map(Some))
        .chain([batch, level, day(words::LIST_UNTIL, &of.until)]);
    words.flatten().collect::<Vec<_>>().join(" · ")
}

#[derive(Clone, PartialEq, Properties)]
struct OfProps {
    of: Of,
}

/// A list, page by page, or that there is none.
fn drawn<T: Clone + PartialEq + 'static>(
    pages: Pages<T>,
    language: Language,
    table: fn(&[T], Language) -> Html,
) -> Html {
    let more = pages.more.clone();
    let draw = Callback::from(move |list: Rc<Listing<T>>| {
        if list.entries.is_empty() {
            return html! { <Empty title={words::LIST_ITEMS_NONE.get(language)}><p>{ words::LIST_NONE_NEXT.get(language) }</p></Empty> };
        }
        html! {
            <>
                { table(&list.entries, language) }
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    html! { <Whole<Listing<T>> load={pages.load} again={pages.again} {draw} /> }
}

fn headed(columns: &[Text], rows: Html, language: Language) -> Html {
    html! {
        <table class="cards">
            <thead><tr>{ for columns.iter().map(|word| html! { <th scope="col">{ word.get(language) }</th> }) }</tr></thead>
            <tbody>{ rows }</tbody>
        </table>
    }
}

fn day(day: Option<Date>, without: Text, language: Language) -> String {
    day.map_or_else(|| without.get(language).to_owned(), |day| text::day(day, language))
}

fn cell(word: Text, value: Html, language: Language) -> Html {
    html! { <td data-label={word.get(language)}>{ value }</td> }
}

#[component]
fn Items(props: &OfProps) -> Html {
    let language = use_language();
    let pages = use_pages(props.of.clone(), |api, of: Of, cursor| async move {
        api.assessed_items(&of.query(&cursor)).await
    });
    drawn::<CountedItem>(pages, language, |items, language| {
        let has_cases = items.iter().any(|item| item.cases.is_some());
        let row = |item: &CountedItem| {
            let batch = item
                .batch
                .map_or_else(|| words::NONE.get(language).to_owned(), |batch| batch.to_string());
            html! {
                <tr key={item.code.clone()}>
                    <th scope="row">{ item.name.clone() }<span class="under code">{ item.code.clone() }</span></th>
                    { cell(words::LIST_OWNER, html! { item.owner.name.clone() }, language) }
                    { cell(words::LIST_BATCH, html! { batch }, language) }
                    { cell(words::LIST_DUE, html! { day(item.due, words::NONE, language) }, language) }
                    { cell(words::LIST_CONNECTED, html! { day(item.connected_on, words::NONE, language) }, language) }
                    { cell(words::LIST_PUBLISHED, html! { day(item.published_on, words::NONE, language) }, language) }
                    if has_cases { { cell(words::LIST_CASES, html! { item.cases.unwrap_or_default() }, language) } }
                </tr>
            }
        };
        let mut columns = vec![
            words::LIST_ITEM,
            words::LIST_OWNER,
            words::LIST_BATCH,
            words::LIST_DUE,
            words::LIST_CONNECTED,
            words::LIST_PUBLISHED,
        ];
        columns.extend(has_cases.then_some(words::LIST_CASES));
        headed(&columns, items.iter().map(row).collect(), language)
    })
}

#[component]
fn Forms(props: &OfProps) -> Html {
    let language = use_language();
    let pages = use_pages(props.of.clone(), |api, of: Of, cursor| async move {
        api.assessed_forms(&of.query(&cursor)).await
    });
    drawn::<CountedForm>(pages, language, |forms, language| {
        let row = |form: &CountedForm| {
            html! {
                <tr key={form.record.to_string()}>
                    <th scope="row">
                        <Link<Route> to={Route::Record { id: form.record }}>{ form.title.clone() }</Link<Route>>
                        <span class="under">{ text::form(form.form).get(language) }{ " · " }<span class="code">{ form.reference.clone() }</span></span>
                    </th>
                    { cell(words::LIST_OWNER, html! { form.owner.name.clone() }, language) }
                    { cell(words::LIST_DUE, html! { text::day(form.due, language) }, language) }
                    { cell(words::LIST_BACK_ON, html! { day(form.back_on, words::LIST_NOT_BACK, language) }, language) }
                </tr>
            }
        };
        let columns = [
            words::LIST_FORM,
            words::LIST_OWNER,
            words::LIST_DUE,
            words::LIST_BACK_ON,
        ];
        headed(&columns, forms.iter().map(row).collect(), language)
    })
}

#[component]
fn Lists(props: &OfProps) -> Html {
    let language = use_language();
    let pages = use_pages(props.of.clone(), |api, of: Of, cursor| async move {
        api.assessed_lists(&of.query(&cursor)).await
    });
    drawn::<CountedList>(pages, language, |lists, language| {
        let row = |list: &CountedList| {
            html! {
                <tr key={list.department.id.to_string()}>
                    <th scope="row">{ list.department.name.clone() }</th>
                    { cell(words::LIST_DUE, html! { text::day(list.due, language) }, language) }
                    { cell(words::LIST_HANDED_IN, html! { day(list.handed_in_on, words::LIST_NOT_HANDED_IN, language) }, language) }
                </tr>
            }
        };
        let columns = [words::LIST_OWNER, words::LIST_DUE, words::LIST_HANDED_IN];
        headed(&columns, lists.iter().map(row).collect(), language)
    })
}

#[component]
fn Centres(props: &OfProps) -> Html {
    let language = use_language();
    let pages = use_pages(props.of.clone(), |api, of: Of, cursor| async move {
        api.assessed_centres(&of.query(&cursor)).await
    });
    drawn::<CentreStanding>(pages, language, |centres, language| {
        let row = |one: &CentreStanding| {
            let opened = if one.opened {
                words::LIST_OPENED
            } else {
                words::LIST_NOT_OPENED
            };
            html! {
                <tr key={one.centre.id.to_string()}>
                    <th scope="row">{ one.centre.name.clone() }<span class="under">{ one.area.name.clone() }</span></th>
                    { cell(words::LIST_LEVEL, html! { one.centre.level.text().get(language) }, language) }
                    { cell(words::LIST_STAFF, html! { one.staff }, language) }
                    { cell(words::LIST_USABLE, html! { one.usable }, language) }
                    { cell(words::LIST_PASSED, html! { one.passed }, language) }
                    { cell(words::LIST_OPENED, html! { opened.get(language) }, language) }
                </tr>
            }
        };
        let columns = [
            words::LIST_CENTRE,
            words::LIST_LEVEL,
            words::LIST_STAFF,
            words::LIST_USABLE,
            words::LIST_PASSED,
            words::LIST_OPENED,
        ];
        headed(&columns, centres.iter().map(row).collect(), language)
    })
}
