//! Reads everything again and compares it with what the database says of it.

use super::check;
use crate::db::objects::{self, Noted};
use crate::db::proof::{self, Kept};
use crate::db::{item_standings, visible};
use crate::error::Result;
use crate::state::AppState;
use crate::store::{Hash, StoreError};
use std::collections::BTreeSet;
use yinzheng_shared::digest::Digests;

/// What was read, and what is wrong with it, one line each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Objects that were read.
    pub objects: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Revisions whose canonical bytes were compared.
    pub revisions: u64,
    /// Packages that were opened.
    pub packages: u64,
    /// Objects in the store that no row names: left by a crash between store and database.
    pub unnamed: u64,
    /// What is missing or damaged.
    pub faults: Vec<String>,
}

/// Verifies the whole installation.
///
/// # Errors
/// When database or store cannot be read at all.
pub async fn all(state: &AppState) -> Result<Account> {
    let (noted, kept) = state
        .db
        .read_now(|conn| Ok((objects::all(conn)?, proof::kept(conn)?)))?;
    let mut account = Account {
        faults: state
            .db
            .read_now(|conn| Ok([item_standings::faults(conn)?, visible::faults(conn)?].concat()))?,
        ..Account::default()
    };
    let mut whole = BTreeSet::new();
    for object in &noted {
        if check_object(state, object, &mut account).await? {
            whole.insert(object.hash.to_string());
        }
    }
    let named: BTreeSet<Hash> = noted.iter().map(|object| object.hash).collect();
    account.unnamed = state
        .store
        .list()
        .await?
        .iter()
        .filter(|hash| !named.contains(hash))
        .count() as u64;
    if let Err(error) = state.keys.ring() {
        account.faults.push(format!("keys: {error}"));
    }
    for one in &kept {
        check_kept(one, &mut account);
        let Some(package) = one.package.as_deref().filter(|package| whole.contains(*package)) else {
            continue;
        };
        check_package(state, one, package, &mut account).await?;
    }
    Ok(account)
}

async fn check_object(state: &AppState, object: &Noted, account: &mut Account) -> Result<bool> {
    account.objects += 1;
    let fault = match state.store.check(object.hash).await {
        Ok(bytes) if bytes == object.bytes => {
            account.bytes += bytes;
            return Ok(true);
        }
        Ok(_) => format!("object {} has another size", object.hash),
        Err(error @ (StoreError::Missing(_) | StoreError::Damaged(_))) => error.to_string(),
        Err(StoreError::Unavailable(error)) => format!("object {} cannot be read: {error}", object.hash),
        Err(error) => return Err(error.into()),
    };
    account.faults.push(fault);
    Ok(false)
}

fn check_kept(kept: &Kept, account: &mut Account) {
    account.revisions += 1;
    let name = format!("record {} revision {}", kept.reference, kept.revision);
    if Digests::of(kept.canonical.as_bytes()) != kept.digests {
        account
            .faults
            .push(format!("{name}: the canonical bytes are not those of the digests"));
    }
    account
        .faults
        .extend(kept.gaps.iter().map(|gap| format!("{name}: {gap}")));
}

async fn check_package(state: &AppState, kept: &Kept, package: &str, account: &mut Account) -> Result<()> {
    account.packages += 1;
    let Ok(hash) = package.parse() else { return Ok(()) };
    let file = state.store.open_object(hash).await?;
    let name = format!("package of record {} ({hash})", kept.reference);
    match check::check(file) {
        Ok(faults) => account
            .faults
            .extend(faults.iter().map(|fault| format!("{name}: {fault}"))),
        Err(error) => account.faults.push(format!("{name}: {error}")),
    }
    Ok(())
}
