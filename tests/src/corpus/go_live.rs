//! Every rule of 《事项开通确认单》, broken alone.

mod dates;
mod head;
mod rows;

use super::fields::{self, FieldCodes};
use super::{Given, Mutation, Place};
use yinzheng_shared::form::go_live::GoLive;

type Spoil = Mutation<GoLive>;

pub(super) fn mutations() -> Vec<Spoil> {
    [head::mutations(), dates::mutations(), rows::mutations()]
        .into_iter()
        .flatten()
        .collect()
}

const FIELD: FieldCodes = FieldCodes {
    required: "go-live.required",
    too_long: "go-live.too_long",
    characters: "go-live.characters",
};

/// A text field of this form, so that closures need not name its type.
fn field(name: &str, place: Place, max: usize, set: impl Fn(&mut Given<GoLive>, &str) + Copy + 'static) -> Vec<Spoil> {
    fields::field(FIELD, name, place, max, set)
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
