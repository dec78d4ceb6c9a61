//! Where the focus goes. A cell that is on the page takes it at once; one that is still to be drawn
//! takes it as soon as it is there, and never later than the person's next move.

use super::ahead::Ahead;
use super::state::Sheet;
use super::state::place::Place;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The number of the newest wish that was fulfilled.
pub type Fulfilled = Rc<Cell<u64>>;

/// Puts the focus on a cell, its text marked as in a spreadsheet. `None` when the cell is not there.
pub fn focus(place: Place) -> Option<()> {
    let found = web_sys::window()?.document()?.get_element_by_id(&place.id())?;
    let cell: HtmlElement = found.dyn_into().ok()?;
    cell.focus().ok()?;
    if let Some(area) = cell.dyn_ref::<HtmlTextAreaElement>() {
        area.select();
    }
    Some(())
}

/// Leaves the cell in which the person types, so that its text is kept.
pub fn leave() {
    let active = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|page| page.active_element());
    let cell = active.filter(|found| found.has_type::<HtmlTextAreaElement>() || found.has_type::<HtmlInputElement>());
    if let Some(cell) = cell.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // A cell that cannot be left keeps its text until it can.
        let _ = cell.blur();
    }
}

/// Pressing a button must not leave the cell yet: what shows at the cell then would move the button
/// away from under the pointer, and the click would be lost.
#[must_use]
pub fn stay() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| event.prevent_default())
}

fn fulfil(wish: Option<(Place, u64)>, fulfilled: &Fulfilled, ahead: &Ahead) {
    if let Some((place, number)) = wish
        && number > fulfilled.get()
        && focus(place).is_some()
    {
        fulfilled.set(number);
        ahead.release();
    }
}

/// Fulfils a wish right after the sheet was drawn, before the next key can come: effects may come
/// later than that.
pub fn soon(latest: Rc<RefCell<Rc<Sheet>>>, fulfilled: Fulfilled, ahead: Ahead) {
    wasm_bindgen_futures::spawn_local(async move {
        let wish = latest.borrow().focus;
        fulfil(wish, &fulfilled, &ahead);
    });
}

/// Fulfils what is left of a wish once the sheet was drawn.
#[hook]
pub fn use_focus(wish: Option<(Place, u64)>, fulfilled: &Fulfilled, ahead: &Ahead) {
    let (fulfilled, ahead) = (fulfilled.clone(), ahead.clone());
    use_effect_with(wish, move |wish| {
        fulfil(*wish, &fulfilled, &ahead);
        // Even where the cell is gone by now nothing may wait for it for ever.
        ahead.release();
    });
}
