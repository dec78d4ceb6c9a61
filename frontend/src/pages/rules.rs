//! The rules, as the page itself applies them.

use crate::components::Head;
use crate::context::use_language;
use crate::text;
use yew::prelude::*;
use yinzheng_shared::finding::Severity;
use yinzheng_shared::locale::{Language, page};
use yinzheng_shared::rule::Rule;
use yinzheng_shared::subject::{Subject, rules};

/// A table for each form, and for what else rules speak of.
#[component]
pub fn Rules() -> Html {
    let language = use_language();
    html! {
        <>
            <Head title={page::NAV_RULES.get(language)} lead={page::RULES_LEAD.get(language)} />
            { for Subject::all().map(|subject| table(subject, language)) }
        </>
    }
}

fn table(subject: Subject, language: Language) -> Html {
    let row = |rule: &Rule| {
        let (class, word) = match rule.severity {
            Severity::Error => ("is-error-text", page::RULES_ERROR),
            Severity::Warning => ("is-warning-text", page::RULES_WARNING),
        };
        html! {
            <tr key={rule.code}>
                <th scope="row">{ sentence(rule, language) }<span class="under code">{ rule.code }</span></th>
                <td data-label={page::RULES_WEIGHT.get(language)} class={class}>{ word.get(language) }</td>
                <td data-label={page::RULES_CLAUSE.get(language)}>{ rule.clause }</td>
            </tr>
        }
    };
    let list = rules().filter(|rule| rule.subject == subject);
    html! {
        <section>
            <h2>{ text::subject(subject).get(language) }</h2>
            <table class="cards">
                <caption class="visually-hidden">{ text::subject(subject).get(language) }</caption>
                <thead><tr>
                    <th scope="col">{ page::RULES_RULE.get(language) }</th>
                    <th scope="col">{ page::RULES_WEIGHT.get(language) }</th>
                    <th scope="col">{ page::RULES_CLAUSE.get(language) }</th>
                </tr></thead>
                <tbody>{ for list.map(row) }</tbody>
            </table>
        </section>
    }
}

/// The message of a rule with its places left open.
fn sentence(rule: &Rule, language: Language) -> String {
    let mut sentence = String::new();
    let mut rest = rule.text.get(language);
    while let Some((before, after)) = rest.split_once('{') {
        sentence.push_str(before);
        sentence.push('…');
        rest = after.split_once('}').map_or("", |(_, behind)| behind);
    }
    sentence.push_str(rest);
    sentence
}
