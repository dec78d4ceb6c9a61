//! What a person types ahead of the page: a row that was just added may be drawn a moment after the
//! next key. Whatever comes in that moment waits, and goes into the cell that it was meant for.

use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, HtmlTextAreaElement, KeyboardEvent};

/// One thing typed ahead.
#[derive(Clone, Debug)]
enum Typed {
    /// Text.
    Text(String),
    /// A key that asks for something, with what is held down.
    Key(KeyboardEvent),
}

/// What waits for a cell that is still to be drawn; nothing waits while there is none.
#[derive(Clone, Debug, Default)]
pub struct Ahead(Rc<RefCell<Option<Vec<Typed>>>>);

impl PartialEq for Ahead {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Ahead {
    /// A cell is still to be drawn.
    pub fn begin(&self) {
        self.0.borrow_mut().get_or_insert_default();
    }

    /// Whether a cell is still to be drawn.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.0.borrow().is_some()
    }

    /// Keeps a text.
    pub fn text(&self, text: String) {
        self.push(Typed::Text(text));
    }

    /// Keeps a key.
    pub fn key(&self, event: &KeyboardEvent) {
        self.push(Typed::Key(event.clone()));
    }

    fn push(&self, typed: Typed) {
        if let Some(waiting) = &mut *self.0.borrow_mut() {
            waiting.push(typed);
        }
    }

    /// The cell has the focus: gives it what waited. A key that asks for another new cell makes the
    /// rest wait again.
    pub fn release(&self) {
        let waiting = self.0.borrow_mut().take().unwrap_or_default();
        for typed in waiting {
            if self.waits() {
                self.push(typed);
            } else {
                // A cell that went away in between takes nothing.
                let _ = give(&typed);
            }
        }
    }
}

fn give(typed: &Typed) -> Option<()> {
    let cell = web_sys::window()?.document()?.active_element()?;
    let event = match typed {
        Typed::Text(text) => {
            let area: &HtmlTextAreaElement = cell.dyn_ref()?;
            let whole =
                area.selection_start().ok()? == Some(0) && area.selection_end().ok()? == Some(area.text_length());
            let before = if whole { String::new() } else { area.value() };
            area.set_value(&(before + text));
            new_event("InputEvent", "input", &[])?
        }
        Typed::Key(key) => new_event(
            "KeyboardEvent",
            "keydown",
            &[
                ("key", key.key().into()),
                ("ctrlKey", key.ctrl_key().into()),
                ("metaKey", key.meta_key().into()),
                ("shiftKey", key.shift_key().into()),
                ("altKey", key.alt_key().into()),
            ],
        )?,
    };
    cell.dispatch_event(&event).ok().map(drop)
}

fn new_event(class: &str, name: &str, fields: &[(&str, JsValue)]) -> Option<Event> {
    let constructor: js_sys::Function = js_sys::Reflect::get(&js_sys::global(), &class.into())
        .ok()?
        .dyn_into()
        .ok()?;
    let init = js_sys::Object::new();
    for (field, value) in [("bubbles", JsValue::TRUE), ("cancelable", JsValue::TRUE)]
        .iter()
        .chain(fields)
    {
        js_sys::Reflect::set(&init, &(*field).into(), value).ok()?;
    }
    let arguments = js_sys::Array::of2(&name.into(), &init);
    js_sys::Reflect::construct(&constructor, &arguments)
        .ok()?
        .dyn_into()
        .ok()
}
