//! What became of a message.

use super::{Channel, Message, MessageState, Sender};
use crate::auth::Operator;
use crate::db::audit::{Actor, Administration, Entry, Stamp};
use crate::db::moment::Timestamp;
use crate::db::schema::outbox;
use crate::db::{Tx, audit, code};
use crate::error::Result;
use diesel::prelude::*;
use uuid::Uuid;
use yinzheng_shared::problem::Problem;

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The other side has taken it.
    Sent,
    /// It was surely not taken, or is known by its identifier: again after this moment.
    Again(Timestamp, String),
    /// It will never be taken.
    Failed(String),
    /// Nobody knows whether it was taken, and the other side would not know it again.
    Uncertain(String),
}

/// Notes what became of an attempt; nothing when another sender has taken over.
///
/// # Errors
/// Of the database.
pub fn end(tx: &mut Tx<'_>, server: &Operator, stamp: Stamp, message: &Message, end: &End) -> Result<()> {
    let (state, outcome, not_before, told) = match end {
        End::Sent => (MessageState::Sent, "sent", stamp.at, Some(Administration::MessageSent)),
        End::Again(at, why) => (MessageState::Waiting, why.as_str(), *at, None),
        End::Failed(why) => (
            MessageState::Failed,
            why.as_str(),
            stamp.at,
            Some(Administration::MessageFailed),
        ),
        End::Uncertain(why) => (
            MessageState::Uncertain,
            why.as_str(),
            stamp.at,
            Some(Administration::MessageUncertain),
        ),
    };
    let changed = diesel::update(
        outbox::table
            .filter(outbox::message_id.eq(&message.id))
            .filter(outbox::state.eq(code::of(MessageState::Sending)?))
            .filter(outbox::attempts.eq(message.attempt)),
    )
    .set((
        outbox::state.eq(code::of(state)?),
        outbox::outcome.eq(outcome),
        outbox::not_before.eq(not_before),
    ))
    .execute(tx.conn())?;
    match told.filter(|_| changed > 0) {
        Some(what) => note(tx, stamp, &server.actor(), what, &message.id, outcome),
        None => Ok(()),
    }
}

fn note(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, what: Administration, message: &str, why: &str) -> Result<()> {
    let subject: Option<Uuid> = message.parse().ok();
    audit::record(
        tx,
        stamp,
        actor,
        &Entry::of_administration(what, subject).with_reason(why),
    )
}

/// Takes up what a sender left that is gone: mail waits to be sent again under its identifier, of a robot's
/// message nobody knows.
///
/// # Errors
/// Of the database.
pub fn recover(tx: &mut Tx<'_>, _sender: Sender, server: &Operator, stamp: Stamp, channel: Channel) -> Result<()> {
    let left: Vec<Option<String>> = outbox::table
        .filter(outbox::state.eq(code::of(MessageState::Sending)?))
        .filter(outbox::channel.eq(channel.code()))
        .filter(outbox::not_before.lt(stamp.at))
        .select(outbox::message_id)
        .distinct()
        .load(tx.conn())?;
    let state = match channel {
        Channel::Mail => MessageState::Waiting,
        Channel::Robot => MessageState::Uncertain,
    };
    for message in left.into_iter().flatten() {
        diesel::update(outbox::table.filter(outbox::message_id.eq(&message)))
            .set((
                outbox::state.eq(code::of(state)?),
                outbox::outcome.eq("sender_gone"),
                outbox::not_before.eq(stamp.at),
            ))
            .execute(tx.conn())?;
        if state == MessageState::Uncertain {
            let what = Administration::MessageUncertain;
            note(tx, stamp, &server.actor(), what, &message, "sender_gone")?;
        }
    }
    Ok(())
}

/// Lets a message that was not sent, or of which nobody knows, be sent again.
///
/// # Errors
/// [`Problem::NotFound`] when there is no such message, and those of the database.
pub fn requeue(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, message: &str) -> Result<()> {
    let stuck = [code::of(MessageState::Failed)?, code::of(MessageState::Uncertain)?];
    let changed = diesel::update(
        outbox::table
            .filter(outbox::message_id.eq(message))
            .filter(outbox::state.eq_any(stuck)),
    )
    .set((
        outbox::state.eq(code::of(MessageState::Waiting)?),
        outbox::attempts.eq(0),
        outbox::not_before.eq(stamp.at),
    ))
    .execute(tx.conn())?;
    if changed == 0 {
        return Err(Problem::NotFound.into());
    }
    note(tx, stamp, actor, Administration::MessageRequeued, message, "by_hand")
}
