//! The plan with its balance.

use super::days;
use crate::auth::Scope;
use crate::db::items::gone;
use crate::db::records::{Names, Row, Stored, find, summary};
use crate::db::schema::{items, organisations, records};
use crate::db::{Backend, Conn, code, item_counts, organisations as tree};
use crate::error::{Error, Result};
use crate::state::Rules;
use diesel::dsl::sql;
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::BTreeSet;
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::api::schedule::{BatchPlan, DepartmentPlan, Plan};
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Form;
use yinzheng_shared::form::schedule::issued_by;
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::State;

/// The plan: the bureau and supervision see every department and what is not issued yet; staff see their
/// own, and of a batch that is issued what was issued.
///
/// # Errors
/// [`Problem::Forbidden`], and those of the database.
pub fn plan(conn: &mut Conn, scope: &Scope, rules: &Rules, today: Date) -> Result<Plan> {
    let own = match scope.role() {
        Some(Role::Bureau | Role::Auditor) => None,
        Some(Role::Staff) => Some(scope.seat().id.to_string()),
        _ => return Err(Problem::Forbidden.into()),
    };
    let mut counts = counts(conn, own.as_deref())?;
    if own.is_some() {
        let issued: BTreeSet<i32> = issued(conn)?.into_iter().map(i32::from).collect();
        counts.iter_mut().for_each(|count| count.stand_as_issued(&issued));
    }
    let mut batches = Vec::new();
    for batch in &rules.programme.batches {
        let number = i32::from(batch.number);
        let issued = holding(conn, batch.number)?;
        let is_issued = issued.is_some();
        let (planned, version) = days::of(conn, rules, today, batch)?;
        let days = match (&own, &issued) {
            (None, _) => Some(planned),
            (Some(_), Some((_, schedule))) => days::as_issued(conn, schedule.id)?,
            (Some(_), None) => None,
        };
        let count = |wanted: &dyn Fn(&Count) -> bool| {
            counts
                .iter()
                .filter(|count| wanted(count))
                .map(|count| count.items)
                .sum()
        };
        batches.push(BatchPlan {
            number: batch.number,
            issue_by: issued_by(&rules.programme, batch),
            days,
            etag: crate::http::etag::of(version),
            planned: count(&|count| count.planned == Some(number)),
            is_issued,
            issued: readable(conn, scope, issued)?,
            added: count(&|count| is_issued && count.planned == Some(number) && count.issued != Some(number)),
            removed: count(&|count| is_issued && count.planned != Some(number) && count.issued == Some(number)),
        });
    }
    let departments = departments(conn, rules, &counts, own.as_deref())?;
    Ok(Plan { batches, departments })
}

/// The schedule of a batch that holds: the newest that was issued.
pub(super) fn holding(conn: &mut Conn, batch: u8) -> Result<Option<(RecordSummary, Stored)>> {
    let row: Option<Row> = records::table
        .filter(records::form.eq(Form::Schedule.code()))
        .filter(records::state.eq(State::Archived.code()))
        .filter(records::title.eq(batch.to_string()))
        .order(records::archived_at.desc())
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    let Some(stored) = row.map(Row::read).transpose()? else {
        return Ok(None);
    };
    let names = Names::of(conn, [&stored])?;
    Ok(Some((summary(&stored, &names), stored)))
}

/// What holds, for those who may read it.
fn readable(conn: &mut Conn, scope: &Scope, holds: Option<(RecordSummary, Stored)>) -> Result<Option<RecordSummary>> {
    let Some((summary, _)) = holds else { return Ok(None) };
    match find(conn, scope, summary.id) {
        Ok(_) => Ok(Some(summary)),
        Err(error) if error.problem() == Problem::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Batches with a schedule that holds.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn issued(conn: &mut Conn) -> Result<BTreeSet<u8>> {
    let titles: Vec<String> = records::table
        .filter(records::form.eq(Form::Schedule.code()))
        .filter(records::state.eq(State::Archived.code()))
        .select(records::title)
        .distinct()
        .load(conn)?;
    titles
        .iter()
        .map(|batch| batch.parse().map_err(Error::internal))
        .collect()
}

struct Count {
    owner: String,
    scope: ItemScope,
    planned: Option<i32>,
    issued: Option<i32>,
    items: u64,
}

impl Count {
    /// A department is told where its items are by what was issued; what the bureau would change of that
    /// is not its matter until it is issued.
    fn stand_as_issued(&mut self, batches: &BTreeSet<i32>) {
        let issued = self.issued.filter(|batch| batches.contains(batch));
        self.planned = issued.or(self.planned.filter(|batch| !batches.contains(batch)));
    }
}

fn counts(conn: &mut Conn, own: Option<&str>) -> Result<Vec<Count>> {
    type Counted = (String, String, Option<i32>, Option<i32>, i64);
    let whose: Box<dyn BoxableExpression<items::table, Backend, SqlType = Bool>> = match own {
        Some(own) => Box::new(items::owner_id.eq(own.to_owned())),
        None => Box::new(sql::<Bool>("1 = 1")),
    };
    let kinds = items::table
        .filter(whose)
        .filter(items::scope.ne_all(gone()?))
        .group_by((items::owner_id, items::scope, items::planned_batch, items::batch))
        .select((
            items::owner_id,
            items::scope,
            items::planned_batch,
            items::batch,
            item_counts::amount(),
        ));
    let counted: Vec<Counted> = item_counts::of_kinds(kinds).load(conn)?;
    counted
        .into_iter()
        .map(|(owner, scope, planned, issued, items)| {
            Ok(Count {
                owner,
                scope: code::word(&scope)?,
                planned,
                issued,
                items: u64::try_from(items).unwrap_or_default(),
            })
        })
        .collect()
}

fn departments(conn: &mut Conn, rules: &Rules, counts: &[Count], own: Option<&str>) -> Result<Vec<DepartmentPlan>> {
    let mut owners: Vec<String> = counts.iter().map(|count| count.owner.clone()).collect();
    owners.sort_unstable();
    owners.dedup();
    let mut query = organisations::table
        .into_boxed::<Backend>()
        .filter(organisations::id.eq_any(owners));
    if let Some(own) = own {
        query = query.filter(organisations::id.eq(own.to_owned()));
    }
    let rows: Vec<tree::Row> = query
        .order(organisations::path.asc())
        .select(tree::Row::as_select())
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let seat = row.seat()?;
            let id = seat.id.to_string();
            let of_owner: Vec<&Count> = counts.iter().filter(|count| count.owner == id).collect();
            let sum = |wanted: &dyn Fn(&Count) -> bool| -> u64 {
                of_owner
                    .iter()
                    .filter(|count| wanted(count))
                    .map(|count| count.items)
                    .sum()
            };
            let countable = sum(&|count| count.scope == ItemScope::InScope);
            let needed = rules
                .programme
                .goals
                .needed(usize::try_from(countable).unwrap_or_default());
            Ok(DepartmentPlan {
                countable,
                open: sum(&|count| count.scope == ItemScope::Catalogued),
                planned: rules
                    .programme
                    .batches
                    .iter()
                    .map(|batch| sum(&|count| count.planned == Some(i32::from(batch.number))))
                    .collect(),
                needed: u64::try_from(needed).unwrap_or_default(),
                department: seat.as_ref(),
            })
        })
        .collect()
}
