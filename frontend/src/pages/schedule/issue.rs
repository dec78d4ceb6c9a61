//! Issuing: what the rules say, what differs from what was issued, one reason for each kind of warning.

use crate::components::{Dialog, FailureNote, Skeleton};
use crate::context::{use_api, use_done, use_language, use_programme};
use crate::hooks::{Load, use_doing, use_fetch};
use std::collections::BTreeMap;
use std::rc::Rc;
use uuid::Uuid;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yinzheng_shared::api::record::{Record, SubmitRecord, WarningReason};
use yinzheng_shared::api::schedule::{IssueSchedule, ScheduleDraft};
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::form::schedule;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::{Language, plan as words, sheet};
use yinzheng_shared::rule_set;

/// Rows that are named of each kind.
const NAMED: usize = 8;

/// Properties of [`IssueDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct IssueProps {
    /// The batch.
    pub number: u8,
    /// Closes it.
    pub on_close: Callback<()>,
    /// The schedule is issued.
    pub on_done: Callback<()>,
}

/// The dialog.
#[component]
pub fn IssueDialog(props: &IssueProps) -> Html {
    let language = use_language();
    let fetched = use_fetch(
        props.number,
        |api, number| async move { api.schedule_draft(number).await },
    );
    let title = words::ISSUE_TITLE.with(language, &[("batch", &props.number.to_string())]);
    let inside = match fetched.load {
        Load::Waiting => html! { <Skeleton lines={6} /> },
        Load::Failed(failure) => html! { <FailureNote {failure} again={fetched.again} /> },
        Load::Ready(draft) => html! {
            <Ready {draft} number={props.number} again={fetched.again} on_close={props.on_close.clone()} on_done={props.on_done.clone()} />
        },
    };
    html! { <Dialog {title} on_close={props.on_close.clone()} class={classes!("is-wide")}>{ inside }</Dialog> }
}

#[derive(Clone, PartialEq, Properties)]
struct ReadyProps {
    draft: Rc<ScheduleDraft>,
    number: u8,
    again: Callback<()>,
    on_close: Callback<()>,
    on_done: Callback<()>,
}

