//! Workers that read uploads in the background. What waits is a row in the database, so that any
//! server takes it, after a crash too.

use super::reading::{Reading, read};
use crate::child::PROGRAM;
use crate::crew::Crew;
use crate::db::audit::Stamp;
use crate::db::scans::{self, Claim, ReadPage, Worker};
use crate::error::{Error, Result};
use crate::state::AppState;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use yinzheng_scan::{DecodeError, Decoded, Limits, Page, Refusal};

/// How often a scan is tried before it is set aside. What a file does to its decoder ends with the
/// decoder; an attempt that came to nothing was a server's end, which is no file's fault for long.
const ATTEMPTS: i32 = 10;
/// How long a claim lasts: after a crash, so long nobody else takes the scan up.
const CLAIM: Duration = Duration::from_secs(15);
/// How often a claim is renewed while its scan is read.
const RENEWAL: Duration = Duration::from_secs(5);
/// How long a worker waits before it looks for scans that other servers received or left.
const PAUSE: Duration = Duration::from_secs(5);
/// How long a scan waits after a failure of ours.
const RETRY: Duration = Duration::from_secs(30);
/// Decoders at the same time, each of them a child with memory of its own.
const WORKERS: usize = 2;

/// Wakes the workers when an upload came.
#[derive(Clone, Debug, Default)]
pub struct Bell(Arc<Notify>);

impl Bell {
    /// An upload came.
    pub fn ring(&self) {
        self.0.notify_one();
    }
}

/// Starts the workers; they take up what an earlier run left.
#[must_use]
pub fn start(state: &AppState) -> Crew {
    Crew::start(0..WORKERS, |_, stopped| run(state.clone(), stopped))
}

async fn run(state: AppState, mut stopped: watch::Receiver<()>) {
    while stopped.has_changed().is_ok() {
        let pause = match read_next(&state).await {
            Ok(true) => continue,
            Ok(false) => PAUSE,
            Err(error) => {
                tracing::error!(cause = %error, "reading a scan failed");
                PAUSE
            }
        };
        tokio::select! {
            () = state.bell.0.notified() => {}
            _ = stopped.changed() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Reads the scan that waits longest; whether there was one.
///
/// # Errors
/// When it could not be read for a fault of ours; it waits to be tried again.
pub async fn read_next(state: &AppState) -> Result<bool> {
    let limits = limits(state);
    let now = state.clock.now();
    let until = now + CLAIM;
    let Some(claim) = state
        .db
        .write(move |tx| scans::claim(tx, Worker::new(), now, until))
        .await?
    else {
        return Ok(false);
    };
    // More scans may wait than bells rang.
    state.bell.ring();
    if claim.attempt > ATTEMPTS {
        set_aside(state, claim, Refusal::Crashed).await?;
        return Ok(true);
    }
    if let Err(error) = decode(state, claim.clone(), limits).await {
        // Not the file's fault: it counts as no attempt, and waits a little.
        let again = now + RETRY;
        state.db.write(move |tx| scans::release(tx, &claim, again)).await?;
        return Err(error);
    }
    Ok(true)
}

async fn decode(state: &AppState, claim: Claim, limits: Limits) -> Result<()> {
    let file = state.store.open_object(claim.hash).await?;
    let mut decoding = tokio::task::spawn_blocking(move || yinzheng_scan::decode(Path::new(PROGRAM), file, &limits));
    let decoded = loop {
        tokio::select! {
            decoded = &mut decoding => break decoded,
            () = tokio::time::sleep(RENEWAL) => renew(state, &claim).await,
        }
    };
    match decoded.map_err(Error::internal)? {
        Ok(decoded) => finish(state, claim, decoded).await,
        Err(DecodeError::Refused(refusal)) => set_aside(state, claim, refusal).await,
        Err(DecodeError::Unavailable(error)) => Err(error.into()),
    }
}

/// A claim that cannot be renewed may be taken by another worker; what this one finds then counts
/// for nothing.
async fn renew(state: &AppState, claim: &Claim) {
    let (held, until) = (claim.clone(), state.clock.now() + CLAIM);
    let renewed = state.db.write(move |tx| scans::renew(tx, &held, until)).await;
    if let Err(error) = renewed {
        tracing::warn!(scan = %claim.scan, cause = %error, "a claim was not renewed");
    }
}

fn limits(state: &AppState) -> Limits {
    Limits {
        file_bytes: state.config.limits.scan_bytes as u64,
        ..Limits::default()
    }
}

async fn set_aside(state: &AppState, claim: Claim, refusal: Refusal) -> Result<()> {
    tracing::info!(scan = %claim.scan, reason = refusal.code(), "set aside");
    state
        .db
        .write(move |tx| scans::set_aside(tx, &claim, refusal.code()))
        .await
}

async fn finish(state: &AppState, claim: Claim, decoded: Decoded) -> Result<()> {
    let ring = state.keys.ring().map_err(Error::internal)?;
    let media = decoded.media.mime();
    let mut pages = Vec::with_capacity(decoded.pages.len());
    for page in decoded.pages {
        let reading = if page.blank {
            Reading::Blank
        } else {
            read(page.codes.iter().map(|code| code.text.as_str()), &ring)
        };
        pages.push(keep(state, page, reading).await?);
    }
    let stamp: Stamp = state.clock.stamp();
    state
        .db
        .write(move |tx| scans::finish(tx, stamp, &claim, media, &pages))
        .await
}

async fn keep(state: &AppState, page: Page, reading: Reading) -> Result<ReadPage> {
    Ok(ReadPage {
        number: page.number,
        reading,
        picture: state.store.put(page.picture).await?,
        thumbnail: state.store.put(page.thumbnail).await?,
    })
}
