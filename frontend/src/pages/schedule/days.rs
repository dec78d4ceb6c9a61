//! The days of a batch.

use crate::api::Failure;
use crate::components::FailureNote;
use crate::context::{use_api, use_language};
use crate::hooks::use_doing;
use crate::text;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yinzheng_shared::api::schedule::BatchDays;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::schedule::{Milestone, label_of};
use yinzheng_shared::locale::{Language, plan as words};
use yinzheng_shared::problem::Problem;

/// Properties of [`Days`].
#[derive(Clone, PartialEq, Properties)]
pub struct DaysProps {
    /// The batch.
    pub number: u8,
    /// Its days.
    pub days: BatchDays,
    /// Their version.
    pub etag: AttrValue,
    /// Whether the person plans.
    pub plans: bool,
    /// Reads the plan again.
    pub again: Callback<()>,
}

/// The five days: to read, or each a field that is kept when it is left.
#[component]
pub fn Days(props: &DaysProps) -> Html {
    let (language, api, doing) = (use_language(), use_api(), use_doing());
    let (days, number) = (props.days, props.number);
    // The version that was last changed: until the plan is read again, it is the one shown here.
    let asked = use_state(|| None::<AttrValue>);
    let is_answered = (*asked).as_ref() != Some(&props.etag);
    let failure = doing.failure();
    let is_waiting = doing.is_busy() || (!is_answered && failure.is_none());
    let line = |milestone: Milestone| {
        let day = of(&days, milestone);
        let label = label_of(milestone).get(language);
        if !props.plans {
            return html! { <div><dt>{ label }</dt><dd class="nowrap">{ text::day(day, language) }</dd></div> };
        }
        // A browser tells of a change at every digit that makes a day; what is meant is there when the
        // field is left.
        let onfocusout = {
            let (doing, api, again) = (doing.clone(), api.clone(), props.again.clone());
            let (etag, asked) = (props.etag.clone(), asked.clone());
            Callback::from(move |event: FocusEvent| {
                let field: HtmlInputElement = event.target_unchecked_into();
                let typed = field.value().parse::<Date>().ok();
                // A half-typed day is no day yet.
                let Some(day) = typed.filter(|typed| *typed != of(&days, milestone)) else {
                    return;
                };
                let (api, again, days) = (api.clone(), again.clone(), with(days, milestone, day));
                let etag = etag.clone();
                asked.set(Some(etag.clone()));
                doing.run(
                    async move { api.set_batch_days(number, &etag, &days).await },
                    move |()| again.emit(()),
                );
            })
        };
        let id = format!("batch-{number}-{}", milestone.field());
        html! {
            <div>
                <dt><label for={id.clone()}>{ label }</label></dt>
                <dd><input type="date" {id} value={day.to_string()} readonly={is_waiting} {onfocusout} /></dd>
            </div>
        }
    };
    html! {
        <>
            <dl class="batch-days">{ for Milestone::ALL.into_iter().map(line) }</dl>
            if let Some(failure) = failure.filter(|failure| !is_answered || !failure.is(Problem::StaleRecord)) {
                { refused(failure, &props.again, language) }
            }
        </>
    }
}

/// What somebody else has set meanwhile is shown once the plan is read again.
fn refused(failure: Failure, again: &Callback<()>, language: Language) -> Html {
    if failure.is(Problem::StaleRecord) {
        let onclick = again.reform(|_: MouseEvent| ());
        return html! {
            <div class="note is-error" role="alert">
                <p>{ words::DAYS_STALE.get(language) }</p>
                <p><button type="button" {onclick}>{ words::DAYS_READ.get(language) }</button></p>
            </div>
        };
    }
    html! { <FailureNote {failure} /> }
}

const fn of(days: &BatchDays, milestone: Milestone) -> Date {
    match milestone {
        Milestone::Optimised => days.optimised_by,
        Milestone::Registered => days.registered_by,
        Milestone::Debugged => days.debugged_by,
        Milestone::Confirmed => days.confirmed_by,
        Milestone::Published => days.published_by,
    }
}

const fn with(mut days: BatchDays, milestone: Milestone, day: Date) -> BatchDays {
    match milestone {
        Milestone::Optimised => days.optimised_by = day,
        Milestone::Registered => days.registered_by = day,
        Milestone::Debugged => days.debugged_by = day,
        Milestone::Confirmed => days.confirmed_by = day,
        Milestone::Published => days.published_by = day,
    }
    days
}
