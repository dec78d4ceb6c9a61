//! What is to be sent beside the page. A row is written with its notice, in one transaction; a sender
//! claims all rows of one receiver as one message, sends it, and notes what became of it.
//!
//! A message gets its identifier before the first attempt and keeps it. Mail that may have been taken is
//! sent again under the same Message-ID, by which mail systems know it; what a robot may have said is
//! [`MessageState::Uncertain`], and a person decides.

mod claim;
mod outcome;
mod view;

pub use claim::{Channel, Line, Message, Pace, Receiver, Sender, claim, is_due, renew};
pub use outcome::{End, end, recover, requeue};
pub use view::delivery;

use super::audit::Stamp;
use super::notices::Told;
use super::schema::{organisations, outbox, records, robots, settings};
use super::{Conn, Tx, code, visible};
use crate::error::Result;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use uuid::Uuid;
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
    let value = code::to_json(&wanted)?;
    let changed = diesel::update(settings::table.find(NAME))
        .set(settings::value.eq(&value))
        .execute(tx.conn())?;
    if changed == 0 {
        diesel::insert_into(settings::table)
            .values((settings::name.eq(NAME), settings::value.eq(&value)))
            .execute(tx.conn())?;
    }
    Ok(())
}

fn channels(conn: &mut Conn) -> Result<Channels> {
    let kept: Option<String> = settings::table
        .find(NAME)
        .select(settings::value)
        .first(conn)
        .optional()?;
    kept.as_deref()
        .map_or_else(|| Ok(Channels::default()), code::json::<Channels>)
}

/// Queues mail to a person who has an address.
pub(super) fn queue_mail(tx: &mut Tx<'_>, stamp: Stamp, told: &Told, user: &str) -> Result<()> {
    match channels(tx)?.mail {
        Switch::On => queue(tx, stamp, told, &format!("mail:{user}")).map(drop),
        Switch::Off => Ok(()),
    }
}

/// Queues it for the robots of the organisation and of those above it, and for the installation's; for how
/// many.
pub(super) fn queue_robots(tx: &mut Tx<'_>, stamp: Stamp, told: &Told) -> Result<usize> {
    let mut receivers: Vec<String> = robots_above(tx, told)?;
    if channels(tx)?.robot == Switch::On {
        receivers.push(INSTALLATION.to_owned());
    }
    receivers
        .iter()
        .try_fold(0, |count, receiver| Ok(count + queue(tx, stamp, told, receiver)?))
}

fn robots_above(conn: &mut Conn, told: &Told) -> Result<Vec<String>> {
    let path: String = organisations::table
        .find(told.organisation.to_string())
        .select(organisations::path)
        .first(conn)?;
    let above: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let ids: Vec<String> = robots::table
        .filter(robots::organisation_id.eq_any(above))
        .order(robots::id.asc())
        .select(robots::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| format!("robot:{id}")).collect())
}

/// One row, unless the receiver was told of this before. What concerns a secret or sensitive item stays on
/// the page. How many rows.
fn queue(tx: &mut Tx<'_>, stamp: Stamp, told: &Told, receiver: &str) -> Result<usize> {
    let known: i64 = outbox::table
        .filter(outbox::receiver.eq(receiver))
        .filter(outbox::occasion.eq(&told.occasion))
        .count()
        .get_result(tx.conn())?;
    if known > 0 || open_ones(tx, &[told.record.to_string()])?.is_empty() {
        return Ok(0);
    }
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(Uuid::now_v7().to_string()),
            outbox::receiver.eq(receiver),
            outbox::kind.eq(code::of(told.kind)?),
            outbox::days.eq(i32::from(told.days)),
            outbox::record_id.eq(told.record.to_string()),
            outbox::organisation_id.eq(told.organisation.to_string()),
            outbox::due_on.eq(told.due.map(|due| due.to_string())),
            outbox::occasion.eq(&told.occasion),
            outbox::created_at.eq(stamp.at),
            outbox::state.eq(code::of(MessageState::Waiting)?),
            outbox::attempts.eq(0),
            outbox::not_before.eq(stamp.at),
        ))
        .execute(tx.conn())?;
    Ok(1)
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
