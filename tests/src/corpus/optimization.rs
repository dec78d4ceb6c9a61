//! Every rule of 《事项优化确认单》, broken alone.

mod before;
mod item;
mod materials;
mod participants;
mod scenarios;

use super::fields::{self, FieldCodes};
use super::{Given, Mutation, Place};
use yinzheng_shared::form::optimization::Optimization;

type Spoil = Mutation<Optimization>;

pub(super) fn mutations() -> Vec<Spoil> {
    [
        item::mutations(),
        materials::mutations(),
        scenarios::mutations(),
        participants::mutations(),
        before::mutations(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const FIELD: FieldCodes = FieldCodes {
    required: "optimization.required",
    too_long: "optimization.too_long",
    characters: "optimization.characters",
};

/// A text field of this form, so that closures need not name its type.
fn field(
    name: &str,
    place: Place,
    max: usize,
    set: impl Fn(&mut Given<Optimization>, &str) + Copy + 'static,
) -> Vec<Spoil> {
    fields::field(FIELD, name, place, max, set)
}

/// A mutation of this form, so that closures need not name its type.
fn mutation(
    name: impl Into<String>,
    place: Place,
    breaks: &[&'static str],
    apply: impl Fn(&mut Given<Optimization>) + 'static,
) -> Spoil {
    super::mutation(name, place, breaks, apply)
}
