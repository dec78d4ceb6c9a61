//! 附件1: phases and tasks as a picture, which is the ordered list that it shows.

use super::{figure, source, standing};
use yew::prelude::*;
use yinzheng_shared::api::programme::{Figure, ProgrammeState, TaskState};
use yinzheng_shared::locale::{Language, programme as words};
use yinzheng_shared::programme::annex::Phase;

/// The workflow: a column a phase, a card a task.
pub(super) fn workflow(state: &ProgrammeState, language: Language) -> Html {
    html! {
        <section aria-labelledby="workflow">
            <h2 id="workflow">{ words::WORKFLOW.get(language) }</h2>
            <ol class="phases">{ for state.phases.iter().map(|phase| column(phase, state, language)) }</ol>
        </section>
    }
}

fn column(phase: &Phase, state: &ProgrammeState, language: Language) -> Html {
    let tasks = state.tasks.iter().filter(|task| task.task.phase == phase.number);
    let title = words::PHASE.with(
        language,
        &[
            ("number", &phase.number.to_string()),
            ("title", phase.title.get(language)),
        ],
    );
    html! {
        <li class="phase" key={phase.number}>
            <h3>{ title }</h3>
            <ol class="phase-tasks">{ for tasks.map(|task| card(task, state, language)) }</ol>
        </li>
    }
}

fn card(task: &TaskState, state: &ProgrammeState, language: Language) -> Html {
    let number = task.task.number;
    html! {
        <li class="task-card" key={number} data-task={number.to_string()}>
            <p class="task-card-title">
                <span class="task-number" aria-hidden="true">{ number }</span>
                <a href={format!("#task-{number}")}>{ task.task.title.get(language) }</a>
            </p>
            if let Some(figure) = figure(task, language) { <p class="task-figure">{ figure }</p> }
            if let Some(figure) = task.figure { { bar(figure) } }
            <p>{ standing(task, state.today, language) }{ " " }{ source(task.task.source, language) }</p>
        </li>
    }
}

/// The share that is done, for the eye; the words beside it say the same.
fn bar(figure: Figure) -> Html {
    html! {
        <svg class="task-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="task-bar-all" width="100" height="6" />
            <rect class="task-bar-done" width={percent(figure).to_string()} height="6" />
        </svg>
    }
}

/// How many in a hundred are done: never full while something is open.
fn percent(figure: Figure) -> u64 {
    (figure.done.min(figure.of) * 100)
        .checked_div(figure.of)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_only_when_all_is_done() {
        for (done, of, expected) in [
            (0, 0, 0),
            (0, 3, 0),
            (1, 3, 33),
            (999, 1000, 99),
            (3, 3, 100),
            (4, 3, 100),
        ] {
            assert_eq!(percent(Figure { done, of }), expected, "{done} of {of}");
        }
    }
}
