//! The tree of organisations.

use super::audit::{Actor, Administration, Entry, Stamp};
use super::schema::organisations;
use super::{Backend, Conn, Tx, audit, code};
use crate::auth::scope::{Reach, Units};
use crate::auth::{Asker, Scope, Seat};
use crate::error::{Error, Result};
use diesel::dsl::EqAny;
use diesel::expression::{BoxableExpression, Expression, IntoSql as _};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use std::collections::{BTreeSet, HashMap};
use yinzheng_shared::api::admin::{NewOrganisation, Organisation};
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::problem::Problem;

/// A row.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisations)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) name: String,
    level: String,
    parent_id: Option<String>,
    line_id: Option<String>,
    path: String,
}

impl Row {
    pub(super) fn seat(self) -> Result<Seat> {
        Ok(Seat {
            id: code::id(&self.id)?,
            name: self.name,
            level: code::word(&self.level)?,
            path: self.path,
            line: self.line_id.as_deref().map(code::id).transpose()?,
        })
    }

    fn body(self) -> Result<Organisation> {
        Ok(Organisation {
            id: code::id(&self.id)?,
            name: self.name,
            level: code::word(&self.level)?,
            parent: self.parent_id.as_deref().map(code::id).transpose()?,
            line: self.line_id.as_deref().map(code::id).transpose()?,
        })
    }
}

/// Every organisation in the order of the tree. Names of organisations are known to all who sign in.
///
/// # Errors
/// Of the database.
pub fn all(conn: &mut Conn, _asker: Asker<'_>) -> Result<Vec<Organisation>> {
    let rows: Vec<Row> = organisations::table
        .order(organisations::path.asc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::body).collect()
}

/// The organisation of this identifier; none when there is none.
///
/// # Errors
/// Of the database.
pub fn one(conn: &mut Conn, _asker: Asker<'_>, id: OrganisationId) -> Result<Option<Organisation>> {
    let row: Option<Row> = organisations::table
        .find(id.to_string())
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::body).transpose()
}

/// The seat of an organisation.
///
/// # Errors
/// Of the database.
pub fn seat(conn: &mut Conn, id: OrganisationId) -> Result<Option<Seat>> {
    let row: Option<Row> = organisations::table
        .find(id.to_string())
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::seat).transpose()
}

/// Those of the line or area that somebody sees in a role from a seat.
///
/// # Errors
/// Of the database.
pub fn units(conn: &mut Conn, role: Role, seat: &Seat) -> Result<Units> {
    const MOST: i64 = 300;
    let found: Vec<String> = match Reach::of(role, seat) {
        Reach::Line => of_line(&seat.id.to_string())?.limit(MOST + 1).load(conn)?,
        Reach::Area(prefix) => of_area(&prefix).limit(MOST + 1).load(conn)?,
        Reach::Everything | Reach::NoForm | Reach::Uploads => return Ok(Units::Sought),
    };
    if i64::try_from(found.len()).is_ok_and(|found| found > MOST) {
        return Ok(Units::Sought);
    }
    let units = found.iter().map(|id| code::id(id)).collect::<Result<_>>()?;
    Ok(Units::Named(units))
}

/// The seat of the organisation of this full name.
///
/// # Errors
/// Of the database.
pub fn seat_by_name(conn: &mut Conn, name: &str) -> Result<Option<Seat>> {
    let row: Option<Row> = organisations::table
        .filter(organisations::name.eq(name))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::seat).transpose()
}

/// The district departments whose line department this is: their identifiers, asked for within a question.
pub(super) fn of_line(department: &str) -> Result<InLine> {
    Ok(in_line(department.to_owned(), code::of(Level::DistrictDepartment)?))
}

#[diesel::dsl::auto_type(type_case = "PascalCase")]
fn in_line(department: String, level: String) -> _ {
    organisations::table
        .filter(organisations::line_id.eq(department))
        .filter(organisations::level.eq(level))
        .select(organisations::id)
}

