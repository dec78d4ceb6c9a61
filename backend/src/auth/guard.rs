//! Bounds what strangers may cost: passwords hashed at the same time, checks, public reading and attempts to
//! sign in a minute.

use super::password;
use crate::config::Config;
use crate::error::{Error, Refusal, Result};
use actix_web::web;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use tokio::sync::Semaphore;
use yinzheng_shared::problem::Problem;

/// Attempts to sign in a minute from one address: an office behind one address in the morning stays far below.
const NEWCOMERS: NonZeroU32 = NonZeroU32::MIN.saturating_add(599);

/// Bounds what strangers may cost.
pub struct Guard {
    hashers: Semaphore,
    /// Verified when a name is unknown, so that time does not tell which accounts exist.
    decoy: Arc<str>,
    checks: DefaultKeyedRateLimiter<IpAddr>,
    /// Its own bound: whoever reads what is public is not held up by a neighbour who checks.
    readings: DefaultKeyedRateLimiter<IpAddr>,
    /// Its own bound: nobody is kept from signing in by a neighbour who checks or reads.
    newcomers: DefaultKeyedRateLimiter<IpAddr>,
}

impl Guard {
    /// With the bounds of the settings.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new(config: &Config) -> Result<Self> {
        let a_minute = NonZeroU32::new(config.limits.checks_a_minute).unwrap_or(NonZeroU32::MIN);
        Ok(Self {
            hashers: Semaphore::new(config.sign_in.hashers),
            decoy: password::hash(&super::secret::fresh()?)?.into(),
            checks: RateLimiter::keyed(Quota::per_minute(a_minute)),
            readings: RateLimiter::keyed(Quota::per_minute(a_minute)),
            newcomers: RateLimiter::keyed(Quota::per_minute(NEWCOMERS)),
        })
    }

    /// Verifies a password, in its turn; an unknown account takes as long as a known one.
    ///
    /// # Errors
    /// When the server stops meanwhile.
    pub async fn verify(&self, password: String, kept: Option<String>) -> Result<bool> {
        let _turn = self.hashers.acquire().await.map_err(Error::internal)?;
        // Nobody has such a password; it must not cost more than another.
        let (password, kept) = if password.len() > 4 * password::LONGEST {
            (String::new(), None)
        } else {
            (password, kept)
        };
        let known = kept.is_some();
        let hash = kept.unwrap_or_else(|| self.decoy.to_string());
        let right = web::block(move || password::verify(&password, &hash))
            .await
            .map_err(Error::internal)?;
        Ok(right && known)
    }

    /// Hashes a new password, in its turn.
    ///
    /// # Errors
    /// When the server stops meanwhile.
    pub async fn hash(&self, password: String) -> Result<String> {
        let _turn = self.hashers.acquire().await.map_err(Error::internal)?;
        web::block(move || password::hash(&password))
            .await
            .map_err(Error::internal)?
    }

    /// Counts a check from this address.
    ///
    /// # Errors
    /// [`Problem::TooMany`] with the seconds to wait.
    pub fn admit_check(&self, from: IpAddr) -> Result<()> {
        admit(&self.checks, from)
    }

    /// Counts a reading of what is public from this address.
    ///
    /// # Errors
    /// [`Problem::TooMany`] with the seconds to wait.
    pub fn admit_reader(&self, from: IpAddr) -> Result<()> {
        admit(&self.readings, from)
    }

    /// Counts an attempt to sign in from this address, whatever its name.
    ///
    /// # Errors
    /// [`Problem::TooMany`] with the seconds to wait.
    pub fn admit_newcomer(&self, from: IpAddr) -> Result<()> {
        admit(&self.newcomers, from)
    }

    /// Forgets addresses that have not asked lately.
    pub fn forget_idle(&self) {
        for limiter in [&self.checks, &self.readings, &self.newcomers] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

fn admit(limiter: &DefaultKeyedRateLimiter<IpAddr>, from: IpAddr) -> Result<()> {
    limiter.check_key(&from).map_err(|until| {
        let wait = until
            .wait_time_from(DefaultClock::default().now())
            .as_secs()
            .saturating_add(1);
        Error::from(Refusal::from(Problem::TooMany).with_retry_after(wait))
    })
}
