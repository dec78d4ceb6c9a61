//! Scope lists: opening them from the catalogue, accepting them, and what they make of the items.

mod accept;
mod open;
mod overview;
mod transfers;

use super::Tx;
use super::items::gone;
use super::schema::items;
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::id::OrganisationId;

pub(in crate::db) use accept::{consented, take_effect};
pub use open::open;
pub(in crate::db) use open::{catch_up, due, owners, reviewers};
pub use overview::overview;
pub(in crate::db) use overview::shows;
pub use transfers::{answer, waiting};

/// Codes and names of what a department has to answer for.
fn catalogue(tx: &mut Tx<'_>, owner: OrganisationId) -> Result<Vec<(String, String)>> {
    Ok(items::table
        .filter(items::owner_id.eq(owner.to_string()))
        .filter(items::scope.ne_all(gone()?))
        .order(items::code.asc())
        .select((items::code, items::name))
        .load(tx.conn())?)
}
