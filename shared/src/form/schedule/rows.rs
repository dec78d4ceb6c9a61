//! The items of a batch.

use super::rules;
use super::types::{Row, Schedule};
use crate::facts::{Facts, ItemFact};
use crate::finding::Path;
use crate::form::field::Judged;
use crate::form::text::fold;
use crate::item::ItemScope;
use crate::locale::schedule as label;
use crate::rule::Findings;
use std::collections::BTreeMap;

/// Items that a batch holds at most: a city with 50,000 items puts some 10,000 in one.
pub const MOST: usize = 20_000;

pub(super) fn check(findings: &mut Findings, form: &Schedule, facts: &Facts) {
    let list = Path::root().field("rows");
    if form.rows.is_empty() {
        findings.broken(&rules::ROW_NONE, list.clone(), &[]);
    }
    if form.rows.len() > MOST {
        findings.broken(&rules::ROW_TOO_MANY, list.clone(), &[("max", &MOST.to_string())]);
    }
    let known: Option<BTreeMap<&str, &ItemFact>> = facts
        .items
        .as_ref()
        .map(|items| items.iter().map(|item| (item.code.as_str(), item)).collect());
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, row) in form.rows.iter().enumerate() {
        let path = list.row(place);
        let fields = Judged::of(row);
        let code = row.item_code.trim();
        let item = known.as_ref().map(|known| known.get(code).copied());
        name(findings, row, item.flatten(), &fields, &path);
        fields.note(findings, rules::FIELD, &path, &[("item_code", label::ITEM_CODE)]);
        if !code.is_empty() {
            let at = path.field("item_code");
            let first = *seen.entry(code).or_insert(place);
            if first < place {
                findings.broken(&rules::ROW_REPEATED, at.clone(), &[("row", &(first + 1).to_string())]);
            }
            match item {
                Some(None) => findings.broken(&rules::ROW_UNKNOWN, at, &[]),
                Some(Some(item)) => fits(findings, form, item, &at),
                None => {}
            }
        }
        department(findings, row, item.flatten(), &fields, &path);
    }
}

/// Whether the item may be in this batch.
fn fits(findings: &mut Findings, form: &Schedule, item: &ItemFact, at: &Path) {
    if matches!(item.scope, ItemScope::Cancelled | ItemScope::Moving) {
        findings.broken(&rules::ROW_GONE, at.clone(), &[]);
    }
    if item.published {
        findings.broken(&rules::ROW_PUBLISHED, at.clone(), &[]);
    }
    if item.batch.is_some() && form.batch.is_some() && item.batch != form.batch {
        findings.broken(&rules::ROW_OTHER_BATCH, at.clone(), &[]);
    }
    match item.scope {
        ItemScope::Catalogued => findings.broken(&rules::ROW_PROVISIONAL, at.clone(), &[]),
        // What a department itself proposes a batch for may be released all the same.
        ItemScope::LeftOut if item.proposed_batch.is_none() => findings.broken(&rules::ROW_LEFT_OUT, at.clone(), &[]),
        _ => {}
    }
}

fn name(findings: &mut Findings, row: &Row, item: Option<&ItemFact>, fields: &Judged, path: &Path) {
    fields.note(findings, rules::FIELD, path, &[("item_name", label::ITEM_NAME)]);
    if let Some(item) = item
        && !row.item_name.trim().is_empty()
        && fold(&item.name) != fold(&row.item_name)
    {
        findings.broken(&rules::ROW_NAME_DIFFERS, path.field("item_name"), &[]);
    }
}

fn department(findings: &mut Findings, row: &Row, item: Option<&ItemFact>, fields: &Judged, path: &Path) {
    fields.note(findings, rules::FIELD, path, &[("department", label::DEPARTMENT)]);
    if let Some(item) = item
        && !row.department.trim().is_empty()
        && fold(&item.owner) != fold(&row.department)
    {
        findings.broken(&rules::ROW_DEPARTMENT, path.field("department"), &[]);
    }
}
