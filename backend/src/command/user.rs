//! `user add|passwd|list|deactivate`.

use super::input::{self, print};
use crate::auth::{Asker, Operator, password};
use crate::db::{code, users};
use crate::error::{Error, Result};
use crate::http::users::is_login;
use crate::state::AppState;
use clap::Subcommand;
use uuid::Uuid;
use yinzheng_shared::id::UserId;
use yinzheng_shared::organisation::Role;

/// What to do with people who sign in.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add a user; the password is the first line of the standard input
    Add {
        /// Login name, 2 to 64 of a-z 0-9 . _ -
        login: String,
        /// Name
        #[arg(long)]
        name: String,
        /// staff, reviewer, bureau, egov, builder, hall, auditor, admin
        #[arg(long, value_parser = input::word::<Role>)]
        role: Role,
        /// Full name of the organisation
        #[arg(long)]
        organisation: String,
        /// Where notices are sent beside the page; absent: nowhere
        #[arg(long)]
        email: Option<lettre::Address>,
    },
    /// Set a password, the first line of the standard input, and end the user's sessions
    Passwd {
        /// Login name
        login: String,
    },
    /// List users: login, role, organisation, name, active or closed
    List,
    /// Close a login and end its sessions
    Deactivate {
        /// Login name
        login: String,
    },
}

/// Does it.
///
/// # Errors
/// What went wrong, for the operator.
pub fn run(state: &AppState, command: Command) -> Result<()> {
    let stamp = state.clock.stamp();
    match command {
        Command::Add {
            login,
            name,
            role,
            organisation,
            email,
        } => {
            if !is_login(&login) {
                return Err(Error::Setting("a login is 2 to 64 of a-z 0-9 . _ -".to_owned()));
            }
            let new = users::NewUser {
                id: UserId(Uuid::now_v7()),
                login,
                name,
                role,
                organisation: input::organisation(&state.db, &organisation)?,
                password_hash: new_password()?,
                email: email.map(|address| address.to_string()),
            };
            let actor = Operator::of_command("user add").actor();
            state.db.write_now(|tx| users::add(tx, stamp, &actor, &new))
        }
        Command::Passwd { login } => {
            let id = id_of(state, &login)?;
            let (hash, actor) = (new_password()?, Operator::of_command("user passwd").actor());
            state
                .db
                .write_now(|tx| users::set_password(tx, stamp, &actor, id, &hash))
        }
        Command::Deactivate { login } => {
            let id = id_of(state, &login)?;
            let actor = Operator::of_command("user deactivate").actor();
            state.db.write_now(|tx| users::deactivate(tx, stamp, &actor, id))
        }
        Command::List => {
            let operator = Operator::of_command("user list");
            let all = state
                .db
                .read_now(|conn| users::list(conn, Asker::Operator(&operator)))?;
            all.iter().try_for_each(|user| {
                let open = if user.active { "active" } else { "closed" };
                print(&[
                    &user.login,
                    &code::of(user.role)?,
                    &user.organisation.name,
                    &user.name,
                    open,
                ])
            })
        }
    }
}

fn id_of(state: &AppState, login: &str) -> Result<UserId> {
    let id = state.db.read_now(|conn| users::id_of(conn, login))?;
    id.ok_or_else(|| Error::Setting(format!("no user signs in as {login}")))
}

fn new_password() -> Result<String> {
    let typed = input::secret_line()?;
    if password::is_acceptable(&typed) {
        password::hash(&typed)
    } else {
        Err(Error::Setting(format!(
            "a password has {} to {} characters",
            password::SHORTEST,
            password::LONGEST
        )))
    }
}
