//! A schedule as it was issued: its days, and the items that the person reads of it.

use crate::components::{Empty, FailureNote, More};
use crate::context::{use_api, use_language, use_me};
use crate::hooks::use_doing;
use crate::state::reading::is_read_in_part;
use crate::text;
use yew::prelude::*;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::api::scope_list::AcceptRecord;
use yinzheng_shared::form::schedule::{Milestone, Row, Schedule, label_of};
use yinzheng_shared::locale::{Language, plan as words, schedule as label};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::Move;

/// Rows that are drawn at once.
const STEP: usize = 200;

/// Properties of [`ScheduleRecord`].
#[derive(Clone, PartialEq, Properties)]
pub struct ScheduleProps {
    /// The record.
    pub record: Record,
    /// Told of the record when it is issued.
    pub on_change: Callback<Record>,
}

/// The schedule, to read.
#[component]
pub fn ScheduleRecord(props: &ScheduleProps) -> Html {
    let (language, me) = (use_language(), use_me());
    let shown = use_state(|| STEP);
    let content = use_memo(props.record.content.clone(), |content| {
        serde_json::from_value::<Schedule>(content.clone()).ok()
    });
    let Some(schedule) = &*content else {
        return html! { <Empty title={Problem::OlderFormat.text().get(language)} /> };
    };
    let in_part = me.is_some_and(|me| is_read_in_part(&me, &props.record.summary));
    let day = |milestone: Milestone| {
        html! {
            <div>
                <dt>{ label_of(milestone).get(language) }</dt>
                <dd class="nowrap">{ milestone.day(schedule).map(|day| text::day(day, language)) }</dd>
            </div>
        }
    };
    // What is printed is all of it, and drawn before it goes to the printer.
    let printing = use_state(|| false);
    {
        let printing = printing.clone();
        use_effect_with(*printing, move |now| {
            if *now {
                let _ = web_sys::window().map(|window| window.print());
                printing.set(false);
            }
        });
    }
    let print = {
        let (shown, printing, all) = (shown.clone(), printing.clone(), schedule.rows.len());
        Callback::from(move |_: MouseEvent| {
            shown.set(all.max(STEP));
            printing.set(true);
        })
    };
    let more = (schedule.rows.len() > *shown).then(|| {
        let shown = shown.clone();
        Callback::from(move |()| shown.set(*shown + STEP))
    });
    let rows = schedule.rows.iter().take(*shown);
    html! {
        <section id="schedule">
            <div class="record-facts"><dl>{ for Milestone::ALL.into_iter().map(day) }</dl></div>
            if props.record.moves.contains(&Move::Accept) { <Waiting ..props.clone() /> }
            if in_part { <p class="quiet">{ words::OWN_ROWS.get(language) }</p> }
            <p class="actions"><button type="button" id="print-schedule" onclick={print}>{ words::PRINT.get(language) }</button></p>
            <table class="cards is-dense">
                <caption class="visually-hidden">{ words::ITEMS.get(language) }</caption>
                <thead><tr>
                    <th scope="col">{ label::ITEM_NAME.get(language) }</th>
                    <th scope="col">{ label::DEPARTMENT.get(language) }</th>
                </tr></thead>
                <tbody>{ for rows.clone().map(|row| item(row, language)) }</tbody>
            </table>
            <More shown={rows.len()} total={schedule.rows.len() as u64} {more} />
        </section>
    }
}

/// A schedule whose package was not kept yet is issued here.
#[component]
fn Waiting(props: &ScheduleProps) -> Html {
    let (language, api, doing) = (use_language(), use_api(), use_doing());
    let issue = {
        let (doing, api, record, on_change) = (doing.clone(), api, props.record.clone(), props.on_change.clone());
        Callback::from(move |_: MouseEvent| {
            let (api, on_change, id, etag) = (api.clone(), on_change.clone(), record.summary.id, record.etag.clone());
            doing.run(
                async move { api.accept_record(id, &etag, &AcceptRecord::default()).await },
                move |record| on_change.emit(record),
            );
        })
    };
    html! {
        <>
            if let Some(failure) = doing.failure() { <FailureNote {failure} /> }
            <p class="actions">
                <button type="button" class="button-primary" id="issue-waiting" disabled={doing.is_busy()} onclick={issue}>{ words::ISSUE.get(language) }</button>
            </p>
        </>
    }
}

fn item(row: &Row, language: Language) -> Html {
    html! {
        <tr key={row.item_code.clone()}>
            <th scope="row">{ row.item_name.clone() }<span class="under code">{ row.item_code.clone() }</span></th>
            <td data-label={label::DEPARTMENT.get(language)}>{ row.department.clone() }</td>
        </tr>
    }
}
