//! Lists of interfaces.

use super::{Row, keeps, shown};
use crate::auth::Scope;
use crate::db::schema::{interface_items, interfaces, items};
use crate::db::{Backend, Conn, code, items as catalogue, organisations, page, pattern, schedules};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::interface::{InterfaceItem, RegisteredInterface};
use yinzheng_shared::api::schedule::BatchDays;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::id::{InterfaceId, OrganisationId};
use yinzheng_shared::interface::Progress;
use yinzheng_shared::organisation::OrganisationRef;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Programme;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of the name of the interface or of its system, or of its number.
    pub text: Option<String>,
    /// How far it is.
    pub progress: Option<Progress>,
    /// Of this unit.
    pub unit: Option<OrganisationId>,
    /// Serving the item of this code.
    pub item: Option<String>,
    /// Identifier after which to go on.
    pub after: Option<InterfaceId>,
    /// Most entries of a page.
    pub limit: i64,
}

/// One page of the interfaces that the scope shows, in the order in which they were made.
///
/// # Errors
/// Of the database.
pub fn list(
    conn: &mut Conn,
    scope: &Scope,
    programme: &Programme,
    filter: &Filter,
) -> Result<Listing<RegisteredInterface>> {
    let total: i64 = matching(scope, filter)?.count().get_result(conn)?;
    let mut page = matching(scope, filter)?.select(Row::as_select());
    if let Some(after) = filter.after {
        page = page.filter(interfaces::id.gt(after.to_string()));
    }
    let rows: Vec<Row> = page.order(interfaces::id.asc()).limit(filter.limit + 1).load(conn)?;
    let (rows, more) = page::cut(rows, filter.limit);
    let next = rows.last().filter(|_| more).map(|row| row.id.clone());
    Ok(Listing {
        entries: bodies(conn, scope, programme, rows)?,
        total: u64::try_from(total).unwrap_or_default(),
        next,
    })
}

/// One interface.
///
/// # Errors
/// [`Problem::NotFound`] when it is not the asker's to see, and those of the database.
pub fn show(conn: &mut Conn, scope: &Scope, programme: &Programme, id: InterfaceId) -> Result<RegisteredInterface> {
    let row = find(conn, scope, id)?.ok_or(Problem::NotFound)?;
    let mut bodies = bodies(conn, scope, programme, vec![row])?;
    Ok(bodies.pop().ok_or(Problem::NotFound)?)
}

/// The row of an interface that the scope shows.
pub(super) fn find(conn: &mut Conn, scope: &Scope, id: InterfaceId) -> Result<Option<Row>> {
    Ok(interfaces::table
        .filter(interfaces::id.eq(id.to_string()))
        .filter(shown(scope)?)
        .select(Row::as_select())
        .first(conn)
        .optional()?)
}

fn matching<'a>(scope: &Scope, filter: &Filter) -> Result<interfaces::BoxedQuery<'a, Backend>> {
    let mut query = interfaces::table.into_boxed().filter(shown(scope)?);
    if let Some(progress) = filter.progress {
        query = query.filter(interfaces::progress.eq(code::of(progress)?));
    }
    if let Some(unit) = filter.unit {
        query = query.filter(interfaces::unit_id.eq(unit.to_string()));
    }
    if let Some(item) = &filter.item {
        let serving = interface_items::table
            .filter(interface_items::item_code.eq(item.clone()))
            .select(interface_items::interface_id);
        query = query.filter(interfaces::id.eq_any(serving));
    }
    if let Some(text) = filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        let like = pattern::anywhere(text);
        query = query.filter(
            pattern::lower(interfaces::name)
                .like(like.clone())
                .escape('\\')
                .or(pattern::lower(interfaces::system_name).like(like.clone()).escape('\\'))
                .or(pattern::lower(interfaces::number.assume_not_null())
                    .like(like)
                    .escape('\\')),
        );
    }
    Ok(query)
}