#[component]
fn Ready(props: &ReadyProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let reasons = use_state(BTreeMap::<String, String>::new);
    // The same identifier for every attempt, so that a lost answer issues nothing twice; what is another
    // draft, or has other reasons, is asked for under another one.
    let id = *use_memo((props.draft.clone(), (*reasons).clone()), |_| RecordId(Uuid::now_v7()));
    let Some(programme) = use_programme() else {
        return Html::default();
    };
    let context = programme.context();
    let report = schedule::check(&props.draft.content, &props.draft.facts, &context, language);
    let mut kinds: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
    for finding in &report.findings {
        kinds.entry(finding.rule.clone()).or_default().push(finding);
    }
    let barred = kinds.iter().any(|(rule, findings)| {
        let is_error = findings.iter().any(|finding| finding.severity == Severity::Error);
        is_error || reasons.get(rule).is_none_or(|reason| reason.trim().is_empty())
    });
    let issue = {
        let (doing, api, reasons, draft, number) =
            (doing.clone(), api, reasons.clone(), props.draft.clone(), props.number);
        let (on_done, told) = (props.on_done.clone(), told.clone());
        let rule_set = rule_set::digest(&programme.programme, &programme.calendar);
        let findings = report.findings.clone();
        Callback::from(move |_: MouseEvent| {
            let answered = findings.iter().filter(|finding| finding.severity == Severity::Warning);
            let body = IssueSchedule {
                id,
                submission: SubmitRecord {
                    rule_set: rule_set.clone(),
                    facts: draft.facts.clone(),
                    content: serde_json::to_value(&draft.content).unwrap_or_default(),
                    reasons: answered
                        .filter_map(|finding| {
                            Some(WarningReason {
                                path: finding.path.clone(),
                                rule: finding.rule.clone(),
                                reason: reasons.get(&finding.rule)?.trim().to_owned(),
                            })
                        })
                        .collect(),
                },
            };
            let (api, on_done, told) = (api.clone(), on_done.clone(), told.clone());
            doing.run(
                async move { api.issue_schedule(number, &body).await },
                move |_: Record| {
                    told.emit(words::ISSUE_DONE.with(language, &[("batch", &number.to_string())]));
                    on_done.emit(());
                },
            );
        })
    };
    let kind = |(rule, findings): (&String, &Vec<&Finding>)| kind_entry(rule, findings, &reasons, props, language);
    let (added, removed) = (&props.draft.added, &props.draft.removed);
    html! {
        <>
            <p>{ words::ISSUE_LEAD.with(language, &[("count", &props.draft.content.rows.len().to_string())]) }</p>
            if props.draft.replaces.is_some() {
                <section class="plan-difference" aria-label={words::DIFFERENCE.get(language)}>
                    <p>{ words::DIFFERS.with(language, &[("added", &added.len().to_string()), ("removed", &removed.len().to_string())]) }</p>
                    <ul>
                        { for props.draft.content.rows.iter().filter(|row| added.contains(&row.item_code)).take(NAMED).map(|row| html! { <li><ins>{ &row.item_name }</ins>{ " " }<span class="code">{ &row.item_code }</span></li> }) }
                        { for removed.iter().take(NAMED).map(|(code, name)| html! { <li><del>{ name }</del>{ " " }<span class="code">{ code }</span></li> }) }
                    </ul>
                </section>
            }
            <ul class="plan-findings">{ for kinds.iter().map(kind) }</ul>
            if let Some(failure) = doing.failure() { <FailureNote {failure} again={props.again.clone()} /> }
            <p class="actions">
                <button type="button" class="button-primary" id="issue-now" disabled={barred || doing.is_busy()} onclick={issue}>{ words::ISSUE.get(language) }</button>
                <button type="button" onclick={props.on_close.reform(|_| ())}>{ words::CANCEL.get(language) }</button>
            </p>
        </>
    }
}

/// One kind of finding: its sentence, the rows it concerns, and the reason that is given for all of them.
fn kind_entry(
    rule: &str,
    findings: &[&Finding],
    reasons: &UseStateHandle<BTreeMap<String, String>>,
    props: &ReadyProps,
    language: Language,
) -> Html {
    let Some(first) = findings.first() else {
        return Html::default();
    };
    let names = findings.iter().filter_map(|finding| {
        let place: usize = finding.path.as_str().split('/').nth(2)?.parse().ok()?;
        props.draft.content.rows.get(place).map(|row| row.item_name.clone())
    });
    let names: Vec<String> = names.take(NAMED).collect();
    let is_error = first.severity == Severity::Error;
    let oninput = {
        let (reasons, rule) = (reasons.clone(), rule.to_owned());
        Callback::from(move |event: InputEvent| {
            let field: HtmlTextAreaElement = event.target_unchecked_into();
            let mut next = (*reasons).clone();
            next.insert(rule.clone(), field.value());
            reasons.set(next);
        })
    };
    html! {
        <li key={rule.to_owned()} class={if is_error { "is-error" } else { "is-warning" }}>
            <p><strong>{ if is_error { sheet::MARK_ERROR.get(language) } else { sheet::MARK_WARNING.get(language) } }</strong>{ " " }{ &first.message }
                if findings.len() > 1 { { " " }<span class="quiet">{ words::TIMES.with(language, &[("count", &findings.len().to_string())]) }</span> }
            </p>
            if !names.is_empty() { <p class="quiet">{ names.join("、") }</p> }
            if !is_error {
                <label class="roll-reason"><span>{ words::REASON.get(language) }</span>
                    <textarea rows="2" maxlength="500" data-rule={rule.to_owned()} value={reasons.get(rule).cloned().unwrap_or_default()} {oninput} />
                </label>
            }
        </li>
    }
}
