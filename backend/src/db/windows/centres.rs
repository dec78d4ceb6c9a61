//! Service centres (服务中心).

use super::sight;
use crate::auth::Scope;
use crate::db::audit::{Actor, Entry, Stamp, Window};
use crate::db::maker::Created;
use crate::db::organisations::taken;
use crate::db::schema::{organisations, service_centres, window_accounts, window_cases};
use crate::db::{Conn, Tx, audit, code};
use crate::error::{Refusal, Result};
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::api::item::ImportAnswer;
use yinzheng_shared::api::window::{Centre, CentreRef, NewCentre};
use yinzheng_shared::form::text::fold;
use yinzheng_shared::id::{CentreId, OrganisationId};
use yinzheng_shared::organisation::{Level, OrganisationRef};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::window::Tier;

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = service_centres, treat_none_as_null = true)]
struct Row {
    id: String,
    name: String,
    folded: String,
    level: String,
    area_id: String,
    registered_on: String,
    closed_on: Option<String>,
}

impl Row {
    fn of(new: &NewCentre) -> Result<Self> {
        Ok(Self {
            id: new.id.to_string(),
            name: new.name.clone(),
            folded: fold(&new.name),
            level: code::of(new.level)?,
            area_id: new.area.to_string(),
            registered_on: new.registered_on.to_string(),
            closed_on: None,
        })
    }
}

/// A centre with the place of its area in the tree.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) body: Centre,
    /// Path of the organisation whose area it serves.
    pub(super) path: String,
}

impl Known {
    fn of((row, area, path): (Row, String, String), scope: &Scope) -> Result<Self> {
        Ok(Self {
            body: Centre {
                id: code::id(&row.id)?,
                name: row.name,
                level: code::word(&row.level)?,
                area: OrganisationRef {
                    id: code::id(&row.area_id)?,
                    name: area,
                },
                registered_on: code::day(&row.registered_on)?,
                closed_on: row.closed_on.as_deref().map(code::day).transpose()?,
                yours: sight::administers(scope, &path),
            },
            path,
        })
    }

    pub(super) fn as_ref(&self) -> CentreRef {
        CentreRef {
            id: self.body.id,
            name: self.body.name.clone(),
            level: self.body.level,
        }
    }
}

/// Every centre in the order of the tree. Names of centres are known to all who sign in, like those of
/// organisations.
///
/// # Errors
/// Of the database.
pub(super) fn every(conn: &mut Conn, scope: &Scope) -> Result<Vec<Known>> {
    let rows: Vec<(Row, String, String)> = service_centres::table
        .inner_join(organisations::table.on(organisations::id.eq(service_centres::area_id)))
        .order((organisations::path.asc(), service_centres::name.asc()))
        .select((Row::as_select(), organisations::name, organisations::path))
        .load(conn)?;
    rows.into_iter().map(|row| Known::of(row, scope)).collect()
}

/// Every centre in the order of the tree, for anyone signed in.
///
/// # Errors
/// Of the database.
pub fn all(conn: &mut Conn, scope: &Scope) -> Result<Vec<Centre>> {
    Ok(every(conn, scope)?.into_iter().map(|known| known.body).collect())
}

pub(super) fn one(conn: &mut Conn, scope: &Scope, id: CentreId) -> Result<Option<Known>> {
    let row: Option<(Row, String, String)> = service_centres::table
        .inner_join(organisations::table.on(organisations::id.eq(service_centres::area_id)))
        .filter(service_centres::id.eq(id.to_string()))
        .select((Row::as_select(), organisations::name, organisations::path))
        .first(conn)
        .optional()?;
    row.map(|row| Known::of(row, scope)).transpose()
}

/// The centres of these identifiers, by them.
pub(super) fn of_ids(conn: &mut Conn, scope: &Scope, ids: Vec<String>) -> Result<HashMap<String, Known>> {
    let rows: Vec<(Row, String, String)> = service_centres::table
        .inner_join(organisations::table.on(organisations::id.eq(service_centres::area_id)))
        .filter(service_centres::id.eq_any(ids))
        .select((Row::as_select(), organisations::name, organisations::path))
        .load(conn)?;
    rows.into_iter()
        .map(|row| Ok((row.0.id.clone(), Known::of(row, scope)?)))
        .collect()
}

/// Why a centre cannot be registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// There is no such organisation.
    Unknown,
    /// It stands at another level than the centre.
    Level,
    /// The one who asks does not administer it.
    NotYours,
}

/// Whether the one who asks may register a centre of this level for this area.
///
/// # Errors
/// Of the database.
pub fn fits(conn: &mut Conn, scope: &Scope, level: Tier, area: OrganisationId) -> Result<Option<Unfit>> {
    Ok(match crate::db::organisations::seat(conn, area)? {
        None => Some(Unfit::Unknown),
        Some(seat) if !sight::administers(scope, &seat.path) => Some(Unfit::NotYours),
        Some(seat) if seat.level != level.area() => Some(Unfit::Level),
        Some(_) => None,
    })
}

