//! A numbered item, as several forms list them, and what holds for it wherever it stands.

use crate::facts::{Facts, ItemFact};
use crate::finding::Path;
use crate::form::field::{self, FieldRules};
use crate::form::text::{filled, fold, sane};
use crate::locale::form as label;
use crate::programme::Context;
use crate::rule::{Findings, Rule};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use validator::Validate;

/// One item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ItemRow {
    /// 序号, from 1.
    pub number: u32,
    /// 事项名称.
    #[validate(custom(function = filled), length(max = 200), custom(function = sane))]
    pub item_name: String,
    /// 事项编码.
    #[validate(custom(function = filled), length(max = 64), custom(function = sane))]
    pub item_code: String,
}

/// Rules that each form which lists items has under its own code.
#[derive(Clone, Copy, Debug)]
pub(in crate::form) struct ItemRowRules {
    /// Rules of the text fields.
    pub(in crate::form) field: FieldRules,
    /// There is no item.
    pub(in crate::form) none: &'static Rule,
    /// There are too many.
    pub(in crate::form) too_many: &'static Rule,
    /// The number is not that of its place.
    pub(in crate::form) number: &'static Rule,
    /// The item stands in an earlier row.
    pub(in crate::form) repeated: &'static Rule,
    /// The code is of no known format.
    pub(in crate::form) code_format: &'static Rule,
    /// The catalogue has no such item.
    pub(in crate::form) unknown: &'static Rule,
    /// The catalogue calls it otherwise.
    pub(in crate::form) name_differs: &'static Rule,
}

/// Items that a form lists at most.
const MOST: usize = 1_000;

/// Checks the rows of a form. `fits` says what else holds for an item that the catalogue knows, at the
/// place of its code.
pub(in crate::form) fn check(
    findings: &mut Findings,
    rules: &ItemRowRules,
    rows: &[ItemRow],
    facts: &Facts,
    context: &Context<'_>,
    mut fits: impl FnMut(&mut Findings, &ItemFact, &Path),
) {
    let list = Path::root().field("rows");
    if rows.is_empty() {
        findings.broken(rules.none, list.clone(), &[]);
    }
    if rows.len() > MOST {
        findings.broken(rules.too_many, list.clone(), &[("max", &MOST.to_string())]);
    }
    let known: Option<BTreeMap<&str, &ItemFact>> = facts
        .items
        .as_ref()
        .map(|items| items.iter().map(|item| (item.code.as_str(), item)).collect());
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        let path = list.row(place);
        let code = row.item_code.trim();
        let item = known.as_ref().map(|known| known.get(code).copied());
        if u32::try_from(place + 1) != Ok(row.number) {
            let number = (place + 1).to_string();
            findings.broken(rules.number, path.field("number"), &[("number", &number)]);
        }
        name(findings, rules, row, item.flatten(), &path);
        field::check(findings, rules.field, row, &path, &[("item_code", label::ITEM_CODE)]);
        if code.is_empty() {
            continue;
        }
        let at = path.field("item_code");
        if let Some(first) = seen.get(code) {
            findings.broken(rules.repeated, at.clone(), &[("row", &(first + 1).to_string())]);
        } else {
            seen.insert(code, place);
        }
        if !context.programme.knows_code(code) {
            findings.broken(rules.code_format, at.clone(), &[]);
        }
        match item {
            Some(Some(item)) => fits(findings, item, &at),
            Some(None) => findings.broken(rules.unknown, at, &[]),
            None => {}
        }
    }
}

fn name(findings: &mut Findings, rules: &ItemRowRules, row: &ItemRow, item: Option<&ItemFact>, path: &Path) {
    field::check(findings, rules.field, row, path, &[("item_name", label::ITEM_NAME)]);
    if let Some(item) = item
        && !row.item_name.trim().is_empty()
        && fold(&item.name) != fold(&row.item_name)
    {
        findings.broken(rules.name_differs, path.field("item_name"), &[]);
    }
}

/// Gives every row the number of its place.
pub fn renumber(rows: &mut [ItemRow]) {
    for (row, number) in rows.iter_mut().zip(1..) {
        row.number = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_by_their_place() {
        let row = |number| ItemRow {
            number,
            ..ItemRow::default()
        };
        let mut rows = [row(7), row(0), row(7)];
        renumber(&mut rows);
        assert_eq!(rows.each_ref().map(|row| row.number), [1, 2, 3]);
    }
}
