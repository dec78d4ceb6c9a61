//! Items in the plan.

use crate::auth::Scope;
use crate::db::audit::{Actor, Administration, Entry, Stamp};
use crate::db::items::gone;
use crate::db::items::search::Search;
use crate::db::schema::items;
use crate::db::{Backend, Conn, Tx, audit, code, organisations, page};
use crate::error::{Refusal, Result};
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::schedule::PlannedItem;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::organisation::{OrganisationRef, Role};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Programme;

/// Which items to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Planned for this batch; `Some(None)`: for none.
    pub batch: Option<Option<u8>>,
    /// Of this department.
    pub department: Option<OrganisationId>,
    /// Part of a name, or three signs or more of a code.
    pub text: Option<String>,
    /// Code after which to go on.
    pub after: Option<String>,
    /// Most entries of a page.
    pub limit: i64,
}

type Query<'a> = items::BoxedQuery<'a, Backend>;

/// One page of the items that can be planned, in the order of their codes: the bureau and supervision see
/// all, staff their own.
///
/// # Errors
/// [`Problem::Forbidden`], and those of the database.
pub fn list(conn: &mut Conn, scope: &Scope, filter: &Filter) -> Result<Listing<PlannedItem>> {
    let search = Search::of(conn, filter.text.as_deref())?;
    let mut page = search.listed(conn, matching(scope, filter)?);
    if let Some(after) = &filter.after {
        page = page.filter(items::code.gt(after.clone()));
    }
    let rows: Vec<Row> = page
        .order(items::code.asc())
        .limit(filter.limit + 1)
        .select(Row::as_select())
        .load(conn)?;
    let (rows, more) = page::cut(rows, filter.limit);
    let total = page::total(filter.after.is_none(), (rows.len(), more), || {
        search.total(conn, matching(scope, filter)?)
    })?;
    let next = rows.last().filter(|_| more).map(|row| row.code.clone());
    let names = organisations::every_name(conn)?;
    let issued = super::issued(conn)?;
    Ok(Listing {
        entries: rows
            .into_iter()
            .map(|row| row.body(&names, &issued))
            .collect::<Result<_>>()?,
        total,
        next,
    })
}

/// What the filter asks for, but its text.
fn matching<'a>(scope: &Scope, filter: &Filter) -> Result<Query<'a>> {
    let mut query = items::table.into_boxed().filter(items::scope.ne_all(gone()?));
    query = match scope.role() {
        Some(Role::Bureau | Role::Auditor) => query,
        Some(Role::Staff) => query.filter(items::owner_id.eq(scope.seat().id.to_string())),
        _ => return Err(Problem::Forbidden.into()),
    };
    if let Some(batch) = filter.batch {
        query = match batch {
            Some(batch) => query.filter(items::planned_batch.eq(i32::from(batch))),
            None => query.filter(items::planned_batch.is_null()),
        };
    }
    if let Some(department) = filter.department {
        query = query.filter(items::owner_id.eq(department.to_string()));
    }
    Ok(query)
}

/// Plans items for a batch, or for none. All of them, or nothing.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`] when an item is unknown, published or gone, or the
/// programme has no such batch, and those of the database.
pub fn plan_items(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    programme: &Programme,
    codes: &[String],
    batch: Option<u8>,
) -> Result<()> {
    if scope.role() != Some(Role::Bureau) {
        return Err(Problem::Forbidden.into());
    }
    if batch.is_some_and(|number| programme.batches.iter().all(|batch| batch.number != number)) {
        return Err(Refusal::from(Problem::NotFound).with_detail("/batch").into());
    }
    let before: HashMap<String, Option<i32>> = items::table
        .filter(items::code.eq_any(codes))
        .select((items::code, items::planned_batch))
        .load::<(String, Option<i32>)>(tx.conn())?
        .into_iter()
        .collect();
    let planned = diesel::update(items::table)
        .filter(items::code.eq_any(codes))
        .filter(items::published_on.is_null())
        .filter(items::scope.ne_all(gone()?))
        .set(items::planned_batch.eq(batch.map(i32::from)))
        .execute(tx.conn())?;
    let mut distinct: Vec<&String> = codes.iter().collect();
    distinct.sort_unstable();
    distinct.dedup();
    if planned != distinct.len() {
        return Err(Refusal::from(Problem::NotFound).with_detail("/codes").into());
    }
    for code in distinct {
        let entry = Entry::of_administration(Administration::PlanChanged, None)
            .with_item(code)
            .with_reason(told(before.get(code).copied().flatten(), batch.map(i32::from)));
        audit::record(tx, stamp, actor, &entry)?;
    }
    Ok(())
}

/// Where an item was and where it went, as the audit trail keeps it.
fn told(from: Option<i32>, to: Option<i32>) -> String {
    let [from, to] = [from, to].map(|batch| batch.map_or_else(|| "none".to_owned(), |batch| batch.to_string()));
    format!("from={from} to={to}")
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = items)]
struct Row {
    code: String,
    name: String,
    owner_id: String,
    scope: String,
    proposed_batch: Option<i32>,
    planned_batch: Option<i32>,
    batch: Option<i32>,
}

impl Row {
    fn body(self, names: &HashMap<String, String>, issued: &BTreeSet<u8>) -> Result<PlannedItem> {
        let batch = self.batch.map(code::small).transpose()?;
        Ok(PlannedItem {
            department: OrganisationRef {
                id: code::id(&self.owner_id)?,
                name: names.get(&self.owner_id).cloned().unwrap_or_default(),
            },
            code: self.code,
            name: self.name,
            scope: code::word(&self.scope)?,
            proposed: self.proposed_batch.map(code::small).transpose()?,
            planned: self.planned_batch.map(code::small).transpose()?,
            // A batch of the catalogue is a proposal until its schedule is issued.
            issued: batch.filter(|batch| issued.contains(batch)),
        })
    }
}
