//! The items.

use super::rules;
use super::types::{GoLive, Row};
use crate::facts::{Connection, Facts, ItemFact};
use crate::finding::Path;
use crate::form::field;
use crate::form::text::fold;
use crate::item::ItemScope;
use crate::locale::form as label;
use crate::programme::Context;
use crate::rule::Findings;
use std::collections::BTreeMap;

const MOST: usize = 1_000;

pub(super) fn check(findings: &mut Findings, form: &GoLive, facts: &Facts, context: &Context<'_>) {
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
        let code = row.item_code.trim();
        let item = known.as_ref().map(|known| known.get(code).copied());
        if u32::try_from(place + 1) != Ok(row.number) {
            findings.broken(
                &rules::ROW_NUMBER,
                path.field("number"),
                &[("number", &(place + 1).to_string())],
            );
        }
        name(findings, row, item.flatten(), &path);
        field::check(findings, rules::FIELD, row, &path, &[("item_code", label::ITEM_CODE)]);
        if code.is_empty() {
            continue;
        }
        let at = path.field("item_code");
        if let Some(first) = seen.get(code) {
            findings.broken(&rules::ROW_REPEATED, at.clone(), &[("row", &(first + 1).to_string())]);
        } else {
            seen.insert(code, place);
        }
        if !context.programme.knows_code(code) {
            findings.broken(&rules::ROW_CODE_FORMAT, at.clone(), &[]);
        }
        match item {
            Some(Some(item)) => ready(findings, form, item, &at),
            Some(None) => findings.broken(&rules::ROW_UNKNOWN, at, &[]),
            None => {}
        }
    }
}

fn name(findings: &mut Findings, row: &Row, item: Option<&ItemFact>, path: &Path) {
    field::check(findings, rules::FIELD, row, path, &[("item_name", label::ITEM_NAME)]);
    if let Some(item) = item
        && !row.item_name.trim().is_empty()
        && fold(&item.name) != fold(&row.item_name)
    {
        findings.broken(&rules::ROW_NAME_DIFFERS, path.field("item_name"), &[]);
    }
}

/// Whether the item may go live with this form.
fn ready(findings: &mut Findings, form: &GoLive, item: &ItemFact, at: &Path) {
    if fold(&item.serving) != fold(&form.addressee) && !form.addressee.trim().is_empty() {
        findings.broken(&rules::ROW_SERVING, at.clone(), &[]);
    }
    if form.batch.is_some() && item.batch != form.batch {
        findings.broken(&rules::ROW_BATCH, at.clone(), &[]);
    }
    if item.connection == Connection::None {
        findings.broken(&rules::ROW_NOT_CONNECTED, at.clone(), &[]);
    }
    if !item.optimised {
        findings.broken(&rules::ROW_NOT_OPTIMISED, at.clone(), &[]);
    }
    if item.published {
        findings.broken(&rules::ROW_PUBLISHED, at.clone(), &[]);
    }
    if matches!(item.scope, ItemScope::Cancelled | ItemScope::Moving) {
        findings.broken(&rules::ROW_GONE, at.clone(), &[]);
    }
}
