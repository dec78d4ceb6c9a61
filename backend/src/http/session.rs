//! `POST|DELETE session`: signing in and out.

use super::body::Brief;
use crate::auth::{Newcomer, Person, address, secret};
use crate::db;
use crate::error::{Refusal, Result};
use crate::layer::request_id::request_id;
use crate::state::AppState;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse, web};
use yinzheng_shared::api::session::{Me, SignIn};
use yinzheng_shared::problem::Problem;

/// Signs in: begins a session and sets its cookie.
///
/// # Errors
/// [`Problem::WrongCredentials`], [`Problem::TooMany`], [`Problem::TooLarge`].
#[utoipa::path(post, path = "/api/v1/session", tag = "session", request_body = SignIn,
    responses((status = 200, body = Me), (status = 401), (status = 429)))]
pub async fn sign_in(
    state: web::Data<AppState>,
    request: HttpRequest,
    Newcomer { from }: Newcomer,
    Brief(credentials): Brief<SignIn>,
) -> Result<HttpResponse> {
    let login = credentials.login.trim().to_lowercase();
    let bucket = secret::hash(&format!("{login}\n{from}"));
    let now = state.clock.now();
    // The attempt is counted before the password is looked at, so that many at once gain nothing.
    let counted = bucket.clone();
    let wait = state
        .db
        .write(move |tx| db::throttle::attempt(tx, &counted, now))
        .await?;
    if let Some(seconds) = wait {
        return Err(Refusal::from(Problem::TooMany).with_retry_after(seconds).into());
    }
    let wanted = login.clone();
    let account = state.db.read(move |conn| db::users::credentials(conn, &wanted)).await?;
    let kept = account.as_ref().map(|account| account.password_hash.clone());
    if !state.guard.verify(credentials.password, kept).await? {
        state.metrics.count_event("sign_in_failed");
        return Err(Problem::WrongCredentials.into());
    }
    let mut person = account.ok_or(Problem::WrongCredentials)?.person;
    person.request = request_id(&request);
    let token = secret::fresh()?;
    let name = address::cookie_name(&state.config.site.public_url);
    let before = request.cookie(name).map(|cookie| secret::hash(cookie.value()));
    let (hash, actor, user, stamp, settings) = (
        secret::hash(&token),
        person.actor(),
        person.id,
        state.clock.stamp(),
        state.config.sign_in,
    );
    state
        .db
        .write(move |tx| {
            if let Some(before) = &before {
                db::sessions::end(tx, before)?;
            }
            db::throttle::forgive(tx, &bucket)?;
            db::sessions::begin(tx, stamp, &actor, &hash, user, &settings)
        })
        .await?;
    let me = super::me::of(&state, person).await?;
    let cookie = Cookie::build(name, token)
        .path("/")
        .http_only(true)
        .secure(!state.config.site.public_url.is_plain())
        .same_site(SameSite::Strict)
        .finish();
    Ok(HttpResponse::Ok().cookie(cookie).json(me))
}

/// Signs out: ends the session and removes its cookie.
///
/// # Errors
/// [`Problem::SignedOut`].
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", responses((status = 204)))]
pub async fn sign_out(state: web::Data<AppState>, request: HttpRequest, person: Person) -> Result<HttpResponse> {
    let name = address::cookie_name(&state.config.site.public_url);
    if let Some(cookie) = request.cookie(name) {
        let (hash, stamp, actor) = (secret::hash(cookie.value()), state.clock.stamp(), person.actor());
        state
            .db
            .write(move |tx| db::sessions::sign_out(tx, stamp, &actor, &hash))
            .await?;
    }
    let mut gone = Cookie::build(name, "")
        .path("/")
        .http_only(true)
        .secure(!state.config.site.public_url.is_plain())
        .same_site(SameSite::Strict)
        .finish();
    gone.make_removal();
    Ok(HttpResponse::NoContent().cookie(gone).finish())
}
