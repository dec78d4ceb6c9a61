//! What is published, for anybody: the list, and the guide of an item.

use crate::api::Query;
use crate::components::{Choose, Empty, Head, LooksBar, More, Questions, Search, Whole};
use crate::context::{use_app, use_language, use_programme};
use crate::hooks::{Load, setter, use_fetch, use_pages};
use crate::pages::NotFound;
use crate::route::{PublicRoute, Route};
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Link, Switch};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::published::{Published, PublishedItem};
use yinzheng_shared::form::optimization::Optimization;
use yinzheng_shared::locale::{Language, page, public};

/// The places for anybody; who is not signed in gets a frame around them.
#[component]
pub fn Public() -> Html {
    let app = use_app();
    let language = app.looks.language;
    let inside = html! { <Switch<PublicRoute> render={place} /> };
    if app.session.me().is_some() {
        return inside;
    }
    html! {
        <div class="public">
            <a class="skip" href="#main">{ page::SKIP.get(language) }</a>
            <header class="public-top">
                <Link<Route> to={Route::Public} classes="public-brand">{ page::PRODUCT_NAME.get(language) }</Link<Route>>
                <Link<Route> to={Route::Home}>{ public::SIGN_IN.get(language) }</Link<Route>>
            </header>
            <main id="main" tabindex="-1">{ inside }</main>
            <footer><LooksBar /></footer>
        </div>
    }
}

fn place(route: PublicRoute) -> Html {
    match route {
        PublicRoute::Items => html! { <Items /> },
        PublicRoute::Item { code } => html! { <Item key={code.clone()} code={code.clone()} /> },
        PublicRoute::NotFound => html! { <NotFound /> },
    }
}

#[component]
fn Items() -> Html {
    let (language, programme) = (use_language(), use_programme());
    let (wanted, owner, batch) = (use_state(String::new), use_state(String::new), use_state(String::new));
    let owners = use_fetch((), |api, ()| async move { api.published_organisations().await });
    let pages = use_pages(
        ((*wanted).clone(), (*owner).clone(), (*batch).clone()),
        |api, (wanted, owner, batch), cursor| async move {
            let query = Query::default()
                .with("q", &wanted)
                .with("organisation", &owner)
                .with("batch", &batch);
            api.published(&query.with("cursor", &cursor)).await
        },
    );
    let every = |word: &'static str| (AttrValue::default(), AttrValue::from(word));
    let mut units = vec![every(public::EVERY_ORGANISATION.get(language))];
    if let Load::Ready(owners) = &owners.load {
        units.extend(
            owners
                .iter()
                .map(|unit| (unit.id.to_string().into(), unit.name.clone().into())),
        );
    }
    let batches = text::batches(programme.as_deref(), language);
    let more = pages.more.clone();
    let draw = Callback::from(move |list: Rc<Listing<PublishedItem>>| {
        if list.entries.is_empty() {
            return html! { <Empty title={public::NONE.get(language)}><p>{ public::NONE_NEXT.get(language) }</p></Empty> };
        }
        html! {
            <>
                { table(&list, language) }
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    html! {
        <>
            <Head title={public::TITLE.get(language)} lead={public::LEAD.get(language)} />
            <div class="filters">
                <Search value={(*wanted).clone()} label={public::SEARCH.get(language)} on_search={setter(&wanted)} />
                <Choose id="filter-organisation" label={public::ORGANISATION.get(language)} value={(*owner).clone()} options={units} on_choose={setter(&owner)} />
                <Choose id="filter-batch" label={page::COLUMN_BATCH.get(language)} value={(*batch).clone()} options={batches} on_choose={setter(&batch)} />
            </div>
            <Whole<Listing<PublishedItem>> load={pages.load} again={pages.again} {draw} />
        </>
    }
}

fn table(list: &Listing<PublishedItem>, language: Language) -> Html {
    let row = |item: &PublishedItem| {
        let guide = if item.has_guide {
            public::GUIDE_THERE
        } else {
            public::GUIDE_MISSING
        };
        html! {
            <tr key={item.code.clone()}>
                <th scope="row">
                    <Link<PublicRoute> to={PublicRoute::Item { code: item.code.clone() }}>{ item.name.clone() }</Link<PublicRoute>>
                    <span class="under code">{ item.code.clone() }</span>
                </th>
                <td data-label={public::ORGANISATION.get(language)}>{ item.owner.name.clone() }</td>
                <td data-label={page::COLUMN_PUBLISHED.get(language)}>{ text::day(item.published_on, language) }</td>
                <td data-label={public::GUIDE.get(language)}>{ guide.get(language) }</td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ public::TITLE.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ page::COLUMN_ITEM.get(language) }</th>
                <th scope="col">{ public::ORGANISATION.get(language) }</th>
                <th scope="col">{ page::COLUMN_PUBLISHED.get(language) }</th>
                <th scope="col">{ public::GUIDE.get(language) }</th>
            </tr></thead>
            <tbody>{ for list.entries.iter().map(row) }</tbody>
        </table>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ItemProps {
    code: AttrValue,
}

#[component]
fn Item(props: &ItemProps) -> Html {
    let language = use_language();
    let fetched = use_fetch(props.code.clone(), |api, code| async move {
        api.published_item(&code).await
    });
    let draw = Callback::from(move |published: Rc<Published>| {
        let about = about(&published, language);
        let name = published.item.name.clone();
        match &published.guide {
            Some(guide) => {
                let form = Optimization {
                    item_name: name,
                    item_code: published.item.code.clone(),
                    material_groups: guide.material_groups.clone(),
                    scenarios: guide.scenarios.clone(),
                    ..Optimization::default()
                };
                html! { <Questions form={Rc::new(form)} lead={public::ITEM_LEAD.get(language)}>{ about }</Questions> }
            }
            None => html! {
                <>
                    <Head title={name} />
                    { about }
                    <Empty title={public::NO_GUIDE.get(language)}><p>{ public::NO_GUIDE_NEXT.get(language) }</p></Empty>
                </>
            },
        }
    });
    html! {
        <>
            <Whole<Published> load={fetched.load} again={fetched.again} {draw} />
            <p class="public-back"><Link<Route> to={Route::Public}>{ public::BACK.get(language) }</Link<Route>></p>
        </>
    }
}

/// What there is to know of an item beside its guide.
fn about(published: &Published, language: Language) -> Html {
    let item = &published.item;
    let since = text::day(item.published_on, language);
    html! {
        <p class="public-about quiet">
            <span class="code">{ item.code.clone() }</span>
            <span>{ item.owner.name.clone() }</span>
            <span>{ public::SINCE.with(language, &[("day", &since)]) }</span>
            if let Some(guide) = &published.guide {
                <span>{ public::SOURCE.with(language, &[("day", &text::day(guide.archived_on, language))]) }</span>
            }
        </p>
    }
}
