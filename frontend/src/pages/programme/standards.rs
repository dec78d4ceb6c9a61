//! 附件2: what each task is, by whom, until when, and how it stands today.

use super::{figure, source, standing};
use yew::prelude::*;
use yinzheng_shared::api::programme::{ProgrammeState, TaskState};
use yinzheng_shared::locale::{Language, programme as words};

/// The table of standards, a row a task.
pub(super) fn standards(state: &ProgrammeState, language: Language) -> Html {
    html! {
        <section aria-labelledby="standards">
            <h2 id="standards">{ words::STANDARDS.get(language) }</h2>
            <table class="cards programme-standards">
                <caption class="visually-hidden">{ words::STANDARDS.get(language) }</caption>
                <thead><tr>
                    <th scope="col">{ words::COLUMN_TASK.get(language) }</th>
                    <th scope="col">{ words::COLUMN_CONTENT.get(language) }</th>
                    <th scope="col">{ words::COLUMN_STANDARD.get(language) }</th>
                    <th scope="col">{ words::COLUMN_LEAD.get(language) }</th>
                    <th scope="col">{ words::COLUMN_SUPPORT.get(language) }</th>
                    <th scope="col">{ words::COLUMN_DEADLINE.get(language) }</th>
                    <th scope="col">{ words::COLUMN_TODAY.get(language) }</th>
                </tr></thead>
                <tbody>{ for state.tasks.iter().map(|task| row(task, state, language)) }</tbody>
            </table>
        </section>
    }
}

fn row(state: &TaskState, programme: &ProgrammeState, language: Language) -> Html {
    let task = &state.task;
    let number = task.number.to_string();
    let title = words::TASK.with(language, &[("number", &number), ("title", task.title.get(language))]);
    html! {
        <tr key={task.number} id={format!("task-{number}")}>
            <th scope="row">{ title }{ " " }{ source(task.source, language) }</th>
            <td data-label={words::COLUMN_CONTENT.get(language)}>{ task.content.get(language) }</td>
            <td data-label={words::COLUMN_STANDARD.get(language)}>{ task.standard.get(language) }</td>
            <td data-label={words::COLUMN_LEAD.get(language)}>{ task.lead.get(language) }</td>
            <td data-label={words::COLUMN_SUPPORT.get(language)}>{ task.support.get(language) }</td>
            <td data-label={words::COLUMN_DEADLINE.get(language)}>{ task.deadline.get(language) }</td>
            <td data-label={words::COLUMN_TODAY.get(language)}>
                { standing(state, programme.today, language) }
                if let Some(figure) = figure(state, language) { <span class="under">{ figure }</span> }
            </td>
        </tr>
    }
}
