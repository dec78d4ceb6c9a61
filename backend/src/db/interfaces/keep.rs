//! Changes of the register, each checked by its rules.

use super::list::find;
use super::{Row, facts, keeps};
use crate::db::audit::{Entry, Register};
use crate::db::maker::{Created, Maker, passed};
use crate::db::organisations::taken;
use crate::db::schema::{interface_items, interfaces};
use crate::db::{Tx, audit, code};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::interface::NewInterface;
use yinzheng_shared::form::scope::SystemLevel;
use yinzheng_shared::id::InterfaceId;
use yinzheng_shared::interface::{self, Interface};
use yinzheng_shared::problem::Problem;

/// Adds an interface of the caller's unit.
///
/// # Errors
/// [`Problem::RulesBroken`], [`Problem::Forbidden`], [`Problem::IdTaken`], and those of the database.
pub fn add(tx: &mut Tx<'_>, maker: &Maker<'_>, new: &NewInterface) -> Result<Created> {
    if !keeps(maker.scope) {
        return Err(Problem::Forbidden.into());
    }
    let (scope, created_digest) = (maker.scope, code::digest(new)?);
    let before: Option<(String, String)> = interfaces::table
        .find(new.id.to_string())
        .select((interfaces::created_digest, interfaces::unit_id))
        .first(tx.conn())
        .optional()?;
    if let Some((digest, unit)) = before {
        return Created::again(digest == created_digest && unit == scope.seat().id.to_string());
    }
    check(tx, maker, new.id, &new.interface)?;
    let row = Row {
        id: new.id.to_string(),
        unit_id: scope.seat().id.to_string(),
        version: 1,
        created_digest,
        ..columns(&new.interface)?
    };
    diesel::insert_into(interfaces::table)
        .values(&row)
        .execute(tx.conn())
        .map_err(taken)?;
    serve(tx, new.id, &new.interface)?;
    audit::record(
        tx,
        maker.stamp,
        maker.actor,
        &Entry::of_register(Register::InterfaceAdded, new.id).with_reason(told(&new.interface)),
    )?;
    Ok(Created::Now)
}

/// Changes an interface of the caller's unit that is still at the version expected. The same change again,
/// after a lost answer, changes nothing.
///
/// # Errors
/// As [`add`]; [`Problem::NotFound`], [`Problem::StaleRecord`].
pub fn change(tx: &mut Tx<'_>, maker: &Maker<'_>, id: InterfaceId, expected: i64, interface: &Interface) -> Result<()> {
    let scope = maker.scope;
    let row = find(tx, scope, id)?.ok_or(Problem::NotFound)?;
    if !keeps(scope) || row.unit_id != scope.seat().id.to_string() {
        return Err(Problem::Forbidden.into());
    }
    let next = Row {
        id: row.id.clone(),
        unit_id: row.unit_id.clone(),
        version: expected + 1,
        created_digest: row.created_digest.clone(),
        ..columns(interface)?
    };
    if row == next && served(tx, id)? == codes(interface) {
        return Ok(());
    }
    if row.version != expected {
        return Err(Problem::StaleRecord.into());
    }
    check(tx, maker, id, interface)?;
    diesel::update(interfaces::table.find(id.to_string()))
        .set(&next)
        .execute(tx.conn())
        .map_err(taken)?;
    serve(tx, id, interface)?;
    audit::record(
        tx,
        maker.stamp,
        maker.actor,
        &Entry::of_register(Register::InterfaceChanged, id).with_reason(told(interface)),
    )
}

fn check(tx: &mut Tx<'_>, maker: &Maker<'_>, id: InterfaceId, entry: &Interface) -> Result<()> {
    let facts = facts::of_entry(tx, maker.scope, Some(id), entry)?;
    passed(interface::check(entry, &facts, &maker.context(), maker.language)).map(drop)
}

/// What is typed, as the columns hold it; the rest is the caller's to fill.
fn columns(interface: &Interface) -> Result<Row> {
    let number = interface.number.trim();
    Ok(Row {
        id: String::new(),
        unit_id: String::new(),
        system_name: interface.system_name.trim().to_owned(),
        system_level: code::of(interface.system_level.unwrap_or(SystemLevel::None))?,
        name: interface.name.trim().to_owned(),
        progress: code::of(interface.progress)?,
        number: (!number.is_empty()).then(|| number.to_owned()),
        registered_on: interface.registered.map(|day| day.to_string()),
        version: 0,
        created_digest: String::new(),
    })
}

fn codes(interface: &Interface) -> Vec<String> {
    let mut codes: Vec<String> = interface.items.iter().map(|code| code.trim().to_owned()).collect();
    codes.sort_unstable();
    codes
}

fn served(tx: &mut Tx<'_>, id: InterfaceId) -> Result<Vec<String>> {
    let mut codes: Vec<String> = interface_items::table
        .filter(interface_items::interface_id.eq(id.to_string()))
        .select(interface_items::item_code)
        .load(tx.conn())?;
    codes.sort_unstable();
    Ok(codes)
}

fn serve(tx: &mut Tx<'_>, id: InterfaceId, interface: &Interface) -> Result<()> {
    let id = id.to_string();
    diesel::delete(interface_items::table.filter(interface_items::interface_id.eq(&id))).execute(tx.conn())?;
    for code in codes(interface) {
        diesel::insert_into(interface_items::table)
            .values((
                interface_items::interface_id.eq(&id),
                interface_items::item_code.eq(code),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// How far it is, as the audit trail keeps it.
fn told(interface: &Interface) -> String {
    let day = interface.registered.map(|day| day.to_string()).unwrap_or_default();
    let progress = code::of(interface.progress).unwrap_or_default();
    let (number, items) = (interface.number.trim(), codes(interface).join(","));
    format!("progress={progress} number={number} registered={day} items={items}")
}
