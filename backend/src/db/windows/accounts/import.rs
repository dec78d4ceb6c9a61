//! A whole roster from a file: all rows or none.

use super::Row;
use super::change::{blank, insert, update};
use crate::auth::Scope;
use crate::db::audit::{Entry, Window};
use crate::db::maker::Maker;
use crate::db::schema::window_accounts;
use crate::db::windows::facts::{self, Names};
use crate::db::windows::sight;
use crate::db::{Tx, audit};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;
use yinzheng_shared::api::item::ImportAnswer;
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::id::AccountId;
use yinzheng_shared::window::account::{self, Account, Roster};
use yinzheng_shared::window::mobile;

/// A row of the file.
#[derive(Clone, PartialEq, Eq)]
pub struct FileRow {
    /// The account.
    pub account: Account,
    /// Why what is unusual in it is right; empty when nothing is.
    pub reason: String,
}

/// What keeps a file out: findings, and rows of accounts that the one who asks does not keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Errors, and warnings whose row gives no reason.
    pub findings: Vec<Finding>,
    /// Rows, from 0, whose account others keep.
    pub not_yours: Vec<usize>,
}

/// Keeps the accounts of a file: new ones are added, known ones, by their mobiles, brought to what the
/// file says; a date that the file leaves empty stays.
///
/// # Errors
/// Of the database; nothing is kept then, and nothing when the file has faults.
pub fn import(
    tx: &mut Tx<'_>,
    maker: &Maker<'_>,
    rows: &[FileRow],
    digest: &str,
) -> Result<std::result::Result<ImportAnswer, Faults>> {
    let (scope, stamp, actor) = (maker.scope, maker.stamp, maker.actor);
    let mut roster = Roster {
        rows: rows.iter().map(|row| row.account.clone()).collect(),
    };
    let names = Names::read(tx, scope)?;
    let known = known(tx, scope, &roster)?;
    for row in &mut roster.rows {
        if let Some(known) = known.get(&mobile::plain(&row.mobile)) {
            complete(row, known)?;
        }
    }
    let taken = facts::taken(tx, &roster, None)?;
    let others = taken.into_iter().filter(|mobile| !known.contains_key(mobile)).collect();
    let facts = names.facts(&roster, others);
    let report = account::check(&roster, &facts, &maker.context(), maker.language);
    let faults = Faults {
        not_yours: not_yours(scope, &names, &roster),
        findings: report
            .findings
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error || !is_explained(finding, rows))
            .collect(),
    };
    if faults != Faults::default() {
        return Ok(Err(faults));
    }
    let mut answer = ImportAnswer::default();
    for (sent, row) in rows.iter().zip(&roster.rows) {
        let (Some(unit), Some(centre)) = (names.unit(row), names.centre(row)) else {
            continue;
        };
        let reason = Some(sent.reason.as_str()).filter(|reason| !reason.is_empty());
        match known.get(&mobile::plain(&row.mobile)) {
            Some(before) => {
                let (next, fields) = before.with(row, unit, centre, reason);
                if fields.is_empty() {
                    answer.unchanged += 1;
                } else {
                    update(tx, stamp, actor, Window::AccountChanged, &next, &fields)?;
                    answer.changed += 1;
                }
            }
            None => {
                let id = AccountId(Uuid::now_v7());
                let (row, fields) = blank(id, digest).with(row, unit, centre, reason);
                insert(tx, stamp, actor, id, &row, &fields)?;
                answer.added += 1;
            }
        }
    }
    if answer.added + answer.changed > 0 {
        let entry = Entry::of_window(Window::AccountsImported, None).with_digest(digest);
        audit::record(tx, stamp, actor, &entry)?;
    }
    Ok(Ok(answer))
}

/// Active accounts of the list that the one who asks keeps, by their mobiles.
fn known(tx: &mut Tx<'_>, scope: &Scope, roster: &Roster) -> Result<HashMap<String, Row>> {
    let rows: Vec<Row> = window_accounts::table
        .filter(window_accounts::active.eq(true))
        .filter(window_accounts::mobile.eq_any(facts::mobiles(roster)))
        .filter(sight::kept(scope)?)
        .select(Row::as_select())
        .load(tx.conn())?;
    Ok(rows.into_iter().map(|row| (row.mobile.clone(), row)).collect())
}

/// What is known and the file leaves empty.
fn complete(row: &mut Account, known: &Row) -> Result<()> {
    row.registered = row.registered.or(super::day(known.registered_on.as_deref())?);
    row.authorised = row.authorised.or(super::day(known.authorised_on.as_deref())?);
    row.handed_over = row.handed_over.or(super::day(known.handed_over_on.as_deref())?);
    Ok(())
}

fn not_yours(scope: &Scope, names: &Names, roster: &Roster) -> Vec<usize> {
    let others = roster.rows.iter().enumerate().filter(|(_, row)| {
        matches!((names.unit(row), names.centre(row)), (Some(unit), Some(centre))
            if !sight::keeps(scope, centre.body.level, &centre.path, unit))
    });
    others.map(|(place, _)| place).collect()
}

fn is_explained(finding: &Finding, rows: &[FileRow]) -> bool {
    let row = row_of(finding).and_then(|place| rows.get(place));
    row.is_some_and(|row| !row.reason.is_empty())
}

/// The row of the list, from 0, that a finding speaks of.
#[must_use]
pub fn row_of(finding: &Finding) -> Option<usize> {
    finding.path.as_str().split('/').nth(2)?.parse().ok()
}
