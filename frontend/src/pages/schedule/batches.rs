//! The batches: what is planned, what was issued, and what differs.

use super::days::Days;
use super::issue::IssueDialog;
use super::items::drop_codes;
use crate::components::{DueText, FailureNote};
use crate::context::{use_api, use_language};
use crate::hooks::use_doing;
use crate::route::Route;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::schedule::{BatchPlan, Plan, PlanItems};
use yinzheng_shared::calendar::Due;
use yinzheng_shared::locale::{Language, plan as words};

/// Properties of [`Batches`].
#[derive(Clone, PartialEq, Properties)]
pub struct BatchesProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// Whether the person plans.
    pub plans: bool,
    /// Reads the plan again.
    pub again: Callback<()>,
}

/// One card a batch; items can be dropped on it.
#[component]
pub fn Batches(props: &BatchesProps) -> Html {
    let (language, api, doing) = (use_language(), use_api(), use_doing());
    let issuing = use_state(|| None::<u8>);
    let over = use_state(|| None::<u8>);
    let card = |batch: &BatchPlan| {
        let number = batch.number;
        let ondragover = {
            let (over, plans) = (over.clone(), props.plans);
            Callback::from(move |event: DragEvent| {
                if plans {
                    event.prevent_default();
                    over.set(Some(number));
                }
            })
        };
        let ondragleave = {
            let over = over.clone();
            Callback::from(move |_: DragEvent| over.set(None))
        };
        let ondrop = {
            let (over, doing, api, again) = (over.clone(), doing.clone(), api.clone(), props.again.clone());
            Callback::from(move |event: DragEvent| {
                event.prevent_default();
                over.set(None);
                let codes = drop_codes(&event);
                if codes.is_empty() {
                    return;
                }
                let (api, again) = (api.clone(), again.clone());
                let body = PlanItems {
                    codes,
                    batch: Some(number),
                };
                doing.run(async move { api.plan_items(&body).await }, move |()| again.emit(()));
            })
        };
        let ask = {
            let issuing = issuing.clone();
            Callback::from(move |_: MouseEvent| issuing.set(Some(number)))
        };
        html! {
            <li key={number} class={classes!("batch-card", (*over == Some(number)).then_some("is-over"))} {ondragover} {ondragleave} {ondrop}>
                <h2>{ words::BATCH.with(language, &[("batch", &number.to_string())]) }</h2>
                <p class="batch-count"><strong>{ batch.planned }</strong>{ " " }{ words::PLANNED.get(language) }</p>
                { issued(batch, language) }
                if let Some(days) = batch.days {
                    <Days number={batch.number} {days} etag={batch.etag.clone()} plans={props.plans} again={props.again.clone()} />
                }
                if props.plans {
                    <button type="button" class={(!batch.is_issued).then_some("button-primary")} id={format!("issue-{number}")} onclick={ask}>
                        { if batch.is_issued { words::REISSUE.get(language) } else { words::ISSUE.get(language) } }
                    </button>
                }
            </li>
        }
    };
    let close = {
        let issuing = issuing.clone();
        Callback::from(move |()| issuing.set(None))
    };
    let done = {
        let (issuing, again) = (issuing.clone(), props.again.clone());
        Callback::from(move |()| {
            issuing.set(None);
            again.emit(());
        })
    };
    html! {
        <>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
            <ol class="batches">{ for props.plan.batches.iter().map(card) }</ol>
            if let Some(number) = *issuing { <IssueDialog {number} on_close={close} on_done={done} /> }
        </>
    }
}

fn issued(batch: &BatchPlan, language: Language) -> Html {
    if !batch.is_issued {
        return html! {
            <p>
                <span class="quiet">{ words::NOT_ISSUED.get(language) }</span>
                <span class="under">{ words::ISSUE_BY.get(language) }{ " " }<DueText due={Due { date: batch.issue_by, provisional: false }} /></span>
            </p>
        };
    }
    html! {
        <p>
            if let Some(record) = &batch.issued {
                <Link<Route> to={Route::Record { id: record.id }}>{ words::ISSUED.get(language) }</Link<Route>>
            } else {
                <span class="quiet">{ words::ISSUED_WITHOUT.get(language) }</span>
            }
            if batch.added + batch.removed > 0 {
                <span class="under">{ words::DIFFERS.with(language, &[("added", &batch.added.to_string()), ("removed", &batch.removed.to_string())]) }</span>
            } else if batch.issued.is_some() {
                <span class="under">{ words::SAME.get(language) }</span>
            }
        </p>
    }
}
