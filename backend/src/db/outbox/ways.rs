//! The ways out of the house that are open to some matters.

use super::{Channel, Channels, INSTALLATION, MessageState, Switch, channels, open_ones};
use crate::db::audit::Stamp;
use crate::db::notices::Told;
use crate::db::schema::{organisations, outbox, robots, robots_told};
use crate::db::{Conn, Tx, code};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The audience of the robot that the operator set.
const EVERYBODY: &str = "installation";

/// What is open to some matters, and what the robots were told of them: read for all at once.
pub(in crate::db) struct Ways {
    channels: Channels,
    /// Organisations from the root down to each.
    paths: HashMap<String, String>,
    /// Receivers of each organisation.
    robots: HashMap<String, Vec<String>>,
    /// Occasions with the audiences that heard of them.
    heard: HashSet<(String, String)>,
    /// Records that name nothing secret or sensitive.
    open: HashSet<String>,
}

impl Ways {
    pub(in crate::db) fn of(conn: &mut Conn, matters: &[Told]) -> Result<Self> {
        let records: Vec<String> = matters.iter().map(|told| told.record.to_string()).collect();
        let owners: HashSet<String> = matters.iter().map(|told| told.organisation.to_string()).collect();
        let paths: Vec<(String, String)> = organisations::table
            .filter(organisations::id.eq_any(owners))
            .select((organisations::id, organisations::path))
            .load(conn)?;
        let heard: Vec<(String, String)> = robots_told::table
            .filter(robots_told::occasion.eq_any(matters.iter().map(|told| &told.occasion)))
            .select((robots_told::occasion, robots_told::audience))
            .load(conn)?;
        Ok(Self {
            channels: channels(conn)?,
            paths: paths.into_iter().collect(),
            robots: robots(conn)?,
            heard: heard.into_iter().collect(),
            open: open_ones(conn, &records)?,
        })
    }

    /// Whether robots have still to hear of it.
    pub(in crate::db) fn lack(&self, told: &Told) -> bool {
        self.missing(told).next().is_some()
    }

    /// Queues mail to a person who has an address.
    pub(in crate::db) fn queue_mail(&self, tx: &mut Tx<'_>, stamp: Stamp, told: &Told, user: &str) -> Result<()> {
        if self.channels.mail == Switch::On && self.is_open(told) {
            queue(tx, stamp, told, Channel::Mail, &format!("mail:{user}"))?;
        }
        Ok(())
    }

    /// Queues it for the robots of the organisation and of those above it, and for the installation's; for
    /// how many.
    pub(in crate::db) fn queue_robots(&self, tx: &mut Tx<'_>, stamp: Stamp, told: &Told) -> Result<usize> {
        let mut count = 0;
        for (audience, receivers) in self.missing(told) {
            for receiver in &receivers {
                queue(tx, stamp, told, Channel::Robot, receiver)?;
            }
            diesel::insert_into(robots_told::table)
                .values((
                    robots_told::occasion.eq(&told.occasion),
                    robots_told::audience.eq(audience),
                    robots_told::told_at.eq(stamp.at),
                ))
                .execute(tx.conn())?;
            count += receivers.len();
        }
        Ok(count)
    }

    /// Audiences that have robots and have not heard of it. What concerns a secret or sensitive item stays on
    /// the page.
    fn missing<'a>(&'a self, told: &'a Told) -> impl Iterator<Item = (&'a str, Vec<&'a str>)> {
        let path = self.paths.get(&told.organisation.to_string());
        let above = path.into_iter().flat_map(|path| path.split('/'));
        let robots = above.filter_map(|id| {
            let receivers = self.robots.get(id)?.iter().map(String::as_str);
            Some((id, receivers.collect::<Vec<_>>()))
        });
        let everybody = (self.channels.robot == Switch::On).then(|| (EVERYBODY, vec![INSTALLATION]));
        robots.chain(everybody).filter(|(audience, _)| {
            self.is_open(told) && !self.heard.contains(&(told.occasion.clone(), (*audience).to_owned()))
        })
    }

    fn is_open(&self, told: &Told) -> bool {
        self.open.contains(&told.record.to_string())
    }
}

fn robots(conn: &mut Conn) -> Result<HashMap<String, Vec<String>>> {
    let rows: Vec<(String, String)> = robots::table
        .order(robots::id.asc())
        .select((robots::organisation_id, robots::id))
        .load(conn)?;
    let mut robots: HashMap<_, Vec<String>> = HashMap::new();
    for (organisation, id) in rows {
        robots.entry(organisation).or_default().push(format!("robot:{id}"));
    }
    Ok(robots)
}

fn queue(tx: &mut Tx<'_>, stamp: Stamp, told: &Told, channel: Channel, receiver: &str) -> Result<()> {
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(Uuid::now_v7().to_string()),
            outbox::channel.eq(channel.code()),
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
    Ok(())
}
