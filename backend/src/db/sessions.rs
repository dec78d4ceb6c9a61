//! Sessions of people. The token itself is never kept.

use super::audit::{Actor, Administration, Entry, Stamp};
use super::moment::Timestamp;
use super::organisations::{Row as OrganisationRow, units};
use super::schema::{organisations, sessions, users};
use super::{Conn, Tx, audit, code};
use crate::auth::Person;
use crate::config::SignInSettings;
use crate::error::Result;
use diesel::prelude::*;
use std::time::Duration;
use yinzheng_shared::id::UserId;

/// How a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
}

impl Session {
    /// Whether it has not ended yet.
    #[must_use]
    pub fn lives(&self, now: Timestamp, settings: &SignInSettings) -> bool {
        now - self.seen_at < settings.idle && now - self.created_at < settings.absolute
    }
}

/// Whether a use is worth noting again.
#[must_use]
pub fn is_old(noted: Option<Timestamp>, now: Timestamp) -> bool {
    noted.is_none_or(|noted| now - noted > Duration::from_secs(60))
}

/// The person of a session whose login still works.
///
/// # Errors
/// Of the database.
pub fn find(conn: &mut Conn, token_hash: &str) -> Result<Option<(Person, Session)>> {
    type Found = (
        (Timestamp, Timestamp),
        (String, String, String, String),
        OrganisationRow,
    );
    let found: Option<Found> = sessions::table
        .inner_join(users::table.on(users::id.eq(sessions::user_id)))
        .inner_join(organisations::table.on(organisations::id.eq(users::organisation_id)))
        .filter(sessions::token_hash.eq(token_hash))
        .filter(users::active.eq(true))
        .select((
            (sessions::created_at, sessions::seen_at),
            (users::id, users::name, users::login, users::role),
            OrganisationRow::as_select(),
        ))
        .first(conn)
        .optional()?;
    let Some(((created_at, seen_at), (id, name, login, role), organisation)) = found else {
        return Ok(None);
    };
    let (role, seat) = (code::word(&role)?, organisation.seat()?);
    let person = Person {
        id: code::id(&id)?,
        name,
        login,
        role,
        units: units(conn, role, &seat)?,
        seat,
        request: String::new(),
    };
    Ok(Some((person, Session { created_at, seen_at })))
}

/// Begins a session and forgets those that ended.
///
/// # Errors
/// Of the database.
pub fn begin(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    actor: &Actor,
    token_hash: &str,
    user: UserId,
    settings: &SignInSettings,
) -> Result<()> {
    let now = stamp.at;
    diesel::delete(sessions::table)
        .filter(
            sessions::seen_at
                .lt(now - settings.idle)
                .or(sessions::created_at.lt(now - settings.absolute)),
        )
        .execute(tx.conn())?;
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(token_hash),
            sessions::user_id.eq(user.to_string()),
            sessions::created_at.eq(now),
            sessions::seen_at.eq(now),
        ))
        .execute(tx.conn())?;
    audit::record(
        tx,
        stamp,
        actor,
        &Entry::of_administration(Administration::SignedIn, Some(user.0)),
    )
}

/// Ends a session because its person said so.
///
/// # Errors
/// Of the database.
pub fn sign_out(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, token_hash: &str) -> Result<()> {
    end(tx, token_hash)?;
    let subject = actor.user.map(|user| user.0);
    audit::record(
        tx,
        stamp,
        actor,
        &Entry::of_administration(Administration::SignedOut, subject),
    )
}

/// Notes that a session was used.
///
/// # Errors
/// Of the database.
pub fn touch(tx: &mut Tx<'_>, token_hash: &str, now: Timestamp) -> Result<()> {
    diesel::update(sessions::table.find(token_hash))
        .set(sessions::seen_at.eq(now))
        .execute(tx.conn())?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// Of the database.
pub fn end(tx: &mut Tx<'_>, token_hash: &str) -> Result<()> {
    diesel::delete(sessions::table.find(token_hash)).execute(tx.conn())?;
    Ok(())
}

/// Ends every session of a person.
///
/// # Errors
/// Of the database.
pub fn end_all(tx: &mut Tx<'_>, user: UserId) -> Result<()> {
    diesel::delete(sessions::table)
        .filter(sessions::user_id.eq(user.to_string()))
        .execute(tx.conn())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::moment::from_millis;

    #[test]
    fn a_session_ends_when_idle_and_in_any_case() {
        let settings = SignInSettings {
            idle: Duration::from_secs(60),
            absolute: Duration::from_secs(300),
            hashers: 1,
        };
        let at = |seconds: i64| from_millis(seconds * 1_000).unwrap();
        let session = Session {
            created_at: at(0),
            seen_at: at(200),
        };
        assert!(session.lives(at(259), &settings));
        assert!(!session.lives(at(260), &settings));
        assert!(
            !Session {
                created_at: at(0),
                seen_at: at(299)
            }
            .lives(at(300), &settings)
        );
    }
}
