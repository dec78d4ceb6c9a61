//! Issuer, batch and days.

use super::{Spoil, mutation};
use crate::corpus::names::{BLANK, HIDDEN, long};
use crate::corpus::{Place, day};
use yinzheng_shared::form::schedule::Schedule;

/// Does one thing to a schedule.
type Spoiler = fn(&mut Schedule);

pub(super) fn mutations() -> Vec<Spoil> {
    let mut all = Vec::new();
    for (what, text) in BLANK {
        all.push(mutation(
            format!("issuer is {what}"),
            Place::Head,
            &["schedule.required"],
            move |given| {
                given.form.issuer = text.into();
            },
        ));
    }
    for (what, text) in HIDDEN {
        all.push(mutation(
            format!("issuer has {what}"),
            Place::Head,
            &["schedule.characters"],
            move |given| {
                given.form.issuer = text.into();
            },
        ));
    }
    all.push(mutation(
        "issuer is too long",
        Place::Head,
        &["schedule.too_long"],
        |given| {
            given.form.issuer = long(101);
        },
    ));
    all.extend([
        mutation("no batch", Place::Upper, &["schedule.required"], |given| {
            given.form.batch = None
        }),
        mutation(
            "a batch that the programme lacks",
            Place::Upper,
            &["schedule.batch.unknown"],
            |given| {
                given.form.batch = Some(9);
            },
        ),
        mutation("issued a day late", Place::Whole, &["schedule.issued.late"], |given| {
            given.today = day("2018-09-21");
        }),
        mutation(
            "the first batch a day late",
            Place::Whole,
            &["schedule.issued.late"],
            |given| {
                given.today = day("2018-09-01");
                given.form.batch = Some(1);
                let days = ["2018-09-10", "2018-09-14", "2018-09-19", "2018-09-21", "2018-09-25"].map(day);
                set(&mut given.form, days);
            },
        ),
        mutation(
            "published a day late",
            Place::Upper,
            &["schedule.published.late"],
            |given| {
                given.form.published_by = Some(day("2018-10-26"));
            },
        ),
        mutation("a day in the past", Place::Upper, &["schedule.date.past"], |given| {
            given.form.optimised_by = Some(day("2018-09-19"));
        }),
    ]);
    let absent: [(&str, Spoiler); 5] = [
        ("optimisation", |form| form.optimised_by = None),
        ("registration", |form| form.registered_by = None),
        ("joint debugging", |form| form.debugged_by = None),
        ("confirmation", |form| form.confirmed_by = None),
        ("publication", |form| form.published_by = None),
    ];
    for (name, spoil) in absent {
        all.push(mutation(
            format!("no day of {name}"),
            Place::Upper,
            &["schedule.required"],
            move |given| {
                spoil(&mut given.form);
            },
        ));
    }
    let disordered: [(&str, Spoiler); 4] = [
        ("registration", |form| form.registered_by = Some(day("2018-10-09"))),
        ("joint debugging", |form| form.debugged_by = Some(day("2018-10-15"))),
        ("confirmation", |form| form.confirmed_by = Some(day("2018-10-18"))),
        ("publication", |form| form.published_by = Some(day("2018-10-22"))),
    ];
    for (name, spoil) in disordered {
        all.push(mutation(
            format!("{name} before the step before it"),
            Place::Upper,
            &["schedule.date.order"],
            move |given| {
                spoil(&mut given.form);
            },
        ));
    }
    all
}

fn set(form: &mut Schedule, [optimised, registered, debugged, confirmed, published]: [yinzheng_shared::date::Date; 5]) {
    form.optimised_by = Some(optimised);
    form.registered_by = Some(registered);
    form.debugged_by = Some(debugged);
    form.confirmed_by = Some(confirmed);
    form.published_by = Some(published);
}
