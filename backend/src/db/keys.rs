//! API keys of scanner stations and other systems.

use super::audit::{Actor, Administration, Entry, Stamp};
use super::moment::{Timestamp, wire};
use super::organisations::{Row as OrganisationRow, taken};
use super::schema::{api_keys, organisations};
use super::{Conn, Tx, audit, code};
use crate::auth::{Asker, KeyHolder};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::admin::Key;
use yinzheng_shared::id::{KeyId, OrganisationId, UserId};
use yinzheng_shared::organisation::OrganisationRef;
use yinzheng_shared::problem::Problem;

/// The holder of a key that is not revoked, and when it was last used.
///
/// # Errors
/// Of the database.
pub fn holder(conn: &mut Conn, secret_hash: &str) -> Result<Option<(KeyHolder, Option<Timestamp>)>> {
    let found: Option<(String, String, Option<Timestamp>, OrganisationRow)> = api_keys::table
        .inner_join(organisations::table.on(organisations::id.eq(api_keys::organisation_id)))
        .filter(api_keys::secret_hash.eq(secret_hash))
        .filter(api_keys::revoked_at.is_null())
        .select((
            api_keys::id,
            api_keys::label,
            api_keys::used_at,
            OrganisationRow::as_select(),
        ))
        .first(conn)
        .optional()?;
    let Some((id, label, used_at, organisation)) = found else {
        return Ok(None);
    };
    Ok(Some((
        KeyHolder {
            id: code::id(&id)?,
            label,
            seat: organisation.seat()?,
        },
        used_at,
    )))
}

/// Whether a key of this secret was ever made.
///
/// # Errors
/// Of the database.
pub fn is_known(conn: &mut Conn, secret_hash: &str) -> Result<bool> {
    let known: i64 = api_keys::table
        .filter(api_keys::secret_hash.eq(secret_hash))
        .count()
        .get_result(conn)?;
    Ok(known > 0)
}

/// Notes that a key was used.
///
/// # Errors
/// Of the database.
pub fn touch(tx: &mut Tx<'_>, id: KeyId, now: Timestamp) -> Result<()> {
    diesel::update(api_keys::table.find(id.to_string()))
        .set(api_keys::used_at.eq(now))
        .execute(tx.conn())?;
    Ok(())
}

/// A key to be kept.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// Identifier.
    pub id: KeyId,
    /// What it is for.
    pub label: String,
    /// Its organisation.
    pub organisation: OrganisationId,
    /// SHA-256 of the secret.
    pub secret_hash: String,
    /// Who made it; none for the operator.
    pub created_by: Option<UserId>,
}

/// Keeps a new key.
///
/// # Errors
/// [`Problem::NotFound`] when the organisation is unknown, and those of the database.
pub fn add(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, new: &NewKey) -> Result<()> {
    diesel::insert_into(api_keys::table)
        .values((
            api_keys::id.eq(new.id.to_string()),
            api_keys::label.eq(&new.label),
            api_keys::organisation_id.eq(new.organisation.to_string()),
            api_keys::secret_hash.eq(&new.secret_hash),
            api_keys::created_by.eq(new.created_by.map(|id| id.to_string())),
            api_keys::created_at.eq(stamp.at),
        ))
        .execute(tx.conn())
        .map_err(taken)?;
    audit::record(
        tx,
        stamp,
        actor,
        &Entry::of_administration(Administration::KeyIssued, Some(new.id.0)),
    )
}

/// Keys that the caller may see: all for administrators and the auditor, those of the own
/// organisation for its staff; newest first.
///
/// # Errors
/// Of the database.
pub fn list(conn: &mut Conn, asker: Asker<'_>) -> Result<Vec<Key>> {
    let mut query = api_keys::table
        .inner_join(organisations::table.on(organisations::id.eq(api_keys::organisation_id)))
        .select((
            (api_keys::id, api_keys::label),
            (organisations::id, organisations::name),
            (api_keys::created_at, api_keys::used_at, api_keys::revoked_at),
        ))
        .order((api_keys::created_at.desc(), api_keys::id.desc()))
        .into_boxed();
    if !asker.sees_all() {
        query = query.filter(api_keys::organisation_id.eq(asker.own()));
    }
    type Found = (
        (String, String),
        (String, String),
        (Timestamp, Option<Timestamp>, Option<Timestamp>),
    );
    let rows: Vec<Found> = query.load(conn)?;
    rows.into_iter()
        .map(
            |((id, label), (organisation, name), (created_at, used_at, revoked_at))| {
                Ok(Key {
                    id: code::id(&id)?,
                    label,
                    organisation: OrganisationRef {
                        id: code::id(&organisation)?,
                        name,
                    },
                    created_at: wire(created_at),
                    used_at: used_at.map(wire),
                    revoked_at: revoked_at.map(wire),
                })
            },
        )
        .collect()
}

/// Revokes a key; once is enough.
///
/// # Errors
/// [`Problem::NotFound`], and those of the database.
pub fn revoke(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, id: KeyId) -> Result<()> {
    let revoked: Option<Option<Timestamp>> = api_keys::table
        .find(id.to_string())
        .select(api_keys::revoked_at)
        .first(tx.conn())
        .optional()?;
    match revoked {
        None => Err(Problem::NotFound.into()),
        Some(Some(_)) => Ok(()),
        Some(None) => {
            diesel::update(api_keys::table.find(id.to_string()))
                .set(api_keys::revoked_at.eq(stamp.at))
                .execute(tx.conn())?;
            audit::record(
                tx,
                stamp,
                actor,
                &Entry::of_administration(Administration::KeyRevoked, Some(id.0)),
            )
        }
    }
}
