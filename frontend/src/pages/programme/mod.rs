//! The programme: its workflow as it stands today, the standards of its tasks, who builds what.

mod division;
mod standards;
mod workflow;

use crate::components::{Empty, Head, Note, Tone, Whole};
use crate::context::use_language;
use crate::hooks::{Load, use_fetch};
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::programme::{ProgrammeState, TaskStanding, TaskState};
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::{Language, Text, programme as words};
use yinzheng_shared::programme::annex::{Measure, Source};

/// Annexes 1, 2 and 5 of the notice.
#[component]
pub fn ProgrammePage() -> Html {
    let language = use_language();
    let fetched = use_fetch((), |api, ()| async move { api.programme_state().await });
    let lead = match &fetched.load {
        Load::Ready(state) => Some(AttrValue::from(
            words::LEAD.with(language, &[("day", &text::day(state.today, language))]),
        )),
        Load::Waiting | Load::Failed(_) => None,
    };
    let draw = Callback::from(move |state: Rc<ProgrammeState>| {
        if state.tasks.is_empty() {
            return html! { <Empty title={words::NOTHING.get(language)}><p>{ words::NOTHING_NEXT.get(language) }</p></Empty> };
        }
        let is_completed = state.tasks.iter().any(|task| task.task.source == Source::Text);
        html! {
            <>
                if is_completed { <Note tone={Tone::Info}><p>{ words::COMPLETED.get(language) }</p></Note> }
                { workflow::workflow(&state, language) }
                { standards::standards(&state, language) }
                { division::division(&state.modules, language) }
            </>
        }
    });
    html! {
        <>
            <Head title={words::NAV.get(language)} {lead} />
            <Whole<ProgrammeState> load={fetched.load} again={fetched.again} {draw} />
        </>
    }
}

/// How far a task is, in words; nothing where it is not the reader's to see.
fn figure(state: &TaskState, language: Language) -> Option<String> {
    let figure = state.figure?;
    let sentence: Text = match state.task.measure {
        Measure::ScopeLists => words::FIGURE_SCOPE_LISTS,
        Measure::Batches => words::FIGURE_BATCHES,
        Measure::Optimised => words::FIGURE_OPTIMISED,
        Measure::Connected => words::FIGURE_CONNECTED,
        Measure::JointDebugged => words::FIGURE_JOINT_DEBUGGED,
        Measure::GoLive => words::FIGURE_GO_LIVE,
        Measure::Published => words::FIGURE_PUBLISHED,
        Measure::Accounts => words::FIGURE_ACCOUNTS,
        Measure::Trained => words::FIGURE_TRAINED,
        Measure::Centres => words::FIGURE_CENTRES,
    };
    let (done, of) = (figure.done.to_string(), figure.of.to_string());
    Some(sentence.with(language, &[("done", &done), ("of", &of)]))
}

/// How a task stands: a word, and a shape beside it.
fn standing(state: &TaskState, today: Date, language: Language) -> Html {
    let (word, shape, class) = match state.standing(today) {
        TaskStanding::Unseen => (words::STANDING_UNSEEN, "–", "is-unseen"),
        TaskStanding::NotBegun => (words::STANDING_NOT_BEGUN, "○", "is-not-begun"),
        TaskStanding::UnderWay => (words::STANDING_UNDER_WAY, "◐", "is-under-way"),
        TaskStanding::Done => (words::STANDING_DONE, "●", "is-done"),
        TaskStanding::Late => (words::STANDING_LATE, "▲", "is-late"),
    };
    html! {
        <span class={classes!("task-standing", class)}><span aria-hidden="true">{ shape }</span>{ " " }{ word.get(language) }</span>
    }
}

/// Marks what the annex does not say itself.
fn source(source: Source, language: Language) -> Html {
    match source {
        Source::Annex => Html::default(),
        Source::Text => html! { <span class="tag">{ words::FROM_TEXT.get(language) }</span> },
    }
}
