//! The items.

use super::rules;
use super::types::JointDebug;
use crate::facts::{Connection, Facts, ItemFact};
use crate::finding::Path;
use crate::form::item_row;
use crate::form::text::fold;
use crate::item::ItemScope;
use crate::programme::Context;
use crate::rule::Findings;

pub(super) fn check(findings: &mut Findings, form: &JointDebug, facts: &Facts, context: &Context<'_>) {
    item_row::check(
        findings,
        &rules::ROW,
        &form.rows,
        facts,
        context,
        |findings, item, at| {
            belongs(findings, form, facts, item, at);
        },
    );
}

/// Whether the item is debugged with this form.
fn belongs(findings: &mut Findings, form: &JointDebug, facts: &Facts, item: &ItemFact, at: &Path) {
    if fold(&item.serving) != fold(&form.unit) && !form.unit.trim().is_empty() {
        findings.broken(&rules::ROW_SERVING, at.clone(), &[]);
    }
    match item.connection {
        Connection::None => {}
        Connection::JointDebugged => findings.broken(&rules::ROW_DEBUGGED, at.clone(), &[]),
        Connection::FullProcess => findings.broken(&rules::ROW_FULL_PROCESS, at.clone(), &[]),
    }
    if item.published {
        findings.broken(&rules::ROW_PUBLISHED, at.clone(), &[]);
    }
    if matches!(item.scope, ItemScope::Cancelled | ItemScope::Moving) {
        findings.broken(&rules::ROW_GONE, at.clone(), &[]);
    }
    if let Some(known) = &facts.debugging {
        let named = |number: &str| {
            form.interfaces
                .iter()
                .any(|interface| interface.number.trim() == number)
        };
        let mut named = known.interfaces.iter().filter(|known| named(&known.number));
        if !named.any(|interface| interface.items.contains(&item.code)) {
            findings.broken(&rules::ROW_NO_INTERFACE, at.clone(), &[]);
        }
    }
}
