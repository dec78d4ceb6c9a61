//! The items.

use super::rules;
use super::types::{Change, Row, Scope, SystemLevel};
use crate::facts::{CatalogueFact, Facts};
use crate::finding::Path;
use crate::form::field::Judged;
use crate::form::text::fold;
use crate::locale::{Text, scope as label};
use crate::programme::Context;
use crate::rule::Findings;
use std::collections::{BTreeMap, BTreeSet};

/// Items that a list holds at most.
pub const MOST: usize = 20_000;

/// What the rows are held against.
struct Known<'a> {
    catalogue: Option<BTreeMap<&'a str, &'a CatalogueFact>>,
    departments: Option<BTreeSet<String>>,
    /// Codes that belong to others.
    taken: BTreeSet<&'a str>,
}

pub(super) fn check(findings: &mut Findings, form: &Scope, facts: &Facts, context: &Context<'_>) {
    let list = Path::root().field("rows");
    let catalogue = facts.catalogue.as_ref();
    let known = Known {
        catalogue: catalogue.map(|known| known.items.iter().map(|item| (item.code.as_str(), item)).collect()),
        departments: catalogue.map(|known| known.departments.iter().map(|name| fold(name)).collect()),
        taken: catalogue.map_or_else(BTreeSet::new, |known| known.taken.iter().map(String::as_str).collect()),
    };
    vanished(findings, form, &known, &list);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, row) in form.rows.iter().enumerate() {
        let path = list.row(place);
        let fields = Judged::of(row);
        fields.note(findings, rules::FIELD, &path, &[("code", label::COLUMN_CODE)]);
        if !row.code.trim().is_empty() {
            let first = *seen.entry(row.code.trim()).or_insert(place);
            code(findings, row, (first < place).then_some(first), &known, context, &path);
        }
        name(findings, row, &fields, &known, &path);
        systems(findings, row, &fields, &path);
        columns(findings, row, &known, context, &path);
        batch(findings, row, context, &path);
        change(findings, form, row, &fields, &known, &path);
    }
}

/// No row of the catalogue may be left out: 请勿删改原有信息.
fn vanished(findings: &mut Findings, form: &Scope, known: &Known<'_>, list: &Path) {
    let Some(catalogue) = &known.catalogue else { return };
    let there: BTreeSet<&str> = form.rows.iter().map(|row| row.code.trim()).collect();
    let gone = catalogue.keys().filter(|code| !there.contains(*code)).count();
    if gone > 0 {
        findings.broken(&rules::ROW_VANISHED, list.clone(), &[("count", &gone.to_string())]);
    }
}

/// The code is the catalogue's; an added row has its own.
fn code(
    findings: &mut Findings,
    row: &Row,
    same_as: Option<usize>,
    known: &Known<'_>,
    context: &Context<'_>,
    path: &Path,
) {
    let (code, at) = (row.code.trim(), path.field("code"));
    if let Some(first) = same_as {
        findings.broken(&rules::ROW_REPEATED, at.clone(), &[("row", &(first + 1).to_string())]);
    }
    let is_known = known.catalogue.as_ref().map(|catalogue| catalogue.contains_key(code));
    let is_new = row.change == Some(Change::New);
    match is_known {
        Some(false) if !is_new => findings.broken(&rules::ROW_UNKNOWN, at.clone(), &[]),
        Some(true) if is_new => findings.broken(&rules::ROW_KNOWN, at.clone(), &[]),
        Some(false) if known.taken.contains(code) => findings.broken(&rules::ROW_TAKEN, at.clone(), &[]),
        _ => {}
    }
    if is_new && !context.programme.knows_code(code) {
        findings.broken(&rules::ROW_CODE_FORMAT, at, &[]);
    }
}

/// So is the name.
fn name(findings: &mut Findings, row: &Row, fields: &Judged, known: &Known<'_>, path: &Path) {
    fields.note(findings, rules::FIELD, path, &[("name", label::COLUMN_NAME)]);
    let item = known
        .catalogue
        .as_ref()
        .and_then(|catalogue| catalogue.get(row.code.trim()));
    if let Some(item) = item
        && row.change != Some(Change::New)
        && !row.name.trim().is_empty()
        && row.name.trim() != item.name
    {
        findings.broken(&rules::ROW_NAME_CHANGED, path.field("name"), &[]);
    }
}

