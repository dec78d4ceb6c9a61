//! What became of each form: the record, or what stopped it.

use super::issue::line;
use crate::context::use_language;
use crate::route::Route;
use crate::state::issuing::Drawn;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::go_live::{IssueOutcome, IssuedForm, IssuedForms};
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::locale::{Language, issuing as words};
use yinzheng_shared::problem::ProblemBody;

/// Properties of [`Outcomes`].
#[derive(Clone, PartialEq, Properties)]
pub struct OutcomesProps {
    /// What was asked for.
    pub drawn: Rc<Vec<Drawn>>,
    /// What became of it, in the same order.
    pub answer: Rc<IssuedForms>,
    /// It was read.
    pub on_done: Callback<()>,
}

/// The list.
#[component]
pub fn Outcomes(props: &OutcomesProps) -> Html {
    let language = use_language();
    let entry = |(drawn, form): (&Drawn, &IssuedForm)| match &form.outcome {
        IssueOutcome::Issued(record) => issued(drawn, record, language),
        IssueOutcome::Stopped(problem) => stopped(drawn, problem, language),
    };
    html! {
        <>
            <ul class="go-live-outcomes">{ for props.drawn.iter().zip(&props.answer.forms).map(entry) }</ul>
            <p class="actions">
                <button type="button" class="button-primary" id="go-live-done" onclick={props.on_done.reform(|_| ())}>{ words::CLOSE.get(language) }</button>
            </p>
        </>
    }
}

fn issued(drawn: &Drawn, record: &RecordSummary, language: Language) -> Html {
    let count = drawn.content.rows.len().to_string();
    html! {
        <li class="is-issued">
            <p><strong>{ drawn.unit.name.clone() }</strong>{ " " }<span class="quiet">{ words::OUTCOME_ISSUED.with(language, &[("count", &count)]) }</span></p>
            <Link<Route> to={Route::Record { id: record.id }}>{ words::OPEN.get(language) }{ " " }<span class="code">{ record.reference.clone() }</span></Link<Route>>
        </li>
    }
}

fn stopped(drawn: &Drawn, problem: &ProblemBody, language: Language) -> Html {
    let row = |path: &str| {
        let place: usize = path.split('/').nth(2)?.parse().ok()?;
        drawn.content.rows.get(place).map(|row| row.item_name.clone())
    };
    html! {
        <li class="is-stopped">
            <p><strong>{ words::OUTCOME_STOPPED.get(language) }</strong>{ " " }{ line(drawn, language) }</p>
            <p>{ problem.title.clone() }
                if let Some(detail) = &problem.detail { { " " }<span class="code">{ detail.clone() }</span> }
            </p>
            <ul>{ for problem.findings.iter().map(|finding| html! {
                <li>if let Some(name) = row(finding.path.as_str()) { <strong>{ name }</strong>{ " " } }{ finding.message.clone() }</li>
            }) }</ul>
        </li>
    }
}
