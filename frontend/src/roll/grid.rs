//! The grid: only the rows in view are drawn, and the one with the cursor.

use super::cell::{Mark, RollRow};
use super::state::{Action, Cell, Roll};
use gloo::events::EventListener;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;
use yinzheng_shared::form::scope::Column;
use yinzheng_shared::locale::{Language, roll as words};
use yinzheng_shared::programme::Goals;

/// Rows drawn beyond each edge of the window.
const BEYOND: usize = 12;
/// Rows drawn before the height of the window is known.
const AT_FIRST: usize = 40;

/// Whether cells can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// They can.
    Writes,
    /// They cannot.
    Reads,
}

/// Properties of [`Grid`].
#[derive(Clone, PartialEq, Properties)]
pub struct GridProps {
    /// The list.
    pub roll: Rc<Roll>,
    /// Places of the rows that are shown, in order.
    pub shown: Rc<Vec<usize>>,
    /// Marks by row.
    pub marks: Rc<HashMap<usize, Rc<Vec<Mark>>>>,
    /// What counts.
    pub goals: Rc<Goals>,
    /// Whether cells can be changed.
    pub hand: Hand,
    /// Language of the page.
    pub language: Language,
    /// What a person does.
    pub act: Callback<Action>,
    /// Keys that belong to the grid.
    pub onkeydown: Callback<KeyboardEvent>,
    /// A block from the clipboard.
    pub onpaste: Callback<Event>,
}

/// What of the list is in the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct View {
    /// First row in the window, by its place among those shown.
    first: usize,
    /// How many fit.
    fit: usize,
    /// Height of a row in pixels.
    height: usize,
}

impl View {
    fn of(frame: &Element) -> Option<Self> {
        let row = frame.query_selector("tbody tr[data-row]").ok()??;
        let height = usize::try_from(row.client_height()).ok().filter(|height| *height > 0)?;
        let top = usize::try_from(frame.scroll_top()).unwrap_or_default();
        let fit = usize::try_from(frame.client_height()).unwrap_or_default() / height + 1;
        // Whole steps only: a wheel does not draw at every pixel.
        Some(Self {
            first: top / height / BEYOND * BEYOND,
            fit,
            height,
        })
    }

    fn range(self, count: usize) -> std::ops::Range<usize> {
        let fit = if self.fit == 0 { AT_FIRST } else { self.fit + BEYOND };
        let from = self.first.saturating_sub(BEYOND).min(count);
        from..(self.first + fit + BEYOND).min(count)
    }
}

/// The grid.
#[component]
pub fn Grid(props: &GridProps) -> Html {
    let frame = use_node_ref();
    let view = use_state_eq(View::default);
    let look = {
        let (frame, view) = (frame.clone(), view.setter());
        Callback::from(move |()| {
            if let Some(now) = frame.cast::<Element>().and_then(|frame| View::of(&frame)) {
                view.set(now);
            }
        })
    };
    {
        let look = look.clone();
        use_effect_with((), move |()| {
            look.emit(());
            let resized = web_sys::window().map(|window| EventListener::new(&window, "resize", move |_| look.emit(())));
            move || drop(resized)
        });
    }
    use_cursor_in_sight(&frame, props, *view);
    let range = view.range(props.shown.len());
    let cursor = props.shown.iter().position(|place| *place == props.roll.cursor.row);
    let (above, below) = match cursor {
        Some(place) if place < range.start => (Some(place), None),
        Some(place) if place >= range.end => (None, Some(place)),
        _ => (None, None),
    };
    let draw = |place: usize| {
        props
            .shown
            .get(place)
            .map(|row| row_at(props, *row, place))
            .unwrap_or_default()
    };
    let onclick = {
        let (act, hand) = (props.act.clone(), props.hand);
        Callback::from(move |event: MouseEvent| {
            if let Some(cell) = cell_under(&event) {
                act.emit(match (event.shift_key(), hand) {
                    (true, Hand::Writes) => Action::Extend(cell),
                    _ => Action::Go(cell),
                });
            }
        })
    };
    let headings = Column::ALL.iter().map(|column| {
        html! { <th role="columnheader" scope="col" class={class_of(*column)} key={column.field()}>{ column.label().get(props.language) }</th> }
    });
    let count = props.shown.len();
    html! {
        <div class="roll-frame" id="roll" ref={frame} role="grid" tabindex="0" aria-label={words::GRID.get(props.language)}
            aria-rowcount={(props.shown.len() + 1).to_string()} aria-colcount={(Column::ALL.len() + 2).to_string()}
            aria-readonly={(props.hand == Hand::Reads).to_string()}
            onscroll={look.reform(|_: Event| ())} {onclick} onkeydown={props.onkeydown.clone()} onpaste={props.onpaste.clone()}>
            <table class="roll" role="presentation">
                <thead role="rowgroup"><tr role="row" aria-rowindex="1">
                    <th role="columnheader" scope="col" class="roll-number">{ words::NUMBER.get(props.language) }</th>
                    { for headings }
                    <th role="columnheader" scope="col" class="roll-standing">{ words::STANDING.get(props.language) }</th>
                </tr></thead>
                <tbody role="rowgroup">
                    { gap("top", above.unwrap_or(range.start), view.height) }
                    if let Some(place) = above {
                        { draw(place) }
                        { gap("above", range.start.saturating_sub(place + 1), view.height) }
                    }
                    { for range.clone().map(draw) }
                    if let Some(place) = below {
                        { gap("below", place.saturating_sub(range.end), view.height) }
                        { draw(place) }
                    }
                    { gap("bottom", count.saturating_sub(below.map_or(range.end, |place| place + 1)), view.height) }
                </tbody>
            </table>
        </div>
    }
}

