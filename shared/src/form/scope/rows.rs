//! The items.

use super::rules;
use super::types::{Change, Row, SystemLevel};
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

/// What the rows are held against, made ready for many of them.
pub(super) struct Known<'a> {
    pub(super) context: Context<'a>,
    /// The department whose list it is, folded.
    department: String,
    catalogue: Option<BTreeMap<&'a str, &'a CatalogueFact>>,
    departments: Option<BTreeSet<String>>,
    /// Codes that belong to others.
    taken: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    pub(super) fn of(department: &str, facts: &'a Facts, context: Context<'a>) -> Self {
        let catalogue = facts.catalogue.as_ref();
        Self {
            context,
            department: fold(department),
            catalogue: catalogue.map(|known| known.items.iter().map(|item| (item.code.as_str(), item)).collect()),
            departments: catalogue.map(|known| known.departments.iter().map(|name| fold(name)).collect()),
            taken: catalogue.map_or_else(BTreeSet::new, |known| known.taken.iter().map(String::as_str).collect()),
        }
    }

    /// What the catalogue says of an item.
    fn item(&self, code: &str) -> Option<&'a CatalogueFact> {
        self.catalogue.as_ref()?.get(code).copied()
    }
}

/// The first place of each code in a list.
pub(super) struct Places<'a>(BTreeMap<&'a str, usize>);

impl<'a> Places<'a> {
    pub(super) fn of(rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut first = BTreeMap::new();
        for (place, row) in rows.into_iter().enumerate() {
            first.entry(row.code.trim()).or_insert(place);
        }
        Self(first)
    }

    /// Where the code of the row at `place` stands before, if it does.
    pub(super) fn before(&self, row: &Row, place: usize) -> Option<usize> {
        let code = row.code.trim();
        let first = self.0.get(code).copied()?;
        (!code.is_empty() && first < place).then_some(first)
    }
}

/// No row of the catalogue may be left out: 请勿删改原有信息.
pub(super) fn vanished(findings: &mut Findings, there: &Places<'_>, known: &Known<'_>, list: Path) {
    let Some(catalogue) = &known.catalogue else { return };
    let gone = catalogue.keys().filter(|code| !there.0.contains_key(*code)).count();
    if gone > 0 {
        findings.broken(&rules::ROW_VANISHED, list, &[("count", &gone.to_string())]);
    }
}

/// The row at `place`, whose code stands at `before` already.
pub(super) fn check(findings: &mut Findings, row: &Row, place: usize, before: Option<usize>, known: &Known<'_>) {
    let path = Path::root().field("rows").row(place);
    let fields = Judged::of(row);
    fields.note(findings, rules::FIELD, &path, &[("code", label::COLUMN_CODE)]);
    if !row.code.trim().is_empty() {
        code(findings, row, before, known, &path);
    }
    name(findings, row, &fields, known, &path);
    systems(findings, row, &fields, &path);
    columns(findings, row, known, &path);
    batch(findings, row, &known.context, &path);
    change(findings, row, &fields, known, &path);
}

/// The code is the catalogue's; an added row has its own.
fn code(findings: &mut Findings, row: &Row, before: Option<usize>, known: &Known<'_>, path: &Path) {
    let (code, at) = (row.code.trim(), path.field("code"));
    if let Some(first) = before {
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
    if is_new && !known.context.programme.knows_code(code) {
        findings.broken(&rules::ROW_CODE_FORMAT, at, &[]);
    }
}

/// So is the name.
fn name(findings: &mut Findings, row: &Row, fields: &Judged, known: &Known<'_>, path: &Path) {
    fields.note(findings, rules::FIELD, path, &[("name", label::COLUMN_NAME)]);
    if let Some(item) = known.item(row.code.trim())
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
fn columns(findings: &mut Findings, row: &Row, known: &Known<'_>, path: &Path) {
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
            cases(findings, row, known, path);
        }
    }
}

/// “12 or fewer” is of the whole city: other lists may say otherwise.
fn cases(findings: &mut Findings, row: &Row, known: &Known<'_>, path: &Path) {
    let few = known.context.programme.goals.few_cases;
    let elsewhere = known.item(row.code.trim()).map_or(0, |item| item.cases_elsewhere);
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
fn change(findings: &mut Findings, row: &Row, fields: &Judged, known: &Known<'_>, path: &Path) {
    let (at, receiver) = (path.field("receiver"), fold(&row.receiver));
    let moved = row.change == Some(Change::Moved);
    fields.note(findings, rules::FIELD, path, &[("receiver", label::COLUMN_RECEIVER)]);
    if moved && receiver.is_empty() {
        findings.broken(&rules::RECEIVER_MISSING, at, &[]);
    } else if !moved && !receiver.is_empty() {
        findings.broken(&rules::RECEIVER_SUPERFLUOUS, at, &[]);
    } else if moved
        && let Some(departments) = &known.departments
        && (!departments.contains(&receiver) || receiver == known.department)
    {
        findings.broken(&rules::RECEIVER_UNKNOWN, at, &[]);
    }
    fields.note(findings, rules::FIELD, path, &[("remark", label::COLUMN_REMARK)]);
    if row.change.is_some() && row.remark.trim().is_empty() {
        findings.broken(&rules::REMARK_MISSING, path.field("remark"), &[]);
    }
}
