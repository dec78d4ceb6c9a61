//! What the rules say of the list: counted, each with its way to the cell, and reasons for warnings.

use super::state::{Action, cell_of};
use super::told::{Kind, Told};
use std::rc::Rc;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::locale::{Language, roll as words, sheet};

/// Properties of [`Findings`].
#[derive(Clone, PartialEq, Properties)]
pub struct FindingsProps {
    /// What the rules say.
    pub told: Rc<Told>,
    /// Reasons given.
    pub reasons: Rc<Vec<WarningReason>>,
    /// Moves with every submission that could not be sent: the panel then takes the focus.
    pub refused: u64,
    /// Whether reasons can be given.
    pub writes: bool,
    /// Language of the page.
    pub language: Language,
    /// What a person does.
    pub act: Callback<Action>,
}

/// The findings beside the grid.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let language = props.language;
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
    let Told { errors, warnings, .. } = &*props.told;
    let list = |kind: &Kind| {
        let more = kind.count - kind.first.len();
        html! {
            <>
                <ul>{ for kind.first.iter().map(|finding| entry(props, finding)) }</ul>
                if more > 0 { <p class="sheet-hint">{ words::MORE.with(language, &[("count", &more.to_string())]) }</p> }
            </>
        }
    };
    let count =
        |text: yinzheng_shared::locale::Text, kind: &Kind| text.with(language, &[("count", &kind.count.to_string())]);
    html! {
        <section class="sheet-summary roll-findings" id="roll-findings" aria-labelledby="roll-findings-title">
            <h2 id="roll-findings-title" ref={heading} tabindex="-1">{ sheet::SUMMARY_TITLE.get(language) }</h2>
            if errors.count + warnings.count == 0 {
                <p class="is-fine"><span aria-hidden="true">{ "✓ " }</span>{ sheet::SUMMARY_NONE.get(language) }</p>
            }
            if errors.count > 0 {
                <h3 class="is-error">{ count(sheet::SUMMARY_ERRORS, errors) }</h3>
                { list(errors) }
            }
            if warnings.count > 0 {
                <h3 class="is-warning">{ count(sheet::SUMMARY_WARNINGS, warnings) }</h3>
                <p class="sheet-hint">{ sheet::SUMMARY_REASON_HINT.get(language) }</p>
                { list(warnings) }
            }
        </section>
    }
}

fn entry(props: &FindingsProps, finding: &Finding) -> Html {
    let language = props.language;
    let sentence = match cell_of(&finding.path) {
        Some(cell) => {
            let act = props.act.clone();
            let onclick = Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                act.emit(Action::Go(cell));
            });
            let place = words::ROW_PLACE.with(
                language,
                &[
                    ("row", &(cell.row + 1).to_string()),
                    ("column", cell.column.label().get(language)),
                ],
            );
            html! { <a href="#roll" {onclick}><span class="sheet-where">{ place }</span>{ " " }{ &finding.message }</a> }
        }
        None => html! { <span>{ &finding.message }</span> },
    };
    let class = match finding.severity {
        Severity::Error => "is-error",
        Severity::Warning => "is-warning",
    };
    html! {
        <li {class} key={format!("{}{}", finding.rule, finding.path)} data-rule={finding.rule.clone()}>
            { sentence }
            if finding.severity == Severity::Warning { { reason(props, finding) } }
        </li>
    }
}

fn reason(props: &FindingsProps, finding: &Finding) -> Html {
    let given = props
        .reasons
        .iter()
        .find(|reason| reason.path == finding.path && reason.rule == finding.rule)
        .map(|reason| reason.reason.clone())
        .unwrap_or_default();
    if !props.writes {
        return html! { <p class="roll-reason">{ given }</p> };
    }
    let onchange = {
        let (act, path, rule) = (props.act.clone(), finding.path.clone(), finding.rule.clone());
        Callback::from(move |event: Event| {
            let field: HtmlTextAreaElement = event.target_unchecked_into();
            act.emit(Action::Reason(WarningReason {
                path: path.clone(),
                rule: rule.clone(),
                reason: field.value(),
            }));
        })
    };
    html! {
        <label class="roll-reason">
            <span>{ words::REASON.get(props.language) }</span>
            <textarea rows="2" maxlength="500" value={given} {onchange} />
        </label>
    }
}
