//! Release schedules: the plan with its balance, and issuing from it.

mod balance;
mod batches;
mod days;
mod issue;
mod items;

use crate::components::{Empty, Head, Whole};
use crate::context::{use_language, use_me};
use crate::hooks::use_fetch;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::schedule::Plan;
use yinzheng_shared::locale::{page, plan as words};
use yinzheng_shared::organisation::Role;

/// The plan.
#[component]
pub fn SchedulePage() -> Html {
    let (language, me) = (use_language(), use_me());
    let fetched = use_fetch((), |api, ()| async move { api.plan().await });
    // Moves with every change of the plan, so that lists beside it are read again.
    let turn = use_state(|| 0_u64);
    let again = {
        let (turn, again) = (turn.clone(), fetched.again.clone());
        Callback::from(move |()| {
            turn.set(*turn + 1);
            again.emit(());
        })
    };
    let plans = me.is_some_and(|me| me.role == Role::Bureau);
    let draw = {
        let (again, turn) = (again.clone(), *turn);
        Callback::from(move |plan: Rc<Plan>| {
            if plan.departments.is_empty() {
                return html! { <Empty title={words::NOTHING.get(language)}><p>{ words::NOTHING_NEXT.get(language) }</p></Empty> };
            }
            html! {
                <>
                    <batches::Batches plan={plan.clone()} {plans} again={again.clone()} />
                    <balance::Balance plan={plan.clone()} />
                    <items::Items {plan} {plans} {turn} again={again.clone()} />
                </>
            }
        })
    };
    html! {
        <>
            <Head title={page::NAV_SCHEDULE.get(language)} lead={words::LEAD.get(language)} />
            <Whole<Plan> load={fetched.load} again={fetched.again} {draw} />
        </>
    }
}