/// Whether a centre of this name is there that others administer.
///
/// # Errors
/// Of the database.
pub fn is_anothers(conn: &mut Conn, scope: &Scope, name: &str) -> Result<Option<Unfit>> {
    let path: Option<String> = service_centres::table
        .inner_join(organisations::table.on(organisations::id.eq(service_centres::area_id)))
        .filter(service_centres::folded.eq(fold(name)))
        .select(organisations::path)
        .first(conn)
        .optional()?;
    Ok(path
        .filter(|path| !sight::administers(scope, path))
        .map(|_| Unfit::NotYours))
}

/// Registers a centre.
///
/// # Errors
/// [`Problem::Forbidden`] outside the own area, [`Problem::WrongShape`] when the area is of another
/// level, [`Problem::NotFound`], [`Problem::IdTaken`], and those of the database.
pub fn add(tx: &mut Tx<'_>, stamp: Stamp, scope: &Scope, actor: &Actor, new: &NewCentre) -> Result<(Centre, Created)> {
    match fits(tx, scope, new.level, new.area)? {
        None => {}
        Some(Unfit::Unknown) => return Err(Problem::NotFound.into()),
        Some(Unfit::NotYours) => return Err(Problem::Forbidden.into()),
        Some(Unfit::Level) => return Err(Refusal::from(Problem::WrongShape).with_detail("/level").into()),
    }
    let row = Row::of(new)?;
    if let Some(known) = one(tx, scope, new.id)? {
        let same = (
            &known.body.name,
            known.body.level,
            known.body.area.id,
            known.body.registered_on,
        ) == (&new.name, new.level, new.area, new.registered_on);
        return if same {
            Ok((known.body, Created::Before))
        } else {
            Err(Problem::IdTaken.into())
        };
    }
    diesel::insert_into(service_centres::table)
        .values(&row)
        .execute(tx.conn())
        .map_err(taken)?;
    audit::record(tx, stamp, actor, &Entry::of_window(Window::CentreAdded, Some(new.id.0)))?;
    let known = one(tx, scope, new.id)?.ok_or(Problem::NotFound)?;
    Ok((known.body, Created::Now))
}

/// Closes a centre that has no active account left.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::IllegalMove`] while somebody works there,
/// and those of the database.
pub fn close(tx: &mut Tx<'_>, stamp: Stamp, scope: &Scope, actor: &Actor, id: CentreId) -> Result<Centre> {
    let known = one(tx, scope, id)?.ok_or(Problem::NotFound)?;
    if !known.body.yours {
        return Err(Problem::Forbidden.into());
    }
    if known.body.closed_on.is_some() {
        return Ok(known.body);
    }
    let people: i64 = window_accounts::table
        .filter(window_accounts::centre_id.eq(id.to_string()))
        .filter(window_accounts::active.eq(true))
        .count()
        .get_result(tx.conn())?;
    if people > 0 {
        return Err(Problem::IllegalMove.into());
    }
    diesel::update(service_centres::table.find(id.to_string()))
        .set(service_centres::closed_on.eq(stamp.on.to_string()))
        .execute(tx.conn())?;
    audit::record(tx, stamp, actor, &Entry::of_window(Window::CentreClosed, Some(id.0)))?;
    Ok(one(tx, scope, id)?.ok_or(Problem::NotFound)?.body)
}

/// Keeps the centres of a file that fit, known ones by their names.
///
/// # Errors
/// Of the database; nothing is kept then.
pub fn import(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, rows: &[NewCentre], digest: &str) -> Result<ImportAnswer> {
    let mut answer = ImportAnswer::default();
    for new in rows {
        let mut row = Row::of(new)?;
        let known: Option<Row> = service_centres::table
            .filter(service_centres::folded.eq(fold(&new.name)))
            .select(Row::as_select())
            .first(tx.conn())
            .optional()?;
        match known {
            Some(known) => {
                (row.id, row.closed_on) = (known.id.clone(), known.closed_on.clone());
                if row == known {
                    answer.unchanged += 1;
                } else {
                    if row.area_id != known.area_id {
                        moved(tx, &known.id)?;
                    }
                    diesel::update(service_centres::table.find(&known.id))
                        .set(&row)
                        .execute(tx.conn())?;
                    answer.changed += 1;
                }
            }
            None => {
                diesel::insert_into(service_centres::table)
                    .values(&row)
                    .execute(tx.conn())?;
                answer.added += 1;
            }
        }
    }
    if answer.added + answer.changed > 0 {
        let entry = Entry::of_window(Window::CentresImported, None).with_digest(digest);
        audit::record(tx, stamp, actor, &entry)?;
    }
    Ok(answer)
}

/// A centre serves another area: so do the cases that it reported.
fn moved(tx: &mut Tx<'_>, centre: &str) -> Result<()> {
    let of_centre = window_cases::table.filter(window_cases::centre_id.eq(centre));
    let items: Vec<String> = of_centre.select(window_cases::item_code).distinct().load(tx.conn())?;
    for item in &items {
        tx.touch(item);
    }
    Ok(())
}

/// Whether an organisation of this level has a group of its own (钉钉群): cities and districts do.
#[must_use]
pub(super) const fn has_group(level: Level) -> bool {
    matches!(level, Level::City | Level::District)
}
