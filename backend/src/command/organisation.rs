//! `organisation add|list`.

use super::input::{self, print};
use crate::auth::{Asker, Operator};
use crate::db::{code, organisations};
use crate::error::Result;
use crate::state::AppState;
use clap::Subcommand;
use uuid::Uuid;
use yinzheng_shared::api::admin::NewOrganisation;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::organisation::Level;

/// What to do with organisations.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add an organisation
    Add {
        /// Full name
        name: String,
        /// city, district, street, community, `city_department`, `district_department`
        #[arg(long, value_parser = input::word::<Level>)]
        level: Level,
        /// Full name of the organisation above
        #[arg(long)]
        parent: Option<String>,
        /// Full name of the municipal department whose line it belongs to
        #[arg(long)]
        line: Option<String>,
    },
    /// List organisations: level, name
    List,
}

/// Does it.
///
/// # Errors
/// What went wrong, for the operator.
pub fn run(state: &AppState, command: Command) -> Result<()> {
    match command {
        Command::Add {
            name,
            level,
            parent,
            line,
        } => {
            let above = |name: Option<String>| name.map(|name| input::organisation(&state.db, &name)).transpose();
            let (parent, line) = (above(parent)?, above(line)?);
            let new = NewOrganisation {
                id: OrganisationId(Uuid::now_v7()),
                name,
                level,
                parent,
                line,
            };
            let (stamp, actor) = (state.clock.stamp(), Operator::of_command("organisation add").actor());
            state.db.write_now(|tx| organisations::add(tx, stamp, &actor, &new))
        }
        Command::List => {
            let operator = Operator::of_command("organisation list");
            let all = state
                .db
                .read_now(|conn| organisations::all(conn, Asker::Operator(&operator)))?;
            all.iter()
                .try_for_each(|one| print(&[&code::of(one.level)?, &one.name]))
        }
    }
}
