//! 《区县事项范围汇总单》: the lists of a district's departments, and a reason for each that is missing.

use super::bench::{Hand, TableProps, use_bench};
use super::cell::TextCell;
use super::marks::Marks;
use super::optimization::cell;
use super::parts::Head;
use super::state::place::{Place, places};
use crate::text;
use yew::prelude::*;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::consolidation::{AcceptedList, Consolidation, DepartmentRow, Figures};
use yinzheng_shared::locale::{Language, Text, consolidation as words, record};

const COLUMNS: [Text; 6] = [
    words::DEPARTMENT,
    words::LIST,
    words::ITEMS,
    words::COUNTABLE,
    words::BATCHED,
    words::SHARE,
];

/// The whole form.
#[component]
pub fn ConsolidationTable(props: &TableProps) -> Html {
    let Some(bench) = use_bench() else {
        return Html::default();
    };
    let content = props.content.clone();
    let Content::Consolidation(form) = &*content else {
        return Html::default();
    };
    let language = bench.language;
    let cells = places(&content);
    let whole = cell(props, Place::Departments, language);
    let row = |(place, row): (usize, &DepartmentRow)| {
        let reason = Place::DepartmentReason(place);
        let asked = cells.contains(&reason).then(|| cell(props, reason, language));
        html! {
            <>
                { department(row, language) }
                if let Some(asked) = asked {
                    <tr key={format!("reason-{place}")}>
                        <td colspan="6" data-label={words::REASON.get(language)}>
                            <span class="sheet-label">{ words::REASON.get(language) }</span><TextCell ..asked />
                        </td>
                    </tr>
                }
            </>
        }
    };
    html! {
        <div class="sheet">
            <h2 class="sheet-title"><Head text={record::FORM_CONSOLIDATION} /></h2>
            <section class="sheet-part">
                <dl class="sheet-fields">
                    <div><dt class="sheet-label">{ words::DISTRICT.get(language) }</dt><dd>{ &form.district }</dd></div>
                    <div><dt class="sheet-label">{ words::EDITION.get(language) }</dt><dd>{ &form.edition }</dd></div>
                </dl>
            </section>
            <section class="sheet-part">
                <h3 id={Place::Departments.id()} tabindex="-1"><Head text={words::DEPARTMENTS} /></h3>
                if bench.hand == Hand::Writes {
                    <p class="sheet-hint">{ words::FOLLOWS.get(language) }</p>
                }
                <Marks cell={Place::Departments.id()} findings={whole.marks} reasons={whole.reasons} />
                <table class="sheet-table sheet-consolidation" aria-labelledby={Place::Departments.id()}>
                    <thead><tr>{ for COLUMNS.iter().map(|column| html! { <th scope="col"><Head text={*column} /></th> }) }</tr></thead>
                    <tbody>
                        { for form.departments.iter().enumerate().map(row) }
                        { total(form, language) }
                    </tbody>
                </table>
            </section>
        </div>
    }
}

fn department(row: &DepartmentRow, language: Language) -> Html {
    let list = row.list.as_ref();
    let none = || words::NONE_GIVEN.get(language).to_owned();
    let number = |of: fn(&AcceptedList) -> u32| list.map_or_else(none, |list| of(list).to_string());
    let share = list.and_then(|list| {
        Figures {
            countable: list.countable.into(),
            batched: list.batched.into(),
            ..Figures::default()
        }
        .share()
        .percent()
    });
    let accepted = match list {
        Some(list) => html! {
            <div>
                <span class="code">{ &list.reference }</span>
                <span class="under nowrap">{ text::day(list.accepted_on, language) }</span>
                <span class="under code" title={list.sha256.clone()}>{ list.sha256.chars().take(16).collect::<String>() }{ "…" }</span>
            </div>
        },
        None => html! { <div><span class="late">{ words::NONE.get(language) }</span></div> },
    };
    html! {
        <tr key={row.department.clone()}>
            <th scope="row">{ &row.department }</th>
            <td data-label={words::LIST.get(language)}>{ accepted }</td>
            <td data-label={words::ITEMS.get(language)}>{ number(|list| list.items) }</td>
            <td data-label={words::COUNTABLE.get(language)}>{ number(|list| list.countable) }</td>
            <td data-label={words::BATCHED.get(language)}>{ number(|list| list.batched) }</td>
            <td data-label={words::SHARE.get(language)}>{ percent(share, language) }</td>
        </tr>
    }
}

fn total(form: &Consolidation, language: Language) -> Html {
    let figures = Figures::of(form);
    let (accepted, departments) = (figures.accepted.to_string(), figures.departments.to_string());
    let told = words::OF_DEPARTMENTS.with(language, &[("accepted", &accepted), ("departments", &departments)]);
    html! {
        <tr class="is-total">
            <th scope="row"><Head text={words::TOTAL} /></th>
            <td data-label={words::LIST.get(language)}>{ told }</td>
            <td data-label={words::ITEMS.get(language)}>{ figures.items }</td>
            <td data-label={words::COUNTABLE.get(language)}>{ figures.countable }</td>
            <td data-label={words::BATCHED.get(language)}>{ figures.batched }</td>
            <td data-label={words::SHARE.get(language)}>{ percent(figures.share().percent(), language) }</td>
        </tr>
    }
}

fn percent(share: Option<String>, language: Language) -> String {
    share.map_or_else(
        || words::NONE_GIVEN.get(language).to_owned(),
        |share| words::PERCENT.with(language, &[("percent", &share)]),
    )
}
