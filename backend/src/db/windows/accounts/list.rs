//! Lists of accounts.

use super::{Row, centre_of};
use crate::auth::Scope;
use crate::db::schema::{service_centres, window_accounts, window_trainings};
use crate::db::windows::{centres, sight, trainings};
use crate::db::{Backend, Conn, code, organisations, page, pattern};
use crate::error::Result;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::window::WindowAccount;
use yinzheng_shared::id::{AccountId, CentreId};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::window::programme::Windows;
use yinzheng_shared::window::{Tier, mobile};

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a name, or of a mobile of the accounts that the one who asks keeps.
    pub text: Option<String>,
    /// Level of the centre.
    pub level: Option<Tier>,
    /// The centre.
    pub centre: Option<CentreId>,
    /// How far the account is.
    pub step: Option<Step>,
    /// How far its person is.
    pub learnt: Option<Learnt>,
    /// Identifier after which to go on.
    pub after: Option<AccountId>,
    /// Most entries of a page.
    pub limit: i64,
}

/// How far an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// On the roster, not registered yet.
    Listed,
    /// Registered, not authorised yet.
    Registered,
    /// Authorised, not handed over yet.
    Authorised,
    /// Handed over to its person.
    HandedOver,
    /// Ended.
    Ended,
}

/// How far somebody's training is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Learnt {
    /// The demonstration item was passed.
    Practised,
    /// It was not.
    Open,
}

/// One page of the accounts that the scope shows, in the order in which they were made; ended ones only
/// when asked for.
///
/// # Errors
/// Of the database.
pub fn list(conn: &mut Conn, scope: &Scope, windows: &Windows, filter: &Filter) -> Result<Listing<WindowAccount>> {
    let total: i64 = matching(scope, filter)?.count().get_result(conn)?;
    let mut page = matching(scope, filter)?.select(Row::as_select());
    if let Some(after) = filter.after {
        page = page.filter(window_accounts::id.gt(after.to_string()));
    }
    let rows: Vec<Row> = page
        .order(window_accounts::id.asc())
        .limit(filter.limit + 1)
        .load(conn)?;
    let (rows, more) = page::cut(rows, filter.limit);
    let next = rows.last().filter(|_| more).map(|row| row.id.clone());
    Ok(Listing {
        entries: bodies(conn, scope, windows, rows)?,
        total: u64::try_from(total).unwrap_or_default(),
        next,
    })
}

/// One account.
///
/// # Errors
/// [`Problem::NotFound`] when it is not the asker's to see, and those of the database.
pub fn show(conn: &mut Conn, scope: &Scope, windows: &Windows, id: AccountId) -> Result<WindowAccount> {
    let row = find(conn, scope, id)?.ok_or(Problem::NotFound)?;
    let mut bodies = bodies(conn, scope, windows, vec![row])?;
    Ok(bodies.pop().ok_or(Problem::NotFound)?)
}

/// The row of an account that the scope shows.
pub(super) fn find(conn: &mut Conn, scope: &Scope, id: AccountId) -> Result<Option<Row>> {
    Ok(window_accounts::table
        .filter(window_accounts::id.eq(id.to_string()))
        .filter(sight::accounts(scope))
        .select(Row::as_select())
        .first(conn)
        .optional()?)
}

fn bodies(conn: &mut Conn, scope: &Scope, windows: &Windows, rows: Vec<Row>) -> Result<Vec<WindowAccount>> {
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let mut training = trainings::of(conn, windows, &ids)?;
    let centres = centres::of_ids(conn, scope, rows.iter().map(|row| row.centre_id.clone()).collect())?;
    let units: Vec<String> = rows.iter().map(|row| row.organisation_id.clone()).collect();
    let units = organisations::names(conn, units)?;
    rows.into_iter()
        .map(|row| {
            let centre = centre_of(&centres, &row)?;
            let learnt = training.remove(&row.id).unwrap_or_default();
            row.body(scope, centre, &units, learnt)
        })
        .collect()
}

fn matching<'a>(scope: &Scope, filter: &Filter) -> Result<window_accounts::BoxedQuery<'a, Backend>> {
    let mut query = window_accounts::table.into_boxed().filter(sight::accounts(scope));
    if let Some(level) = filter.level {
        let centres = service_centres::table
            .filter(service_centres::level.eq(code::of(level)?))
            .select(service_centres::id);
        query = query.filter(window_accounts::centre_id.eq_any(centres));
    }
    if let Some(centre) = filter.centre {
        query = query.filter(window_accounts::centre_id.eq(centre.to_string()));
    }
    query = query.filter(window_accounts::active.eq(filter.step != Some(Step::Ended)));
    query = match filter.step {
        None | Some(Step::Ended) => query,
        Some(Step::Listed) => query.filter(window_accounts::registered_on.is_null()),
        Some(Step::Registered) => query
            .filter(window_accounts::registered_on.is_not_null())
            .filter(window_accounts::authorised_on.is_null()),
        Some(Step::Authorised) => query
            .filter(window_accounts::authorised_on.is_not_null())
            .filter(window_accounts::handed_over_on.is_null()),
        Some(Step::HandedOver) => query.filter(window_accounts::handed_over_on.is_not_null()),
    };
    let passes = window_trainings::table
        .filter(window_trainings::account_id.eq(window_accounts::id))
        .filter(window_trainings::kind.eq(trainings::DEMONSTRATION));
    query = match filter.learnt {
        None => query,
        Some(Learnt::Practised) => query.filter(exists(passes)),
        Some(Learnt::Open) => query.filter(not(exists(passes))),
    };
    if let Some(text) = filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        let name = pattern::lower(window_accounts::name)
            .like(pattern::anywhere(text))
            .escape('\\');
        // Whoever sees a number masked must not find it out by asking for its parts.
        let asked = Some(mobile::plain(text)).filter(|plain| !plain.is_empty());
        let number = window_accounts::mobile
            .like(pattern::anywhere(asked.as_deref().unwrap_or(text)))
            .escape('\\')
            .and(sight::kept(scope)?);
        query = query.filter(name.or(number));
    }
    Ok(query)
}
