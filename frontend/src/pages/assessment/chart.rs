//! The burn-up against the plan: a picture, and the table behind it.

use super::number::{Count, Of};
use crate::text;
use yew::prelude::*;
use yinzheng_shared::api::assessment::Assessment;
use yinzheng_shared::assessment::{ItemCount, Mark};
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::{Language, Text, assessment as words};

/// The picture in its own units; the window scales it.
const WIDTH: u64 = 800;
const HEIGHT: u64 = 320;
/// Room for the numbers on the left, the days below, and air.
const LEFT: u64 = 48;
const BOTTOM: u64 = 36;
const AIR: u64 = 16;

/// A line of the picture.
struct Line {
    name: Text,
    class: &'static str,
    of: fn(&Mark) -> Option<u64>,
}

const LINES: [Line; 4] = [
    Line {
        name: words::CHART_PLANNED,
        class: "is-planned",
        of: |mark| Some(mark.planned),
    },
    Line {
        name: words::CHART_SCHEDULED,
        class: "is-scheduled",
        of: |mark| Some(mark.scheduled),
    },
    Line {
        name: words::CHART_CONNECTED,
        class: "is-connected",
        of: |mark| mark.connected,
    },
    Line {
        name: words::CHART_PUBLISHED,
        class: "is-published",
        of: |mark| mark.published,
    },
];

/// Where days and numbers stand in the picture.
struct Frame {
    first: Date,
    days: u64,
    top: u64,
}

impl Frame {
    fn of(marks: &[Mark]) -> Option<Self> {
        let (first, last) = (marks.first()?.day, marks.last()?.day);
        let numbers = marks
            .iter()
            .flat_map(|mark| LINES.iter().filter_map(|line| (line.of)(mark)));
        Some(Self {
            first,
            days: u64::try_from(first.days_until(last)).unwrap_or_default().max(1),
            top: numbers.max().unwrap_or_default().max(1),
        })
    }

    fn x(&self, day: Date) -> u64 {
        let days = u64::try_from(self.first.days_until(day)).unwrap_or_default();
        LEFT + (WIDTH - LEFT - AIR) * days / self.days
    }

    fn y(&self, number: u64) -> u64 {
        HEIGHT - BOTTOM - (HEIGHT - BOTTOM - AIR) * number.min(self.top) / self.top
    }

    /// A line that stays where it is until the day on which something changes.
    fn path(&self, marks: &[Mark], of: fn(&Mark) -> Option<u64>) -> String {
        let points = marks
            .iter()
            .filter_map(|mark| of(mark).map(|number| (mark.day, number)));
        let mut path = String::new();
        for (day, number) in points {
            let (x, y) = (self.x(day), self.y(number));
            let piece = if path.is_empty() {
                format!("M{x} {y}")
            } else {
                format!("H{x}V{y}")
            };
            path.push_str(&piece);
        }
        path
    }
}

/// The picture with its legend, and the table.
pub(super) fn chart(board: &Assessment, language: Language) -> Html {
    html! {
        <section aria-labelledby="burn-up" class="burn-up">
            <h2 id="burn-up">{ words::CHART_TITLE.get(language) }</h2>
            <figure>
                <figcaption>{ summary(board, language) }</figcaption>
                <div class="burn-up-scroll" tabindex="0" role="group" aria-label={words::CHART_SCROLL.get(language)}>
                    { picture(board, language) }
                </div>
                <ul class="plain burn-up-legend" aria-hidden="true">{ for LINES.iter().map(|line| legend(line, language)) }</ul>
            </figure>
            <details>
                <summary>{ words::CHART_TABLE.get(language) }</summary>
                { table(board, language) }
            </details>
        </section>
    }
}

/// What the picture comes to on the day that is told of.
fn summary(board: &Assessment, language: Language) -> String {
    let mark = board.burn_up.iter().find(|mark| mark.day == board.on);
    let number = |of: fn(&Mark) -> Option<u64>| mark.and_then(of).unwrap_or_default().to_string();
    words::CHART_SUMMARY.with(
        language,
        &[
            ("day", &text::day(board.on, language)),
            ("published", &number(|mark| mark.published)),
            ("connected", &number(|mark| mark.connected)),
            ("planned", &number(|mark| Some(mark.planned))),
            ("scheduled", &number(|mark| Some(mark.scheduled))),
        ],
    )
}

