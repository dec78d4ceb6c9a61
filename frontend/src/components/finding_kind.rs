//! One kind of finding, answered once for all.

use std::collections::BTreeMap;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::locale::{Language, plan as words, sheet};

/// One kind of finding: its sentence, what it concerns by names, and the reason that is given for all of it.
pub fn finding_kind(
    rule: &str,
    findings: &[&Finding],
    names: &[String],
    reasons: &UseStateHandle<BTreeMap<String, String>>,
    language: Language,
) -> Html {
    let Some(first) = findings.first() else {
        return Html::default();
    };
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
