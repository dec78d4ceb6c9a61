//! The grid: only the rows in view are drawn, and the one with the cursor.

use super::cell::RollRow;
use super::state::{Action, Cell, Roll};
use gloo::events::EventListener;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;
use yinzheng_shared::form::scope::{Column, Judged};
use yinzheng_shared::locale::{Language, roll as words};
use yinzheng_shared::programme::Goals;

/// Rows drawn beyond each edge of the window.
const BEYOND: usize = 8;
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
    /// What the rules say of its rows.
    pub judged: Rc<Judged>,
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
        // The row with the field in it may be a little higher than the others.
        let row = frame.query_selector("tbody tr[data-row]:not(.has-cursor)").ok()??;
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
                <tbody role="rowgroup">{ for lines(props, *view) }</tbody>
            </table>
        </div>
    }
}

/// The rows in view, the one with the cursor wherever it is, and room for all others. Each bears a key, and none
/// changes its place among those that stay: or rows would be drawn anew when others come, and the field in one of
/// them would lose the focus.
fn lines(props: &GridProps, view: View) -> Vec<Html> {
    let selection = Selection::of(props);
    let count = props.shown.len();
    let range = view.range(count);
    let cursor = props.shown.binary_search(&props.roll.cursor.row).ok();
    let above = cursor.filter(|place| *place < range.start);
    let below = cursor.filter(|place| *place >= range.end);
    let drawn = above.into_iter().chain(range).chain(below);
    let between = if above.is_some() { "above" } else { "below" };
    let (mut lines, mut next) = (Vec::new(), 0);
    for place in drawn {
        let key = if next == 0 { "top" } else { between };
        lines.extend(gap(key, place - next, view.height));
        let row = props.shown.get(place);
        lines.extend(row.and_then(|row| row_at(props, *row, place, selection.as_ref())));
        next = place + 1;
    }
    lines.extend(gap("bottom", count - next, view.height));
    lines
}

/// Room for rows that are not drawn.
fn gap(key: &'static str, rows: usize, height: usize) -> Option<Html> {
    let pixels = rows * height;
    // The height is the row's: that of cells is the style's, and no attribute changes it.
    (pixels > 0).then(|| html! { <tr key={key} class="roll-gap" height={pixels.to_string()} role="presentation" aria-hidden="true"><td colspan="16"></td></tr> })
}

fn row_at(props: &GridProps, row: usize, place: usize, selection: Option<&Selection>) -> Option<Html> {
    let content = props.roll.rows.get(row).cloned()?;
    let active = (props.roll.cursor.row == row).then_some(props.roll.cursor.column);
    let selected = selection.filter(|selection| selection.places.contains(&place));
    let refused = props.roll.refused.as_ref().filter(|(cell, _)| cell.row == row);
    Some(html! {
        <RollRow key={row} {row} {place} {content} {active} selected={selected.map(|selection| selection.columns)} refused={refused.map(|(cell, text)| (cell.column, AttrValue::from(text.clone())))}
            findings={props.judged.of_row(row).cloned()} goals={props.goals.clone()} hand={props.hand} language={props.language} act={props.act.clone()} />
    })
}

/// What is selected.
struct Selection {
    /// Rows, by their places among those shown.
    places: std::ops::RangeInclusive<usize>,
    /// The first column and the last.
    columns: (Column, Column),
}

impl Selection {
    fn of(props: &GridProps) -> Option<Self> {
        let (anchor, cursor) = (props.roll.anchor?, props.roll.cursor);
        let at = |row: usize| props.shown.binary_search(&row).ok();
        let (one, other) = (at(anchor.row)?, at(cursor.row)?);
        Some(Self {
            places: one.min(other)..=one.max(other),
            columns: (anchor.column.min(cursor.column), anchor.column.max(cursor.column)),
        })
    }
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
    let place = props.shown.binary_search(&props.roll.cursor.row).ok();
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
