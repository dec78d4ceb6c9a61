//! Sessions (事项梳理会): what is gone through, who is invited, and how far the forms are.

mod call_off;
mod forms;
mod keep;
mod list;

pub use call_off::call_off;
pub use keep::{add, change};
pub use list::{Cursor, Filter, list, show};

use crate::auth::{Scope, scope::Reach};
use crate::db::organisations::of_area;
use crate::db::schema::{
    items, optimization_session_guests as guests, optimization_session_items as treated, optimization_sessions,
};
use crate::db::{Backend, Conn, code};
use crate::error::Result;
use diesel::dsl::sql;
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use yinzheng_shared::date::Date;
use yinzheng_shared::organisation::Role;

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = optimization_sessions)]
struct Row {
    id: String,
    title: String,
    held_on: String,
    hours: String,
    place: String,
    participants: String,
    version: i64,
    created_digest: String,
    called_off_on: Option<String>,
    called_off_because: Option<String>,
}

/// Days of the sessions that go through any of the items and were not called off, in order.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn days_of(conn: &mut Conn, codes: &[&str]) -> Result<Vec<Date>> {
    let sessions = treated::table
        .filter(treated::item_code.eq_any(codes))
        .select(treated::session_id);
    let days: Vec<String> = optimization_sessions::table
        .filter(optimization_sessions::id.eq_any(sessions))
        .filter(optimization_sessions::called_off_on.is_null())
        .order(optimization_sessions::held_on.asc())
        .select(optimization_sessions::held_on)
        .distinct()
        .load(conn)?;
    days.iter().map(|day| code::day(day)).collect()
}

/// Whether the one who asks convenes sessions.
fn convenes(scope: &Scope) -> bool {
    scope.role() == Some(Role::Bureau)
}

/// The sessions that the scope shows: every one, those to which the own organisation is invited, or those to
/// which one of the area is. The departments of the items are invited.
fn shown(scope: &Scope) -> Box<dyn BoxableExpression<optimization_sessions::table, Backend, SqlType = Bool>> {
    let nothing = || Box::new(sql::<Bool>("1 = 0"));
    match (scope.role(), scope.reach()) {
        (_, Reach::Everything) => Box::new(sql::<Bool>("1 = 1")),
        (Some(Role::Staff), Reach::Line) => {
            let own = scope.seat().id.to_string();
            let asked = guests::table
                .filter(guests::organisation_id.eq(own.clone()))
                .select(guests::session_id);
            let answers = treated::table
                .inner_join(items::table.on(items::code.eq(treated::item_code)))
                .filter(items::owner_id.eq(own))
                .select(treated::session_id);
            Box::new(
                optimization_sessions::id
                    .eq_any(asked)
                    .or(optimization_sessions::id.eq_any(answers)),
            )
        }
        (Some(Role::Reviewer | Role::Egov), Reach::Area(prefix)) => {
            let asked = guests::table
                .filter(guests::organisation_id.eq_any(of_area(prefix)))
                .select(guests::session_id);
            let answers = treated::table
                .inner_join(items::table.on(items::code.eq(treated::item_code)))
                .filter(items::owner_id.eq_any(of_area(prefix)))
                .filter(items::restricted.eq(false))
                .select(treated::session_id);
            Box::new(
                optimization_sessions::id
                    .eq_any(asked)
                    .or(optimization_sessions::id.eq_any(answers)),
            )
        }
        _ => nothing(),
    }
}
