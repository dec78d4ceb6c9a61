//! Something typed into a dialog, checked as it is typed by the rules that the server applies.

use crate::text;
use yew::prelude::*;
use yinzheng_shared::finding::Finding;

/// What is typed, and what is said of it.
pub struct Typed<T: 'static> {
    /// As it stands now.
    pub value: UseStateHandle<T>,
    tried: UseStateHandle<bool>,
    findings: Vec<Finding>,
    refused: Vec<Finding>,
}

/// Begins with `first`; `refused` is what the server said of what was sent.
#[hook]
pub fn use_typed<T: 'static>(
    first: impl FnOnce() -> T,
    check: impl FnOnce(&T) -> Vec<Finding>,
    refused: Vec<Finding>,
) -> Typed<T> {
    let value = use_state(first);
    let tried = use_state(|| false);
    Typed {
        findings: check(&value),
        value,
        tried,
        refused,
    }
}

impl<T: Clone + 'static> Typed<T> {
    /// What is wrong at a field. Until somebody tried to send it, nothing is but what the server refused.
    #[must_use]
    pub fn fault(&self, field: &str) -> Option<AttrValue> {
        let place = format!("/{field}");
        let here = (*self.tried).then(|| text::found_at(&self.findings, &place)).flatten();
        here.or_else(|| text::found_at(&self.refused, &place))
    }

    /// Everything that is wrong, for a part that finds its own places.
    #[must_use]
    pub fn faults(&self) -> Vec<Finding> {
        if *self.tried {
            self.findings.clone()
        } else {
            self.refused.clone()
        }
    }

    /// Puts the text of a field into it.
    pub fn set(&self, change: fn(&mut T, String)) -> Callback<String> {
        let value = self.value.clone();
        Callback::from(move |text| {
            let mut next = (*value).clone();
            change(&mut next, text);
            value.set(next);
        })
    }

    /// Puts something else in its place.
    #[must_use]
    pub fn replace(&self) -> Callback<T> {
        let setter = self.value.setter();
        Callback::from(move |next| setter.set(next))
    }

    /// Sends it, unless a rule is broken; from then on the page says so at its fields.
    pub fn submit(&self, send: impl Fn(T) + 'static) -> Callback<()> {
        let (tried, value, blocked) = (self.tried.clone(), self.value.clone(), !self.findings.is_empty());
        Callback::from(move |()| {
            tried.set(true);
            if !blocked {
                send((*value).clone());
            }
        })
    }
}
