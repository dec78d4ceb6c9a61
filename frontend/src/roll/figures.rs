//! What the list comes to, at any moment: the share that is to be connected and its pace.

use yew::prelude::*;
use yinzheng_shared::form::scope::Figures;
use yinzheng_shared::locale::{Language, Text, roll as words};

/// Properties of [`FiguresBar`].
#[derive(Clone, PartialEq, Properties)]
pub struct FiguresProps {
    /// The figures.
    pub figures: Figures,
    /// How many in a hundred are to be connected.
    pub percent: u8,
    /// Language of the page.
    pub language: Language,
}

/// The figures in one line, each with its name.
#[component]
pub fn FiguresBar(props: &FiguresProps) -> Html {
    let (figures, language) = (&props.figures, props.language);
    let figure = |name: Text, count: usize| html! { <div><dt>{ name.get(language) }</dt><dd>{ count }</dd></div> };
    let (enough, shape) = if figures.is_enough() {
        (words::ENOUGH, "✓")
    } else {
        (words::NOT_ENOUGH, "△")
    };
    let share = words::SHARE.with(
        language,
        &[
            ("percent", &props.percent.to_string()),
            ("needed", &figures.needed.to_string()),
            ("batched", &figures.batched.to_string()),
        ],
    );
    let batch = |batch: &yinzheng_shared::form::scope::BatchFigure| {
        let text = words::BATCH.with(
            language,
            &[
                ("batch", &batch.number.to_string()),
                ("items", &batch.items.to_string()),
                ("cumulative", &batch.cumulative.to_string()),
            ],
        );
        html! {
            <li class={batch.behind.then_some("is-behind")}>
                { text }
                if batch.behind { <strong><span aria-hidden="true">{ " △ " }</span>{ words::BEHIND.get(language) }</strong> }
            </li>
        }
    };
    html! {
        <section class="roll-figures" aria-label={words::FIGURES.get(language)}>
            <dl>
                { figure(words::FIGURE_ROWS, figures.rows) }
                { figure(words::FIGURE_COUNTABLE, figures.countable) }
                { figure(words::FIGURE_LEFT_OUT, figures.left_out) }
                { figure(words::FIGURE_WAITING, figures.waiting) }
            </dl>
            <p class={if figures.is_enough() { "is-enough" } else { "is-short" }} id="roll-share">
                <span aria-hidden="true">{ shape }{ " " }</span>{ share }{ " " }<strong>{ enough.get(language) }</strong>
            </p>
            <ol>{ for figures.batches.iter().map(batch) }</ol>
        </section>
    }
}