/// Room for rows that are not drawn.
fn gap(name: &'static str, rows: usize, height: usize) -> Html {
    if rows == 0 || height == 0 {
        return Html::default();
    }
    html! { <tr key={name} class="roll-gap" role="presentation" aria-hidden="true"><td height={(rows * height).to_string()} colspan="16"></td></tr> }
}

fn row_at(props: &GridProps, row: usize, place: usize) -> Html {
    let Some(content) = props.roll.rows.get(row).cloned() else {
        return Html::default();
    };
    let active = (props.roll.cursor.row == row).then_some(props.roll.cursor.column);
    let selected = selected(props, place);
    let refused = props.roll.refused.as_ref().filter(|(cell, _)| cell.row == row);
    html! {
        <RollRow key={row} {row} {place} {content} {active} {selected} refused={refused.map(|(cell, text)| (cell.column, AttrValue::from(text.clone())))}
            marks={props.marks.get(&row).cloned()} goals={props.goals.clone()} hand={props.hand} language={props.language} act={props.act.clone()} />
    }
}

/// The selected columns of a row, when it is in the selection.
fn selected(props: &GridProps, place: usize) -> Option<(Column, Column)> {
    let anchor = props.roll.anchor?;
    let at = |row: usize| props.shown.iter().position(|shown| *shown == row);
    let (one, other) = (at(anchor.row)?, at(props.roll.cursor.row)?);
    (one.min(other)..=one.max(other)).contains(&place).then(|| {
        let (one, other) = (anchor.column, props.roll.cursor.column);
        (one.min(other), one.max(other))
    })
}

/// The class that gives a column its width.
pub(super) fn class_of(column: Column) -> String {
    format!("roll-{}", column.field())
}

fn cell_under(event: &MouseEvent) -> Option<Cell> {
    let target: Element = event.target_dyn_into()?;
    let cell = target.closest("td[data-column]").ok()??;
    let column: usize = cell.get_attribute("data-column")?.parse().ok()?;
    let row = cell
        .closest("tr[data-row]")
        .ok()??
        .get_attribute("data-row")?
        .parse()
        .ok()?;
    Some(Cell {
        row,
        column: Column::ALL.get(column).copied()?,
    })
}

/// Scrolls so far that the cursor is in the window, and gives its field the focus.
#[hook]
fn use_cursor_in_sight(frame: &NodeRef, props: &GridProps, view: View) {
    let (frame, hand) = (frame.clone(), props.hand);
    let place = props.shown.iter().position(|place| *place == props.roll.cursor.row);
    let last = use_mut_ref(|| None::<Cell>);
    use_effect_with((props.roll.cursor, place), move |(cursor, place)| {
        let first_time = last.borrow_mut().replace(*cursor).is_none();
        let (Some(frame), Some(place)) = (frame.cast::<HtmlElement>(), *place) else {
            return;
        };
        if first_time {
            return;
        }
        down_to(&frame, place, view.height);
        if let Ok(Some(cell)) = frame.query_selector("td.is-active") {
            across_to(&frame, cell.unchecked_ref());
        }
        if hand == Hand::Writes
            && let Ok(Some(field)) = frame.query_selector("#roll-cell")
        {
            let field: &HtmlElement = field.unchecked_ref();
            // What is on the page takes the focus.
            let _ = field.focus();
            if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>() {
                input.select();
            }
        }
    });
}

/// The heading stands over the first row; the cursor is never below it.
fn down_to(frame: &HtmlElement, place: usize, height: usize) {
    let pixels = |rows: usize| i32::try_from(rows * height).unwrap_or(i32::MAX);
    let head = frame
        .query_selector("thead")
        .ok()
        .flatten()
        .map_or(0, |head| head.client_height());
    let (top, window) = (frame.scroll_top(), frame.client_height() - head);
    if pixels(place) < top {
        frame.set_scroll_top(pixels(place));
    } else if pixels(place + 1) > top + window {
        frame.set_scroll_top(pixels(place + 1) - window);
    }
}

/// The name stands at the left; the cursor is never behind it.
fn across_to(frame: &HtmlElement, cell: &HtmlElement) {
    let fixed = frame
        .query_selector("th.roll-name")
        .ok()
        .flatten()
        .and_then(|name| name.dyn_into::<HtmlElement>().ok())
        .map_or(0, |name| name.offset_left() - frame.scroll_left() + name.offset_width());
    let fixed = fixed.clamp(0, frame.client_width() / 2);
    let (left, width) = (cell.offset_left(), cell.offset_width());
    if left - fixed < frame.scroll_left() {
        frame.set_scroll_left(left - fixed);
    } else if left + width > frame.scroll_left() + frame.client_width() {
        frame.set_scroll_left(left + width - frame.client_width());
    }
}
