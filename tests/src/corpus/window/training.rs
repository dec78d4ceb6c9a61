//! Every rule of training, broken alone.

use super::super::names::{BLANK, HIDDEN, long};
use super::super::{Given, Mutation, Place, day};
use super::window;
use yinzheng_shared::window::training::{FilmSeen, Lessons, Trainee};

type Spoil = Mutation<Lessons>;

fn mutation(
    name: impl Into<String>,
    place: Place,
    breaks: &[&'static str],
    apply: impl Fn(&mut Given<Lessons>) + 'static,
) -> Spoil {
    super::super::mutation(name, place, breaks, apply)
}

/// A film of the second person, spoilt in one thing.
fn film(name: impl Into<String>, breaks: &[&'static str], spoil: impl Fn(&mut FilmSeen) + 'static) -> Spoil {
    mutation(name, Place::Rows, breaks, move |given| {
        spoil(&mut given.form.rows[1].films[0])
    })
}

pub(in super::super) fn mutations() -> Vec<Spoil> {
    let (required, unknown) = ("training.required", "training.film.unknown");
    let mut all = Vec::new();
    for (what, text) in BLANK {
        all.push(mutation(
            format!("account is {what}"),
            Place::Head,
            &[required],
            move |given| given.form.rows[0].account = text.into(),
        ));
        all.push(film(format!("film is {what}"), &[required], move |film| {
            film.film = text.into()
        }));
    }
    for (what, text) in HIDDEN {
        all.push(mutation(
            format!("account has {what}"),
            Place::Head,
            &["training.account.unknown", "training.characters"],
            move |given| given.form.rows[0].account = text.into(),
        ));
        all.push(film(
            format!("film has {what}"),
            &["training.characters", unknown],
            move |film| film.film = text.into(),
        ));
    }
    all.extend([
        mutation("account is too long", Place::Head, &["training.too_long"], |given| {
            given.form.rows[0].account = long(37);
            window(given).accounts.push(long(37));
        }),
        mutation(
            "account has something hidden",
            Place::Head,
            &["training.characters"],
            |given| {
                given.form.rows[0].account = HIDDEN[0].1.into();
                window(given).accounts.push(HIDDEN[0].1.into());
            },
        ),
        mutation(
            "an account that is not kept by the one who asks",
            Place::Head,
            &["training.account.unknown"],
            |given| {
                window(given).accounts.remove(0);
            },
        ),
        mutation("nothing learnt", Place::Rows, &["training.row.nothing"], |given| {
            given.form.rows[1].films.clear()
        }),
        mutation(
            "practised tomorrow",
            Place::Upper,
            &["training.date.in_future"],
            |given| given.form.rows[0].practised = Some(day("2018-09-21")),
        ),
        film("a film of no programme", &[unknown], |film| {
            film.film = "cooking".into()
        }),
        film("film is too long", &["training.too_long", unknown], |film| {
            film.film = long(51)
        }),
        film("a film seen tomorrow", &["training.date.in_future"], |film| {
            film.on = Some(day("2018-09-21"));
        }),
        film("a film seen on no day", &[required], |film| film.on = None),
        mutation("a film twice", Place::Rows, &["training.film.repeated"], |given| {
            let films = &mut given.form.rows[1].films;
            films.push(films[0].clone());
        }),
        mutation(
            "an account twice",
            Place::Whole,
            &["training.account.repeated"],
            |given| {
                let again = given.form.rows[0].clone();
                given.form.rows.push(again);
            },
        ),
        mutation("nobody", Place::Whole, &["training.row.none"], |given| {
            given.form.rows.clear()
        }),
        mutation("2001 people", Place::Whole, &["training.row.too_many"], |given| {
            let one = given.form.rows[0].clone();
            for number in 3..=2001 {
                let account = format!("0165e000-0000-7000-8000-{number:012}");
                given.form.rows.push(Trainee {
                    account: account.clone(),
                    ..one.clone()
                });
                window(given).accounts.push(account);
            }
            window(given).accounts.sort_unstable();
        }),
    ]);
    all
}
