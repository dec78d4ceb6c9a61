//! Which sender sends what: a claim with an end, so that another takes over after a crash.

use super::{INSTALLATION, MessageState, open_ones};
use crate::db::moment::Timestamp;
use crate::db::schema::{organisations, outbox, records, robots, users};
use crate::db::{Conn, Tx, code};
use crate::error::Result;
use diesel::prelude::*;
use std::time::Duration;
use uuid::Uuid;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Form;
use yinzheng_shared::notice::NoticeKind;

/// A way out of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// To people.
    Mail,
    /// To group robots.
    Robot,
}

impl Channel {
    /// The code in its column.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Robot => "robot",
        }
    }

    /// What its receivers begin with.
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Self::Mail => "mail:",
            Self::Robot => "robot:",
        }
    }
}

/// How fast messages go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The time in which a receiver gets at most `most` messages.
    pub window: Duration,
    /// Most messages to a receiver in a window.
    pub most: usize,
    /// After this a sender that said nothing counts as gone.
    pub claim: Duration,
}

/// Most notices of one message; what is more goes into the next.
const LONGEST: i64 = 500;

/// Stands for the server's own senders, which have no caller: they see what is to be sent, and nothing
/// else.
#[derive(Clone, Copy, Debug)]
pub struct Sender(());

impl Sender {
    /// For the start of the senders alone.
    pub(crate) const fn new() -> Self {
        Self(())
    }
}

/// A message that this sender sends. What it notes counts only while its claim is the newest.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its identifier, the same in every attempt.
    pub id: String,
    /// How often it was claimed, this time included.
    pub attempt: i32,
    /// Whom it goes to; none when there is nobody any more.
    pub receiver: Option<Receiver>,
    /// What it tells; empty when all of it has become secret.
    pub lines: Vec<Line>,
}

/// Whom a message goes to.
#[derive(Clone, PartialEq, Eq)]
pub enum Receiver {
    /// A person, by mail address.
    Mail(String),
    /// A robot, by its address and secret.
    Robot {
        /// With the token.
        address: String,
        /// What signs.
        secret: String,
    },
    /// The robot of the operator's settings.
    Installation,
}

impl std::fmt::Debug for Receiver {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Mail(_) => "Mail",
            Self::Robot { .. } => "Robot",
            Self::Installation => "Installation",
        })
    }
}

/// One notice as it leaves the house: no name of a person, no name of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is told.
    pub kind: NoticeKind,
    /// Working days of a reminder.
    pub days: u16,
    /// Kind of form.
    pub form: Form,
    /// Short readable number of the record.
    pub reference: String,
    /// Identifier of the record, for the link.
    pub record: String,
    /// Whose matter it is.
    pub organisation: String,
    /// Due date of a reminder.
    pub due: Option<Date>,
}

