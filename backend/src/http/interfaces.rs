//! `interfaces`: the register of interfaces, and items that are handled in the platform without one.

use crate::auth::Person;
use crate::db;
use crate::db::interfaces::{Filter, Unserved};
use crate::error::{Refusal, Result};
use crate::http::again::{judged, status};
use crate::http::body::Json;
use crate::http::{etag, text};
use crate::state::AppState;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::interface::{
    FullProcess, NewInterface, RegisteredInterface, UnservedItem, WithdrawFullProcess,
};
use yinzheng_shared::id::{InterfaceId, OrganisationId};
use yinzheng_shared::interface::{Interface, Progress};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// Items that are noted as handled in the platform at once, and that an interface serves at most.
const MOST: usize = 1_000;

/// What `GET interfaces` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// Part of the name of the interface or of its system, or of its number.
    pub q: Option<String>,
    /// How far it is.
    pub progress: Option<Progress>,
    /// Of this unit.
    pub unit: Option<OrganisationId>,
    /// Serving the item of this code.
    pub item: Option<String>,
    /// `next` of the page before.
    pub cursor: Option<InterfaceId>,
    /// Most entries, 1 to 200; 50 when absent.
    pub limit: Option<i64>,
}

/// Lists the interfaces that the person may see, in the order in which they were made.
///
/// # Errors
/// [`Problem::Forbidden`] for those whom interfaces do not concern.
#[utoipa::path(get, path = "/api/v1/interfaces", tag = "interfaces", params(ListQuery),
    responses((status = 200, body = Listing<RegisteredInterface>), (status = 403)))]
pub async fn list(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<ListQuery>,
) -> Result<web::Json<Listing<RegisteredInterface>>> {
    concerned(&person)?;
    let query = query.into_inner();
    if query.item.as_deref().is_some_and(|code| code.contains('\0')) {
        return Err(Problem::BadRequest.into());
    }
    let filter = Filter {
        text: query.q,
        progress: query.progress,
        unit: query.unit,
        item: query.item,
        after: query.cursor,
        limit: query.limit.unwrap_or(50).clamp(1, 200),
    };
    let (scope, rules) = (person.scope(), state.rules.clone());
    state
        .db
        .read(move |conn| db::interfaces::list(conn, &scope, &rules.programme, &filter))
        .await
        .map(web::Json)
}

/// What `GET interfaces/missing` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct MissingQuery {
    /// Release batch; every batch when absent.
    pub batch: Option<u8>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 500; 100 when absent.
    pub limit: Option<i64>,
}

/// Lists the items in a batch that are not connected and that no interface serves, in the order of their codes.
///
/// # Errors
/// [`Problem::Forbidden`] for those whom interfaces do not concern.
#[utoipa::path(get, path = "/api/v1/interfaces/missing", tag = "interfaces", params(MissingQuery),
    responses((status = 200, body = Listing<UnservedItem>), (status = 403)))]
pub async fn missing(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<MissingQuery>,
) -> Result<web::Json<Listing<UnservedItem>>> {
    concerned(&person)?;
    let query = query.into_inner();
    if query.cursor.as_deref().is_some_and(|cursor| cursor.contains('\0')) {
        return Err(Problem::BadRequest.into());
    }
    let filter = Unserved {
        batch: query.batch,
        after: query.cursor,
        limit: query.limit.unwrap_or(100).clamp(1, 500),
    };
    let (scope, rules) = (person.scope(), state.rules.clone());
    state
        .db
        .read(move |conn| {
            let bureau = db::organisations::bureau(conn, &rules.programme.bureau)?;
            db::interfaces::missing(conn, &scope, &bureau, &filter)
        })
        .await
        .map(web::Json)
}

/// Adds an interface of the sender's unit. The same body again is answered with it as it is.
///
/// # Errors
/// [`Problem::RulesBroken`], [`Problem::Forbidden`], [`Problem::IdTaken`].
#[utoipa::path(post, path = "/api/v1/interfaces", tag = "interfaces", request_body = NewInterface,
    responses((status = 201, body = RegisteredInterface), (status = 200, body = RegisteredInterface), (status = 403),
        (status = 409), (status = 422)))]
pub async fn add(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    Json(sent): Json<NewInterface>,
) -> Result<HttpResponse> {
    keeping(&person)?;
    bounded(&sent.interface, "/interface/items")?;
    let id = sent.id;
    let added = judged(&state, &request, &person, move |tx, maker| {
        db::interfaces::add(tx, maker, &sent)
    });
    let made = status(added.await?);
    answer(&state, &person, id, made).await
}

/// Shows an interface.
///
/// # Errors
/// [`Problem::NotFound`].
#[utoipa::path(get, path = "/api/v1/interfaces/{id}", tag = "interfaces", params(("id" = InterfaceId, Path)),
    responses((status = 200, body = RegisteredInterface), (status = 403), (status = 404)))]