fn picture(board: &Assessment, language: Language) -> Html {
    let marks = &board.burn_up;
    let Some(frame) = Frame::of(marks) else {
        return Html::default();
    };
    let floor = HEIGHT - BOTTOM;
    let levels = [0, frame.top.div_ceil(2), frame.top].map(|number| {
        let y = frame.y(number);
        html! {
            <>
                <line class="chart-grid" x1={LEFT.to_string()} x2={(WIDTH - AIR).to_string()} y1={y.to_string()} y2={y.to_string()} />
                <text class="chart-word" x={(LEFT - 8).to_string()} y={(y + 4).to_string()} text-anchor="end">{ number }</text>
            </>
        }
    });
    let ends = board.plan.iter().map(|step| {
        let x = frame.x(step.by).to_string();
        let day = format!("{}-{}", step.by.month(), step.by.day());
        html! {
            <>
                <line class="chart-grid" x1={x.clone()} x2={x.clone()} y1={floor.to_string()} y2={(floor + 6).to_string()} />
                <text class="chart-word" {x} y={(floor + 22).to_string()} text-anchor={anchor(&frame, step.by)}>{ day }</text>
            </>
        }
    });
    let x = frame.x(board.on).to_string();
    let dots = marks
        .iter()
        .filter_map(|mark| mark.published.map(|number| (mark.day, number)));
    let dots = dots.map(|(day, number)| {
        html! { <circle class="chart-dot" cx={frame.x(day).to_string()} cy={frame.y(number).to_string()} r="3.5" /> }
    });
    html! {
        <svg class="burn-up-chart" viewBox={format!("0 0 {WIDTH} {HEIGHT}")} role="img" aria-label={summary(board, language)}>
            { for levels }
            { for ends }
            <line class="chart-day" x1={x.clone()} x2={x.clone()} y1={AIR.to_string()} y2={floor.to_string()} />
            <text class="chart-word is-day" {x} y={(AIR - 4).to_string()} text-anchor={anchor(&frame, board.on)}>{ words::CHART_TODAY.get(language) }</text>
            { for LINES.iter().map(|line| html! { <path class={classes!("chart-line", line.class)} d={frame.path(marks, line.of)} /> }) }
            { for dots }
        </svg>
    }
}

/// Which end of a word stands at its day, so that none leaves the picture.
fn anchor(frame: &Frame, day: Date) -> &'static str {
    let x = frame.x(day);
    if x < LEFT + 30 {
        "start"
    } else if x + 30 > WIDTH - AIR {
        "end"
    } else {
        "middle"
    }
}

fn legend(line: &Line, language: Language) -> Html {
    html! {
        <li>
            <svg class="burn-up-sample" viewBox="0 0 40 12" focusable="false"><path class={classes!("chart-line", line.class)} d="M1 6H39" /></svg>
            { line.name.get(language) }
        </li>
    }
}

fn table(board: &Assessment, language: Language) -> Html {
    let row = |mark: &Mark| {
        let of = Of {
            until: mark.day.to_string(),
            ..Of::day(board.on)
        };
        let known = |number: Option<u64>, count: ItemCount| {
            number.map_or_else(
                || html! { words::NONE.get(language) },
                |number| of.number(number, Count::Items(count), language),
            )
        };
        html! {
            <tr key={mark.day.to_string()} class={classes!((mark.day == board.on).then_some("is-told"))}>
                <th scope="row">{ text::day(mark.day, language) }
                    if mark.day == board.on { <span class="under">{ words::CHART_TODAY.get(language) }</span> }
                </th>
                <td class="figures" data-label={words::CHART_PLANNED.get(language)}>{ mark.planned }</td>
                <td class="figures" data-label={words::CHART_SCHEDULED.get(language)}>{ of.number(mark.scheduled, Count::Items(ItemCount::Scheduled), language) }</td>
                <td class="figures" data-label={words::CHART_CONNECTED.get(language)}>{ known(mark.connected, ItemCount::Connected) }</td>
                <td class="figures" data-label={words::CHART_PUBLISHED.get(language)}>{ known(mark.published, ItemCount::Published) }</td>
            </tr>
        }
    };
    html! {
        <table class="cards is-dense">
            <caption class="visually-hidden">{ words::CHART_TABLE.get(language) }</caption>
            <thead><tr>
                <th scope="col">{ words::CHART_DAY.get(language) }</th>
                { for LINES.iter().map(|line| html! { <th scope="col" class="figures">{ line.name.get(language) }</th> }) }
            </tr></thead>
            <tbody>{ for board.burn_up.iter().map(row) }</tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(day: &str, planned: u64, published: Option<u64>) -> Mark {
        Mark {
            day: day.parse().unwrap(),
            planned,
            scheduled: 0,
            connected: None,
            published,
        }
    }

    #[test]
    fn a_line_goes_up_in_steps_and_ends_where_nothing_is_known() {
        let marks = [
            mark("2018-09-01", 0, Some(0)),
            mark("2018-09-11", 5, Some(10)),
            mark("2018-09-21", 10, None),
        ];
        let frame = Frame::of(&marks).unwrap();
        assert_eq!(frame.path(&marks, |mark| mark.published), "M48 284H416V16");
        assert_eq!(frame.path(&marks, |mark| Some(mark.planned)), "M48 284H416V150H784V16");
        assert_eq!(frame.path(&marks, |mark| mark.connected), "");
    }

    #[test]
    fn a_single_day_without_numbers_is_drawn_too() {
        let frame = Frame::of(&[mark("2018-09-01", 0, Some(0))]).unwrap();
        assert_eq!((frame.x("2018-09-01".parse().unwrap()), frame.y(0)), (48, 284));
        assert!(Frame::of(&[]).is_none());
    }
}
