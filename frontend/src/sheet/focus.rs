//! Where the focus goes. A cell that is on the page takes it at once; one that is still to be drawn
//! takes it as soon as it is there, and never later than the person's next move.

use super::state::Sheet;
use super::state::place::Place;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, HtmlTextAreaElement};
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

fn fulfil(wish: Option<(Place, u64)>, fulfilled: &Fulfilled) {
    if let Some((place, number)) = wish
        && number > fulfilled.get()
        && focus(place).is_some()
    {
        fulfilled.set(number);
    }
}

/// Fulfils a wish right after the sheet was drawn, before the next key can come: effects may come
/// later than that.
pub fn soon(latest: Rc<RefCell<Rc<Sheet>>>, fulfilled: Fulfilled) {
    wasm_bindgen_futures::spawn_local(async move {
        let wish = latest.borrow().focus;
        fulfil(wish, &fulfilled);
    });
}

/// Fulfils what is left of a wish once the sheet was drawn.
#[hook]
pub fn use_focus(wish: Option<(Place, u64)>, fulfilled: &Fulfilled) {
    let fulfilled = fulfilled.clone();
    use_effect_with(wish, move |wish| fulfil(*wish, &fulfilled));
}
