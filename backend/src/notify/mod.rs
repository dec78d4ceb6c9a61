//! What goes out beside the page: mail to people, messages of group robots. What waits is rows in the
//! database, so that any server sends it, after a crash too.

mod mail;
mod robot;
mod text;

use crate::auth::Operator;
use crate::crew::Crew;
use crate::db::moment::Timestamp;
use crate::db::outbox::{self, Channel, End, Message, Pace, Receiver, Sender};
use crate::error::{Error, Result};
use crate::state::AppState;
use std::time::Duration;
use tokio::sync::watch;

/// Most messages to one receiver in a minute: a robot that gets more is silenced by its maker.
const A_MINUTE: usize = 20;
/// How often a message is tried. The delay doubles up to about an hour, so that this is three days.
const ATTEMPTS: i32 = 80;
/// How often the delay doubles.
const DOUBLINGS: u32 = 6;

/// What an attempt came to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Attempt {
    /// The other side has taken it.
    Taken,
    /// It was surely not taken, or would be known again; later.
    NotTaken(String),
    /// It will never be taken.
    Refused(String),
    /// Nobody knows.
    Unknown(String),
}

/// Starts a sender for each channel that the settings open; each takes up what an earlier run left. One
/// does not wait for the other.
#[must_use]
pub fn start(state: &AppState) -> Crew {
    let delivery = &state.config.delivery;
    let mail = delivery.mail.as_ref().map(|_| Channel::Mail);
    // The administrator adds robots while the server runs, at these hosts alone.
    let robot = delivery.robots.are_allowed().then_some(Channel::Robot);
    Crew::start(mail.into_iter().chain(robot), |channel, stopped| {
        run(state.clone(), channel, stopped)
    })
}

/// The delays, as parts of the minute.
#[derive(Clone, Copy)]
struct Delays {
    minute: Duration,
}

impl Delays {
    /// How long a sender waits before it looks again.
    fn pause(self) -> Duration {
        self.minute / 30
    }

    /// How long the other side may take for one answer.
    fn patience(self) -> Duration {
        self.minute / 4
    }

    /// In which a receiver gets its most: longer than the minute by what a message may take from its claim to
    /// its receiver, so that none crowd into a minute over there.
    fn window(self) -> Duration {
        self.minute + self.patience() * 2
    }

    /// How long a claim lasts unless it is renewed.
    fn claim(self) -> Duration {
        self.minute / 2
    }

    /// How long a message waits after so many attempts.
    fn after(self, attempts: i32) -> Duration {
        let doublings = u32::try_from(attempts - 1).unwrap_or_default().min(DOUBLINGS);
        self.minute * 2_u32.pow(doublings)
    }
}

async fn run(state: AppState, channel: Channel, mut stopped: watch::Receiver<()>) {
    let server = Operator::of_command("serve");
    let delays = Delays {
        minute: state.config.delivery.minute,
    };
    while stopped.has_changed().is_ok() {
        match send_next(&state, &server, channel, delays).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(cause = %error, ?channel, "sending failed"),
        }
        tokio::select! {
            _ = stopped.changed() => {}
            () = tokio::time::sleep(delays.pause()) => {}
        }
    }
}

/// Sends the message that waits longest; whether there was one.
async fn send_next(state: &AppState, server: &Operator, channel: Channel, delays: Delays) -> Result<bool> {
    let stamp = state.clock.stamp();
    if !state
        .db
        .read(move |conn| outbox::is_due(conn, Sender::new(), channel, stamp.at))
        .await?
    {
        return Ok(false);
    }
    let pace = Pace {
        window: delays.window(),
        most: A_MINUTE,
        claim: delays.claim(),
    };
    let recovering = server.clone();
    let claimed = state.db.write(move |tx| {
        outbox::recover(tx, Sender::new(), &recovering, stamp, channel)?;
        outbox::claim(tx, Sender::new(), channel, stamp.at, pace)
    });
    let Some(message) = claimed.await? else {
        return Ok(false);
    };
    let attempt = hand_over(state, &message, delays).await?;
    let stamp = state.clock.stamp();
    let end = end_of(attempt, &message, stamp.at + delays.after(message.attempt));
    tracing::info!(
        id = message.id,
        attempt = message.attempt,
        ?end,
        "a message was sent out"
    );
    let server = server.clone();
    state
        .db
        .write(move |tx| outbox::end(tx, &server, stamp, &message, &end))
        .await?;
    Ok(true)
}

fn end_of(attempt: Attempt, message: &Message, again: Timestamp) -> End {
    match attempt {
        Attempt::Taken => End::Sent,
        Attempt::NotTaken(why) if message.attempt >= ATTEMPTS => End::Failed(why),
        Attempt::NotTaken(why) => End::Again(again, why),
        Attempt::Refused(why) => End::Failed(why),
        Attempt::Unknown(why) => End::Uncertain(why),
    }
}

/// Speaks with the other side, and renews the claim meanwhile.
async fn hand_over(state: &AppState, message: &Message, delays: Delays) -> Result<Attempt> {
    if message.lines.is_empty() {
        return Ok(Attempt::Refused("secret".to_owned()));
    }
    let (config, spoken) = (state.config.clone(), message.clone());
    let mut speaking = tokio::task::spawn_blocking(move || {
        let (delivery, origin) = (&config.delivery, config.site.public_url.origin());
        let nobody = || Attempt::Refused("no_receiver".to_owned());
        match (&spoken.receiver, &delivery.mail, &delivery.robot) {
            (Some(Receiver::Mail(to)), Some(settings), _) => {
                mail::send(settings, to, &spoken, origin, delays.patience())
            }
            // The hosts may have become others since the robot was added.
            (Some(Receiver::Robot { address, .. }), _, _) if !delivery.robots.allow(address) => {
                Attempt::Refused("host".to_owned())
            }
            (Some(Receiver::Robot { address, secret }), _, _) => {
                robot::say(address, secret, &spoken, origin, delays.patience())
            }
            (Some(Receiver::Installation), _, Some(robot)) => {
                robot::say(&robot.address, &robot.secret, &spoken, origin, delays.patience())
            }
            _ => nobody(),
        }
    });
    loop {
        tokio::select! {
            attempt = &mut speaking => return attempt.map_err(Error::internal),
            () = tokio::time::sleep(delays.claim() / 3) => renew(state, message, delays).await,
        }
    }
}

/// A claim that cannot be renewed may be taken by another sender; what this one notes then counts for
/// nothing.
async fn renew(state: &AppState, message: &Message, delays: Delays) {
    let (held, until) = (message.clone(), state.clock.now() + delays.claim());
    let renewed = state.db.write(move |tx| outbox::renew(tx, &held, until)).await;
    if let Err(error) = renewed {
        tracing::warn!(id = message.id, cause = %error, "a claim was not renewed");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_an_hour_and_give_up_after_three_days() {
        let delays = Delays {
            minute: Duration::from_secs(60),
        };
        let minutes = |attempts| delays.after(attempts).as_secs() / 60;
        assert_eq!([1, 2, 3, 7, 8, 79].map(minutes), [1, 2, 4, 64, 64, 64]);
        let all: u64 = (1..ATTEMPTS).map(minutes).sum();
        assert!((3 * 24 * 60..4 * 24 * 60).contains(&all), "{all} minutes");
    }
}
