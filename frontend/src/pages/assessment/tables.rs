//! Figures by city and district, department and batch; every number opens its list.

use super::number::{Count, Of};
use super::reasons::mark;
use crate::text;
use yew::prelude::*;
use yinzheng_shared::api::assessment::{Assessment, BatchFigures};
use yinzheng_shared::assessment::{CentreCount, Figures, FormCount, ItemCount, ItemFigures, ListCount, UnitKind};
use yinzheng_shared::locale::{Language, Text, assessment as words};
use yinzheng_shared::organisation::OrganisationRef;

/// A column: its heading, and what stands in it.
type Column<F> = (Text, fn(&Of, &F, Language) -> Html);

/// What is told of items.
const ITEMS: [Column<ItemFigures>; 8] = [
    (words::TABLE_COUNTABLE, |of, items, language| {
        of.number(items.countable, Count::Items(ItemCount::Countable), language)
    }),
    (words::TABLE_SCHEDULED, |of, items, language| {
        of.number(items.scheduled, Count::Items(ItemCount::Scheduled), language)
    }),
    (words::TABLE_CONNECTED, |of, items, language| {
        part(of, items.connected, items.connection(), ItemCount::Connected, language)
    }),
    (words::TABLE_PUBLISHED, |of, items, language| {
        part(of, items.published, items.publication(), ItemCount::Published, language)
    }),
    (words::TABLE_ON_TIME, |of, items, language| {
        let counts = (Count::Items(ItemCount::OnTime), Count::Items(ItemCount::Due));
        of.share(items.punctuality(), counts, language)
    }),
    (words::TABLE_OVERDUE, |of, items, language| {
        of.number(items.overdue, Count::Items(ItemCount::Overdue), language)
    }),
    (words::TABLE_BESIDES, |of, items, language| {
        of.number(items.besides, Count::Items(ItemCount::Besides), language)
    }),
    (words::TABLE_CASES, |of, items, language| match items.cases {
        Some(cases) if cases > 0 => of.worded(
            &cases.to_string(),
            items.with_cases,
            Count::Items(ItemCount::WithCases),
            language,
        ),
        Some(cases) => html! { cases },
        None => html! { words::NONE.get(language) },
    }),
];

/// What is told of forms and lists besides.
const FORMS: [Column<Figures>; 2] = [
    (words::TABLE_FORMS, |of, figures, language| {
        let forms = figures.forms;
        let counts = (Count::Forms(FormCount::OnTime), Count::Forms(FormCount::Due));
        let late = of.number(forms.late, Count::Forms(FormCount::Late), language);
        let open = of.number(forms.overdue, Count::Forms(FormCount::Overdue), language);
        html! {
            <>
                { of.share(forms.punctuality(), counts, language) }
                { besides(forms.late, words::TABLE_LATE_FORMS, late, language) }
                { besides(forms.overdue, words::TABLE_OPEN_FORMS, open, language) }
            </>
        }
    }),
    (words::TABLE_LISTS, |of, figures, language| {
        let lists = figures.lists;
        let handed_in = of.number(lists.handed_in, Count::Lists(ListCount::HandedIn), language);
        let asked = of.number(lists.asked, Count::Lists(ListCount::Asked), language);
        let late = of.number(lists.late, Count::Lists(ListCount::Late), language);
        let missing = of.number(lists.missing, Count::Lists(ListCount::Missing), language);
        html! {
            <>
                <span class="nowrap">{ handed_in }{ "/" }{ asked }</span>
                { besides(lists.late, words::TABLE_LATE_LISTS, late, language) }
                { besides(lists.missing, words::TABLE_MISSING_LISTS, missing, language) }
            </>
        }
    }),
];

/// A number with its share of what counts under it.
fn part(of: &Of, number: u64, rate: yinzheng_shared::assessment::Rate, count: ItemCount, language: Language) -> Html {
    html! {
        <>
            { of.number(number, Count::Items(count), language) }
            if let Some(percent) = rate.percent() { <span class="under">{ words::PERCENT.with(language, &[("percent", &percent)]) }</span> }
        </>
    }
}

/// A word with a number under another, unless there is none.
fn besides(number: u64, word: Text, shown: Html, language: Language) -> Html {
    html! { if number > 0 { <span class="under is-warning-text">{ word.get(language) }{ " " }{ shown }</span> } }
}

