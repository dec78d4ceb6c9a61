//! 窗口账号: changes of the roster of accounts opened on the provincial platform; task 8. One account
//! that is typed is a list of one.

mod rules;
mod types;

pub use rules::RULES;
pub use types::{Account, Roster};

use super::mobile;
use crate::date::Date;
use crate::facts::{CentreFact, Facts, WindowFacts};
use crate::finding::{Path, Report};
use crate::form::field::{self, Field};
use crate::form::text::fold;
use crate::locale::{Language, Text, window as label};
use crate::programme::Context;
use crate::rule::Findings;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that a change has at most.
pub const MOST: usize = 2_000;

/// Checks a change of the roster; see [`crate::subject::Entry::check`].
#[must_use]
pub fn check(roster: &Roster, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
    let mut findings = Findings::new(language);
    let list = Path::root().field("rows");
    if roster.rows.is_empty() {
        findings.broken(&rules::ROW_NONE, list.clone(), &[]);
    }
    if roster.rows.len() > MOST {
        findings.broken(&rules::ROW_TOO_MANY, list.clone(), &[("max", &MOST.to_string())]);
    }
    let known = facts.window.as_ref().map(Known::of);
    let mut seen = BTreeMap::new();
    for (place, row) in roster.rows.iter().enumerate() {
        let path = list.row(place);
        field(&mut findings, row, &path, ("name", label::LABEL_NAME));
        field(&mut findings, row, &path, ("mobile", label::LABEL_MOBILE));
        number(&mut findings, row, place, &mut seen, known.as_ref(), &path);
        field(&mut findings, row, &path, ("organisation", label::LABEL_ORGANISATION));
        standing(&mut findings, row, known.as_ref(), &path);
        dates(&mut findings, row, context.today, &path);
    }
    findings.skip_without(RULES, facts);
    findings.into_report()
}

/// The facts by what rows are compared with.
struct Known<'a> {
    centres: BTreeMap<String, &'a CentreFact>,
    units: BTreeSet<String>,
    taken: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(facts: &'a WindowFacts) -> Self {
        Self {
            centres: facts
                .centres
                .iter()
                .map(|centre| (fold(&centre.name), centre))
                .collect(),
            units: facts.units.iter().map(|unit| fold(unit)).collect(),
            taken: facts.taken.iter().map(String::as_str).collect(),
        }
    }
}

fn field(findings: &mut Findings, row: &Account, path: &Path, field: Field) {
    field::check(findings, rules::FIELD, row, path, &[field]);
}

/// Nobody is registered twice (已注册的，请勿重复注册).
fn number(
    findings: &mut Findings,
    row: &Account,
    place: usize,
    seen: &mut BTreeMap<String, usize>,
    known: Option<&Known<'_>>,
    path: &Path,
) {
    let plain = mobile::plain(&row.mobile);
    if plain.is_empty() {
        return;
    }
    let at = path.field("mobile");
    if !mobile::is_usual(&plain) {
        findings.broken(&rules::MOBILE_FORMAT, at.clone(), &[]);
    }
    if let Some(first) = seen.get(&plain) {
        findings.broken(
            &rules::MOBILE_REPEATED,
            at.clone(),
            &[("row", &(first + 1).to_string())],
        );
    } else {
        seen.insert(plain.clone(), place);
    }
    if known.is_some_and(|known| known.taken.contains(plain.as_str())) {
        findings.broken(&rules::MOBILE_TAKEN, at, &[]);
    }
}

/// Unit, level and centre.
fn standing(findings: &mut Findings, row: &Account, known: Option<&Known<'_>>, path: &Path) {
    let unit = fold(&row.organisation);
    if let Some(known) = known
        && !unit.is_empty()
        && !known.units.contains(&unit)
    {
        findings.broken(&rules::ORGANISATION_UNKNOWN, path.field("organisation"), &[]);
    }
    let name = fold(&row.centre);
    let centre: Option<Option<&CentreFact>> = known
        .filter(|_| !name.is_empty())
        .map(|known| known.centres.get(&name).copied());
    let at = path.field("level");
    match (row.level, centre.flatten()) {
        (None, _) => findings.broken_field(&rules::REQUIRED, at, label::LABEL_LEVEL, &[]),
        (Some(level), Some(centre)) if centre.level != level => findings.broken(&rules::LEVEL_DIFFERS, at, &[]),
        (Some(_), _) => {}
    }
    field(findings, row, path, ("centre", label::LABEL_CENTRE));
    if centre == Some(None) {
        findings.broken(&rules::CENTRE_UNKNOWN, path.field("centre"), &[]);
    }
}

/// Registered, authorised, handed over: in this order, each known before the next, none in the future.
fn dates(findings: &mut Findings, row: &Account, today: Date, path: &Path) {
    let steps: [(&str, Text, Option<Date>); 3] = [
        ("registered", label::LABEL_REGISTERED, row.registered),
        ("authorised", label::LABEL_AUTHORISED, row.authorised),
        ("handed_over", label::LABEL_HANDED_OVER, row.handed_over),
    ];
    let mut before = None;
    for (place, (name, label, date)) in steps.into_iter().enumerate() {
        let Some(date) = date else {
            before = None;
            continue;
        };
        let at = path.field(name);
        if date > today {
            findings.broken_field(&rules::DATE_FUTURE, at.clone(), label, &[]);
        }
        match before {
            None if place > 0 => findings.broken_field(&rules::DATE_MISSING, at, label, &[]),
            Some(earlier) if date < earlier => findings.broken_field(&rules::DATE_ORDER, at, label, &[]),
            None | Some(_) => {}
        }
        before = Some(date);
    }
}
