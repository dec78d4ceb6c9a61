//! What waits for me.

use crate::api::Query;
use crate::components::{Empty, Head, RecordDue, StateMark, Whole, title_of};
use crate::context::{refresh, use_app, use_language, use_me};
use crate::hooks::use_fetch;
use crate::pages::new_record::NewRecordButtons;
use crate::route::Route;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::api::session::Me;
use yinzheng_shared::locale::{Language, Text, page};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::record::{Move, Side, Standing, State, may};

/// Newest records looked at for what waits.
const LOOKED_AT: &str = "200";

/// Records on which this person can take the next step, the most urgent first, and the desk.
#[component]
pub fn Home() -> Html {
    let (language, app, me) = (use_language(), use_app(), use_me());
    let list = use_fetch((), |api, ()| async move {
        api.records(&Query::default().with("limit", LOOKED_AT)).await
    });
    use_effect_with((), move |()| refresh(&app));
    let Some(me) = me else { return Html::default() };
    let draw = {
        let me = me.clone();
        Callback::from(move |list: Rc<Listing<RecordSummary>>| waiting(&list, &me, language))
    };
    let lead = page::HOME_LEAD.with(language, &[("name", &me.name)]);
    let has_forms = me.role != Role::Admin;
    html! {
        <>
            <Head title={page::NAV_HOME.get(language)} {lead}>
                if has_forms { <NewRecordButtons /> }
            </Head>
            { desk_card(&me, language) }
            if has_forms {
                <Whole<Listing<RecordSummary>> load={list.load} again={list.again} {draw} />
            } else {
                <Empty title={page::HOME_ADMIN.get(language)}>
                    <p><Link<Route> to={Route::Users}>{ page::NAV_USERS.get(language) }</Link<Route>></p>
                </Empty>
            }
        </>
    }
}

fn desk_card(me: &Me, language: Language) -> Html {
    let waiting = me.waiting;
    let part = |count: u64, text: Text| {
        (count > 0).then(|| html! { <li>{ text.with(language, &[("count", &count.to_string())]) }</li> })
    };
    if waiting.desk + waiting.unassigned == 0 {
        return Html::default();
    }
    html! {
        <section class="note" aria-labelledby="home-desk">
            <h2 id="home-desk">{ page::NAV_DESK.get(language) }</h2>
            <ul>{ for part(waiting.desk, page::HOME_DESK_SETS) }{ for part(waiting.unassigned, page::HOME_DESK_PAGES) }</ul>
            <p><Link<Route> to={Route::Desk} classes="button">{ page::HOME_DESK_OPEN.get(language) }</Link<Route>></p>
        </section>
    }
}

/// The next step that this person can take, in words; none where it is somebody else's turn.
fn next_step(record: &RecordSummary, me: &Me) -> Option<Text> {
    let side = if record.owner.id == me.organisation.id {
        Side::Owner
    } else if record.issuer.id == me.organisation.id {
        Side::Issuer
    } else {
        Side::Reader
    };
    let who = Standing { role: me.role, side };
    let can = |step: Move| may(record.form, step, who);
    match record.state {
        State::Draft if can(Move::Edit) => Some(page::NEXT_FILL),
        State::Returned if can(Move::Edit) => Some(page::NEXT_MEND),
        State::Submitted if side == Side::Owner && can(Move::Print) => Some(page::NEXT_PRINT),
        State::Printed if side == Side::Owner && me.role == Role::Staff => Some(page::NEXT_UPLOAD),
        _ => None,
    }
}

fn waiting(list: &Listing<RecordSummary>, me: &Me, language: Language) -> Html {
    let mut tasks: Vec<(&RecordSummary, Text)> = list
        .entries
        .iter()
        .filter_map(|record| Some((record, next_step(record, me)?)))
        .collect();
    tasks.sort_by_key(|(record, _)| record.due.map_or((1, None), |due| (0, Some(due.date))));
    if tasks.is_empty() {
        return html! {
            <Empty title={page::HOME_NOTHING.get(language)}>
                <p>{ page::HOME_NOTHING_NEXT.get(language) }</p>
                <p><Link<Route> to={Route::Records}>{ page::HOME_ALL.get(language) }</Link<Route>></p>
            </Empty>
        };
    }
    // What lies on somebody's desk as paper waits for a pen, not for this page.
    let (on_paper, here): (Vec<_>, Vec<_>) = tasks
        .into_iter()
        .partition(|(record, _)| record.state == State::Printed);
    html! {
        <>
            if !here.is_empty() { <ul class="tasks">{ for here.iter().map(|(record, next)| task(record, *next, language)) }</ul> }
            if !on_paper.is_empty() {
                <section aria-labelledby="home-paper">
                    <h2 id="home-paper" class="tasks-head">{ page::HOME_ON_PAPER.get(language) }</h2>
                    <ul class="tasks">{ for on_paper.iter().map(|(record, next)| task(record, *next, language)) }</ul>
                </section>
            }
        </>
    }
}

fn task(record: &RecordSummary, next: Text, language: Language) -> Html {
    html! {
        <li key={record.id.to_string()} class="task">
            <div class="task-words">
                <p class="task-next">{ next.get(language) }</p>
                <p class="task-title"><Link<Route> to={Route::Record { id: record.id }}>{ title_of(record, language) }</Link<Route>></p>
                <p class="under">{ text::form(record.form).get(language) }{ " · " }<span class="code">{ record.reference.clone() }</span>{ " · " }{ record.owner.name.clone() }</p>
            </div>
            <div class="task-side">
                <StateMark state={record.state} />
                if record.due.is_some() { <span><RecordDue record={record.clone()} /></span> }
            </div>
        </li>
    }
}
