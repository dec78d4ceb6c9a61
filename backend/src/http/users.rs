//! `users`, for the administrator.

use super::body::Json;
use super::text;
use crate::auth::{Asker, Person, password};
use crate::db;
use crate::error::{Error, Refusal, Result};
use crate::state::AppState;
use actix_web::{HttpResponse, web};
use yinzheng_shared::api::admin::{NewUser, User};
use yinzheng_shared::api::notice::EmailAddress;
use yinzheng_shared::id::UserId;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// Users in the order of their logins.
///
/// # Errors
/// [`Problem::Forbidden`].
#[utoipa::path(get, path = "/api/v1/users", tag = "administration", responses((status = 200, body = [User]), (status = 403)))]
pub async fn list(state: web::Data<AppState>, person: Person) -> Result<web::Json<Vec<User>>> {
    person.only(&[Role::Admin, Role::Auditor])?;
    let scope = person.scope();
    state
        .db
        .read(move |conn| db::users::list(conn, Asker::Caller(&scope)))
        .await
        .map(web::Json)
}

/// Adds a user. The same body again is answered as the first.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::IdTaken`], [`Problem::WrongShape`].
#[utoipa::path(post, path = "/api/v1/users", tag = "administration", request_body = NewUser,
    responses((status = 201, body = User), (status = 200, body = User), (status = 403), (status = 409), (status = 422)))]
pub async fn add(state: web::Data<AppState>, person: Person, Json(sent): Json<NewUser>) -> Result<HttpResponse> {
    person.only(&[Role::Admin])?;
    if !is_login(&sent.login) {
        return Err(Refusal::from(Problem::WrongShape).with_detail("/login").into());
    }
    if !password::is_acceptable(&sent.password) {
        return Err(Refusal::from(Problem::WrongShape).with_detail("/password").into());
    }
    let sent = NewUser {
        name: text::bounded(&sent.name, "/name", 1..=100)?,
        email: mail_address(sent.email)?,
        ..sent
    };
    if let Some(user) = added_before(&state, &person, &sent).await? {
        return Ok(HttpResponse::Ok().json(user));
    }
    let new = db::users::NewUser {
        id: sent.id,
        login: sent.login.clone(),
        name: sent.name.clone(),
        role: sent.role,
        organisation: sent.organisation,
        password_hash: state.guard.hash(sent.password.clone()).await?,
        email: sent.email.clone(),
    };
    let (stamp, actor, scope) = (state.clock.stamp(), person.actor(), person.scope());
    let added = state.db.write(move |tx| {
        db::users::add(tx, stamp, &actor, &new)?;
        db::users::one(tx, Asker::Caller(&scope), new.id)
    });
    match added.await {
        // The same request may have come first meanwhile.
        Err(error) if error.problem() == Problem::IdTaken => match added_before(&state, &person, &sent).await? {
            Some(user) => Ok(HttpResponse::Ok().json(user)),
            None => Err(error),
        },
        added => {
            let (user, _) = added?.ok_or_else(|| Error::internal("the new user is not listed"))?;
            Ok(HttpResponse::Created().json(user))
        }
    }
}

/// The user that this very body added before; none when the identifier is free.
async fn added_before(state: &AppState, person: &Person, sent: &NewUser) -> Result<Option<User>> {
    let (id, scope) = (sent.id, person.scope());
    let known = state
        .db
        .read(move |conn| db::users::one(conn, Asker::Caller(&scope), id))
        .await?;
    let Some((user, kept)) = known else { return Ok(None) };
    let same = (&user.login, &user.name, user.role, user.organisation.id, &user.email)
        == (&sent.login, &sent.name, sent.role, sent.organisation, &sent.email);
    if same && state.guard.verify(sent.password.clone(), Some(kept)).await? {
        Ok(Some(user))
    } else {
        Err(Problem::IdTaken.into())
    }
}

/// Closes a login and ends its sessions.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`].
#[utoipa::path(post, path = "/api/v1/users/{id}/deactivate", tag = "administration", params(("id" = UserId, Path)),
    responses((status = 204), (status = 403), (status = 404)))]
pub async fn deactivate(state: web::Data<AppState>, person: Person, id: web::Path<UserId>) -> Result<HttpResponse> {
    person.only(&[Role::Admin])?;
    let (id, stamp, actor) = (*id, state.clock.stamp(), person.actor());
    state
        .db
        .write(move |tx| db::users::deactivate(tx, stamp, &actor, id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Sets or removes the address to which notices are sent beside the page.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`], [`Problem::WrongShape`].
#[utoipa::path(put, path = "/api/v1/users/{id}/email", tag = "administration", request_body = EmailAddress,
    params(("id" = UserId, Path)), responses((status = 204), (status = 403), (status = 404), (status = 422)))]
pub async fn set_email(
    state: web::Data<AppState>,
    person: Person,
    id: web::Path<UserId>,
    Json(sent): Json<EmailAddress>,
) -> Result<HttpResponse> {
    person.only(&[Role::Admin])?;
    let email = mail_address(sent.email)?;
    let (id, stamp, actor) = (*id, state.clock.stamp(), person.actor());
    state
        .db
        .write(move |tx| db::users::set_email(tx, stamp, &actor, id, email.as_deref()))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// An address that mail can be sent to; none for an empty one.
fn mail_address(typed: Option<String>) -> Result<Option<String>> {
    let Some(address) = typed
        .map(|typed| typed.trim().to_owned())
        .filter(|typed| !typed.is_empty())
    else {
        return Ok(None);
    };
    if address.len() <= 254 && address.parse::<lettre::Address>().is_ok() {
        Ok(Some(address))
    } else {
        Err(Refusal::from(Problem::WrongShape).with_detail("/email").into())
    }
}

/// 2 to 64 of `a-z 0-9 . _ -`.
pub(crate) fn is_login(login: &str) -> bool {
    (2..=64).contains(&login.len())
        && login
            .bytes()
            .all(|letter| matches!(letter, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_are_plain() {
        assert!(is_login("city.market-1"));
        for wrong in ["", "a", "Admin", "甲乙", "a b", &"a".repeat(65)] {
            assert!(!is_login(wrong), "{wrong}");
        }
    }
}
