//! Passwords: Argon2id.

use crate::error::{Error, Result};
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};

/// Fewest characters of a password.
pub const SHORTEST: usize = 10;
/// Most characters of a password; longer ones are not hashed.
pub const LONGEST: usize = 200;

/// What the database keeps of a password.
///
/// # Errors
/// When the system gives no randomness.
pub fn hash(password: &str) -> Result<String> {
    Ok(Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|error| Error::internal(error.to_string()))?
        .to_string())
}

/// Whether the password is the one that was hashed.
#[must_use]
pub fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Whether a new password has a sensible length.
#[must_use]
pub fn is_acceptable(password: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&password.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_verifies() {
        let kept = hash("correct horse battery").unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(verify("correct horse battery", &kept));
        assert!(!verify("correct horse batterz", &kept));
        assert!(!verify("correct horse battery", "not a hash"));
    }
}
