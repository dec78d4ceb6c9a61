//! Where every item stood at the end of every day, and what that comes to: derived from the dated steps, transfers
//! and numbers of cases with the areas of their centres, in the transaction that writes any of them. The one place that says what history means.
//!
//! What history cannot tell, and what is done instead:
//! - Items have no day on which they came to the catalogue; only what an accepted list has said of an item
//!   counts, and that is dated.
//! - A batch that a catalogue file brings is no schedule and has no day: an item is in the batch that an
//!   issued schedule put it in.
//! - Who may see an item, and that it is secret, is decided as of today: what is secret now is not to be
//!   deduced from yesterday's numbers. For those who see everything every past day stays as it was; an item
//!   that a department gave away is no longer among its own.
//! - Numbers of cases have a month and no day, and a corrected number takes the place of the earlier one:
//!   told are the numbers known now, up to the month of the day, of items that were published by then.

mod derived;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) mod walk;

use super::schema::{area_cases, item_standings, item_steps, items};
use super::statement::{Part, list};
use super::{Conn, Tx};
use crate::error::Result;
use diesel::dsl::exists;
use diesel::prelude::*;

/// Items of which the standings are derived at once.
const AT_ONCE: usize = 500;

/// Items of which everything is derived at once where nothing is derived yet.
const AT_FIRST: i64 = 20_000;

/// Derives anew what is told of the items that the transaction touched.
///
/// # Errors
/// Of the database.
pub(super) fn settle(tx: &mut Tx<'_>) -> Result<()> {
    let touched: Vec<String> = tx.take_touched().into_iter().collect();
    for codes in touched.chunks(AT_ONCE) {
        let of = || {
            let mut parts = vec![Part::Sql(" IN ")];
            parts.extend(list(codes.iter().cloned()));
            parts
        };
        derived::count(tx, -1, &of)?;
        diesel::delete(area_cases::table.filter(area_cases::item_code.eq_any(codes))).execute(tx.conn())?;
        diesel::delete(item_standings::table.filter(item_standings::item_code.eq_any(codes))).execute(tx.conn())?;
        derived::tell(tx, &of)?;
        derived::count(tx, 1, &of)?;
    }
    Ok(())
}

/// Derives everything where nothing is derived yet: after a migration or a restore. How many items there were.
///
/// # Errors
/// Of the database.
pub fn build_missing(tx: &mut Tx<'_>) -> Result<usize> {
    let derived: bool =
        diesel::select(exists(item_standings::table.select(item_standings::item_code))).get_result(tx.conn())?;
    let stepped: bool =
        diesel::select(exists(item_steps::table.select(item_steps::item_code))).get_result(tx.conn())?;
    if derived || !stepped {
        return Ok(0);
    }
    let mut built = 0;
    for range in ranges(tx)? {
        derived::tell(tx, &|| range.condition())?;
        built += range.items;
    }
    // A holder has numbers of its own: none is written twice.
    for holder in holders(tx)? {
        derived::count_of(tx, &holder)?;
    }
    Ok(built)
}

/// What is derived and is not what the steps tell, a line each: a fault of the program, or a hand in the database. What
/// is missing altogether is derived when the server starts.
///
/// # Errors
/// Of the database.
pub fn faults(conn: &mut Conn) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for range in ranges(conn)? {
        let wrong = derived::wrong_standings(conn, &|| range.condition())?;
        faults.extend(
            wrong
                .iter()
                .map(|item| format!("item {item}: its standings are not what its steps tell")),
        );
    }
    for holder in holders(conn)? {
        let wrong = derived::wrong_figures(conn, &holder)?;
        faults.extend(
            wrong
                .iter()
                .map(|day| format!("figures of {holder} on {day} are not what its items come to")),
        );
    }
    Ok(faults)
}

/// Organisations that have held items.
fn holders(conn: &mut Conn) -> Result<Vec<String>> {
    let holders = item_standings::table.select(item_standings::held_by).distinct();
    Ok(holders.load(conn)?)
}

/// Items of which something is derived at once, by their codes.
struct Range {
    first: String,
    last: String,
    items: usize,
}

impl Range {
    fn condition(&self) -> Vec<Part> {
        vec![
            Part::Sql(" BETWEEN "),
            Part::Text(self.first.clone()),
            Part::Sql(" AND "),
            Part::Text(self.last.clone()),
        ]
    }
}

/// All items, in ranges.
fn ranges(conn: &mut Conn) -> Result<Vec<Range>> {
    let (mut after, mut ranges) = (String::new(), Vec::new());
    loop {
        let next = items::table.filter(items::code.gt(&after)).order(items::code.asc());
        let codes: Vec<String> = next.limit(AT_FIRST).select(items::code).load(conn)?;
        let (Some(first), Some(last)) = (codes.first(), codes.last()) else {
            return Ok(ranges);
        };
        ranges.push(Range {
            first: first.clone(),
            last: last.clone(),
            items: codes.len(),
        });
        after.clone_from(last);
    }
}
