//! Every rule of 《事项开通确认单》, broken alone.

mod dates;
mod head;
mod rows;

use super::names::{BLANK, HIDDEN, long};
use super::{Given, Mutation, Place};
use yinzheng_shared::form::go_live::GoLive;

type Spoil = Mutation<GoLive>;

pub(super) fn mutations() -> Vec<Spoil> {
    [head::mutations(), dates::mutations(), rows::mutations()]
        .into_iter()
        .flatten()
        .collect()
}

/// The three rules of a text field of at most `max` letters.
fn field(name: &str, place: Place, max: usize, set: impl Fn(&mut Given<GoLive>, &str) + Copy + 'static) -> Vec<Spoil> {
    let mut all = Vec::new();
    for (what, text) in BLANK {
        all.push(mutation(
            format!("{name} is {what}"),
            place,
            &["go-live.required"],
            move |given| set(given, text),
        ));
    }
    all.push(mutation(
        format!("{name} is too long"),
        place,
        &["go-live.too_long"],
        move |given| {
            set(given, &long(max + 1));
        },
    ));
    for (what, text) in HIDDEN {
        all.push(mutation(
            format!("{name} has {what}"),
            place,
            &["go-live.characters"],
            move |given| set(given, text),
        ));
    }
    all
}

/// A mutation of this form, so that closures need not name its type.
fn mutation(
    name: impl Into<String>,
    place: Place,
    breaks: &[&'static str],
    apply: impl Fn(&mut Given<GoLive>) + 'static,
) -> Spoil {
    super::mutation(name, place, breaks, apply)
}
