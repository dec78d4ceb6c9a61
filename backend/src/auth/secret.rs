//! Secrets that the server makes: session tokens and API keys. Only their SHA-256 is kept.

use crate::error::{Error, Result};
use sha2::{Digest as _, Sha256};
use yinzheng_shared::digest::hex;

/// What every API key begins with.
pub const KEY_PREFIX: &str = "yzk_";

/// 32 random bytes in hex.
///
/// # Errors
/// When the system gives no randomness.
pub fn fresh() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(Error::internal)?;
    Ok(hex(&bytes))
}

/// What the database keeps of a secret.
#[must_use]
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}
