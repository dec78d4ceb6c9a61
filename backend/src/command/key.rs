//! `key add|list|revoke|rotate|retire|setting`.

use super::input::{self, print};
use crate::auth::{Asker, Operator, secret};
use crate::db::audit::{self, Administration, Entry};
use crate::db::keys;
use crate::error::{Error, Result};
use crate::keys as mac_keys;
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
    /// Make a new MAC key, which signs printed codes from now on; its number is printed
    Rotate,
    /// Print the MAC keys as the setting YINZHENG_MAC_KEYS takes them; whoever has them can forge codes
    Setting,
    /// Take a MAC key out of force: prints that it signed are no longer recognised
    Retire {
        /// Number of the key
        number: u8,
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
        Command::Rotate => {
            let number = state.keys.rotate().map_err(Error::internal)?;
            note(state, "key rotate", Administration::MacKeyMade, number)?;
            print(&[&number.to_string()])
        }
        Command::Setting => {
            let ring = state.keys.ring().map_err(Error::internal)?;
            print(&[&mac_keys::to_setting(&ring)])
        }
        Command::Retire { number } => {
            state
                .keys
                .retire(number)
                .map_err(|error| Error::Setting(error.to_string()))?;
            note(state, "key retire", Administration::MacKeyRetired, number)
        }
        Command::Revoke { id } => {
            let actor = Operator::of_command("key revoke").actor();
            state.db.write_now(|tx| keys::revoke(tx, stamp, &actor, id))
        }
    }
}

/// The number of the key stands where a reason would: the key itself is no row.
fn note(state: &AppState, command: &'static str, what: Administration, number: u8) -> Result<()> {
    let (stamp, actor) = (state.clock.stamp(), Operator::of_command(command).actor());
    let entry = Entry::of_administration(what, None).with_reason(number.to_string());
    state.db.write_now(|tx| audit::record(tx, stamp, &actor, &entry))
}
