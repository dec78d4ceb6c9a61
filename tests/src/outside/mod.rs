//! What the server speaks to outside the house, as small real servers on loopback: a mail server and the
//! maker of group robots.

pub mod robots;
pub mod smtp;

use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

/// How long something may take while other tests keep the machine busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until `look` gives something.
///
/// # Errors
/// When it never does.
pub async fn until<T>(what: &str, look: impl Fn() -> Option<T>) -> Result<T> {
    until_async(what, async || Ok(look())).await
}

/// Waits until `look`, which asks the server, gives something.
///
/// # Errors
/// When it never does, and those of `look`.
pub async fn until_async<T>(what: &str, look: impl AsyncFn() -> Result<Option<T>>) -> Result<T> {
    let begun = Instant::now();
    let mut turn = tokio::time::interval(Duration::from_millis(30));
    loop {
        turn.tick().await;
        if let Some(found) = look().await? {
            return Ok(found);
        }
        ensure!(begun.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}");
    }
}
