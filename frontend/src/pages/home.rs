//! What waits for me.

use crate::api::Query;
use crate::components::{Empty, Head, RecordDue, StateMark, Whole, title_of};
use crate::context::{refresh, use_app, use_language, use_me};
use crate::hooks::use_fetch;
use crate::pages::new_record::NewRecordButtons;
use crate::pages::sessions_ahead::SessionsAhead;
use crate::route::Route;
use crate::state::tasks::{Place, Task, tasks, waits};
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::api::session::Me;
use yinzheng_shared::form::Form;
use yinzheng_shared::locale::{Language, Text, page};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::record::State;

/// Records on which this person can take the next step, the most urgent first, and the desk.
#[component]
pub fn Home() -> Html {
    let (language, app, me) = (use_language(), use_app(), use_me());
    let list = use_fetch(me.as_ref().map(|me| me.role), |api, role| async move {
        let mut found = Vec::new();
        for one in role.map(waits).unwrap_or_default() {
            let forms: Vec<&str> = one.forms.iter().copied().map(Form::code).collect();
            let states: Vec<&str> = one.states.iter().copied().map(State::code).collect();
            let query = Query::default()
                .with("form", &forms.join(","))
                .with("state", &states.join(","));
            found.extend(api.every_record(&query).await?);
        }
        Ok(found)
    });
    use_effect_with((), move |()| refresh(&app));
    let Some(me) = me else { return Html::default() };
    let draw = {
        let me = me.clone();
        Callback::from(move |list: Rc<Vec<RecordSummary>>| waiting(&list, &me, language))
    };
    let has_forms = me.role != Role::Admin;
    let lead = has_forms.then(|| AttrValue::from(page::HOME_LEAD.with(language, &[("name", &me.name)])));
    html! {
        <>
            <Head title={page::NAV_HOME.get(language)} {lead}>
                if has_forms { <NewRecordButtons /> }
            </Head>
            { desk_card(&me, language) }
            <SessionsAhead />
            if has_forms {
                <Whole<Vec<RecordSummary>> load={list.load} again={list.again} {draw} />
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

fn waiting(list: &[RecordSummary], me: &Me, language: Language) -> Html {
    let tasks = tasks(list, me);
    if tasks.is_empty() {
        if me.waiting.desk + me.waiting.unassigned > 0 {
            return Html::default();
        }
        return html! {
            <Empty title={page::HOME_NOTHING.get(language)}>
                <p>{ page::HOME_NOTHING_NEXT.get(language) }</p>
                <p><Link<Route> to={Route::Records}>{ page::HOME_ALL.get(language) }</Link<Route>></p>
            </Empty>
        };
    }
    // What lies on somebody's desk as paper waits for a pen, not for this page.
    let (on_paper, here): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|task| task.place == Place::OnPaper);
    html! {
        <>
            if !here.is_empty() { <ul class="tasks">{ for here.iter().map(|task| entry(task, language)) }</ul> }
            if !on_paper.is_empty() {
                <section aria-labelledby="home-paper">
                    <h2 id="home-paper" class="tasks-head">{ page::HOME_ON_PAPER.get(language) }</h2>
                    <ul class="tasks">{ for on_paper.iter().map(|task| entry(task, language)) }</ul>
                </section>
            }
        </>
    }
}

fn entry(task: &Task<'_>, language: Language) -> Html {
    let record = task.record;
    html! {
        <li key={record.id.to_string()} class="task">
            <div class="task-words">
                <p class="task-next">{ task.next.get(language) }</p>
                <p class="task-title"><Link<Route> to={Route::Record { id: record.id }}>{ title_of(record, language) }</Link<Route>></p>
                <p class="under">{ text::form(record.form).get(language) }{ " · " }<span class="code">{ record.reference.clone() }</span>{ " · " }{ record.owner.name.clone() }</p>
                if let Some(reason) = record.standing_reason() {
                    <p class="reason"><strong>{ text::because(record.state).get(language) }</strong>{ reason }</p>
                }
            </div>
            <div class="task-side">
                <StateMark state={record.state} />
                if record.due.is_some() { <span><RecordDue record={record.clone()} /></span> }
            </div>
        </li>
    }
}