/// An area with all that is in it, by the path of the area: identifiers, asked for within a question.
#[diesel::dsl::auto_type(type_case = "PascalCase")]
pub(super) fn of_area(path: &str) -> _ {
    let under: String = format!("{path}%");
    organisations::table
        .filter(organisations::path.like(under))
        .select(organisations::id)
}

/// Whether a column names an organisation of the line or area of the scope.
///
/// # Errors
/// A slip of ours in a code.
pub(super) fn of_units<Table, Column>(scope: &Scope, column: Column) -> Result<Condition<Table>>
where
    Table: 'static,
    Column: ExpressionMethods + Expression<SqlType = Text>,
    EqAny<Column, Vec<String>>: BoxableExpression<Table, Backend, SqlType = Bool> + 'static,
    EqAny<Column, InLine>: BoxableExpression<Table, Backend, SqlType = Bool> + 'static,
    EqAny<Column, OfArea>: BoxableExpression<Table, Backend, SqlType = Bool> + 'static,
{
    Ok(match (scope.named_units(), scope.reach()) {
        (Some(units), _) => Box::new(column.eq_any(units)),
        (None, Reach::Line) => Box::new(column.eq_any(of_line(&scope.seat().id.to_string())?)),
        (None, Reach::Area(prefix)) => Box::new(column.eq_any(of_area(prefix))),
        (None, Reach::Everything | Reach::NoForm | Reach::Uploads) => Box::new(false.into_sql::<Bool>()),
    })
}

type Condition<Table> = Box<dyn BoxableExpression<Table, Backend, SqlType = Bool>>;

/// The project office of the programme.
///
/// # Errors
/// When no organisation has its name, and those of the database.
pub fn bureau(conn: &mut Conn, name: &str) -> Result<Seat> {
    seat_by_name(conn, name)?.ok_or_else(|| Error::internal(format!("no organisation is named {name}: add it")))
}

/// Names of these organisations by identifier.
///
/// # Errors
/// Of the database.
pub(super) fn names(
    conn: &mut Conn,
    ids: impl IntoIterator<Item = impl Into<String>>,
) -> Result<HashMap<String, String>> {
    let ids: BTreeSet<String> = ids.into_iter().map(Into::into).collect();
    let rows: Vec<(String, String)> = organisations::table
        .filter(organisations::id.eq_any(ids))
        .select((organisations::id, organisations::name))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Names of every organisation by identifier.
///
/// # Errors
/// Of the database.
pub(super) fn every_name(conn: &mut Conn) -> Result<HashMap<String, String>> {
    let rows: Vec<(String, String)> = organisations::table
        .select((organisations::id, organisations::name))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Adds an organisation.
///
/// # Errors
/// [`Problem::NotFound`] when the one above is unknown, [`Problem::IdTaken`] when name or identifier
/// is taken, and those of the database.
pub fn add(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, new: &NewOrganisation) -> Result<()> {
    let above = match new.parent {
        Some(parent) => seat(tx, parent)?.ok_or(Problem::NotFound)?.path,
        None => String::new(),
    };
    let row = Row {
        id: new.id.to_string(),
        name: new.name.clone(),
        level: code::of(new.level)?,
        parent_id: new.parent.map(|id| id.to_string()),
        line_id: new.line.map(|id| id.to_string()),
        path: format!("{above}{}/", new.id),
    };
    diesel::insert_into(organisations::table)
        .values(&row)
        .execute(tx.conn())
        .map_err(taken)?;
    audit::record(
        tx,
        stamp,
        actor,
        &Entry::of_administration(Administration::OrganisationAdded, Some(new.id.0)),
    )
}

/// A unique value that is there already is the asker's mistake.
pub(super) fn taken(error: diesel::result::Error) -> Error {
    match error {
        diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _) => {
            Problem::IdTaken.into()
        }
        diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::ForeignKeyViolation, _) => {
            Problem::NotFound.into()
        }
        other => other.into(),
    }
}
