//! Who has answered, and what the accepted lists come to.

use super::open::{due, owners};
use crate::auth::{Scope, Seat, scope::Reach};
use crate::db::records::{Names, Row, Stored, summary};
use crate::db::schema::{items, organisations, records};
use crate::db::{Conn, code, consolidations, item_counts, items as catalogue, visible};
use crate::error::Result;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::collections::{HashMap, HashSet};
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::api::scope_list::{ScopeDepartment, ScopeOverview};
use yinzheng_shared::form::Form;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::organisation::OrganisationRef;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::record::State;

/// The departments that the scope shows, each with its list of this edition.
///
/// # Errors
/// Of the database.
pub fn overview(conn: &mut Conn, scope: &Scope, programme: &Programme) -> Result<ScopeOverview> {
    let edition = programme.scope.edition.clone();
    let (mut lists, readable) = (lists(conn, &edition)?, readable(conn, scope, &edition)?);
    let (areas, counts) = (areas(conn)?, counts(conn, scope)?);
    let owners = owners(conn)?;
    let districts = consolidations::overview(conn, scope, programme, &owners)?;
    let departments = owners
        .into_iter()
        .filter(|seat| shows(scope, seat))
        .map(|seat| {
            let figures = counts.get(&seat.id.to_string()).copied().unwrap_or_default();
            let list = lists.remove(&seat.id);
            ScopeDepartment {
                area: areas.get(seat.area()).cloned(),
                readable: list
                    .as_ref()
                    .is_some_and(|list| readable.contains(&list.id.to_string())),
                list,
                due: due(&seat, programme),
                items: figures.items,
                in_scope: figures.in_scope,
                left_out: figures.left_out,
                unanswered: figures.unanswered,
                proposed: figures.proposed,
                department: seat.as_ref(),
            }
        })
        .collect();
    Ok(ScopeOverview {
        edition,
        departments,
        districts,
    })
}

/// Whether the overview shows a department: everyone may see who of their area has answered.
pub(in crate::db) fn shows(scope: &Scope, seat: &Seat) -> bool {
    let own = scope.seat();
    match scope.reach() {
        Reach::Everything => true,
        Reach::Area(prefix) => seat.path.starts_with(prefix.as_str()),
        Reach::Line => seat.id == own.id || seat.line == Some(own.id),
        Reach::NoForm | Reach::Uploads => false,
    }
}

/// The lists of this edition that the scope shows. That there is one, and how far it is, everybody of the
/// area may know; what stands in it not, where something is secret.
fn readable(conn: &mut Conn, scope: &Scope, edition: &str) -> Result<HashSet<String>> {
    let ids: Vec<String> = records::table
        .filter(visible::records(scope)?)
        .filter(records::form.eq(Form::Scope.code()))
        .filter(records::title.eq(edition))
        .select(records::id)
        .load(conn)?;
    Ok(ids.into_iter().collect())
}

/// The newest list of each owner that was not given up.
fn lists(conn: &mut Conn, edition: &str) -> Result<HashMap<OrganisationId, RecordSummary>> {
    let rows: Vec<Row> = records::table
        .filter(records::form.eq(Form::Scope.code()))
        .filter(records::state.ne(State::Void.code()))
        .filter(records::title.eq(edition))
        .order(records::created_at.asc())
        .select(Row::as_select())
        .load(conn)?;
    let stored: Vec<Stored> = rows.into_iter().map(Row::read).collect::<Result<_>>()?;
    let names = Names::of(conn, &stored)?;
    Ok(stored
        .iter()
        .map(|record| (record.owner, summary(record, &names)))
        .collect())
}

/// Cities and districts by their paths.
fn areas(conn: &mut Conn) -> Result<HashMap<String, OrganisationRef>> {
    let rows: Vec<(String, String, String)> = organisations::table
        .select((organisations::path, organisations::id, organisations::name))
        .load(conn)?;
    rows.into_iter()
        .map(|(path, id, name)| {
            Ok((
                path,
                OrganisationRef {
                    id: code::id(&id)?,
                    name,
                },
            ))
        })
        .collect()
}

#[derive(Clone, Copy, Default)]
struct Counts {
    items: u64,
    in_scope: u64,
    left_out: u64,
    unanswered: u64,
    proposed: u64,
}

/// Counts of the items that the scope shows, by owner: as the assessment board counts them, so that nothing is
/// to be deduced from a difference.
fn counts(conn: &mut Conn, scope: &Scope) -> Result<HashMap<String, Counts>> {
    let (in_scope, left_out) = (code::of(ItemScope::InScope)?, code::of(ItemScope::LeftOut)?);
    let catalogued = code::of(ItemScope::Catalogued)?;
    let kinds = items::table
        .filter(catalogue::sees(scope)?)
        .group_by((items::owner_id, items::scope))
        .select((
            items::owner_id,
            items::scope,
            item_counts::amount(),
            sql::<BigInt>("CAST(SUM(CASE WHEN proposed_batch IS NULL THEN 0 ELSE amount END) AS BIGINT)"),
        ));
    let rows: Vec<(String, String, i64, i64)> = item_counts::of_kinds(kinds).load(conn)?;
    let mut counts: HashMap<String, Counts> = HashMap::new();
    for (owner, scope, items, proposed) in rows {
        let (items, proposed) = (
            u64::try_from(items).unwrap_or_default(),
            u64::try_from(proposed).unwrap_or_default(),
        );
        let of_owner = counts.entry(owner).or_default();
        of_owner.items += items;
        if scope == in_scope {
            of_owner.in_scope += items;
            of_owner.proposed += proposed;
        } else if scope == left_out {
            of_owner.left_out += items;
        } else if scope == catalogued {
            of_owner.unanswered += items;
        }
    }
    Ok(counts)
}
