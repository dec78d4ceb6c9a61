//! What would be issued of a batch now.

use super::days;
use super::plan::holding;
use crate::auth::Scope;
use crate::db::items::gone;
use crate::db::schema::{items, organisations};
use crate::db::{Conn, facts};
use crate::error::Result;
use crate::state::Rules;
use diesel::prelude::*;
use std::collections::HashSet;
use yinzheng_shared::api::schedule::ScheduleDraft;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::schedule::{Row, Schedule};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// The schedule of a batch as the plan has it now, with its facts and the difference to what was issued.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`] for an unknown batch, and those of the database.
pub fn draft(conn: &mut Conn, scope: &Scope, rules: &Rules, today: Date, number: u8) -> Result<ScheduleDraft> {
    if scope.role() != Some(Role::Bureau) {
        return Err(Problem::Forbidden.into());
    }
    let batch = rules.programme.batches.iter().find(|batch| batch.number == number);
    let batch = batch.ok_or(Problem::NotFound)?;
    let (days, _) = days::of(conn, rules, today, batch)?;
    let rows = rows(conn, number)?;
    let issued: Vec<(String, String)> = items::table
        .filter(items::batch.eq(i32::from(number)))
        .filter(items::published_on.is_null())
        .order(items::code.asc())
        .select((items::code, items::name))
        .load(conn)?;
    let replaces = holding(conn, number)?.map(|(_, stored)| stored.id);
    let (added, removed) = match replaces {
        Some(_) => difference(&issued, &rows),
        None => (Vec::new(), Vec::new()),
    };
    let content = Schedule {
        issuer: scope.seat().name.clone(),
        batch: Some(number),
        optimised_by: Some(days.optimised_by),
        registered_by: Some(days.registered_by),
        debugged_by: Some(days.debugged_by),
        confirmed_by: Some(days.confirmed_by),
        published_by: Some(days.published_by),
        rows,
    };
    let facts = facts::of(
        conn,
        scope,
        &rules.context(today),
        &Content::Schedule(content.clone()),
        scope.seat().id,
    )?;
    Ok(ScheduleDraft {
        content,
        facts,
        replaces,
        added,
        removed,
    })
}

/// Codes of rows that were not issued, and what was issued without being a row.
fn difference(issued: &[(String, String)], rows: &[Row]) -> (Vec<String>, Vec<(String, String)>) {
    let planned: HashSet<&str> = rows.iter().map(|row| row.item_code.as_str()).collect();
    let before: HashSet<&str> = issued.iter().map(|(code, _)| code.as_str()).collect();
    let added = rows
        .iter()
        .filter(|row| !before.contains(row.item_code.as_str()))
        .map(|row| row.item_code.clone())
        .collect();
    let removed = issued
        .iter()
        .filter(|(code, _)| !planned.contains(code.as_str()))
        .cloned()
        .collect();
    (added, removed)
}

/// Planned items of a batch, by department in the order of the tree, then by code. Published ones stay
/// where they were published.
fn rows(conn: &mut Conn, number: u8) -> Result<Vec<Row>> {
    let rows: Vec<(String, String, String, String)> = items::table
        .inner_join(organisations::table.on(organisations::id.eq(items::owner_id)))
        .filter(items::planned_batch.eq(i32::from(number)))
        .filter(items::published_on.is_null())
        .filter(items::scope.ne_all(gone()?))
        .order((organisations::path.asc(), items::code.asc()))
        .select((organisations::path, organisations::name, items::code, items::name))
        .load(conn)?;
    let row = |(_, department, item_code, item_name)| Row {
        item_code,
        item_name,
        department,
    };
    Ok(rows.into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn the_difference_of_the_longest_batch_is_told_at_once() {
        let row = |place: usize| Row {
            item_code: format!("{place}"),
            ..Row::default()
        };
        let rows: Vec<Row> = (1..20_000).map(row).collect();
        let issued: Vec<(String, String)> = (0..19_999).map(|place| (place.to_string(), String::new())).collect();
        let begun = Instant::now();
        let (added, removed) = difference(&issued, &rows);
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
        assert_eq!(added, ["19999"]);
        assert_eq!(removed, [("0".to_owned(), String::new())]);
    }
}
