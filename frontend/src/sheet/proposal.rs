//! The last day of a go-live form, counted in working days from its issue.

use super::around::use_around;
use super::bench::use_bench;
use super::state::Action;
use super::state::place::Place;
use yew::prelude::*;
use yinzheng_shared::api::programme::ProgrammeBody;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::sheet as words;

/// Properties of [`Proposal`].
#[derive(Clone, PartialEq, Properties)]
pub struct ProposalProps {
    /// Day of issue.
    pub issued: Option<Date>,
    /// The last day as it stands on the form.
    pub finish_by: Option<Date>,
}

/// The last day that the programme gives for a day of issue.
#[must_use]
pub fn proposed(programme: &ProgrammeBody, issued: Date) -> Due {
    programme
        .calendar
        .add_working_days(issued, programme.programme.deadlines.go_live, programme.today)
}

/// What the programme proposes, and the days that it counts.
#[component]
pub fn Proposal(props: &ProposalProps) -> Html {
    let (bench, around) = (use_bench(), use_around());
    let (Some(bench), Some(around), Some(issued)) = (bench, around, props.issued) else {
        return Html::default();
    };
    let (language, programme) = (bench.language, &around.programme);
    let due = proposed(programme, issued);
    let days = programme.programme.deadlines.go_live.to_string();
    let date = crate::text::day(due.date, language);
    let counted = programme
        .calendar
        .working_days_between(issued, due.date, programme.today);
    let (act, day) = (bench.act.clone(), due.date.to_string());
    let onclick = Callback::from(move |_: MouseEvent| act.emit(Action::Commit(Place::FinishBy, day.clone())));
    html! {
        <div class="sheet-hint">
            <span>{ words::GO_LIVE_PROPOSAL.with(language, &[("days", &days), ("date", &date)]) }</span>
            if props.finish_by != Some(due.date) {
                <button type="button" class="sheet-tool" {onclick}>{ words::GO_LIVE_PROPOSAL_USE.get(language) }</button>
            }
            if due.provisional {
                <span>{ words::GO_LIVE_PROPOSAL_PROVISIONAL.get(language) }</span>
            }
            <details>
                <summary>{ words::GO_LIVE_PROPOSAL_DAYS.get(language) }</summary>
                <ol>{ for counted.into_iter().map(|day| html! { <li>{ crate::text::day(day, language) }</li> }) }</ol>
            </details>
        </div>
    }
}
