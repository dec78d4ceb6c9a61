//! Forms on paper: printed, signed and scanned, confirmed.

use super::day::{Day, RECEIVER};
use super::stamped;
use crate::archive;
use crate::auth::Person;
use crate::db::desk::{self, Seen};
use crate::db::prints;
use crate::db::records::{self, NewRecord, Stored};
use crate::db::scans::{self, NewScan};
use crate::error::{Error, Result};
use crate::print;
use crate::scan::work;
use actix_web::web;
use futures_util::future::try_join_all;
use serde::Deserialize;
use std::time::Duration;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Content;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::record::State;

/// The days on which a form was printed, came back and was confirmed, as far as it is.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Paper(Vec<Date>);

impl Paper {
    /// Whether the form was printed on this day.
    pub(super) fn begins(&self, day: &Day) -> bool {
        self.0.first().is_some_and(|printed| day.is(*printed))
    }
}

/// Begins a form that its own unit fills in, and hands it in.
///
/// # Errors
/// Of the steps.
pub(super) async fn hand_in(day: &Day, by: &Person, id: RecordId, content: Content) -> Result<()> {
    if day.record(by, id).await?.is_none() {
        let new = NewRecord {
            id,
            content: content.clone(),
            owner: None,
            replaces: None,
            digest: String::new(),
        };
        day.change(by, move |tx, step| {
            let (actor, bureau) = (step.person.actor(), &step.rules.programme.bureau);
            records::create(tx, &step.scope, step.stamp, &actor, bureau, &new).map(drop)
        })
        .await?;
    }
    if state(day, by, id).await? == State::Draft {
        day.change(by, move |tx, step| step.hand_in(tx, id, content.clone()))
            .await?;
    }
    Ok(())
}

/// A handed-in form of a unit, with the days of its paper.
pub(super) struct Due<'a> {
    pub(super) unit: Person,
    pub(super) record: RecordId,
    pub(super) paper: &'a Paper,
}

/// Takes the steps that paper takes on this day, side by side.
///
/// # Errors
/// Of the steps.
pub(super) async fn carry(day: &Day, forms: &[Due<'_>]) -> Result<()> {
    for (place, station) in [State::Printed, State::Matched, State::Archived]
        .into_iter()
        .enumerate()
    {
        let is_due = |form: &&Due<'_>| form.paper.0.get(place).is_some_and(|on| day.is(*on));
        let due: Vec<&Due<'_>> = forms.iter().filter(is_due).collect();
        try_join_all(due.iter().map(|form| step(day, form, station))).await?;
        if station == State::Matched {
            read_all(day, &due).await?;
        }
    }
    Ok(())
}

/// Brings a form to its next station, unless it is there.
async fn step(day: &Day, form: &Due<'_>, station: State) -> Result<()> {
    let (unit, id) = (&form.unit, form.record);
    let record = day.record(unit, id).await?;
    let record = record.ok_or_else(|| Error::internal(format!("nothing was handed in as {id}")))?;
    match (record.state, station) {
        (State::Submitted, State::Printed) => print::freeze(&day.state, unit, id, record.version).await,
        (State::Printed, State::Matched) => upload(day, unit, id).await,
        (State::Matched, State::Archived) => confirm(day, record).await,
        _ => Ok(()),
    }
}

/// How often, and with which pauses, scans are looked for that a server which was killed had begun to read: its
/// claim on them has to end first.
const LOOKS: usize = 120;
const PAUSE: Duration = Duration::from_millis(500);

/// Reads what came back, until every page of these forms is there.
async fn read_all(day: &Day, due: &[&Due<'_>]) -> Result<()> {
    for _ in 0..LOOKS {
        // Two read at a time, as workers of a server do; what one has begun the other does not see.
        try_join_all([read(day), read(day)]).await?;
        let mut waiting = false;
        for form in due {
            waiting |= state(day, &form.unit, form.record).await? == State::Printed;
        }
        if !waiting {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(Error::internal("a sample scan was never read"))
}

async fn read(day: &Day) -> Result<()> {
    while work::read_next(&day.state).await? {}
    Ok(())
}

async fn state(day: &Day, who: &Person, id: RecordId) -> Result<State> {
    let record = day.record(who, id).await?;
    record
        .map(|record| record.state)
        .ok_or_else(|| Error::internal(format!("there is no {id}")))
}

/// Signs, stamps and scans the print.
async fn upload(day: &Day, unit: &Person, id: RecordId) -> Result<()> {
    let (scope, store) = (unit.scope(), &day.state.store);
    let (boxes, pages) = day.state.db.read(move |conn| prints::paper(conn, &scope, id)).await?;
    let mut pictures = Vec::with_capacity(pages.len());
    for page in pages {
        pictures.push(store.get(page).await?);
    }
    let boxes: Vec<_> = serde_json::from_str(&boxes).map_err(Error::internal)?;
    let on = day.state.clock.today();
    let scan = web::block(move || stamped::scan(&pictures, &boxes, on))
        .await
        .map_err(Error::internal)??;
    let new = NewScan {
        stored: store.put(scan).await?,
        file_name: "示例扫描.tiff".to_owned(),
        media_type: "image/tiff",
        actor: unit.actor(),
    };
    day.change(unit, move |tx, step| scans::receive(tx, step.stamp, &new).map(drop))
        .await
}

async fn confirm(day: &Day, record: Stored) -> Result<()> {
    let (id, form, revision) = (record.id, record.form, record.revision);
    let held = day.state.db.read(move |conn| desk::held(conn, &record)).await?;
    let scan = held.first().map(|held| held.page.scan);
    let seen = Seen {
        scan: scan.ok_or_else(|| Error::internal(format!("no page came back of {id}")))?,
        record: id,
        revision,
    };
    let receiver = day.person(RECEIVER).await?;
    archive::confirm(&day.state, &receiver, seen, form.marks()).await
}
