//! The bell in the frame: how many notices are unread, and the list of them.

use crate::api::Query;
use crate::components::{Empty, More, Whole};
use crate::context::{refresh, use_api, use_app, use_language};
use crate::hooks::{use_doing, use_pages};
use crate::route::Route;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Link, use_route};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::notice::Notice;
use yinzheng_shared::locale::{Language, page};
use yinzheng_shared::organisation::Role;

/// The bell; it opens and closes the list. The counts are read again with every place that is gone to, not
/// by the clock: a page that asks by itself would never let a session end.
#[component]
pub fn Bell() -> Html {
    let app = use_app();
    let language = app.looks.language;
    let route = use_route::<Route>();
    let open = use_state(|| false);
    {
        let (open, app) = (open.setter(), app.clone());
        use_effect_with(route, move |_| {
            open.set(false);
            refresh(&app);
        });
    }
    let Some(me) = app.session.me().filter(|me| me.role != Role::Admin) else {
        return Html::default();
    };
    let unread = me.waiting.notices;
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let onkeydown = {
        let open = open.setter();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                open.set(false);
            }
        })
    };
    html! {
        <div class="bell" {onkeydown}>
            <button type="button" class="button-quiet" id="bell" aria-expanded={if *open { "true" } else { "false" }} aria-controls="notices" onclick={toggle}>
                { page::NOTICES_TITLE.get(language) }
                if unread > 0 {
                    <span class="count" aria-label={page::NOTICES_UNREAD.with(language, &[("count", &unread.to_string())])} role="img">{ unread }</span>
                }
            </button>
            <div id="notices" class="notices" hidden={!*open}>
                if *open { <Notices {unread} /> }
            </div>
        </div>
    }
}

#[derive(Clone, Copy, PartialEq, Properties)]
struct NoticesProps {
    unread: u64,
}

/// The list, newest first.
#[component]
fn Notices(props: &NoticesProps) -> Html {
    let (language, app, api, doing) = (use_language(), use_app(), use_api(), use_doing());
    let pages = use_pages((), |api, (), cursor| async move {
        api.notices(&Query::default().with("cursor", &cursor)).await
    });
    let read_all = {
        let (app, again) = (app.clone(), pages.again.clone());
        Callback::from(move |_: MouseEvent| {
            let (api, app, again) = (api.clone(), app.clone(), again.clone());
            doing.run(async move { api.read_notices().await }, move |()| {
                again.emit(());
                refresh(&app);
            });
        })
    };
    let (more, again) = (pages.more.clone(), pages.again.clone());
    let draw = Callback::from(move |list: Rc<Listing<Notice>>| {
        if list.entries.is_empty() {
            return html! { <Empty title={page::NOTICES_NONE.get(language)} /> };
        }
        html! {
            <>
                <ul class="notice-list">
                    { for list.entries.iter().map(|notice| html! { <Entry key={notice.id.to_string()} notice={notice.clone()} on_read={again.clone()} /> }) }
                </ul>
                <More shown={list.entries.len()} total={list.total} more={more.clone()} />
            </>
        }
    });
    html! {
        <section aria-label={page::NOTICES_TITLE.get(language)}>
            if props.unread > 0 {
                <p class="actions"><button type="button" id="read-notices" onclick={read_all}>{ page::NOTICES_READ_ALL.get(language) }</button></p>
            }
            <Whole<Listing<Notice>> load={pages.load} again={pages.again} {draw} />
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct EntryProps {
    notice: Notice,
    on_read: Callback<()>,
}

/// One notice; going to its record marks it as read.
#[component]
fn Entry(props: &EntryProps) -> Html {
    let (language, app, api, doing) = (use_language(), use_app(), use_api(), use_doing());
    let notice = &props.notice;
    let unread = notice.read_at.is_none();
    let read = {
        let (id, on_read) = (notice.id, props.on_read.clone());
        Callback::from(move |_: MouseEvent| {
            if unread {
                let (api, app, on_read) = (api.clone(), app.clone(), on_read.clone());
                doing.run(async move { api.read_notice(id).await }, move |()| {
                    on_read.emit(());
                    refresh(&app);
                });
            }
        })
    };
    html! {
        <li class={classes!("notice", unread.then_some("is-unread"))} data-record={notice.record.to_string()}>
            // The record may be open already: then its link alone would change nothing.
            <p onclick={read.clone()}>
                <strong>{ what(notice, language) }</strong>{ " " }
                <Link<Route> to={Route::Record { id: notice.record }}>{ notice.title.clone() }</Link<Route>>
            </p>
            <p class="under">
                { text::form(notice.form).get(language) }{ " · " }<span class="code">{ notice.reference.clone() }</span>{ " · " }{ text::day(notice.on, language) }
                if let Some(due) = notice.due { { " · " }{ page::NOTICES_DUE.with(language, &[("day", &text::day(due, language))]) } }
            </p>
            if let Some(reason) = &notice.reason { <p class="under reason">{ page::TIMELINE_REASON.with(language, &[("reason", reason)]) }</p> }
            if unread { <p><button type="button" class="button-quiet" onclick={read}>{ page::NOTICES_READ.get(language) }</button></p> }
        </li>
    }
}

fn what(notice: &Notice, language: Language) -> String {
    let days = notice.days.to_string();
    notice.kind.text().with(language, &[("days", &days)])
}
