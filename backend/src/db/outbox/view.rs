//! What the administrator sees of it.

use super::{Channel, Channels, INSTALLATION, MessageState, Switch, channels};
use crate::auth::Asker;
use crate::db::moment::{Timestamp, wire};
use crate::db::schema::{outbox, robots, users};
use crate::db::{Conn, code};
use crate::error::Result;
use diesel::dsl::{count, max, min};
use diesel::prelude::*;
use yinzheng_shared::api::notice::{Delivery, Unsent};

/// Most messages that are shown.
const MOST: i64 = 100;

/// What waits and what was not sent; `hosts` are those that messages may go to. For those who see
/// everything.
///
/// # Errors
/// Of the database.
pub fn delivery(conn: &mut Conn, asker: Asker<'_>, hosts: Vec<String>) -> Result<Delivery> {
    let Channels { mail, robot } = channels(conn)?;
    let mut shown = Delivery {
        mail: mail == Switch::On,
        robot: robot == Switch::On,
        hosts,
        waiting: 0,
        unsent: Vec::new(),
    };
    if asker.sees_all() {
        let open = [code::of(MessageState::Waiting)?, code::of(MessageState::Sending)?];
        let waiting: i64 = outbox::table
            .filter(outbox::state.eq_any(open))
            .count()
            .get_result(conn)?;
        shown.waiting = u64::try_from(waiting).unwrap_or_default();
        shown.unsent = unsent(conn)?;
    }
    Ok(shown)
}

/// What failed for good, what nobody knows of, and what was tried already and waits.
fn unsent(conn: &mut Conn) -> Result<Vec<Unsent>> {
    type Found = (
        Option<String>,
        String,
        String,
        Option<i32>,
        Option<String>,
        i64,
        Option<Timestamp>,
    );
    let rows: Vec<Found> = outbox::table
        .filter(outbox::message_id.is_not_null())
        .filter(outbox::outcome.is_not_null())
        .filter(outbox::state.ne(code::of(MessageState::Sent)?))
        .group_by((outbox::message_id, outbox::receiver, outbox::state))
        .order(min(outbox::created_at).desc())
        .limit(MOST)
        .select((
            outbox::message_id,
            outbox::receiver,
            outbox::state,
            max(outbox::attempts),
            max(outbox::outcome),
            count(outbox::id),
            min(outbox::created_at),
        ))
        .load(conn)?;
    let mut unsent = Vec::with_capacity(rows.len());
    for (message, receiver, state, attempts, outcome, notices, at) in rows {
        unsent.push(Unsent {
            message: message.unwrap_or_default(),
            receiver: name(conn, &receiver)?,
            state: code::word(&state)?,
            attempts: attempts.unwrap_or_default().unsigned_abs(),
            outcome: outcome.unwrap_or_default(),
            notices: u32::try_from(notices).unwrap_or_default(),
            at: at.map(wire).unwrap_or_default(),
        });
    }
    Ok(unsent)
}

/// The login of a person, the group of a robot; empty when there is none any more.
fn name(conn: &mut Conn, receiver: &str) -> Result<String> {
    if receiver == INSTALLATION {
        return Ok(String::new());
    }
    let found: Option<String> = match receiver.strip_prefix(Channel::Mail.prefix()) {
        Some(user) => users::table.find(user).select(users::login).first(conn).optional()?,
        None => {
            let robot = receiver.strip_prefix(Channel::Robot.prefix()).unwrap_or_default();
            robots::table.find(robot).select(robots::label).first(conn).optional()?
        }
    };
    Ok(found.unwrap_or_default())
}
