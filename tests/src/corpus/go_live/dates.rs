//! Batch, day of issue, last day.

use super::super::{day, items};
use super::{Given, Place, Spoil, mutation};
use yinzheng_shared::form::go_live::GoLive;

fn batch(given: &mut Given<GoLive>, number: Option<u8>) {
    given.form.batch = number;
    for item in items(&mut given.facts) {
        item.batch = number;
    }
}

/// A form issued on one day that is to come back by another.
fn dated(name: &str, breaks: &[&'static str], issued: &'static str, finish: &'static str, number: u8) -> Spoil {
    mutation(name, Place::Whole, breaks, move |given| {
        batch(given, Some(number));
        given.form.issued = Some(day(issued));
        given.form.finish_by = Some(day(finish));
        given.today = day(issued);
    })
}

pub(super) fn mutations() -> Vec<Spoil> {
    let early = "go-live.finish_by.early";
    let late = "go-live.finish_by.late";
    let after = "go-live.finish_by.after_batch";
    vec![
        mutation("no batch", Place::Upper, &["go-live.required"], |given| {
            given.form.batch = None
        }),
        mutation("no day of issue", Place::Upper, &["go-live.required"], |given| {
            given.form.issued = None
        }),
        mutation("no last day", Place::Upper, &["go-live.required"], |given| {
            given.form.finish_by = None
        }),
        mutation(
            "neither day",
            Place::Upper,
            &["go-live.required", "go-live.required"],
            |given| {
                given.form.issued = None;
                given.form.finish_by = None;
            },
        ),
        mutation("batch 0", Place::Whole, &["go-live.batch.unknown"], |given| {
            batch(given, Some(0))
        }),
        mutation("batch 5", Place::Whole, &["go-live.batch.unknown"], |given| {
            batch(given, Some(5))
        }),
        mutation(
            "issued tomorrow",
            Place::Upper,
            &["go-live.issued.in_future"],
            |given| given.today = day("2018-09-17"),
        ),
        mutation("one working day", Place::Upper, &[early], |given| {
            given.form.finish_by = Some(day("2018-09-19"))
        }),
        mutation("back before it was issued", Place::Upper, &[early], |given| {
            given.form.finish_by = Some(day("2018-09-17"))
        }),
        mutation("three working days", Place::Upper, &[late], |given| {
            given.form.finish_by = Some(day("2018-09-21"))
        }),
        mutation(
            "three working days, past the batch",
            Place::Upper,
            &[after, late],
            |given| {
                given.form.finish_by = Some(day("2018-09-26"));
            },
        ),
        dated(
            "two days over the Mid-Autumn day off",
            &[early],
            "2018-09-21",
            "2018-09-25",
            1,
        ),
        dated("past the batch by the day off", &[after], "2018-09-21", "2018-09-26", 1),
        dated("the make-up weekend forgotten", &[late], "2018-09-28", "2018-10-08", 2),
        dated("past the batch, over New Year", &[after], "2018-12-28", "2019-01-02", 4),
        dated(
            "past the batch, before New Year",
            &[after, early],
            "2018-12-28",
            "2018-12-31",
            4,
        ),
    ]
}
