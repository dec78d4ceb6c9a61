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
    ]
}
