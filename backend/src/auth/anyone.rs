//! Anybody at all: who reads what is public, checks or signs in shows no session and no key, and is counted.

use super::address;
use crate::error::{Error, Result};
use crate::state::AppState;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use std::future::{Ready, ready};
use std::net::IpAddr;

/// Anybody, whose request was counted. Made from a request only, so that nothing public is read past
/// the limit; queries that take it instead of a [`super::Scope`] show what is public and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Anyone(());

#[cfg(test)]
impl Anyone {
    /// Whoever a test of what is public asks for.
    pub(crate) const fn in_a_test() -> Self {
        Self(())
    }
}

impl FromRequest for Anyone {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(admit(request))
    }
}

fn admit(request: &HttpRequest) -> Result<Anyone> {
    let (state, from) = asked(request)?;
    state.guard.admit_reader(from)?;
    Ok(Anyone(()))
}

fn asked(request: &HttpRequest) -> Result<(&web::Data<AppState>, IpAddr)> {
    let state = request
        .app_data::<web::Data<AppState>>()
        .ok_or_else(|| Error::internal("no state"))?;
    let peer = request.peer_addr().map(|peer| peer.ip());
    let from = address::of(peer, request.headers(), &state.config.site.trusted_proxies);
    Ok((state, from))
}

/// Somebody whose check was counted. Stands before the body among what a handler takes, so that nothing of
/// a body is read past the limit.
#[derive(Clone, Copy, Debug)]
pub struct Checker(());

impl FromRequest for Checker {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let admit = |(state, from): (&web::Data<AppState>, IpAddr)| state.guard.admit_check(from);
        ready(asked(request).and_then(admit).map(|()| Self(())))
    }
}

/// Somebody who tries to sign in, counted before the body like [`Checker`]; a name's attempts are counted
/// besides.
#[derive(Clone, Copy, Debug)]
pub struct Newcomer {
    /// Where the attempt comes from.
    pub from: IpAddr,
}

impl FromRequest for Newcomer {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let admit = |(state, from): (&web::Data<AppState>, IpAddr)| {
            state.guard.admit_newcomer(from)?;
            Ok(Self { from })
        };
        ready(asked(request).and_then(admit))
    }
}
