//! Sessions to which this person's unit is invited, on the first page.

use crate::api::Query;
use crate::context::{use_language, use_me};
use crate::hooks::{Load, use_fetch};
use crate::route::Route;
use crate::text;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::optimization_session::ConvenedSession;
use yinzheng_shared::api::session::Me;
use yinzheng_shared::locale::{Language, optimization_sessions as words};
use yinzheng_shared::organisation::Role;

/// Those that are still to come, and those whose items wait for this unit's forms. Nothing stands here while
/// there is none, or while they do not come: the page of sessions says why.
#[component]
pub fn SessionsAhead() -> Html {
    let (language, me) = (use_language(), use_me());
    let concerns = me.as_ref().is_some_and(|me| me.role == Role::Staff);
    let fetched = use_fetch(concerns, |api, concerns| async move {
        if !concerns {
            return Ok(Vec::new());
        }
        let page = api.optimization_sessions(&Query::default().with("limit", "10")).await?;
        Ok(page.entries)
    });
    let (Some(me), Load::Ready(sessions)) = (me, fetched.load) else {
        return Html::default();
    };
    let entries: Vec<Html> = sessions
        .iter()
        .filter(|session| session.called_off.is_none())
        .filter(|session| session.held_on >= me.today || unbegun(session, &me) > 0)
        .map(|session| entry(session, &me, language))
        .collect();
    if entries.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="sessions-ahead">
            <h2 id="sessions-ahead" class="tasks-head">{ words::NAV.get(language) }</h2>
            <ul class="tasks">{ for entries }</ul>
        </section>
    }
}

/// Items of the own unit for which no form is begun.
fn unbegun(session: &ConvenedSession, me: &Me) -> usize {
    let own = session.items.iter().filter(|item| item.owner.id == me.organisation.id);
    own.filter(|item| item.waits_for_form()).count()
}

fn entry(session: &ConvenedSession, me: &Me, language: Language) -> Html {
    let day = text::day(session.held_on, language);
    let waits = unbegun(session, me);
    html! {
        <li key={session.id.to_string()} class="task"><div class="task-words">
            <p class="task-title"><Link<Route> to={Route::OptimizationSessions}>{ &session.title }</Link<Route>></p>
            <p class="under">{ format!("{day} · {}", session.place) }
                if waits > 0 { { " · " }{ words::UNBEGUN.with(language, &[("count", &waits.to_string())]) } }
            </p>
        </div></li>
    }
}
