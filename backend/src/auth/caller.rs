//! The one who sent a request, proven by a session or an API key.

use super::scope::{Scope, Seat, Units};
use super::{address, secret};
use crate::db;
use crate::db::audit::Actor;
use crate::error::{Error, Result};
use crate::layer::request_id::request_id;
use crate::state::AppState;
use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use yinzheng_shared::id::{KeyId, UserId};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// A person with a session or the holder of an API key; for the endpoints that a scanner may use.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who.
    pub identity: Identity,
    /// Identifier of the request.
    pub request: String,
}

/// Who a caller is.
#[derive(Clone, Debug)]
pub enum Identity {
    /// A person.
    Person(Person),
    /// A scanner station or another system.
    Key(KeyHolder),
}

/// A person with a session; an extractor for every endpoint that a key may not use.
#[derive(Clone, Debug)]
pub struct Person {
    /// Identifier.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// Login name.
    pub login: String,
    /// What the person may do.
    pub role: Role,
    /// Where the person works.
    pub seat: Seat,
    /// Whose work the person sees beside that of the own organisation.
    pub units: Units,
    /// Identifier of the request.
    pub request: String,
}

/// The holder of an API key.
#[derive(Clone, Debug)]
pub struct KeyHolder {
    /// Identifier.
    pub id: KeyId,
    /// What the key is for.
    pub label: String,
    /// Its organisation.
    pub seat: Seat,
}

impl Person {
    /// What the person may see.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::of_person(self.id, self.role, self.seat.clone(), self.units.clone())
    }

    /// As the audit trail names the person.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            user: Some(self.id),
            key: None,
            name: self.name.clone(),
            organisation: Some((self.seat.id, self.seat.name.clone())),
            request: self.request.clone(),
        }
    }

    /// Only these roles go on.
    ///
    /// # Errors
    /// [`Problem::Forbidden`].
    pub fn only(&self, roles: &[Role]) -> Result<()> {
        if roles.contains(&self.role) {
            Ok(())
        } else {
            Err(Problem::Forbidden.into())
        }
    }
}

impl Caller {
    /// What the caller may see.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match &self.identity {
            Identity::Person(person) => person.scope(),
            Identity::Key(key) => Scope::of_key(key.id, key.seat.clone()),
        }
    }

    /// As the audit trail names the caller.
    #[must_use]
    pub fn actor(&self) -> Actor {
        match &self.identity {
            Identity::Person(person) => person.actor(),
            Identity::Key(key) => Actor {
                user: None,
                key: Some(key.id),
                name: key.label.clone(),
                organisation: Some((key.seat.id, key.seat.name.clone())),
                request: self.request.clone(),
            },
        }
    }
}

impl FromRequest for Person {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let asked = ask(request);
        Box::pin(async move {
            match asked?.prove().await?.identity {
                Identity::Person(person) => Ok(person),
                Identity::Key(_) => Err(Problem::Forbidden.into()),
            }
        })
    }
}

impl FromRequest for Caller {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let asked = ask(request);
        Box::pin(async move { asked?.prove().await })
    }
}

struct Asked {
    state: web::Data<AppState>,
    token: Token,
    request: String,
}

enum Token {
    Session(String),
    Key(String),
}

fn ask(request: &HttpRequest) -> Result<Asked> {
    let state = request
        .app_data::<web::Data<AppState>>()
        .ok_or_else(|| Error::internal("no state"))?
        .clone();
    let token = match request.headers().get(AUTHORIZATION) {
        Some(header) => {
            let key = header.to_str().ok().and_then(|value| value.strip_prefix("Bearer "));
            Token::Key(secret::hash(key.ok_or(Problem::WrongKey)?.trim()))
        }
        None => {
            let cookie = request.cookie(address::cookie_name(&state.config.site.public_url));
            Token::Session(secret::hash(cookie.ok_or(Problem::SignedOut)?.value()))
        }
    };
    Ok(Asked {
        state,
        token,
        request: request_id(request),
    })
}

impl Asked {
    async fn prove(self) -> Result<Caller> {
        let Self { state, token, request } = self;
        let now = state.clock.now();
        let settings = state.config.sign_in;
        let identity = match token {
            Token::Key(hash) => {
                let holder = state.db.read(move |conn| db::keys::holder(conn, &hash)).await?;
                let (holder, used_at) = holder.ok_or(Problem::WrongKey)?;
                if db::sessions::is_old(used_at, now) {
                    let id = holder.id;
                    noted(state.db.write(move |tx| db::keys::touch(tx, id, now)).await);
                }
                Identity::Key(holder)
            }
            Token::Session(hash) => {
                let wanted = hash.clone();
                let found = state.db.read(move |conn| db::sessions::find(conn, &wanted)).await?;
                let (mut person, session) = found.ok_or(Problem::SignedOut)?;
                if !session.lives(now, &settings) {
                    return Err(Problem::SignedOut.into());
                }
                if db::sessions::is_old(Some(session.seen_at), now) {
                    noted(state.db.write(move |tx| db::sessions::touch(tx, &hash, now)).await);
                }
                person.request.clone_from(&request);
                Identity::Person(person)
            }
        };
        Ok(Caller { identity, request })
    }
}

/// When somebody was here last is worth no refusal: with a full database people still read.
fn noted(touched: Result<()>) {
    if let Err(error) = touched {
        tracing::warn!(cause = %error, "the time of a visit was not noted");
    }
}
