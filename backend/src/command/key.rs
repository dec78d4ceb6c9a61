//! `key add|list|revoke`.

use super::input::{self, print};
use crate::auth::{Asker, Operator, secret};
use crate::db::keys;
use crate::error::Result;
use crate::state::AppState;
use clap::Subcommand;
use uuid::Uuid;
use yinzheng_shared::id::KeyId;

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make an API key for a scanner or another system; its secret is printed this once
    Add {
        /// What it is for, for example the scanner's place
        label: String,
        /// Full name of the organisation
        #[arg(long)]
        organisation: String,
    },
    /// List API keys: identifier, organisation, label, last use, revoked
    List,
    /// Revoke an API key
    Revoke {
        /// Identifier, as `key list` prints it
        id: KeyId,
    },
}

/// Does it.
///
/// # Errors
/// What went wrong, for the operator.
pub fn run(state: &AppState, command: Command) -> Result<()> {
    let stamp = state.clock.stamp();
    match command {
        Command::Add { label, organisation } => {
            let secret = format!("{}{}", secret::KEY_PREFIX, secret::fresh()?);
            let new = keys::NewKey {
                id: KeyId(Uuid::now_v7()),
                label,
                organisation: input::organisation(&state.db, &organisation)?,
                secret_hash: secret::hash(&secret),
                created_by: None,
            };
            let actor = Operator::of_command("key add").actor();
            state.db.write_now(|tx| keys::add(tx, stamp, &actor, &new))?;
            print(&[&secret])
        }
        Command::List => {
            let operator = Operator::of_command("key list");
            let all = state.db.read_now(|conn| keys::list(conn, Asker::Operator(&operator)))?;
            all.iter().try_for_each(|key| {
                let moment = |at: &Option<String>| at.clone().unwrap_or_else(|| "-".to_owned());
                let (used, revoked) = (moment(&key.used_at), moment(&key.revoked_at));
                print(&[&key.id.to_string(), &key.organisation.name, &key.label, &used, &revoked])
            })
        }
        Command::Revoke { id } => {
            let actor = Operator::of_command("key revoke").actor();
            state.db.write_now(|tx| keys::revoke(tx, stamp, &actor, id))
        }
    }
}
