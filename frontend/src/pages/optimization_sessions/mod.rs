//! Sessions (事项梳理会): when and where, who takes part, and how far the form of each item is.

mod begin;
mod call_off;
mod card;
mod form;
mod invite;
mod items;
mod people;

use crate::api::Query;
use crate::components::{Empty, Head, More, Search, Whole};
use crate::context::{use_language, use_me, use_programme};
use crate::hooks::{Overlay, setter, use_overlay, use_pages};
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::optimization_session::ConvenedSession;
use yinzheng_shared::locale::optimization_sessions as words;
use yinzheng_shared::organisation::Role;

/// What is open over the list.
#[derive(Clone, PartialEq)]
enum Open {
    New,
    Change(ConvenedSession),
    CallOff(ConvenedSession),
}

/// The sessions, the latest first.
#[component]
pub fn OptimizationSessions() -> Html {
    let (language, me, programme) = (use_language(), use_me(), use_programme());
    let wanted = use_state(String::new);
    let pages = use_pages((*wanted).clone(), |api, wanted, cursor| async move {
        let query = Query::default().with("q", &wanted).with("cursor", &cursor);
        api.optimization_sessions(&query).await
    });
    let Overlay {
        what,
        show,
        close,
        changed,
    } = use_overlay(&pages.again);
    let convenes = me.is_some_and(|me| me.role == Role::Bureau);
    let days = programme.map(|body| body.programme.deadlines.optimization.to_string());
    let lead = days.map(|days| AttrValue::from(words::LEAD.with(language, &[("days", &days)])));
    let draw = {
        let (more, ask) = (pages.more.clone(), show.clone());
        Callback::from(move |list: Rc<Listing<ConvenedSession>>| {
            if list.entries.is_empty() {
                return html! { <Empty title={words::NONE.get(language)}><p>{ words::NONE_NEXT.get(language) }</p></Empty> };
            }
            let one = |session: &ConvenedSession| {
                let (change, call_off) = (ask.reform(Open::Change), ask.reform(Open::CallOff));
                html! { <card::Card key={session.id.to_string()} session={session.clone()} {change} {call_off} /> }
            };
            html! {
                <>
                    { for list.entries.iter().map(one) }
                    <More shown={list.entries.len()} total={list.total} more={more.clone()} />
                </>
            }
        })
    };
    html! {
        <>
            <Head title={words::NAV.get(language)} {lead}>
                if convenes {
                    <button type="button" class="button-primary" id="new-session" onclick={show.reform(|_: MouseEvent| Open::New)}>{ words::NEW.get(language) }</button>
                }
            </Head>
            <div class="filters">
                <Search value={(*wanted).clone()} label={words::SEARCH.get(language)} on_search={setter(&wanted)} />
            </div>
            <Whole<Listing<ConvenedSession>> load={pages.load} again={pages.again} {draw} />
            { match what {
                None => Html::default(),
                Some(Open::New) => html! { <form::SessionDialog on_done={changed} on_close={close} /> },
                Some(Open::CallOff(session)) => html! { <call_off::CallOffDialog {session} on_done={changed} on_close={close} /> },
                Some(Open::Change(session)) => html! { <form::SessionDialog {session} on_done={changed} on_close={close} /> },
            } }
        </>
    }
}