/// By city and district.
pub(super) fn areas(board: &Assessment, language: Language) -> Html {
    let row = |one: &yinzheng_shared::api::assessment::AreaFigures| {
        let of = Of {
            area: one.area.id.to_string(),
            ..Of::day(board.on)
        };
        let centres = |language: Language| match one.figures.centres {
            Some(centres) => of.share(
                centres.coverage(),
                (
                    Count::Centres(CentreCount::Opened),
                    Count::Centres(CentreCount::Registered),
                ),
                language,
            ),
            None => html! { words::NONE.get(language) },
        };
        html! {
            <tr key={one.area.id.to_string()}>
                { name(board, UnitKind::Area, &one.area, None, language) }
                { cells(&of, &one.figures, language) }
                <td class="figures" data-label={words::TABLE_CENTRES.get(language)}>{ centres(language) }</td>
            </tr>
        }
    };
    section(
        "areas",
        words::TABLE_AREAS,
        language,
        html! {
            <>
                <thead><tr>
                    <th scope="col">{ words::TABLE_AREA.get(language) }</th>
                    { headings(language) }
                    <th scope="col" class="figures">{ words::TABLE_CENTRES.get(language) }</th>
                </tr></thead>
                <tbody>{ for board.areas.iter().map(row) }</tbody>
            </>
        },
    )
}

/// By department.
pub(super) fn departments(board: &Assessment, language: Language) -> Html {
    let row = |one: &yinzheng_shared::api::assessment::DepartmentFigures| {
        let of = Of {
            department: one.department.id.to_string(),
            ..Of::day(board.on)
        };
        html! {
            <tr key={one.department.id.to_string()}>
                { name(board, UnitKind::Department, &one.department, Some(&one.area), language) }
                { cells(&of, &one.figures, language) }
            </tr>
        }
    };
    section(
        "departments",
        words::TABLE_DEPARTMENTS,
        language,
        html! {
            <>
                <thead><tr>
                    <th scope="col">{ words::TABLE_DEPARTMENT.get(language) }</th>
                    { headings(language) }
                </tr></thead>
                <tbody>{ for board.departments.iter().map(row) }</tbody>
            </>
        },
    )
}

/// By batch.
pub(super) fn batches(board: &Assessment, language: Language) -> Html {
    let row = |one: &BatchFigures| {
        let of = Of {
            batch: one.batch.unwrap_or_default().to_string(),
            ..Of::day(board.on)
        };
        let number = one.batch.map_or_else(
            || words::TABLE_NO_BATCH.get(language).to_owned(),
            |batch| words::TABLE_NUMBER.with(language, &[("batch", &batch.to_string())]),
        );
        let due = one
            .due
            .map_or_else(|| words::NONE.get(language).to_owned(), |due| text::day(due, language));
        html! {
            <tr key={one.batch.unwrap_or_default()}>
                <th scope="row">{ number }</th>
                <td class="nowrap" data-label={words::TABLE_DUE_BY.get(language)}>{ due }</td>
                { for ITEMS.iter().map(|(word, cell)| html! { <td class="figures" data-label={word.get(language)}>{ cell(&of, &one.items, language) }</td> }) }
            </tr>
        }
    };
    section(
        "batches",
        words::TABLE_BATCHES,
        language,
        html! {
            <>
                <thead><tr>
                    <th scope="col">{ words::TABLE_BATCH.get(language) }</th>
                    <th scope="col">{ words::TABLE_DUE_BY.get(language) }</th>
                    { for ITEMS.iter().map(|(word, _)| html! { <th scope="col" class="figures">{ word.get(language) }</th> }) }
                </tr></thead>
                <tbody>{ for board.batches.iter().map(row) }</tbody>
            </>
        },
    )
}

fn section(id: &'static str, title: Text, language: Language, table: Html) -> Html {
    html! {
        <section aria-labelledby={id}>
            <h2 {id}>{ title.get(language) }</h2>
            <div class="assessment-scroll" tabindex="0" role="group" aria-label={title.get(language)}>
                <table class="cards is-dense assessment-table">
                    <caption class="visually-hidden">{ title.get(language) }</caption>
                    { table }
                </table>
            </div>
        </section>
    }
}

fn name(
    board: &Assessment,
    kind: UnitKind,
    unit: &OrganisationRef,
    area: Option<&OrganisationRef>,
    language: Language,
) -> Html {
    html! {
        <th scope="row">{ unit.name.clone() }
            if let Some(area) = area { <span class="under">{ area.name.clone() }</span> }
            if board.behind(kind, unit).is_some() { <span class="under">{ mark(language) }</span> }
        </th>
    }
}

fn headings(language: Language) -> Html {
    let words = ITEMS
        .iter()
        .map(|(word, _)| *word)
        .chain(FORMS.iter().map(|(word, _)| *word));
    let heading = |word: Text| html! { <th scope="col" class="figures">{ word.get(language) }</th> };
    words.map(heading).collect()
}

fn cells(of: &Of, figures: &Figures, language: Language) -> Html {
    let items = ITEMS
        .iter()
        .map(|(word, cell)| (*word, cell(of, &figures.items, language)));
    let forms = FORMS.iter().map(|(word, cell)| (*word, cell(of, figures, language)));
    let drawn =
        |(word, cell): (Text, Html)| html! { <td class="figures" data-label={word.get(language)}>{ cell }</td> };
    items.chain(forms).map(drawn).collect()
}
