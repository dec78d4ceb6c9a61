//! An address at which nothing stands.

use crate::components::{Empty, Head};
use crate::context::use_language;
use crate::route::Route;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::locale::page;

/// Says so, and shows the way home.
#[component]
pub fn NotFound() -> Html {
    let language = use_language();
    html! {
        <>
            <Head title={page::NOT_FOUND_TITLE.get(language)} />
            <Empty title={page::NOT_FOUND_LEAD.get(language)}>
                <p><Link<Route> to={Route::Home}>{ page::NOT_FOUND_HOME.get(language) }</Link<Route>></p>
            </Empty>
        </>
    }
}
