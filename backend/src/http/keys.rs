//! `keys`: API keys of scanner stations, for the administrator.

use super::body::Json;
use super::text;
use crate::auth::{Asker, Person, secret};
use crate::db;
use crate::error::{Error, Result};
use crate::state::AppState;
use actix_web::{HttpResponse, web};
use uuid::Uuid;
use yinzheng_shared::api::admin::{IssuedKey, Key, NewKey};
use yinzheng_shared::id::KeyId;
use yinzheng_shared::organisation::Role;

/// Keys, newest first.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::Forbidden`].
#[utoipa::path(get, path = "/api/v1/keys", tag = "administration", responses((status = 200, body = [Key]), (status = 403)))]
pub async fn list(state: web::Data<AppState>, person: Person) -> Result<web::Json<Vec<Key>>> {
    person.only(&[Role::Admin, Role::Auditor])?;
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::keys::list(conn, Asker::Caller(&scope)))
        .await
        .map(web::Json)
}

/// Makes a key; its secret is shown this once.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::Forbidden`], [`yinzheng_shared::problem::Problem::NotFound`].
#[utoipa::path(post, path = "/api/v1/keys", tag = "administration", request_body = NewKey,
    responses((status = 201, body = IssuedKey), (status = 403), (status = 404)))]
pub async fn issue(state: web::Data<AppState>, person: Person, Json(sent): Json<NewKey>) -> Result<HttpResponse> {
    person.only(&[Role::Admin])?;
    let secret = format!("{}{}", secret::KEY_PREFIX, secret::fresh()?);
    let new = db::keys::NewKey {
        id: KeyId(Uuid::now_v7()),
        label: text::bounded(&sent.label, "/label", 1..=100)?,
        organisation: sent.organisation,
        secret_hash: secret::hash(&secret),
        created_by: Some(person.id),
    };
    let (id, stamp, actor, scope) = (new.id, state.clock.stamp(), person.actor(), person.scope());
    let keys = state
        .db
        .write(move |tx| {
            db::keys::add(tx, stamp, &actor, &new)?;
            db::keys::list(tx, Asker::Caller(&scope))
        })
        .await?;
    let key = keys
        .into_iter()
        .find(|key| key.id == id)
        .ok_or_else(|| Error::internal("the new key is not listed"))?;
    Ok(HttpResponse::Created().json(IssuedKey { key, secret }))
}

/// Revokes a key.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::Forbidden`], [`yinzheng_shared::problem::Problem::NotFound`].
#[utoipa::path(delete, path = "/api/v1/keys/{id}", tag = "administration", params(("id" = KeyId, Path)),
    responses((status = 204), (status = 403), (status = 404)))]
pub async fn revoke(state: web::Data<AppState>, person: Person, id: web::Path<KeyId>) -> Result<HttpResponse> {
    person.only(&[Role::Admin])?;
    let (id, stamp, actor) = (*id, state.clock.stamp(), person.actor());
    state
        .db
        .write(move |tx| db::keys::revoke(tx, stamp, &actor, id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
