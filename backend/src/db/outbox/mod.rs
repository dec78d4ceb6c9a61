//! What is to be sent beside the page. A row is written with its notice, in one transaction; a sender
//! claims all rows of one receiver as one message, sends it, and notes what became of it.
//!
//! A message gets its identifier before the first attempt and keeps it. Mail that may have been taken is
//! sent again under the same Message-ID, by which mail systems know it; what a robot may have said is
//! [`MessageState::Uncertain`], and a person decides.

mod claim;
mod outcome;
mod view;
mod ways;

pub use claim::{Channel, Line, Message, Pace, Receiver, Sender, claim, is_due, renew};
pub use outcome::{End, end, recover, requeue};
pub use view::delivery;
pub(super) use ways::Ways;

use super::schema::records;
use super::{Conn, Tx, code, settings, visible};
use crate::error::Result;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use yinzheng_shared::api::notice::MessageState;

/// The robot that the operator set for the whole installation.
const INSTALLATION: &str = "robot:installation";

/// Whether somebody set a channel up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Switch {
    /// It is used.
    On,
    /// Nothing is queued for it.
    #[default]
    Off,
}

/// The channels that the operator's settings open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channels {
    /// Mail to people.
    pub mail: Switch,
    /// The robot of the whole installation.
    pub robot: Switch,
}

const NAME: &str = "channels";

/// Keeps which channels are open, for whoever writes notices; for the start of a server.
///
/// # Errors
/// Of the database.
pub fn open(tx: &mut Tx<'_>, wanted: Channels) -> Result<()> {
    if channels(tx)? == wanted {
        return Ok(());
    }
    settings::put(tx, NAME, &code::to_json(&wanted)?)
}

fn channels(conn: &mut Conn) -> Result<Channels> {
    let kept = settings::get(conn, NAME)?;
    kept.as_deref()
        .map_or_else(|| Ok(Channels::default()), code::json::<Channels>)
}

/// Those of the records that name nothing secret or sensitive now, neither among their items nor in a row of
/// a list: only of these something leaves the house.
fn open_ones(conn: &mut Conn, wanted: &[String]) -> Result<HashSet<String>> {
    let open: Vec<String> = records::table
        .filter(records::id.eq_any(wanted))
        .filter(records::restricted.eq(false))
        .filter(visible::names_nothing_restricted())
        .select(records::id)
        .load(conn)?;
    Ok(open.into_iter().collect())
}

#[cfg(test)]
mod tests;
