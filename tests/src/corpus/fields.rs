//! What every text field obeys, broken alone.

use super::names::{BLANK, HIDDEN, long};
use super::{Given, Mutation, Place, mutation};

/// Codes of the rules of a form's text fields.
#[derive(Clone, Copy)]
pub(super) struct FieldCodes {
    pub(super) required: &'static str,
    pub(super) too_long: &'static str,
    pub(super) characters: &'static str,
}

/// The three rules of a text field of at most `max` letters.
pub(super) fn field<Content>(
    codes: FieldCodes,
    name: &str,
    place: Place,
    max: usize,
    set: impl Fn(&mut Given<Content>, &str) + Copy + 'static,
) -> Vec<Mutation<Content>> {
    let mut all = Vec::new();
    for (what, text) in BLANK {
        let name = format!("{name} is {what}");
        all.push(mutation(name, place, &[codes.required], move |given| set(given, text)));
    }
    let text = long(max + 1);
    let too_long = format!("{name} is too long");
    all.push(mutation(too_long, place, &[codes.too_long], move |given| {
        set(given, &text)
    }));
    for (what, text) in HIDDEN {
        let name = format!("{name} has {what}");
        all.push(mutation(name, place, &[codes.characters], move |given| {
            set(given, text)
        }));
    }
    all
}
