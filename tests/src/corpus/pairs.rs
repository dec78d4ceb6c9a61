//! Two rules broken at once: both are reported, neither hides the other.

use super::{Case, Given, Mutation, Place, case};
use yinzheng_shared::subject::Subject;

/// One pair in so many is taken, so that the corpus stays quick through browser and API.
const STRIDE: usize = 89;

pub(super) fn pairs<Content: serde::Serialize>(
    subject: impl Into<Subject> + Copy,
    sample: fn() -> Given<Content>,
    mutations: &[Mutation<Content>],
) -> Vec<Case> {
    let local: Vec<_> = mutations
        .iter()
        .filter(|mutation| mutation.place != Place::Whole)
        .collect();
    let pairs = local
        .iter()
        .flat_map(|first| local.iter().map(move |second| (*first, *second)));
    pairs
        .filter(|(first, second)| first.place < second.place)
        .step_by(STRIDE)
        .map(|(first, second)| {
            let mut given = sample();
            (first.apply)(&mut given);
            (second.apply)(&mut given);
            let expect = [first.breaks.as_slice(), second.breaks.as_slice()].concat();
            case(subject, &format!("{} + {}", first.name, second.name), &given, expect)
        })
        .collect()
}
