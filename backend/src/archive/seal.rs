//! Secrets under a passphrase: Argon2id makes the key, XChaCha20-Poly1305 seals.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use serde::{Deserialize, Serialize};
use yinzheng_shared::digest::hex;

/// What a backup keeps of a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// Memory of Argon2id in KiB.
    memory: u32,
    /// Rounds of Argon2id.
    rounds: u32,
    salt: String,
    nonce: String,
    sealed: String,
}

/// Why a secret could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The passphrase is not the one, or the bytes were changed.
    #[error("the passphrase is wrong, or the sealed keys are damaged")]
    Wrong,
    /// The machine gave no random numbers, or the parameters are absurd.
    #[error("sealing failed: {0}")]
    Failed(String),
}

/// Seals `secret`.
///
/// # Errors
/// [`SealError::Failed`] without random numbers.
pub fn seal(secret: &[u8], passphrase: &str) -> Result<Sealed, SealError> {
    let (mut salt, mut nonce) = ([0; 16], [0; 24]);
    for bytes in [&mut salt[..], &mut nonce[..]] {
        getrandom::fill(bytes).map_err(|error| SealError::Failed(error.to_string()))?;
    }
    let (memory, rounds) = (64 << 10, 3);
    let sealed = cipher(passphrase, &salt, memory, rounds)?
        .encrypt(&nonce.into(), secret)
        .map_err(|_| SealError::Wrong)?;
    Ok(Sealed {
        memory,
        rounds,
        salt: hex(&salt),
        nonce: hex(&nonce),
        sealed: hex(&sealed),
    })
}

/// Opens what [`seal`] sealed.
///
/// # Errors
/// [`SealError::Wrong`].
pub fn open(sealed: &Sealed, passphrase: &str) -> Result<Vec<u8>, SealError> {
    // A changed file must not ask for all the memory there is.
    if sealed.memory > 1 << 20 || sealed.rounds > 64 {
        return Err(SealError::Wrong);
    }
    let salt = bytes(&sealed.salt).ok_or(SealError::Wrong)?;
    let nonce: [u8; 24] = bytes(&sealed.nonce)
        .and_then(|nonce| nonce.try_into().ok())
        .ok_or(SealError::Wrong)?;
    let secret = bytes(&sealed.sealed).ok_or(SealError::Wrong)?;
    let cipher = cipher(passphrase, &salt, sealed.memory, sealed.rounds)?;
    cipher
        .decrypt(&nonce.into(), secret.as_slice())
        .map_err(|_| SealError::Wrong)
}

fn cipher(passphrase: &str, salt: &[u8], memory: u32, rounds: u32) -> Result<XChaCha20Poly1305, SealError> {
    let failed = |error: argon2::Error| SealError::Failed(error.to_string());
    let params = Params::new(memory, rounds, 1, Some(32)).map_err(failed)?;
    let mut key = [0; 32];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2
        .hash_password_into(passphrase.as_bytes(), salt, &mut key)
        .map_err(failed)?;
    Ok(XChaCha20Poly1305::new(&key.into()))
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    if rest.is_empty() {
        pairs.iter().map(byte).collect()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_passphrase_opens() {
        let sealed = seal(b"secret", "a long passphrase").unwrap();
        assert_eq!(open(&sealed, "a long passphrase").unwrap(), b"secret");
        assert!(matches!(open(&sealed, "another"), Err(SealError::Wrong)));
        let changed = Sealed {
            sealed: sealed.sealed.replace(['0', '1'], "2"),
            ..sealed
        };
        assert!(matches!(open(&changed, "a long passphrase"), Err(SealError::Wrong)));
    }
}
