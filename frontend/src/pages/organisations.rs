//! Organisations, for the administrator.

use crate::components::{AdminTabs, Empty, Head, Whole};
use crate::context::use_language;
use crate::hooks::use_fetch;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::admin::Organisation;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::locale::{Language, page};

/// The list.
#[component]
pub fn Organisations() -> Html {
    let language = use_language();
    let fetched = use_fetch((), |api, ()| async move { api.organisations().await });
    let draw = Callback::from(move |list: Rc<Vec<Organisation>>| {
        if list.is_empty() {
            return html! { <Empty title={page::ORGANISATIONS_NONE.get(language)} /> };
        }
        table(&list, language)
    });
    html! {
        <>
            <Head title={page::NAV_ORGANISATIONS.get(language)} lead={page::ORGANISATIONS_LEAD.get(language)} />
            <AdminTabs />
            <Whole<Vec<Organisation>> load={fetched.load} again={fetched.again} {draw} />
        </>
    }
}

fn table(list: &[Organisation], language: Language) -> Html {
    let name = |id: Option<OrganisationId>| {
        let found = id.and_then(|id| list.iter().find(|unit| unit.id == id));
        found.map_or_else(|| page::NONE.get(language).to_owned(), |unit| unit.name.clone())
    };
    let row = |unit: &Organisation| {
        html! {
            <tr key={unit.id.to_string()}>
                <th scope="row">{ unit.name.clone() }</th>
                <td data-label={page::ORGANISATIONS_LEVEL.get(language)}>{ text::level(unit.level).get(language) }</td>
                <td data-label={page::ORGANISATIONS_PARENT.get(language)}>{ name(unit.parent) }</td>
                <td data-label={page::ORGANISATIONS_LINE.get(language)}>{ name(unit.line) }</td>
            </tr>
        }
    };
    html! {
        <table class="cards">
            <caption class="visually-hidden">{ page::NAV_ORGANISATIONS.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ page::COLUMN_ORGANISATION.get(language) }</th>
                <th scope="col">{ page::ORGANISATIONS_LEVEL.get(language) }</th>
                <th scope="col">{ page::ORGANISATIONS_PARENT.get(language) }</th>
                <th scope="col">{ page::ORGANISATIONS_LINE.get(language) }</th>
            </tr></thead>
            <tbody>{ for list.iter().map(row) }</tbody>
        </table>
    }
}