/// ① to ③. What the department no longer handles has no columns to fill; of a secret item the system
/// need not be told.
fn systems(findings: &mut Findings, row: &Row, fields: &Judged, path: &Path) {
    let stays = row.stays();
    if stays && row.system_level.is_none() {
        let at = path.field("system_level");
        findings.broken_field(&rules::REQUIRED, at, label::COLUMN_SYSTEM_LEVEL, &[]);
    }
    let without = row.system_level == Some(SystemLevel::None);
    let named = stays && row.system_level.is_some() && !without && !row.is_restricted();
    for (name, value, label) in [
        ("system_name", &row.system_name, label::COLUMN_SYSTEM_NAME),
        ("coverage", &row.coverage, label::COLUMN_COVERAGE),
    ] {
        let empty = value.trim().is_empty();
        if named && empty {
            findings.broken_field(&rules::REQUIRED, path.field(name), label, &[]);
        }
        fields.note(findings, rules::FIELD, path, &[(name, label)]);
        if without && !empty {
            findings.broken_field(&rules::SYSTEM_SUPERFLUOUS, path.field(name), label, &[]);
        }
    }
}

/// ④ to ⑧.
fn columns(findings: &mut Findings, row: &Row, known: &Known<'_>, context: &Context<'_>, path: &Path) {
    if !row.stays() {
        return;
    }
    let answered: [(&str, bool, Text); 5] = [
        ("privacy", row.privacy.is_some(), label::COLUMN_PRIVACY),
        ("annual_cases", row.annual_cases.is_some(), label::COLUMN_ANNUAL_CASES),
        ("at_window", row.at_window.is_some(), label::COLUMN_AT_WINDOW),
        (
            "special_domain",
            row.special_domain.is_some(),
            label::COLUMN_SPECIAL_DOMAIN,
        ),
        (
            "private_network",
            row.private_network.is_some(),
            label::COLUMN_PRIVATE_NETWORK,
        ),
    ];
    for (name, answered, label) in answered {
        if !answered {
            findings.broken_field(&rules::REQUIRED, path.field(name), label, &[]);
        } else if name == "annual_cases" {
            cases(findings, row, known, context, path);
        }
    }
}

/// “12 or fewer” is of the whole city: other lists may say otherwise.
fn cases(findings: &mut Findings, row: &Row, known: &Known<'_>, context: &Context<'_>, path: &Path) {
    let few = context.programme.goals.few_cases;
    let elsewhere = known
        .catalogue
        .as_ref()
        .and_then(|catalogue| catalogue.get(row.code.trim()))
        .map_or(0, |item| item.cases_elsewhere);
    let Some(own) = row.annual_cases.filter(|own| *own <= few) else {
        return;
    };
    let city = u64::from(own).saturating_add(elsewhere);
    if city > u64::from(few) {
        let places = [("few", few.to_string()), ("city", city.to_string())];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        findings.broken(&rules::CASES_CONTRADICTED, path.field("annual_cases"), &places);
    }
}

fn batch(findings: &mut Findings, row: &Row, context: &Context<'_>, path: &Path) {
    let Some(number) = row.batch else { return };
    let at = path.field("batch");
    if context.programme.batches.iter().all(|batch| batch.number != number) {
        findings.broken(&rules::BATCH_UNKNOWN, at, &[]);
    } else if !row.stays() {
        findings.broken(&rules::BATCH_SUPERFLUOUS, at, &[]);
    }
}

/// A difference from the catalogue is told in the remark, never by altering the row.
fn change(findings: &mut Findings, form: &Scope, row: &Row, fields: &Judged, known: &Known<'_>, path: &Path) {
    let (at, receiver) = (path.field("receiver"), fold(&row.receiver));
    let moved = row.change == Some(Change::Moved);
    fields.note(findings, rules::FIELD, path, &[("receiver", label::COLUMN_RECEIVER)]);
    if moved && receiver.is_empty() {
        findings.broken(&rules::RECEIVER_MISSING, at, &[]);
    } else if !moved && !receiver.is_empty() {
        findings.broken(&rules::RECEIVER_SUPERFLUOUS, at, &[]);
    } else if moved
        && let Some(departments) = &known.departments
        && (!departments.contains(&receiver) || receiver == fold(&form.department))
    {
        findings.broken(&rules::RECEIVER_UNKNOWN, at, &[]);
    }
    fields.note(findings, rules::FIELD, path, &[("remark", label::COLUMN_REMARK)]);
    if row.change.is_some() && row.remark.trim().is_empty() {
        findings.broken(&rules::REMARK_MISSING, path.field("remark"), &[]);
    }
}
