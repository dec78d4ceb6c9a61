//! What an entry of the register, and a joint debugging form, is held against.

use crate::auth::{Scope, Seat};
use crate::db::schema::{interface_items, interfaces, organisations};
use crate::db::{Conn, code, facts, schedules};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::BTreeSet;
use yinzheng_shared::facts::{BatchDay, DebuggingFacts, Facts, InterfaceFact, ItemFact, OwnerFact};
use yinzheng_shared::form::joint_debug::JointDebug;
use yinzheng_shared::id::InterfaceId;
use yinzheng_shared::interface::Interface;
use yinzheng_shared::organisation::Level;

/// Facts for the check of an entry of the caller's unit; `own` is the interface that it is.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn of_entry(
    conn: &mut Conn,
    scope: &Scope,
    own: Option<InterfaceId>,
    entry: &Interface,
) -> Result<Facts> {
    let codes: BTreeSet<&str> = entry.items.iter().map(|code| code.trim()).collect();
    let codes: Vec<String> = usable(codes).map(ToOwned::to_owned).collect();
    let mut known = facts::named(conn, scope, &codes)?;
    let number = entry.number.trim();
    let taken: Vec<Option<String>> = interfaces::table
        .filter(interfaces::number.eq(number.replace('\0', "")))
        .filter(interfaces::id.ne(own.map(|id| id.to_string()).unwrap_or_default()))
        .select(interfaces::number)
        .load(conn)?;
    let seat = scope.seat();
    Ok(Facts {
        owner: Some(OwnerFact {
            name: seat.name.clone(),
            level: seat.level,
        }),
        items: Some(codes.iter().filter_map(|code| known.remove(code)).collect()),
        debugging: Some(DebuggingFacts {
            taken: taken.into_iter().flatten().collect(),
            ..DebuggingFacts::default()
        }),
        ..Facts::default()
    })
}

/// Facts of the register and of the schedules for a joint debugging form of `owner`, whose items are these.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn of_joint_debug(
    conn: &mut Conn,
    owner: &Seat,
    form: &JointDebug,
    items: &[ItemFact],
) -> Result<DebuggingFacts> {
    let named: BTreeSet<&str> = form
        .interfaces
        .iter()
        .map(|interface| interface.number.trim())
        .collect();
    let batches: BTreeSet<u8> = items.iter().filter_map(|item| item.batch).collect();
    let mut days = Vec::new();
    for batch in batches {
        let issued = schedules::issued_days(conn, batch)?;
        days.extend(issued.map(|days| BatchDay {
            batch,
            debugged_by: days.debugged_by,
        }));
    }
    Ok(DebuggingFacts {
        district: district(conn, owner)?,
        interfaces: registered(conn, owner, usable(named), items)?,
        days,
        taken: Vec::new(),
    })
}

/// What a database can be asked for.
fn usable(words: BTreeSet<&str>) -> impl Iterator<Item = &str> {
    words
        .into_iter()
        .filter(|word| !word.is_empty() && !word.contains('\0'))
}

/// Name of the district that a unit is of; none for the city's.
fn district(conn: &mut Conn, unit: &Seat) -> Result<Option<String>> {
    let above: Vec<&str> = unit.path.split('/').filter(|id| !id.is_empty()).collect();
    Ok(organisations::table
        .filter(organisations::id.eq_any(above))
        .filter(organisations::level.eq(code::of(Level::District)?))
        .select(organisations::name)
        .first(conn)
        .optional()?)
}

/// The unit's registered interfaces of these numbers, in their order, each with those of the form's items that it
/// serves: what else it serves may be secret, and is not asked.
fn registered<'a>(
    conn: &mut Conn,
    unit: &Seat,
    numbers: impl Iterator<Item = &'a str>,
    items: &[ItemFact],
) -> Result<Vec<InterfaceFact>> {
    type Found = (String, Option<String>, String, String, String, Option<String>);
    let found: Vec<Found> = interfaces::table
        .filter(interfaces::unit_id.eq(unit.id.to_string()))
        .filter(interfaces::number.eq_any(numbers.collect::<Vec<_>>()))
        .order(interfaces::number.asc())
        .select((
            interfaces::id,
            interfaces::number,
            interfaces::name,
            interfaces::system_name,
            interfaces::system_level,
            interfaces::registered_on,
        ))
        .load(conn)?;
    let ids: Vec<&str> = found.iter().map(|(id, ..)| id.as_str()).collect();
    let codes: Vec<&str> = items.iter().map(|item| item.code.as_str()).collect();
    let served: Vec<(String, String)> = interface_items::table
        .filter(interface_items::interface_id.eq_any(ids))
        .filter(interface_items::item_code.eq_any(codes))
        .select((interface_items::interface_id, interface_items::item_code))
        .load(conn)?;
    let mut all = Vec::with_capacity(found.len());
    for (id, number, name, system_name, level, registered) in &found {
        let (Some(number), Some(registered)) = (number, registered) else {
            continue;
        };
        let of_it = served.iter().filter(|(interface, _)| interface == id);
        let mut items: Vec<String> = of_it.map(|(_, code)| code.clone()).collect();
        items.sort_unstable();
        all.push(InterfaceFact {
            number: number.clone(),
            name: name.clone(),
            system_name: system_name.clone(),
            system_level: code::word(level)?,
            registered: code::day(registered)?,
            items,
        });
    }
    Ok(all)
}
