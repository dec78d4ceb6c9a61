//! Sample records at every station of the loop, so that each page of a demonstration has something in
//! it: a draft with findings, a print that waits for its scan, a stamped set at the desk, an archived
//! form. They are carried there by the steps that people take.

mod interfaces;
mod stamped;
mod windows;

use super::{id_of, sample_id};
use crate::archive;
use crate::auth::{Person, Scope};
use crate::db::desk::Seen;
use crate::db::judge::Created;
use crate::db::records::{self, NewRecord, Stored, Submission};
use crate::db::scans::{self, NewScan};
use crate::db::{self, prints};
use crate::error::{Error, Result};
use crate::print;
use crate::scan::work;
use crate::state::AppState;
use uuid::Uuid;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::{RecordId, ScanId};
use yinzheng_shared::locale::Language;

/// How far a sample record is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Station {
    Draft,
    Printed,
    AtDesk,
    Archived,
}

struct SampleRecord {
    form: Form,
    /// Login of who fills it in.
    author: &'static str,
    /// Login of who prints it, has it stamped and scans it.
    owner: &'static str,
    content: &'static str,
    station: Station,
}

/// Login of who looks at what comes back.
const RECEIVER: &str = "bureau2";

const RECORDS: [SampleRecord; 4] = [
    SampleRecord {
        form: Form::Optimization,
        author: "market",
        owner: "market",
        content: include_str!("advertising.json"),
        station: Station::Archived,
    },
    SampleRecord {
        form: Form::GoLive,
        author: "bureau",
        owner: "police",
        content: include_str!("hotels.json"),
        station: Station::AtDesk,
    },
    SampleRecord {
        form: Form::Optimization,
        author: "civil",
        owner: "civil",
        content: include_str!("association.json"),
        station: Station::Printed,
    },
    SampleRecord {
        form: Form::Optimization,
        author: "market",
        owner: "market",
        content: include_str!("devices.json"),
        station: Station::Draft,
    },
];

/// Begins the sample records that are not there yet, and carries them to their stations.
///
/// # Errors
/// Of the database and the store.
pub(super) async fn load(state: &AppState) -> Result<()> {
    for (number, sample) in RECORDS.iter().enumerate() {
        let id = RecordId(sample_id(4, number));
        if begin(state, sample, id).await? == Created::Now {
            carry(state, sample, id).await?;
        }
    }
    interfaces::load(state).await?;
    windows::load(state).await
}

async fn begin(state: &AppState, sample: &'static SampleRecord, id: RecordId) -> Result<Created> {
    let owner = person(state, sample.owner).await?.seat.id;
    let new = NewRecord {
        id,
        content: content(sample)?,
        owner: (sample.form == Form::GoLive).then_some(owner),
        replaces: None,
        digest: String::new(),
    };
    let (author, stamp) = (person(state, sample.author).await?, state.clock.stamp());
    let bureau = state.rules.programme.bureau.clone();
    state
        .db
        .write(move |tx| records::create(tx, &author.scope(), stamp, &author.actor(), &bureau, &new))
        .await
}

async fn carry(state: &AppState, sample: &'static SampleRecord, id: RecordId) -> Result<()> {
    if sample.station < Station::Printed {
        return Ok(());
    }
    submit(state, sample, id).await?;
    let owner = person(state, sample.owner).await?;
    let submitted = stored(state, owner.scope(), id).await?;
    print::freeze(state, &owner, id, submitted.version).await?;
    if sample.station < Station::AtDesk {
        return Ok(());
    }
    let scan = upload(state, &owner, id).await?;
    while work::read_next(state).await? {}
    if sample.station < Station::Archived {
        return Ok(());
    }
    let seen = Seen {
        scan,
        record: id,
        revision: submitted.revision,
    };
    archive::confirm(state, &person(state, RECEIVER).await?, seen, sample.form.marks()).await
}

async fn submit(state: &AppState, sample: &'static SampleRecord, id: RecordId) -> Result<()> {
    let (author, content) = (person(state, sample.author).await?, content(sample)?);
    let (stamp, rules) = (state.clock.stamp(), state.rules.clone());
    state
        .db
        .write(move |tx| {
            let record = records::find(tx, &author.scope(), id)?;
            let submission = Submission {
                expected: record.version,
                rule_set: rules.digest.clone(),
                facts: db::facts::of(tx, &author.scope(), &rules.context(stamp.on), &content, record.owner)?,
                content: content.clone(),
                reasons: Vec::new(),
                language: Language::Chinese,
            };
            records::submit(tx, &author.scope(), stamp, &author.actor(), &rules, id, &submission)
        })
        .await
}

/// Signs, stamps and scans the print.
async fn upload(state: &AppState, owner: &Person, id: RecordId) -> Result<ScanId> {
    let scope = owner.scope();
    let (boxes, pages) = state.db.read(move |conn| prints::paper(conn, &scope, id)).await?;
    let mut pictures = Vec::with_capacity(pages.len());
    for page in pages {
        pictures.push(state.store.get(page).await?);
    }
    let boxes: Vec<_> = serde_json::from_str(&boxes).map_err(Error::internal)?;
    let new = NewScan {
        stored: state
            .store
            .put(stamped::scan(&pictures, &boxes, state.clock.today())?)
            .await?,
        file_name: "示例扫描.tiff".to_owned(),
        media_type: "image/tiff",
        actor: owner.actor(),
    };
    let stamp = state.clock.stamp();
    let (scans::Received::New(id) | scans::Received::SeenBefore(id)) =
        state.db.write(move |tx| scans::receive(tx, stamp, &new)).await?;
    Ok(id)
}

async fn stored(state: &AppState, scope: Scope, id: RecordId) -> Result<Stored> {
    state.db.read(move |conn| records::find(conn, &scope, id)).await
}

/// A person of the sample, as if signed in.
async fn person(state: &AppState, login: &'static str) -> Result<Person> {
    let (number, known) = super::sample::PEOPLE
        .iter()
        .enumerate()
        .find(|(_, person)| person.login == login)
        .ok_or_else(|| Error::internal(format!("the sample has no {login}")))?;
    let organisation = id_of(known.organisation)?;
    let seat = state
        .db
        .read(move |conn| db::organisations::seat(conn, organisation))
        .await?;
    Ok(Person {
        id: yinzheng_shared::id::UserId(sample_id(2, number)),
        name: known.name.to_owned(),
        login: login.to_owned(),
        role: known.role,
        seat: seat.ok_or_else(|| Error::internal("a sample organisation is gone"))?,
        request: Uuid::now_v7().to_string(),
    })
}

fn content(sample: &SampleRecord) -> Result<Content> {
    Content::from_json(sample.form, sample.content).map_err(Error::internal)
}
