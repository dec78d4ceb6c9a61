//! 培训: films seen and the demonstration item practised, account by account; task 9.

mod rules;
mod types;

pub use rules::RULES;
pub use types::{FilmSeen, Lessons, Trainee};

use crate::date::Date;
use crate::facts::Facts;
use crate::finding::{Path, Report};
use crate::form::field;
use crate::locale::{Language, Text, window as label};
use crate::programme::Context;
use crate::rule::Findings;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that a list has at most.
pub const MOST: usize = 2_000;

/// Checks what is to be kept of training; see [`crate::subject::Entry::check`].
#[must_use]
pub fn check(lessons: &Lessons, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
    let mut findings = Findings::new(language);
    let list = Path::root().field("rows");
    if lessons.rows.is_empty() {
        findings.broken(&rules::ROW_NONE, list.clone(), &[]);
    }
    if lessons.rows.len() > MOST {
        findings.broken(&rules::ROW_TOO_MANY, list.clone(), &[("max", &MOST.to_string())]);
    }
    let known = facts.window.as_ref().map(|window| {
        let accounts = window.accounts.iter();
        accounts.map(String::as_str).collect::<BTreeSet<_>>()
    });
    let mut seen = BTreeMap::new();
    for (place, row) in lessons.rows.iter().enumerate() {
        let path = list.row(place);
        account(&mut findings, row, place, &mut seen, known.as_ref(), &path);
        if row.films.is_empty() && row.practised.is_none() {
            findings.broken(&rules::ROW_NOTHING, path.field("films"), &[]);
        }
        films(&mut findings, row, context, &path.field("films"));
        if row.practised.is_some() {
            date(
                &mut findings,
                row.practised,
                context,
                path.field("practised"),
                label::LABEL_PRACTISED,
            );
        }
    }
    findings.skip_without(RULES, facts);
    findings.into_report()
}

fn account<'a>(
    findings: &mut Findings,
    row: &'a Trainee,
    place: usize,
    seen: &mut BTreeMap<&'a str, usize>,
    known: Option<&BTreeSet<&str>>,
    path: &Path,
) {
    field::check(findings, rules::FIELD, row, path, &[("account", label::LABEL_ACCOUNT)]);
    let account = row.account.trim();
    if account.is_empty() {
        return;
    }
    let at = path.field("account");
    if let Some(first) = seen.get(account) {
        findings.broken(
            &rules::ACCOUNT_REPEATED,
            at.clone(),
            &[("row", &(first + 1).to_string())],
        );
    } else {
        seen.insert(account, place);
    }
    if known.is_some_and(|known| !known.contains(account)) {
        findings.broken(&rules::ACCOUNT_UNKNOWN, at, &[]);
    }
}

fn films(findings: &mut Findings, row: &Trainee, context: &Context<'_>, list: &Path) {
    let mut seen = BTreeMap::new();
    for (place, film) in row.films.iter().enumerate() {
        let path = list.row(place);
        field::check(findings, rules::FIELD, film, &path, &[("film", label::LABEL_FILM)]);
        let code = film.film.trim();
        if !code.is_empty() {
            let at = path.field("film");
            if context.programme.windows.film(code).is_none() {
                findings.broken(&rules::FILM_UNKNOWN, at.clone(), &[]);
            }
            if seen.insert(code, place).is_some() {
                findings.broken(&rules::FILM_REPEATED, at, &[]);
            }
        }
        date(findings, film.on, context, path.field("on"), label::LABEL_SEEN);
    }
}

fn date(findings: &mut Findings, date: Option<Date>, context: &Context<'_>, at: Path, label: Text) {
    match date {
        None => findings.broken_field(&rules::REQUIRED, at, label, &[]),
        Some(date) if date > context.today => findings.broken_field(&rules::DATE_FUTURE, at, label, &[]),
        Some(_) => {}
    }
}
