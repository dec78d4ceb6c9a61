//! What was asked for before, and the day of the session.

use super::{Place, Spoil, mutation};
use crate::corpus::day;
use yinzheng_shared::form::optimization::handed_in;

pub(super) fn mutations() -> Vec<Spoil> {
    vec![
        mutation(
            "501 materials before",
            Place::Whole,
            &["optimization.materials_before.too_many"],
            |given| given.form.materials_before = Some(501),
        ),
        mutation(
            "a material more than before",
            Place::Whole,
            &["optimization.materials_before.fewer"],
            |given| given.form.materials_before = u16::try_from(handed_in(&given.form) - 1).ok(),
        ),
        mutation(
            "no materials before",
            Place::Whole,
            &["optimization.materials_before.fewer"],
            |given| given.form.materials_before = Some(0),
        ),
        mutation(
            "a session tomorrow",
            Place::Head,
            &["optimization.session_on.in_future"],
            |given| given.form.session_on = Some(day("2018-09-21")),
        ),
        mutation(
            "the day of a session is left out",
            Place::Whole,
            &["optimization.session_on.other"],
            |given| given.facts.sessions = Some(vec![day("2018-09-17")]),
        ),
        mutation(
            "a later day than that of the session",
            Place::Head,
            &["optimization.session_on.other"],
            |given| {
                given.form.session_on = Some(day("2018-09-19"));
                given.facts.sessions = Some(vec![day("2018-09-17")]);
            },
        ),
        mutation(
            "the day of a session before the last",
            Place::Whole,
            &["optimization.session_on.other"],
            |given| {
                given.form.session_on = Some(day("2018-09-17"));
                given.facts.sessions = Some(vec![day("2018-09-17"), day("2018-09-19")]);
            },
        ),
        mutation(
            "handed in before its session",
            Place::Whole,
            &["optimization.session_on.other"],
            |given| given.facts.sessions = Some(vec![day("2018-09-26")]),
        ),
        mutation(
            "the day of a session that nobody convened",
            Place::Whole,
            &["optimization.session_on.none"],
            |given| {
                given.form.session_on = Some(day("2018-09-17"));
                given.facts.sessions = Some(Vec::new());
            },
        ),
    ]
}
