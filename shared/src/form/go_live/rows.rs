//! The items.

use super::rules;
use super::types::GoLive;
use crate::facts::{Connection, Facts, ItemFact};
use crate::finding::Path;
use crate::form::item_row;
use crate::form::text::fold;
use crate::item::ItemScope;
use crate::programme::Context;
use crate::rule::Findings;

pub(super) fn check(findings: &mut Findings, form: &GoLive, facts: &Facts, context: &Context<'_>) {
    item_row::check(
        findings,
        &rules::ROW,
        &form.rows,
        facts,
        context,
        |findings, item, at| {
            ready(findings, form, item, at);
        },
    );
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
