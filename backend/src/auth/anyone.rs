//! Anybody at all: who reads what is public shows no session and no key.

use super::address;
use crate::error::{Error, Result};
use crate::state::AppState;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use std::future::{Ready, ready};

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
    let state = request
        .app_data::<web::Data<AppState>>()
        .ok_or_else(|| Error::internal("no state"))?;
    let peer = request.peer_addr().map(|peer| peer.ip());
    let from = address::of(peer, request.headers(), &state.config.site.trusted_proxies);
    state.guard.admit_reader(from)?;
    Ok(Anyone(()))
}
