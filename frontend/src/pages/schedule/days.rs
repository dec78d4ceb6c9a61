//! The days of a batch.

use crate::components::FailureNote;
use crate::context::{use_api, use_language};
use crate::hooks::use_doing;
use crate::text;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yinzheng_shared::api::schedule::{BatchDays, BatchPlan};
use yinzheng_shared::date::Date;
use yinzheng_shared::form::schedule::{Milestone, label_of};

/// Properties of [`Days`].
#[derive(Clone, PartialEq, Properties)]
pub struct DaysProps {
    /// The batch.
    pub batch: BatchPlan,
    /// Whether the person plans.
    pub plans: bool,
    /// Reads the plan again.
    pub again: Callback<()>,
}

/// The five days: to read, or each a field that is kept when it is left.
#[component]
pub fn Days(props: &DaysProps) -> Html {
    let (language, api, doing) = (use_language(), use_api(), use_doing());
    let days = props.batch.days;
    let number = props.batch.number;
    let line = |milestone: Milestone| {
        let day = of(&days, milestone);
        let label = label_of(milestone).get(language);
        if !props.plans {
            return html! { <div><dt>{ label }</dt><dd class="nowrap">{ text::day(day, language) }</dd></div> };
        }
        let onchange = {
            let (doing, api, again) = (doing.clone(), api.clone(), props.again.clone());
            Callback::from(move |event: Event| {
                let field: HtmlInputElement = event.target_unchecked_into();
                // A half-typed day is no day yet.
                let Ok(day) = field.value().parse::<Date>() else { return };
                let (api, again, days) = (api.clone(), again.clone(), with(days, milestone, day));
                doing.run(async move { api.set_batch_days(number, &days).await }, move |()| {
                    again.emit(())
                });
            })
        };
        let id = format!("batch-{number}-{}", milestone.field());
        html! {
            <div>
                <dt><label for={id.clone()}>{ label }</label></dt>
                <dd><input type="date" {id} value={day.to_string()} {onchange} /></dd>
            </div>
        }
    };
    html! {
        <>
            <dl class="batch-days">{ for Milestone::ALL.into_iter().map(line) }</dl>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
        </>
    }
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