/// Whether something waits that may go now, or a sender is gone: without a lock, so that looking costs
/// nobody anything.
///
/// # Errors
/// Of the database.
pub fn is_due(conn: &mut Conn, _sender: Sender, channel: Channel, now: Timestamp) -> Result<bool> {
    let open = [code::of(MessageState::Waiting)?, code::of(MessageState::Sending)?];
    for state in open {
        let due: Option<String> = outbox::table
            .filter(outbox::state.eq(state))
            .filter(outbox::channel.eq(channel.code()))
            .filter(outbox::not_before.le(now))
            .select(outbox::id)
            .first(conn)
            .optional()?;
        if due.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Claims what has been due longest, of a receiver who takes more now.
///
/// # Errors
/// Of the database.
pub fn claim(
    tx: &mut Tx<'_>,
    _sender: Sender,
    channel: Channel,
    now: Timestamp,
    pace: Pace,
) -> Result<Option<Message>> {
    let mut full: Vec<String> = Vec::new();
    while let Some(turn) = next(tx, channel, now, &full)? {
        if sent_lately(tx, &turn.receiver, now, pace)? < pace.most {
            return take(tx, turn, now, pace).map(Some);
        }
        full.push(turn.receiver);
    }
    Ok(None)
}

/// The row whose turn it is.
#[derive(Queryable, Selectable)]
#[diesel(table_name = outbox)]
struct Turn {
    receiver: String,
    message_id: Option<String>,
    attempts: i32,
}

/// Whose turn it is, those who take no more now left out.
fn next(conn: &mut Conn, channel: Channel, now: Timestamp, full: &[String]) -> Result<Option<Turn>> {
    Ok(outbox::table
        .filter(outbox::state.eq(code::of(MessageState::Waiting)?))
        .filter(outbox::channel.eq(channel.code()))
        .filter(outbox::not_before.le(now))
        .filter(outbox::receiver.ne_all(full))
        .order((outbox::not_before.asc(), outbox::created_at.asc(), outbox::id.asc()))
        .select(Turn::as_select())
        .first(conn)
        .optional()?)
}

fn take(tx: &mut Tx<'_>, turn: Turn, now: Timestamp, pace: Pace) -> Result<Message> {
    let id = match turn.message_id {
        Some(id) => id,
        None => gather(tx, &turn.receiver, now)?,
    };
    let attempt = turn.attempts + 1;
    diesel::update(outbox::table.filter(outbox::message_id.eq(&id)))
        .set((
            outbox::state.eq(code::of(MessageState::Sending)?),
            outbox::attempts.eq(attempt),
            outbox::started_at.eq(now),
            outbox::not_before.eq(now + pace.claim),
        ))
        .execute(tx.conn())?;
    Ok(Message {
        attempt,
        receiver: find(tx, &turn.receiver)?,
        lines: lines(tx, &id)?,
        id,
    })
}

/// Messages that went out to a receiver within the window, whatever became of them.
fn sent_lately(conn: &mut Conn, receiver: &str, now: Timestamp, pace: Pace) -> Result<usize> {
    let lately: Vec<Option<String>> = outbox::table
        .filter(outbox::receiver.eq(receiver))
        .filter(outbox::started_at.gt(now - pace.window))
        .select(outbox::message_id)
        .distinct()
        .load(conn)?;
    Ok(lately.len())
}

/// Makes one message of all that waits for a receiver and is in none yet.
fn gather(tx: &mut Tx<'_>, receiver: &str, now: Timestamp) -> Result<String> {
    let ids: Vec<String> = outbox::table
        .filter(outbox::receiver.eq(receiver))
        .filter(outbox::state.eq(code::of(MessageState::Waiting)?))
        .filter(outbox::message_id.is_null())
        // What is in no message was never begun: the index by receiver leads straight to it.
        .filter(outbox::started_at.is_null())
        .filter(outbox::not_before.le(now))
        .order((outbox::created_at.asc(), outbox::id.asc()))
        .limit(LONGEST)
        .select(outbox::id)
        .load(tx.conn())?;
    let message = Uuid::now_v7().to_string();
    diesel::update(outbox::table.filter(outbox::id.eq_any(ids)))
        .set(outbox::message_id.eq(&message))
        .execute(tx.conn())?;
    Ok(message)
}

fn find(conn: &mut Conn, receiver: &str) -> Result<Option<Receiver>> {
    if receiver == INSTALLATION {
        return Ok(Some(Receiver::Installation));
    }
    if let Some(user) = receiver.strip_prefix(Channel::Mail.prefix()) {
        let address: Option<Option<String>> = users::table
            .find(user)
            .filter(users::active.eq(true))
            .select(users::email)
            .first(conn)
            .optional()?;
        return Ok(address.flatten().map(Receiver::Mail));
    }
    let robot = receiver.strip_prefix(Channel::Robot.prefix()).unwrap_or_default();
    let found: Option<(String, String)> = robots::table
        .find(robot)
        .select((robots::address, robots::secret))
        .first(conn)
        .optional()?;
    Ok(found.map(|(address, secret)| Receiver::Robot { address, secret }))
}

/// What a message tells, without what has become secret since it was queued.
fn lines(conn: &mut Conn, message: &str) -> Result<Vec<Line>> {
    type Found = ((String, i32, Option<String>), (String, String, String), String);
    let rows: Vec<Found> = outbox::table
        .inner_join(records::table.on(records::id.eq(outbox::record_id)))
        .inner_join(organisations::table.on(organisations::id.eq(outbox::organisation_id)))
        .filter(outbox::message_id.eq(message))
        .order((outbox::created_at.asc(), outbox::id.asc()))
        .select((
            (outbox::kind, outbox::days, outbox::due_on),
            (records::id, records::reference, records::form),
            organisations::name,
        ))
        .load(conn)?;
    let named: Vec<String> = rows.iter().map(|(_, (record, ..), _)| record.clone()).collect();
    let open = open_ones(conn, &named)?;
    rows.into_iter()
        .filter(|(_, (record, ..), _)| open.contains(record))
        .map(|((kind, days, due), (record, reference, form), organisation)| {
            Ok(Line {
                kind: code::word(&kind)?,
                days: code::small(days)?,
                form: code::word(&form)?,
                reference,
                record,
                organisation,
                due: due.as_deref().map(code::day).transpose()?,
            })
        })
        .collect()
}

/// Holds a claim until `until`, while its sender is at it.
///
/// # Errors
/// Of the database.
pub fn renew(tx: &mut Tx<'_>, message: &Message, until: Timestamp) -> Result<()> {
    diesel::update(
        outbox::table
            .filter(outbox::message_id.eq(&message.id))
            .filter(outbox::state.eq(code::of(MessageState::Sending)?))
            .filter(outbox::attempts.eq(message.attempt)),
    )
    .set(outbox::not_before.eq(until))
    .execute(tx.conn())?;
    Ok(())
}
