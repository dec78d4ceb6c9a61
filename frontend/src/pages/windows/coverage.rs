//! Opening: how many centres of each level are opened, and what keeps the others.

use super::WindowTabs;
use super::groups::Groups;
use crate::api::Query;
use crate::components::{DueText, Field, Head, Shape, Whole, shape};
use crate::context::{use_language, use_programme};
use crate::hooks::{setter, use_fetch};
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::window::{CentreStanding, Coverage, LevelCoverage};
use yinzheng_shared::calendar::Due;
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::{Language, Text, window};

/// Coverage a level at a time, with its due dates and the centres behind the numbers.
#[component]
pub fn CoveragePage() -> Html {
    let language = use_language();
    let day = use_state(String::new);
    let turn = use_state(|| 0_u32);
    let fetched = use_fetch(((*day).clone(), *turn), |api, (day, _)| async move {
        let day = day.parse::<Date>().map(|day| day.to_string()).unwrap_or_default();
        api.coverage(&Query::default().with("on", &day)).await
    });
    let draw = Callback::from(move |coverage: Rc<Coverage>| {
        html! {
            <>
                { dues(&coverage, language) }
                <div class="levels">{ for coverage.levels.iter().map(|level| card(level, language)) }</div>
            </>
        }
    });
    let changed = Callback::from(move |()| turn.set(*turn + 1));
    html! {
        <>
            <Head title={window::NAV_WINDOWS.get(language)} lead={window::COVERAGE_LEAD.get(language)} />
            <WindowTabs />
            <div class="filters"><DayField value={(*day).clone()} on_input={setter(&day)} /></div>
            <Whole<Coverage> load={fetched.load} again={fetched.again} {draw} />
            <Groups on_changed={changed} />
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DayProps {
    value: AttrValue,
    on_input: Callback<String>,
}

/// The day that is told of; today until another is chosen.
#[component]
fn DayField(props: &DayProps) -> Html {
    let language = use_language();
    let today = use_programme().map(|body| body.today.to_string()).unwrap_or_default();
    let value = if props.value.is_empty() {
        AttrValue::from(today)
    } else {
        props.value.clone()
    };
    html! { <Field id="coverage-day" kind="date" label={window::COVERAGE_DAY.get(language)} {value} on_input={props.on_input.clone()} /> }
}

fn dues(coverage: &Coverage, language: Language) -> Html {
    let entry = |(date, word): (Option<Date>, Text)| {
        date.map(|date| {
            let due = Due {
                date,
                provisional: false,
            };
            html! { <li>{ word.get(language) }{ " " }<DueText {due} /></li> }
        })
    };
    let dues = [
        (coverage.accounts_by, window::COVERAGE_ACCOUNTS_DUE),
        (coverage.training_by, window::COVERAGE_TRAINING_DUE),
    ];
    html! { <ul class="note dues">{ for dues.into_iter().filter_map(entry) }</ul> }
}

/// Opened of registered in whole percent, never 100 while one is missing.
fn percent(opened: u64, registered: u64) -> u64 {
    opened.saturating_mul(100).checked_div(registered).unwrap_or_default()
}

fn card(level: &LevelCoverage, language: Language) -> Html {
    let id = format!("level-{}", level.level.code());
    let of = window::COVERAGE_OF.with(
        language,
        &[
            ("opened", &level.opened.to_string()),
            ("registered", &level.registered.to_string()),
        ],
    );
    let percent = percent(level.opened, level.registered);
    html! {
        <section class="level" aria-labelledby={id.clone()} data-level={level.level.code()}>
            <h2 {id}>{ level.level.text().get(language) }</h2>
            if level.registered == 0 {
                <p class="quiet">{ window::COVERAGE_NONE.get(language) }</p>
            } else {
                <p class="level-share">{ window::COVERAGE_PERCENT.with(language, &[("percent", &percent.to_string())]) }</p>
                <p class="level-of">{ of.clone() }</p>
                <progress max={level.registered.to_string()} value={level.opened.to_string()} aria-label={of}></progress>
                <details>
                    <summary>{ window::COVERAGE_CENTRES.get(language) }</summary>
                    { centres(&level.centres, language) }
                </details>
            }
        </section>
    }
}

fn centres(list: &[CentreStanding], language: Language) -> Html {
    let row = |standing: &CentreStanding| {
        let (mark, word) = if standing.opened {
            (Shape::Disc, window::COVERAGE_OPENED)
        } else {
            (Shape::Ring, window::COVERAGE_NOT_OPENED)
        };
        let group = if standing.group {
            window::COVERAGE_GROUP_WHOLE
        } else {
            window::COVERAGE_GROUP_OPEN
        };
        let fact = |word: Text, value: String| html! { <div><dt>{ word.get(language) }</dt><dd>{ value }</dd></div> };
        html! {
            <li key={standing.centre.id.to_string()}>
                <p><strong>{ standing.centre.name.clone() }</strong>{ " " }<span class={classes!("state", standing.opened.then_some("is-done"))}>{ shape(mark) }{ word.get(language) }</span></p>
                <dl class="standing">
                    { fact(window::COVERAGE_STAFF, standing.staff.to_string()) }
                    { fact(window::COVERAGE_USABLE, standing.usable.to_string()) }
                    { fact(window::COVERAGE_PASSED, standing.passed.to_string()) }
                    { fact(window::COVERAGE_GROUP, group.get(language).to_owned()) }
                </dl>
            </li>
        }
    };
    html! { <ul class="plain standings">{ for list.iter().map(row) }</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_whole_only_when_every_centre_is_opened() {
        assert_eq!(percent(0, 0), 0);
        assert_eq!(percent(199, 200), 99);
        assert_eq!(percent(3, 3), 100);
    }
}