pub async fn show(state: web::Data<AppState>, person: Person, id: web::Path<InterfaceId>) -> Result<HttpResponse> {
    concerned(&person)?;
    answer(&state, &person, *id, StatusCode::OK).await
}

/// Changes an interface of the sender's unit.
///
/// # Errors
/// As for adding; [`Problem::NotFound`], [`Problem::StaleRecord`], [`Problem::PreconditionRequired`].
#[utoipa::path(put, path = "/api/v1/interfaces/{id}", tag = "interfaces", request_body = Interface,
    params(("id" = InterfaceId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = RegisteredInterface), (status = 403), (status = 404), (status = 409), (status = 412),
        (status = 422), (status = 428)))]
pub async fn change(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    id: web::Path<InterfaceId>,
    Json(sent): Json<Interface>,
) -> Result<HttpResponse> {
    keeping(&person)?;
    bounded(&sent, "/items")?;
    let (id, expected) = (*id, etag::expected(&request)?);
    let changed = judged(&state, &request, &person, move |tx, maker| {
        db::interfaces::change(tx, maker, id, expected, &sent)
    });
    changed.await?;
    answer(&state, &person, id, StatusCode::OK).await
}

/// Notes that items without a business system are handled in the platform (全流程办理): all or none. Those that
/// are so already stay as they are.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::WrongShape`], [`Problem::FactsChanged`] naming those that cannot be.
#[utoipa::path(post, path = "/api/v1/items/full-process", tag = "interfaces", request_body = FullProcess,
    responses((status = 204), (status = 403), (status = 409), (status = 422)))]
pub async fn full_process(
    state: web::Data<AppState>,
    person: Person,
    Json(sent): Json<FullProcess>,
) -> Result<HttpResponse> {
    person.only(&[Role::Bureau])?;
    sane(&sent.codes)?;
    let (stamp, rules) = (state.clock.stamp(), state.rules.clone());
    state
        .db
        .write(move |tx| {
            let bureau = db::organisations::bureau(tx, &rules.programme.bureau)?;
            db::interfaces::full_process(tx, stamp, &person.scope(), &person.actor(), &bureau, &sent.codes)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes items back from the platform, for a reason: all or none. Those that are not handled there stay as they are.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::WrongShape`], [`Problem::FactsChanged`] naming those that are connected
/// otherwise, published, or named by a go-live form under way.
#[utoipa::path(post, path = "/api/v1/items/full-process/withdraw", tag = "interfaces",
    request_body = WithdrawFullProcess,
    responses((status = 204), (status = 403), (status = 409), (status = 422)))]
pub async fn withdraw(
    state: web::Data<AppState>,
    person: Person,
    Json(sent): Json<WithdrawFullProcess>,
) -> Result<HttpResponse> {
    person.only(&[Role::Bureau])?;
    sane(&sent.codes)?;
    let reason = text::bounded(&sent.reason, "/reason", 1..=500)?;
    let stamp = state.clock.stamp();
    state
        .db
        .write(move |tx| db::interfaces::withdraw(tx, stamp, &person.scope(), &person.actor(), &sent.codes, &reason))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Codes of items, some and not too many.
fn sane(codes: &[String]) -> Result<()> {
    if codes.is_empty() || codes.len() > MOST {
        return Err(Refusal::from(Problem::WrongShape).with_detail("/codes").into());
    }
    for (place, code) in codes.iter().enumerate() {
        text::bounded(code, &format!("/codes/{place}"), 1..=64)?;
        if code.contains('\0') {
            return Err(Refusal::from(Problem::WrongShape)
                .with_detail(format!("/codes/{place}"))
                .into());
        }
    }
    Ok(())
}

/// Whom interfaces concern.
fn concerned(person: &Person) -> Result<()> {
    person.only(&[
        Role::Staff,
        Role::Builder,
        Role::Bureau,
        Role::Egov,
        Role::Reviewer,
        Role::Auditor,
    ])
}

/// Who keeps those of the own unit.
fn keeping(person: &Person) -> Result<()> {
    person.only(&[Role::Staff, Role::Builder])
}

/// More items than the rules allow are not asked of the database.
fn bounded(interface: &Interface, place: &str) -> Result<()> {
    if interface.items.len() > MOST {
        return Err(Refusal::from(Problem::WrongShape).with_detail(place).into());
    }
    Ok(())
}

async fn answer(state: &AppState, person: &Person, id: InterfaceId, status: StatusCode) -> Result<HttpResponse> {
    let (scope, rules) = (person.scope(), state.rules.clone());
    let interface = state
        .db
        .read(move |conn| db::interfaces::show(conn, &scope, &rules.programme, id))
        .await?;
    let tag = etag::header(&interface.etag);
    Ok(HttpResponse::build(status).insert_header(("ETag", tag)).json(interface))
}