fn bodies(conn: &mut Conn, scope: &Scope, programme: &Programme, rows: Vec<Row>) -> Result<Vec<RegisteredInterface>> {
    let mut served = served(conn, scope, &rows)?;
    let mut days: HashMap<u8, Option<BatchDays>> = HashMap::new();
    for item in served.values().flatten() {
        if let Some(batch) = item.batch
            && !days.contains_key(&batch)
        {
            days.insert(batch, schedules::issued_days(conn, batch)?);
        }
    }
    let units: Vec<&str> = rows.iter().map(|row| row.unit_id.as_str()).collect();
    let units = organisations::names(conn, units)?;
    let own = scope.seat().id.to_string();
    rows.into_iter()
        .map(|row| {
            let items = served.remove(&row.id).unwrap_or_default();
            let batches = items.iter().filter_map(|item| item.batch);
            let due = batches.filter_map(|batch| days.get(&batch).copied().flatten());
            let level = code::word(&row.system_level)?;
            Ok(RegisteredInterface {
                id: code::id(&row.id)?,
                yours: keeps(scope) && row.unit_id == own,
                unit: OrganisationRef {
                    id: code::id(&row.unit_id)?,
                    name: units.get(&row.unit_id).cloned().unwrap_or_default(),
                },
                system_name: row.system_name,
                system_level: level,
                bearer: programme.connection_bearer(level),
                name: row.name,
                progress: code::word(&row.progress)?,
                number: row.number.unwrap_or_default(),
                registered: row.registered_on.as_deref().map(code::day).transpose()?,
                due: due.map(|days| days.registered_by).min(),
                items,
                etag: crate::http::etag::of(row.version),
            })
        })
        .collect()
}

/// Items of these interfaces that the scope shows, by interface.
fn served(conn: &mut Conn, scope: &Scope, rows: &[Row]) -> Result<HashMap<String, Vec<InterfaceItem>>> {
    type Found = (String, String, Option<i32>, String, String);
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let pairs: Vec<(String, String)> = interface_items::table
        .filter(interface_items::interface_id.eq_any(ids))
        .order((interface_items::interface_id.asc(), interface_items::item_code.asc()))
        .select((interface_items::interface_id, interface_items::item_code))
        .load(conn)?;
    let codes: Vec<&str> = pairs.iter().map(|(_, code)| code.as_str()).collect();
    let found: Vec<Found> = items::table
        .filter(items::code.eq_any(codes))
        .filter(catalogue::seen(scope, true)?)
        .select((
            items::code,
            items::name,
            items::batch,
            items::connection,
            items::serving_id,
        ))
        .load(conn)?;
    let mut known = HashMap::new();
    for (code, name, batch, connection, serving) in found {
        let item = InterfaceItem {
            code: code.clone(),
            name,
            batch: batch.map(code::small).transpose()?,
            connection: code::word(&connection)?,
            moved: false,
        };
        known.insert(code, (item, serving));
    }
    let (own, units) = (scope.seat().id.to_string(), units(rows));
    let mut served: HashMap<String, Vec<InterfaceItem>> = HashMap::new();
    for (interface, code) in pairs {
        let unit = units.get(interface.as_str()).copied().unwrap_or_default();
        let item = match known.get(&code) {
            Some((item, serving)) => Some(InterfaceItem {
                moved: serving != unit,
                ..item.clone()
            }),
            // Its unit has written the code down, and has to be able to take it off again.
            None if unit == own => Some(gone(code)),
            None => None,
        };
        served.entry(interface).or_default().extend(item);
    }
    Ok(served)
}

/// Units by their interfaces.
fn units(rows: &[Row]) -> HashMap<&str, &str> {
    rows.iter().map(|row| (row.id.as_str(), row.unit_id.as_str())).collect()
}

/// An item of which its former unit knows no more than the code.
const fn gone(code: String) -> InterfaceItem {
    InterfaceItem {
        code,
        name: String::new(),
        batch: None,
        connection: Connection::None,
        moved: true,
    }
}
