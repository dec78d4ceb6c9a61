//! Group robots, kept by the administrator. What they are called with is read by the sender alone.

use super::audit::{Actor, Administration, Entry, Stamp};
use super::moment::{Timestamp, wire};
use super::organisations::taken;
use super::schema::{organisations, robots};
use super::{Conn, Tx, audit, code};
use crate::auth::Asker;
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::notice::{NewRobot, Robot};
use yinzheng_shared::id::RobotId;
use yinzheng_shared::organisation::OrganisationRef;
use yinzheng_shared::problem::Problem;

/// Robots in the order in which they were added: all for administrators and the auditor, those of the own
/// organisation for others.
///
/// # Errors
/// Of the database.
pub fn list(conn: &mut Conn, asker: Asker<'_>) -> Result<Vec<Robot>> {
    let mut query = robots::table
        .inner_join(organisations::table.on(organisations::id.eq(robots::organisation_id)))
        .select((
            (robots::id, robots::label, robots::address, robots::created_at),
            (organisations::id, organisations::name),
        ))
        .order((robots::created_at.asc(), robots::id.asc()))
        .into_boxed();
    if !asker.sees_all() {
        query = query.filter(robots::organisation_id.eq(asker.own()));
    }
    type Found = ((String, String, String, Timestamp), (String, String));
    let rows: Vec<Found> = query.load(conn)?;
    rows.into_iter()
        .map(|((id, label, address, created_at), (organisation, name))| {
            Ok(Robot {
                id: code::id(&id)?,
                label,
                organisation: OrganisationRef {
                    id: code::id(&organisation)?,
                    name,
                },
                host: url::Url::parse(&address)
                    .ok()
                    .and_then(|address| address.host_str().map(ToOwned::to_owned))
                    .unwrap_or_default(),
                created_at: wire(created_at),
            })
        })
        .collect()
}

/// Keeps a robot; the same again, after a lost answer, changes nothing.
///
/// # Errors
/// [`Problem::IdTaken`] when another robot has the identifier, [`Problem::NotFound`] when the organisation
/// is unknown, and those of the database.
pub fn add(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, new: &NewRobot) -> Result<()> {
    let row = (
        new.label.clone(),
        new.organisation.to_string(),
        new.address.clone(),
        new.secret.clone(),
    );
    let known: Option<(String, String, String, String)> = robots::table
        .find(new.id.to_string())
        .select((robots::label, robots::organisation_id, robots::address, robots::secret))
        .first(tx.conn())
        .optional()?;
    match known {
        Some(known) if known == row => return Ok(()),
        Some(_) => return Err(Problem::IdTaken.into()),
        None => {}
    }
    diesel::insert_into(robots::table)
        .values((
            robots::id.eq(new.id.to_string()),
            robots::label.eq(&row.0),
            robots::organisation_id.eq(&row.1),
            robots::address.eq(&row.2),
            robots::secret.eq(&row.3),
            robots::created_at.eq(stamp.at),
        ))
        .execute(tx.conn())
        .map_err(taken)?;
    let entry = Entry::of_administration(Administration::RobotAdded, Some(new.id.0));
    audit::record(tx, stamp, actor, &entry)
}

/// Forgets a robot with its address and secret; what waited for it is not sent.
///
/// # Errors
/// [`Problem::NotFound`], and those of the database.
pub fn remove(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, id: RobotId) -> Result<()> {
    let removed = diesel::delete(robots::table.find(id.to_string())).execute(tx.conn())?;
    if removed == 0 {
        return Err(Problem::NotFound.into());
    }
    let entry = Entry::of_administration(Administration::RobotRemoved, Some(id.0));
    audit::record(tx, stamp, actor, &entry)
}
