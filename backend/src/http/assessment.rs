//! `assessment`: the board of any day, and the lists that its numbers count.

use crate::auth::Person;
use crate::db;
use crate::db::assessment::Filter;
use crate::error::{Refusal, Result};
use crate::state::AppState;
use actix_web::web;
use serde::Deserialize;
use std::sync::Arc;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::assessment::{Assessment, CountedForm, CountedItem, CountedList};
use yinzheng_shared::api::window::CentreStanding;
use yinzheng_shared::assessment::{CentreCount, FormCount, ItemCount, ListCount};
use yinzheng_shared::date::Date;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::window::Tier;

/// What `GET assessment` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct BoardQuery {
    /// The day at whose end; today when absent, never later.
    #[param(value_type = String)]
    pub on: Option<Date>,
}

/// What the lists behind the board take.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct CountedQuery {
    /// The day at whose end; today when absent, never later.
    #[param(value_type = String)]
    pub on: Option<Date>,
    /// Which number.
    pub count: Option<String>,
    /// Of this city (its own departments) or district.
    pub area: Option<OrganisationId>,
    /// Of this department.
    pub department: Option<OrganisationId>,
    /// Of this batch; 0: in no issued batch. Of items only.
    pub batch: Option<u8>,
    /// Only what came to it by this day. Of items only.
    #[param(value_type = String)]
    pub until: Option<Date>,
    /// Of this level. Of centres only.
    pub level: Option<Tier>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 500; 100 when absent.
    pub limit: Option<i64>,
}

impl CountedQuery {
    /// The count of this kind, and the filter.
    fn read<Count>(self, count: impl Fn(&str) -> Option<Count>) -> Result<(Count, Filter)> {
        let named = self.count.as_deref().and_then(count);
        let named = named.ok_or_else(|| Refusal::from(Problem::BadRequest).with_detail("count"))?;
        if self.cursor.as_deref().is_some_and(|cursor| cursor.contains('\0')) {
            return Err(Problem::BadRequest.into());
        }
        let filter = Filter {
            area: self.area,
            department: self.department,
            batch: self.batch.map(|batch| Some(batch).filter(|batch| *batch > 0)),
            until: self.until,
            level: self.level,
            after: self.cursor,
            limit: self.limit.unwrap_or(100).clamp(1, 500),
        };
        Ok((named, filter))
    }
}

/// The day asked for; a day to come is not known yet.
fn known(on: Option<Date>, today: Date) -> Result<Date> {
    let on = on.unwrap_or(today);
    if on > today {
        return Err(Refusal::from(Problem::DayToCome).with_detail("on").into());
    }
    Ok(on)
}

/// The board at the end of a day, of what the person may see: every number can be asked for again and opens
/// the list that it counts.
///
/// # Errors
/// [`Problem::Forbidden`] for those who see no form, [`Problem::DayToCome`].
#[utoipa::path(get, path = "/api/v1/assessment", tag = "assessment", params(BoardQuery),
    responses((status = 200, body = Assessment), (status = 400), (status = 403)))]
pub async fn board(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<BoardQuery>,
) -> Result<web::Json<Assessment>> {
    let today = state.clock.today();
    let on = known(query.on, today)?;
    let (scope, rules) = (person.scope(), Arc::clone(&state.rules));
    state
        .db
        .read(move |conn| db::assessment::board(conn, &scope, &rules.programme, on, today))
        .await
        .map(web::Json)
}

/// The items that a number counts, in the order of their codes. `count`: `countable`, `scheduled`,
/// `connected`, `published`, `due`, `on_time`, `overdue`, `besides`, `with_cases`.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::DayToCome`], [`Problem::BadRequest`] for an unknown count.
#[utoipa::path(get, path = "/api/v1/assessment/items", tag = "assessment", params(CountedQuery),
    responses((status = 200, body = Listing<CountedItem>), (status = 400), (status = 403)))]
pub async fn items(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<CountedQuery>,
) -> Result<web::Json<Listing<CountedItem>>> {
    let on = known(query.on, state.clock.today())?;
    let (count, filter) = query.into_inner().read(ItemCount::from_code)?;
    let (scope, rules) = (person.scope(), Arc::clone(&state.rules));
    state
        .db
        .read(move |conn| db::assessment::counted_items(conn, &scope, &rules.programme, on, count, &filter))
        .await
        .map(web::Json)
}

/// The stamped forms that a number counts, in the order in which they were begun. `count`: `due`, `on_time`,
/// `late`, `overdue`.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::DayToCome`], [`Problem::BadRequest`] for an unknown count.
#[utoipa::path(get, path = "/api/v1/assessment/forms", tag = "assessment", params(CountedQuery),
    responses((status = 200, body = Listing<CountedForm>), (status = 400), (status = 403)))]
pub async fn forms(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<CountedQuery>,
) -> Result<web::Json<Listing<CountedForm>>> {
    let on = known(query.on, state.clock.today())?;
    let (count, filter) = query.into_inner().read(FormCount::from_code)?;
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::assessment::counted_forms(conn, &scope, on, count, &filter))
        .await
        .map(web::Json)
}

/// The departments whose scope lists a number counts, in the order of the tree. `count`: `asked`,
/// `handed_in`, `late`, `missing`.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::DayToCome`], [`Problem::BadRequest`] for an unknown count.
#[utoipa::path(get, path = "/api/v1/assessment/lists", tag = "assessment", params(CountedQuery),
    responses((status = 200, body = Listing<CountedList>), (status = 400), (status = 403)))]
pub async fn lists(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<CountedQuery>,
) -> Result<web::Json<Listing<CountedList>>> {
    let on = known(query.on, state.clock.today())?;
    let (count, filter) = query.into_inner().read(ListCount::from_code)?;
    let (scope, rules) = (person.scope(), Arc::clone(&state.rules));
    state
        .db
        .read(move |conn| db::assessment::counted_lists(conn, &scope, &rules.programme, on, count, &filter))
        .await
        .map(web::Json)
}

/// The service centres that a number counts, from the city down. `count`: `registered`, `opened`.
///
/// # Errors
/// [`Problem::Forbidden`] also for those whom windows do not concern, [`Problem::DayToCome`],
/// [`Problem::BadRequest`] for an unknown count.
#[utoipa::path(get, path = "/api/v1/assessment/centres", tag = "assessment", params(CountedQuery),
    responses((status = 200, body = Listing<CentreStanding>), (status = 400), (status = 403)))]
pub async fn centres(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<CountedQuery>,
) -> Result<web::Json<Listing<CentreStanding>>> {
    let on = known(query.on, state.clock.today())?;
    let (count, filter) = query.into_inner().read(CentreCount::from_code)?;
    let (scope, rules) = (person.scope(), Arc::clone(&state.rules));
    state
        .db
        .read(move |conn| db::assessment::counted_centres(conn, &scope, &rules.programme, on, count, &filter))
        .await
        .map(web::Json)
}
