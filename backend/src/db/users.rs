//! People who sign in.

use super::audit::{Actor, Administration, Entry, Stamp};
use super::organisations::{Row as OrganisationRow, taken, units};
use super::schema::{organisations, users};
use super::{Conn, Tx, audit, code, sessions};
use crate::auth::{Asker, Person};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::admin::User;
use yinzheng_shared::id::{OrganisationId, UserId};
use yinzheng_shared::organisation::{OrganisationRef, Role};
use yinzheng_shared::problem::Problem;

/// What signing in asks.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The person.
    pub person: Person,
    /// What is kept of the password.
    pub password_hash: String,
}

/// The credentials of a login that works.
///
/// # Errors
/// Of the database.
pub fn credentials(conn: &mut Conn, login: &str) -> Result<Option<Credentials>> {
    type Found = ((String, String, String, String, String), OrganisationRow);
    let found: Option<Found> = users::table
        .inner_join(organisations::table.on(organisations::id.eq(users::organisation_id)))
        .filter(users::login.eq(login))
        .filter(users::active.eq(true))
        .select((
            (users::id, users::name, users::login, users::role, users::password_hash),
            OrganisationRow::as_select(),
        ))
        .first(conn)
        .optional()?;
    let Some(((id, name, login, role, password_hash), organisation)) = found else {
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
    Ok(Some(Credentials { person, password_hash }))
}

/// Users in the order of their logins: all for administrators and the auditor, those of the own
/// organisation for others.
///
/// # Errors
/// Of the database.
pub fn list(conn: &mut Conn, asker: Asker<'_>) -> Result<Vec<User>> {
    let mut query = users::table
        .inner_join(organisations::table.on(organisations::id.eq(users::organisation_id)))
        .select((
            (users::id, users::login, users::name, users::role),
            (organisations::id, organisations::name),
            (users::active, users::email),
        ))
        .order(users::login.asc())
        .into_boxed();
    if !asker.sees_all() {
        query = query.filter(users::organisation_id.eq(asker.own()));
    }
    type Found = (
        (String, String, String, String),
        (String, String),
        (bool, Option<String>),
    );
    let rows: Vec<Found> = query.load(conn)?;
    rows.into_iter()
        .map(
            |((id, login, name, role), (organisation, organisation_name), (active, email))| {
                Ok(User {
                    id: code::id(&id)?,
                    login,
                    name,
                    role: code::word(&role)?,
                    organisation: OrganisationRef {
                        id: code::id(&organisation)?,
                        name: organisation_name,
                    },
                    active,
                    email,
                })
            },
        )
        .collect()
}

/// The user of this identifier, as [`list`] shows it, with what is kept of the password; none when
/// there is none.
///
/// # Errors
/// Of the database.
pub fn one(conn: &mut Conn, asker: Asker<'_>, id: UserId) -> Result<Option<(User, String)>> {
    let Some(user) = list(conn, asker)?.into_iter().find(|user| user.id == id) else {
        return Ok(None);
    };
    let kept = users::table.find(id.to_string()).select(users::password_hash);
    Ok(Some((user, kept.first(conn)?)))
}

/// A new user.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Identifier.
    pub id: UserId,
    /// Login name, in small letters.
    pub login: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Organisation.
    pub organisation: OrganisationId,
    /// What is kept of the password.
    pub password_hash: String,
    /// Where notices are sent; none: nowhere.
    pub email: Option<String>,
}

/// Adds a user.
///
/// # Errors
/// [`Problem::IdTaken`] when login or identifier is taken, [`Problem::NotFound`] when the
/// organisation is unknown, and those of the database.
pub fn add(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, new: &NewUser) -> Result<()> {
    diesel::insert_into(users::table)
        .values((
            users::id.eq(new.id.to_string()),
            users::login.eq(&new.login),
            users::name.eq(&new.name),
            users::role.eq(code::of(new.role)?),
            users::organisation_id.eq(new.organisation.to_string()),
            users::password_hash.eq(&new.password_hash),
            users::active.eq(true),
            users::created_at.eq(stamp.at),
            users::email.eq(&new.email),
        ))
        .execute(tx.conn())
        .map_err(taken)?;
    audit::record(
        tx,
        stamp,
        actor,
        &Entry::of_administration(Administration::UserAdded, Some(new.id.0)),
    )
}

/// The user of a login, closed or not.
///
/// # Errors
/// Of the database.
pub fn id_of(conn: &mut Conn, login: &str) -> Result<Option<UserId>> {
    let id: Option<String> = users::table
        .filter(users::login.eq(login))
        .select(users::id)
        .first(conn)
        .optional()?;
    id.as_deref().map(code::id).transpose()
}

/// Sets a password and ends the user's sessions.
///
/// # Errors
/// [`Problem::NotFound`], and those of the database.
pub fn set_password(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, user: UserId, password_hash: &str) -> Result<()> {
    let changed = diesel::update(users::table.find(user.to_string()))
        .set(users::password_hash.eq(password_hash))
        .execute(tx.conn())?;
    if changed == 0 {
        return Err(Problem::NotFound.into());
    }
    sessions::end_all(tx, user)?;
    audit::record(
        tx,
        stamp,
        actor,
        &Entry::of_administration(Administration::PasswordSet, Some(user.0)),
    )
}

/// Closes a login and ends its sessions.
///
/// # Errors
/// [`Problem::NotFound`], and those of the database.
pub fn deactivate(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, user: UserId) -> Result<()> {
    let changed = diesel::update(users::table.find(user.to_string()))
        .set(users::active.eq(false))
        .execute(tx.conn())?;
    if changed == 0 {
        return Err(Problem::NotFound.into());
    }
    sessions::end_all(tx, user)?;
    audit::record(
        tx,
        stamp,
        actor,
        &Entry::of_administration(Administration::UserDeactivated, Some(user.0)),
    )
}

/// Sets or removes where notices to a user are sent; what is so already changes nothing.
///
/// # Errors
/// [`Problem::NotFound`], and those of the database.
pub fn set_email(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, user: UserId, email: Option<&str>) -> Result<()> {
    let kept: Option<Option<String>> = users::table
        .find(user.to_string())
        .select(users::email)
        .first(tx.conn())
        .optional()?;
    if kept.ok_or(Problem::NotFound)?.as_deref() == email {
        return Ok(());
    }
    diesel::update(users::table.find(user.to_string()))
        .set(users::email.eq(email))
        .execute(tx.conn())?;
    audit::record(
        tx,
        stamp,
        actor,
        &Entry::of_administration(Administration::EmailSet, Some(user.0)),
    )
}
