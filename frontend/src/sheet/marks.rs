//! What the rules say, at the cell and with a place for the reason of a warning.

use super::bench::use_bench;
use super::state::Action;
use super::state::findings::reason_of;
use std::rc::Rc;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::locale::{Language, sheet as words};

/// Properties of [`Marks`].
#[derive(Clone, PartialEq, Properties)]
pub struct MarksProps {
    /// Element id of the cell.
    pub cell: AttrValue,
    /// Findings of the cell.
    pub findings: Vec<Finding>,
    /// Reasons given.
    pub reasons: Rc<Vec<WarningReason>>,
}

/// The findings under a cell.
#[component]
pub fn Marks(props: &MarksProps) -> Html {
    let Some(bench) = use_bench() else {
        return Html::default();
    };
    if props.findings.is_empty() {
        return Html::default();
    }
    html! {
        <div class="sheet-marks">
            <div id={format!("{}-mark", props.cell)}>
                { for props.findings.iter().map(|finding| sentence(finding, bench.language)) }
            </div>
            { for props.findings.iter().enumerate().filter(|(_, finding)| finding.severity == Severity::Warning).map(|(index, finding)| html! {
                <Reason id={format!("{}-reason-{index}", props.cell)} finding={finding.clone()}
                    given={reason_of(&props.reasons, finding).map(|reason| reason.reason.clone()).unwrap_or_default()} />
            }) }
        </div>
    }
}

/// One finding: a word and a shape for its weight, then the sentence of the rule.
pub fn sentence(finding: &Finding, language: Language) -> Html {
    html! {
        <p class={classes!("sheet-mark", weight_class(finding.severity))} data-rule={finding.rule.clone()}>
            { weight(finding.severity, language) }
            { " " }
            { &finding.message }
        </p>
    }
}

/// The word for a weight, with its shape.
pub fn weight(severity: Severity, language: Language) -> Html {
    let (shape, word) = match severity {
        Severity::Error => ("✕", words::MARK_ERROR),
        Severity::Warning => ("△", words::MARK_WARNING),
    };
    html! {
        <strong class="sheet-weight"><span aria-hidden="true">{ shape }</span>{ word.get(language) }</strong>
    }
}

/// The class of a weight.
#[must_use]
pub const fn weight_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "is-error",
        Severity::Warning => "is-warning",
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ReasonProps {
    id: AttrValue,
    finding: Finding,
    given: AttrValue,
}

#[component]
fn Reason(props: &ReasonProps) -> Html {
    let bench = use_bench();
    let draft = use_state(|| None::<String>);
    let Some(bench) = bench else { return Html::default() };
    let language = bench.language;
    let finding = props.finding.clone();
    let (act, text) = (bench.act.clone(), draft.clone());
    let keep = Callback::from(move |_: FocusEvent| {
        if let Some(reason) = (*text).clone() {
            act.emit(Action::Reason(finding.path.clone(), finding.rule.clone(), reason));
            text.set(None);
        }
    });
    let typed = draft.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
            typed.set(Some(area.value()));
        }
    });
    let shown = (*draft).clone().unwrap_or_else(|| props.given.to_string());
    let missing = shown.trim().is_empty();
    html! {
        <div class="sheet-reason">
            <label for={props.id.clone()}>{ words::SUMMARY_REASON.get(language) }</label>
            <textarea id={props.id.clone()} rows="1" maxlength="500" value={shown} {oninput} onblur={keep}
                aria-label={words::SUMMARY_REASON_LABEL.with(language, &[("message", &props.finding.message)])} />
            if missing {
                <span class="sheet-reason-missing">{ words::SUMMARY_REASON_MISSING.get(language) }</span>
            }
        </div>
    }
}
