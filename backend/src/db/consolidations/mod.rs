//! Consolidations (区县事项范围汇总单): a district's accepted scope lists, handed over to the city.

mod accepted;
mod open;
mod overview;
mod rows;

pub(in crate::db) use accepted::facts;
pub use open::open;
pub(in crate::db) use open::open_missing;
pub(in crate::db) use overview::{due, handed_over, overview};
pub use rows::{DepartmentRows, rows};

use super::Conn;
use super::organisations::Row as Organisation;
use super::schema::organisations;
use crate::auth::Seat;
use crate::db::code;
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::organisation::Level;

/// The districts in which a department owns items, in the order of the tree.
fn districts(conn: &mut Conn, owners: &[Seat]) -> Result<Vec<Seat>> {
    let rows: Vec<Organisation> = organisations::table
        .filter(organisations::level.eq(code::of(Level::District)?))
        .order(organisations::path.asc())
        .select(Organisation::as_select())
        .load(conn)?;
    let mut found = Vec::new();
    for row in rows {
        let seat = row.seat()?;
        if owners.iter().any(|owner| owner.area() == seat.path) {
            found.push(seat);
        }
    }
    Ok(found)
}
