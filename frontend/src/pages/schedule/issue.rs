//! Issuing: what the rules say, what differs from what was issued, one reason for each kind of warning.

use crate::components::{Dialog, FailureNote, Skeleton, finding_kind};
use crate::context::{use_api, use_done, use_language, use_programme};
use crate::hooks::{Load, use_doing, use_fetch};
use crate::state::issuing::{answers, is_barred, kinds};
use std::collections::BTreeMap;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;
use yinzheng_shared::api::record::{Record, SubmitRecord};
use yinzheng_shared::api::schedule::{IssueSchedule, ScheduleDraft};
use yinzheng_shared::finding::Finding;
use yinzheng_shared::form::schedule;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::plan as words;
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
    let found = kinds(&report.findings);
    let barred = is_barred(&found, &reasons);
    let issue = {
        let (doing, api, reasons, draft, number) =
            (doing.clone(), api, reasons.clone(), props.draft.clone(), props.number);
        let (on_done, told) = (props.on_done.clone(), told.clone());
        let rule_set = rule_set::digest(&programme.programme, &programme.calendar);
        let findings = report.findings.clone();
        Callback::from(move |_: MouseEvent| {
            let body = IssueSchedule {
                id,
                submission: SubmitRecord {
                    rule_set: rule_set.clone(),
                    facts: draft.facts.clone(),
                    content: serde_json::to_value(&draft.content).unwrap_or_default(),
                    reasons: answers(&findings, &reasons),
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
    let kind = |(rule, findings): (&&str, &Vec<&Finding>)| {
        finding_kind(rule, findings, &named(findings, &props.draft), &reasons, language)
    };
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
            <ul class="plan-findings">{ for found.iter().map(kind) }</ul>
            if let Some(failure) = doing.failure() { <FailureNote {failure} again={props.again.clone()} /> }
            <p class="actions">
                <button type="button" class="button-primary" id="issue-now" disabled={barred || doing.is_busy()} onclick={issue}>{ words::ISSUE.get(language) }</button>
                <button type="button" onclick={props.on_close.reform(|_| ())}>{ words::CANCEL.get(language) }</button>
            </p>
        </>
    }
}

/// The items that findings stand at, the first few.
fn named(findings: &[&Finding], draft: &ScheduleDraft) -> Vec<String> {
    let names = findings.iter().filter_map(|finding| {
        let place: usize = finding.path.as_str().split('/').nth(2)?.parse().ok()?;
        draft.content.rows.get(place).map(|row| row.item_name.clone())
    });
    names.take(NAMED).collect()
}
