//! The assessment board (督查考核): numbers of any day, and the lists that they count. Every number is made of
//! dated facts alone, so that a past day is told as it was; what history cannot tell is said beside each
//! question.

mod board;
mod cells;
mod centres;
mod forms;
mod items;
mod lists;
mod places;
mod stood;
#[cfg(test)]
mod tests;

use crate::auth::{Scope, scope::Reach};
use crate::db::Conn;
use crate::error::Result;
use places::Places;
use std::collections::HashMap;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::assessment::{CountedForm, CountedItem, CountedList};
use yinzheng_shared::api::window::CentreStanding;
use yinzheng_shared::assessment::{CentreCount, FormCount, ItemCount, ListCount};
use yinzheng_shared::date::Date;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::window::{Tier, concerns};

pub use board::board;

/// A count of the database.
fn whole(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

/// Which part of a number is listed.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this city (its own departments) or district.
    pub area: Option<OrganisationId>,
    /// Of this department.
    pub department: Option<OrganisationId>,
    /// Of this batch; `Some(None)`: of none.
    pub batch: Option<Option<u8>>,
    /// Only what came to it by this day.
    pub until: Option<Date>,
    /// Of this level.
    pub level: Option<Tier>,
    /// Where to go on.
    pub after: Option<String>,
    /// Most entries of a page.
    pub limit: i64,
}

/// The items that a number counts, in the order of their codes.
///
/// # Errors
/// [`Problem::Forbidden`], and those of the database.
pub fn counted_items(
    conn: &mut Conn,
    scope: &Scope,
    programme: &Programme,
    on: Date,
    count: ItemCount,
    filter: &Filter,
) -> Result<Listing<CountedItem>> {
    entitled(scope)?;
    let narrowing = Narrowing::of(&Places::of(conn)?, filter);
    let day = stood::Day::of(conn, programme, on)?;
    items::list(conn, scope, &day, count, &narrowing)
}

/// The stamped forms that a number counts, in the order of their identifiers.
///
/// # Errors
/// [`Problem::Forbidden`], and those of the database.
pub fn counted_forms(
    conn: &mut Conn,
    scope: &Scope,
    on: Date,
    count: FormCount,
    filter: &Filter,
) -> Result<Listing<CountedForm>> {
    entitled(scope)?;
    let narrowing = Narrowing::of(&Places::of(conn)?, filter);
    forms::list(conn, scope, on, count, &narrowing)
}

/// The departments that a number of scope lists counts, in the order of the tree.
///
/// # Errors
/// [`Problem::Forbidden`], and those of the database.
pub fn counted_lists(
    conn: &mut Conn,
    scope: &Scope,
    programme: &Programme,
    on: Date,
    count: ListCount,
    filter: &Filter,
) -> Result<Listing<CountedList>> {
    entitled(scope)?;
    let narrowing = Narrowing::of(&Places::of(conn)?, filter);
    lists::list(conn, scope, programme, on, count, &narrowing)
}

/// The service centres that a number counts, from the city down.
///
/// # Errors
/// [`Problem::Forbidden`] also for those whom windows do not concern, and those of the database.
pub fn counted_centres(
    conn: &mut Conn,
    scope: &Scope,
    programme: &Programme,
    on: Date,
    count: CentreCount,
    filter: &Filter,
) -> Result<Listing<CentreStanding>> {
    entitled(scope)?;
    let places = Places::of(conn)?;
    let stood = centres::stood(conn, scope, &programme.windows, &places, on)?.ok_or(Problem::Forbidden)?;
    Ok(centres::list(
        stood,
        count,
        filter.level,
        &Narrowing::of(&places, filter),
    ))
}

/// Whoever sees no form sees no board.
fn entitled(scope: &Scope) -> Result<()> {
    match scope.reach() {
        Reach::Everything | Reach::Area(_) | Reach::Line => Ok(()),
        Reach::NoForm | Reach::Uploads => Err(Problem::Forbidden.into()),
    }
}

fn sees_windows(scope: &Scope) -> bool {
    scope.role().is_some_and(concerns)
}

/// A filter, with the organisations that it comes to.
struct Narrowing {
    /// Owners; none: all.
    owners: Option<Vec<String>>,
    area: Option<OrganisationId>,
    batch: Option<Option<u8>>,
    until: Option<Date>,
    after: Option<String>,
    limit: i64,
    /// Names of organisations.
    names: HashMap<String, String>,
}

impl Narrowing {
    fn of(places: &Places, filter: &Filter) -> Self {
        let of_area = filter.area.map(|area| places.of_area(area));
        let department = filter.department.map(|department| department.to_string());
        let owners = match (of_area, department) {
            (None, None) => None,
            (Some(area), None) => Some(area),
            (None, Some(department)) => Some(vec![department]),
            (Some(area), Some(department)) => Some(area.into_iter().filter(|own| *own == department).collect()),
        };
        Self {
            owners,
            area: filter.area,
            batch: filter.batch,
            until: filter.until,
            after: filter.after.clone(),
            limit: filter.limit,
            names: places.names(),
        }
    }

    fn is_of(&self, owner: &str) -> bool {
        self.owners
            .as_ref()
            .is_none_or(|owners| owners.iter().any(|own| own == owner))
    }

    /// A page of a list that is here as a whole; its cursor says how many have been shown.
    fn page_of<T>(&self, all: Vec<T>) -> Listing<T> {
        let shown: usize = self
            .after
            .as_deref()
            .and_then(|after| after.parse().ok())
            .unwrap_or_default();
        let most = usize::try_from(self.limit).unwrap_or_default();
        let total = all.len();
        let entries: Vec<T> = all.into_iter().skip(shown).take(most).collect();
        let reached = shown.saturating_add(entries.len());
        Listing {
            entries,
            total: u64::try_from(total).unwrap_or_default(),
            next: (reached < total).then(|| reached.to_string()),
        }
    }
}
