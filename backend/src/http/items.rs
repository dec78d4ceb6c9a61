//! `items`: the catalogue.

use super::body::collect;
use crate::auth::{Asker, Person};
use crate::db;
use crate::error::{Error, Result};
use crate::items::{self, Knowledge};
use crate::layer::problem::language;
use crate::state::AppState;
use actix_web::{HttpRequest, web};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::item::{ImportAnswer, Item};
use yinzheng_shared::digest::hex;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// What `GET items` takes.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
pub struct ListQuery {
    /// Part of a name or code.
    pub q: Option<String>,
    /// Release batch.
    pub batch: Option<u8>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Most entries, 1 to 500; 100 when absent.
    pub limit: Option<i64>,
}

/// Lists the items that the person may see, in the order of their codes.
///
/// # Errors
/// [`Problem::SignedOut`].
#[utoipa::path(get, path = "/api/v1/items", tag = "items", params(ListQuery),
    responses((status = 200, body = Listing<Item>)))]
pub async fn list(
    state: web::Data<AppState>,
    person: Person,
    query: web::Query<ListQuery>,
) -> Result<web::Json<Listing<Item>>> {
    let query = query.into_inner();
    if query.cursor.as_deref().is_some_and(|cursor| cursor.contains('\0')) {
        return Err(Problem::BadRequest.into());
    }
    let filter = db::items::Filter {
        text: query.q,
        batch: query.batch,
        after: query.cursor,
        limit: query.limit.unwrap_or(100).clamp(1, 500),
    };
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::items::list(conn, &scope, &filter))
        .await
        .map(web::Json)
}

/// Imports a CSV file in UTF-8 or GB18030: all rows or none, every wrong cell named.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::TooLarge`].
#[utoipa::path(post, path = "/api/v1/items/import", tag = "items",
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = ImportAnswer), (status = 403), (status = 413)))]
pub async fn import(
    state: web::Data<AppState>,
    request: HttpRequest,
    person: Person,
    payload: web::Payload,
) -> Result<web::Json<ImportAnswer>> {
    person.only(&[Role::Bureau, Role::Admin])?;
    let bytes = collect(payload.into_inner(), state.config.limits.json_bytes).await?;
    let digest = hex(&Sha256::digest(&bytes));
    let (stamp, actor, scope) = (state.clock.stamp(), person.actor(), person.scope());
    let organisations = state
        .db
        .read(move |conn| db::items::organisations_by_name(conn, Asker::Caller(&scope)))
        .await?;
    let programme = state.rules.programme.clone();
    let known = Knowledge {
        organisations,
        programme,
        language: language(&request),
    };
    match web::block(move || items::read(&bytes, &known))
        .await
        .map_err(Error::internal)?
    {
        Err(errors) => Ok(web::Json(ImportAnswer {
            errors,
            ..ImportAnswer::default()
        })),
        Ok(rows) => {
            let rows = Arc::new(rows);
            state
                .db
                .write(move |tx| db::items::import(tx, stamp, &actor, &rows, &digest))
                .await
                .map(web::Json)
        }
    }
}
