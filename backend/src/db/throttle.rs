//! Attempts to sign in, by account and address: who tries from elsewhere is not kept waiting.

use super::Tx;
use super::moment::Timestamp;
use super::schema::login_failures;
use crate::error::Result;
use diesel::prelude::*;
use std::time::Duration;

/// Attempts without any delay.
const FREE: i32 = 4;
/// The longest delay.
const LONGEST: Duration = Duration::from_secs(900);
/// Failures are forgotten after so long without one.
const FORGOTTEN: Duration = Duration::from_secs(86_400);

/// Counts an attempt of this bucket; the seconds to wait when it comes too early.
///
/// # Errors
/// Of the database.
pub fn attempt(tx: &mut Tx<'_>, bucket: &str, now: Timestamp) -> Result<Option<u64>> {
    diesel::delete(login_failures::table)
        .filter(login_failures::last_at.lt(now - FORGOTTEN))
        .execute(tx.conn())?;
    let known: Option<(i32, Timestamp)> = login_failures::table
        .find(bucket)
        .select((login_failures::failures, login_failures::blocked_until))
        .first(tx.conn())
        .optional()?;
    match known {
        Some((_, until)) if until > now => {
            let wait = (until - now).whole_seconds().saturating_add(1);
            Ok(Some(u64::try_from(wait).unwrap_or(1)))
        }
        Some((failures, _)) => {
            let failures = failures.saturating_add(1);
            diesel::update(login_failures::table.find(bucket))
                .set((
                    login_failures::failures.eq(failures),
                    login_failures::last_at.eq(now),
                    login_failures::blocked_until.eq(now + delay(failures)),
                ))
                .execute(tx.conn())?;
            Ok(None)
        }
        None => {
            diesel::insert_into(login_failures::table)
                .values((
                    login_failures::bucket.eq(bucket),
                    login_failures::failures.eq(1),
                    login_failures::last_at.eq(now),
                    login_failures::blocked_until.eq(now),
                ))
                .execute(tx.conn())?;
            Ok(None)
        }
    }
}

/// Forgets the failures of a bucket, after a right password.
///
/// # Errors
/// Of the database.
pub fn forgive(tx: &mut Tx<'_>, bucket: &str) -> Result<()> {
    diesel::delete(login_failures::table.find(bucket)).execute(tx.conn())?;
    Ok(())
}

/// Doubles with every failure beyond the free ones.
fn delay(failures: i32) -> Duration {
    match u32::try_from(failures - FREE) {
        Ok(beyond) if beyond > 0 => Duration::from_secs(1_u64 << beyond.min(10)).min(LONGEST),
        _ => Duration::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_grows_to_its_bound() {
        let seconds: Vec<u64> = [1, 4, 5, 6, 7, 13, 14, 1_000, i32::MAX]
            .map(|n| delay(n).as_secs())
            .to_vec();
        assert_eq!(seconds, [0, 0, 2, 4, 8, 512, 900, 900, 900]);
    }
}
