//! How far tasks 8 to 10 are, of what the scope shows; none for those whom windows do not concern.

use super::sight::{self, Sight};
use super::{coverage, trainings};
use crate::auth::Scope;
use crate::db::schema::window_accounts;
use crate::db::{Backend, Conn};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::programme::Figure;
use yinzheng_shared::date::Date;
use yinzheng_shared::window::programme::Windows;

/// Accounts whose training is read at once: databases bound what one query may name.
const AT_ONCE: usize = 1_000;

/// Accounts handed over, of the active ones.
///
/// # Errors
/// Of the database.
pub fn accounts(conn: &mut Conn, scope: &Scope) -> Result<Option<Figure>> {
    let Some(of) = count(conn, scope, active(scope))? else {
        return Ok(None);
    };
    let handed_over = active(scope).filter(window_accounts::handed_over_on.is_not_null());
    Ok(count(conn, scope, handed_over)?.map(|done| Figure { done, of }))
}

/// Active accounts whose people learnt everything.
///
/// # Errors
/// Of the database.
pub fn trained(conn: &mut Conn, scope: &Scope, windows: &Windows) -> Result<Option<Figure>> {
    let Some(of) = count(conn, scope, active(scope))? else {
        return Ok(None);
    };
    let accounts: Vec<String> = active(scope).select(window_accounts::id).load(conn)?;
    let mut passed = 0;
    for some in accounts.chunks(AT_ONCE) {
        let learnt = trainings::of(conn, windows, some)?;
        passed += learnt.values().filter(|progress| progress.passed_on.is_some()).count();
    }
    Ok(Some(Figure {
        done: u64::try_from(passed).unwrap_or_default(),
        of,
    }))
}

/// Opened centres, of the registered ones, on a day.
///
/// # Errors
/// Of the database.
pub fn centres(conn: &mut Conn, scope: &Scope, windows: &Windows, day: Date) -> Result<Option<Figure>> {
    if matches!(sight::of(scope), Sight::Nothing) {
        return Ok(None);
    }
    let levels = coverage::on(conn, scope, windows, day)?.levels;
    Ok(Some(Figure {
        done: levels.iter().map(|level| level.opened).sum(),
        of: levels.iter().map(|level| level.registered).sum(),
    }))
}

fn active<'a>(scope: &Scope) -> window_accounts::BoxedQuery<'a, Backend> {
    window_accounts::table
        .into_boxed()
        .filter(sight::accounts(scope))
        .filter(window_accounts::active.eq(true))
}

fn count(conn: &mut Conn, scope: &Scope, accounts: window_accounts::BoxedQuery<'_, Backend>) -> Result<Option<u64>> {
    if matches!(sight::of(scope), Sight::Nothing) {
        return Ok(None);
    }
    let count: i64 = accounts.count().get_result(conn)?;
    Ok(Some(u64::try_from(count).unwrap_or_default()))
}
