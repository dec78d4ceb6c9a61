//! Issuing: the forms that come of what was chosen, their last day, one reason for each kind of warning.

use super::Chosen;
use super::outcome::Outcomes;
use crate::components::{Dialog, FailureNote, Field, finding_kind};
use crate::context::{use_api, use_done, use_language, use_programme};
use crate::hooks::{setter, use_doing};
use crate::state::issuing::{Drawn, answers, draw_up, forms, is_barred, kinds, parts};
use std::collections::BTreeMap;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::go_live::{GoLiveState, IssueForm, IssueOutcome, IssuedForms};
use yinzheng_shared::api::record::SubmitRecord;
use yinzheng_shared::form::go_live::finish_by;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::{Language, issuing as words};
use yinzheng_shared::rule_set;

/// Properties of [`IssueDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct IssueProps {
    /// Units with their levels.
    pub state: Rc<GoLiveState>,
    /// What was chosen.
    pub chosen: Rc<Chosen>,
    /// Leaves it.
    pub on_close: Callback<()>,
    /// What was to be issued was answered.
    pub on_done: Callback<()>,
}

/// The dialog.
#[component]
pub fn IssueDialog(props: &IssueProps) -> Html {
    let language = use_language();
    let answered = use_state(|| None::<(Rc<Vec<Drawn>>, Rc<IssuedForms>)>);
    let on_answer = {
        let setter = answered.setter();
        Callback::from(move |answer| setter.set(Some(answer)))
    };
    // What was answered is history: the list is read again however the dialog is left.
    let on_close = if answered.is_some() {
        &props.on_done
    } else {
        &props.on_close
    };
    html! {
        <Dialog title={if answered.is_some() { words::OUTCOME.get(language) } else { words::TITLE.get(language) }} on_close={on_close.clone()} class={classes!("is-wide")}>
            if let Some((drawn, answer)) = &*answered {
                <Outcomes drawn={drawn.clone()} answer={answer.clone()} on_done={props.on_done.clone()} />
            } else {
                <Ready ..ReadyProps { props: props.clone(), on_answer } />
            }
        </Dialog>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ReadyProps {
    props: IssueProps,
    on_answer: Callback<(Rc<Vec<Drawn>>, Rc<IssuedForms>)>,
}

#[component]
fn Ready(props: &ReadyProps) -> Html {
    let (language, api, doing, told, programme) = (use_language(), use_api(), use_doing(), use_done(), use_programme());
    let (day, reasons) = (use_state(String::new), use_state(BTreeMap::<String, String>::new));
    let (chosen, state) = (&props.props.chosen, &props.props.state);
    // The same identifiers for every attempt, so that a lost answer issues nothing twice; what is asked for
    // otherwise is asked for under others.
    let ids = use_memo((chosen.clone(), (*day).clone(), (*reasons).clone()), |(chosen, ..)| {
        (0..forms(chosen)).map(|_| RecordId(Uuid::now_v7())).collect::<Vec<_>>()
    });
    let Some(programme) = programme else {
        return Html::default();
    };
    let context = programme.context();
    let by_rule = finish_by(programme.today, &context).date;
    let shown = if day.is_empty() {
        by_rule.to_string()
    } else {
        (*day).clone()
    };
    let drawn = draw_up(
        chosen,
        state,
        &programme.programme.bureau,
        shown.parse().ok(),
        &context,
        language,
    );
    let found = kinds(drawn.iter().flat_map(|one| &one.findings));
    let barred = drawn.is_empty() || is_barred(&found, &reasons);
    let issue = {
        let (doing, ids, reasons, drawn) = (doing.clone(), ids.clone(), reasons.clone(), Rc::new(drawn.clone()));
        let rule_set = rule_set::digest(&programme.programme, &programme.calendar);
        let on_answer = props.on_answer.clone();
        Callback::from(move |()| {
            let form = |(id, one): (&RecordId, &Drawn)| IssueForm {
                id: *id,
                unit: one.unit.id,
                submission: SubmitRecord {
                    rule_set: rule_set.clone(),
                    facts: one.facts.clone(),
                    content: serde_json::to_value(&one.content).unwrap_or_default(),
                    reasons: answers(&one.findings, &reasons),
                },
            };
            let body = parts(ids.iter().zip(drawn.iter()).map(form).collect());
            let (api, told, drawn, on_answer) = (api.clone(), told.clone(), drawn.clone(), on_answer.clone());
            doing.run(
                async move { api.issue_forms(&body).await },
                move |answer: IssuedForms| {
                    told.emit(said(&answer, language));
                    on_answer.emit((drawn, Rc::new(answer)));
                },
            );
        })
    };
    let (rows, count) = (chosen.len().to_string(), drawn.len().to_string());
    let days = programme.programme.deadlines.go_live.to_string();
    let hint = words::FINISH_HINT.with(language, &[("date", &by_rule.to_string()), ("days", &days)]);
    html! {
        <>
            <p>{ words::TITLE_LEAD.with(language, &[("items", &rows), ("forms", &count)]) }</p>
            <p class="quiet">{ words::ISSUED_ON.with(language, &[("date", &programme.today.to_string())]) }</p>
            <Field id="finish-by" kind="date" label={words::FINISH_BY.get(language)} value={shown} {hint} on_input={setter(&day)} />
            <h3>{ words::FORMS.get(language) }</h3>
            <ul class="go-live-forms">{ for drawn.iter().map(|one| html! { <li>{ line(one, language) }</li> }) }</ul>
            <ul class="plan-findings">{ for found.iter().map(|(rule, findings)| finding_kind(rule, findings, &[], &reasons, language)) }</ul>
            if let Some(failure) = doing.failure() { <FailureNote {failure} again={issue.clone()} /> }
            <p class="actions">
                <button type="button" class="button-primary" id="go-live-issue-now" disabled={barred || doing.is_busy()} onclick={issue.reform(|_| ())}>{ words::ISSUE.get(language) }</button>
                <button type="button" onclick={props.props.on_close.reform(|_| ())}>{ words::CANCEL.get(language) }</button>
            </p>
        </>
    }
}

/// Unit, batch and number of items of a form.
pub fn line(one: &Drawn, language: Language) -> String {
    let batch = one.content.batch.map(|batch| batch.to_string()).unwrap_or_default();
    let count = one.content.rows.len().to_string();
    words::FORM_COUNT.with(
        language,
        &[("unit", &one.unit.name), ("batch", &batch), ("count", &count)],
    )
}

fn said(answer: &IssuedForms, language: Language) -> String {
    let issued = answer
        .forms
        .iter()
        .filter(|form| matches!(form.outcome, IssueOutcome::Issued(_)))
        .count();
    let stopped = (answer.forms.len() - issued).to_string();
    let issued = issued.to_string();
    if stopped == "0" {
        words::DONE.with(language, &[("issued", &issued)])
    } else {
        words::DONE_SOME.with(language, &[("issued", &issued), ("stopped", &stopped)])
    }
}
