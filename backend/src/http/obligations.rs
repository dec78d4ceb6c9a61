//! `obligations`: what is due.

use super::records::words;
use crate::auth::Person;
use crate::db;
use crate::db::obligations::Filter;
use crate::error::Result;
use crate::state::AppState;
use actix_web::web;
use serde::Deserialize;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::obligation::Obligation;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::obligation::Kind;
use yinzheng_shared::problem::Problem;

/// What `GET obligations` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// Part of a title, a reference or the name of who owes.
    pub q: Option<String>,
    /// Kinds, separated by commas.
    pub kind: Option<String>,
    /// `true`: what the person's own organisation owes.
    pub mine: Option<bool>,
    /// What this organisation owes.
    #[param(value_type = Option<String>)]
    pub organisation: Option<OrganisationId>,
    /// `true`: past the due date; `false`: not yet.
    pub late: Option<bool>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 200; 50 when absent.
    pub limit: Option<u16>,
}

/// Lists what is due among what the person may see, the most urgent first.
///
/// # Errors
/// [`Problem::BadRequest`] for an unknown kind or cursor, or when both `mine` and an organisation are
/// given.
#[utoipa::path(get, path = "/api/v1/obligations", tag = "obligations", params(ListQuery),
    responses((status = 200, body = Listing<Obligation>), (status = 400)))]
pub async fn list(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<ListQuery>,
) -> Result<web::Json<Listing<Obligation>>> {
    let query = query.into_inner();
    let bearer = match (query.mine.unwrap_or_default(), query.organisation) {
        (true, Some(_)) => return Err(Problem::BadRequest.into()),
        (true, None) => Some(person.seat.id),
        (false, organisation) => organisation,
    };
    let filter = Filter {
        text: query.q,
        kinds: words(query.kind.as_deref(), Kind::from_code)?,
        bearer,
        late: query.late,
        after: query.cursor.map(|cursor| cursor.parse()).transpose()?,
        limit: usize::from(query.limit.unwrap_or(50).clamp(1, 200)),
    };
    let (scope, rules, today) = (person.scope(), state.rules.clone(), state.clock.today());
    state
        .db
        .read(move |conn| db::obligations::list(conn, &scope, &rules, today, &filter))
        .await
        .map(web::Json)
}
