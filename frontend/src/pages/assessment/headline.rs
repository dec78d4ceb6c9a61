//! The headline figures: shares with the two numbers that they are made of.

use super::number::{Count, Of};
use yew::prelude::*;
use yinzheng_shared::api::assessment::Assessment;
use yinzheng_shared::assessment::{CentreCount, FormCount, ItemCount, Rate};
use yinzheng_shared::locale::{Language, Text, assessment as words};

/// The figures of everything together.
pub(super) fn headline(board: &Assessment, language: Language) -> Html {
    let (of, whole) = (Of::day(board.on), board.whole);
    let items = |done: ItemCount, of: ItemCount| (Count::Items(done), Count::Items(of));
    let share = |title: Text, rate: Rate, goal: Option<u8>, counts: (Count, Count), more: Html| {
        let percent = rate.percent();
        let percent = percent.map(|percent| words::PERCENT.with(language, &[("percent", &percent)]));
        html! {
            <li class="level">
                <h3>{ title.get(language) }</h3>
                if let Some(percent) = percent {
                    <p class="level-share">{ percent }</p>
                    <p class="level-of">{ of.number(rate.done, counts.0, language) }{ "/" }{ of.number(rate.of, counts.1, language) }</p>
                    { bar(rate, goal) }
                } else {
                    <p class="quiet">{ words::NO_FIGURE.get(language) }</p>
                }
                { more }
            </li>
        }
    };
    let goal = words::HEADLINE_GOAL.with(language, &[("goal", &board.goal.to_string())]);
    let besides = words::HEADLINE_BESIDES.with(language, &[("count", &whole.items.besides.to_string())]);
    let besides = of.worded(
        &besides,
        whole.items.besides,
        Count::Items(ItemCount::Besides),
        language,
    );
    html! {
        <section aria-labelledby="headline">
            <h2 id="headline">{ words::HEADLINE_TITLE.get(language) }</h2>
            <ul class="levels headline plain">
                { share(words::HEADLINE_CONNECTION, whole.items.connection(), Some(board.goal), items(ItemCount::Connected, ItemCount::Countable), html! { <p class="under">{ goal }</p> }) }
                { share(words::HEADLINE_PUBLICATION, whole.items.publication(), None, items(ItemCount::Published, ItemCount::Countable), html! { if whole.items.besides > 0 { <p class="under">{ besides }</p> } }) }
                { share(words::HEADLINE_PUNCTUALITY, whole.items.punctuality(), None, items(ItemCount::OnTime, ItemCount::Due), Html::default()) }
                { share(words::HEADLINE_FORMS, whole.forms.punctuality(), None, (Count::Forms(FormCount::OnTime), Count::Forms(FormCount::Due)), Html::default()) }
                if let Some(centres) = whole.centres {
                    { share(words::HEADLINE_COVERAGE, centres.coverage(), None, (Count::Centres(CentreCount::Opened), Count::Centres(CentreCount::Registered)), levels(board, language)) }
                }
                if let Some(cases) = whole.items.cases {
                    <li class="level">
                        <h3>{ words::HEADLINE_CASES.get(language) }</h3>
                        <p class="level-share">{ cases }</p>
                        <p class="under">{ cases_of(board, &of, language) }</p>
                    </li>
                }
            </ul>
        </section>
    }
}

fn cases_of(board: &Assessment, of: &Of, language: Language) -> Html {
    let count = board.whole.items.with_cases;
    let shown = words::HEADLINE_CASES_OF.with(language, &[("count", &count.to_string())]);
    of.worded(&shown, count, Count::Items(ItemCount::WithCases), language)
}

/// Opened of registered centres, a level at a time.
fn levels(board: &Assessment, language: Language) -> Html {
    let level = |one: &yinzheng_shared::api::assessment::LevelFigures| {
        let of = Of {
            level: one.level.code().to_owned(),
            ..Of::day(board.on)
        };
        html! {
            <div><dt>{ one.level.text().get(language) }</dt>
                <dd>{ of.number(one.centres.opened, Count::Centres(CentreCount::Opened), language) }{ "/" }{ of.number(one.centres.registered, Count::Centres(CentreCount::Registered), language) }</dd></div>
        }
    };
    html! { <dl class="standing">{ for board.levels.iter().flatten().map(level) }</dl> }
}

/// The share for the eye, with a mark where it should be by the end of the year; the numbers beside it say the
/// same.
fn bar(rate: Rate, goal: Option<u8>) -> Html {
    let done = rate.per_mille().unwrap_or_default().min(1_000);
    html! {
        <svg class="share-bar" viewBox="0 0 1000 60" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="share-all" width="1000" height="60" />
            <rect class="share-done" width={done.to_string()} height="60" />
            if let Some(goal) = goal { <rect class="share-goal" x={(u64::from(goal) * 10).to_string()} width="4" height="60" /> }
        </svg>
    }
}
