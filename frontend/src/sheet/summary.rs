//! All findings in one place, each with a way to its cell.

use super::bench::use_bench;
use super::marks::{weight, weight_class};
use super::state::Action;
use super::state::findings::{Shown, count, reason_of};
use super::state::place::Place;
use super::words::label;
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::form::Content;
use yinzheng_shared::locale::sheet as words;

/// Whose findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// This page's.
    Page,
    /// The server's, after it refused.
    Server,
}

/// Properties of [`Summary`].
#[derive(Clone, PartialEq, Properties)]
pub struct SummaryProps {
    /// The form.
    pub content: Rc<Content>,
    /// Findings, sorted.
    pub shown: Rc<Shown>,
    /// Rules without their facts.
    pub skipped: usize,
    /// Reasons given.
    pub reasons: Rc<Vec<WarningReason>>,
    /// Whose findings.
    pub source: Source,
    /// Moves with every submission that could not be sent: the summary then takes the focus.
    pub refused: u64,
}

/// The findings beside the sheet.
#[component]
pub fn Summary(props: &SummaryProps) -> Html {
    let bench = use_bench();
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        use_effect_with(props.refused, move |refused| {
            if *refused > 0
                && let Some(heading) = heading.cast::<HtmlElement>()
            {
                // Focusing what is on the page does not fail.
                let _ = heading.focus();
            }
        });
    }
    let Some(bench) = bench else { return Html::default() };
    let language = bench.language;
    let findings: Vec<Finding> = props.shown.marked.iter().map(|(finding, _)| finding.clone()).collect();
    let (errors, warnings) = (count(&findings, Severity::Error), count(&findings, Severity::Warning));
    let title = if props.refused > 0 && errors + warnings > 0 {
        words::SUMMARY_SUBMIT_TITLE
    } else {
        words::SUMMARY_TITLE
    };
    let link = |(finding, place): &(Finding, Option<Place>)| {
        let open = finding.severity == Severity::Warning && reason_of(&props.reasons, finding).is_none();
        html! {
            <li class={weight_class(finding.severity)} data-rule={finding.rule.clone()}>
                { link(&bench.act, &props.content, finding, *place, bench.language) }
                if open {
                    <small class="sheet-reason-missing">{ words::SUMMARY_REASON_MISSING.get(language) }</small>
                }
            </li>
        }
    };
    let counted =
        |text: yinzheng_shared::locale::Text, count: usize| text.with(language, &[("count", &count.to_string())]);
    html! {
        <section class="sheet-summary" id="sheet-findings" aria-labelledby="sheet-findings-title">
            <h2 id="sheet-findings-title" ref={heading} tabindex="-1">{ title.get(language) }</h2>
            if props.source == Source::Server {
                <p>{ words::SUMMARY_FROM_SERVER.get(language) }</p>
            }
            if errors + warnings == 0 && props.shown.to_fill.is_empty() {
                <p class="is-fine"><span aria-hidden="true">{ "✓ " }</span>{ words::SUMMARY_NONE.get(language) }</p>
            }
            if errors > 0 {
                <h3 class="is-error">{ counted(words::SUMMARY_ERRORS, errors) }</h3>
                <ul>{ for props.shown.marked.iter().filter(|(finding, _)| finding.severity == Severity::Error).map(link) }</ul>
            }
            if warnings > 0 {
                <h3 class="is-warning">{ counted(words::SUMMARY_WARNINGS, warnings) }</h3>
                <p class="sheet-hint">{ words::SUMMARY_REASON_HINT.get(language) }</p>
                <ul>{ for props.shown.marked.iter().filter(|(finding, _)| finding.severity == Severity::Warning).map(link) }</ul>
            }
            if !props.shown.to_fill.is_empty() {
                <details>
                    <summary>{ counted(words::SUMMARY_TO_FILL, props.shown.to_fill.len()) }</summary>
                    <ul>{ for props.shown.to_fill.iter().map(link) }</ul>
                </details>
            }
            if props.skipped > 0 {
                <p class="sheet-hint">{ counted(words::SUMMARY_SKIPPED, props.skipped) }</p>
            }
        </section>
    }
}

fn link(
    act: &Callback<Action>,
    content: &Content,
    finding: &Finding,
    place: Option<Place>,
    language: yinzheng_shared::locale::Language,
) -> Html {
    let text = html! {
        <>
            { weight(finding.severity, language) }
            { " " }
            <span class="sheet-where">{ place.map_or_else(|| words::SUMMARY_WHOLE.get(language).to_owned(), |place| label(content, place, language)) }</span>
            { " " }{ &finding.message }
        </>
    };
    match place {
        Some(place) => {
            let act = act.clone();
            let onclick = Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                act.emit(Action::Focus(place));
            });
            html! { <a href={format!("#{}", place.id())} {onclick}>{ text }</a> }
        }
        None => text,
    }
}
