//! Who is told of a matter, and telling those who have not heard.

use crate::db::audit::{Actor, Stamp};
use crate::db::outbox::Ways;
use crate::db::records::Stored;
use crate::db::schema::{notices, users};
use crate::db::{Conn, Tx, code};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Form;
use yinzheng_shared::id::{FormLinkId, OrganisationId, RecordId, UserId};
use yinzheng_shared::notice::NoticeKind;
use yinzheng_shared::organisation::Role;

/// What is told, and whose matter it is.
#[derive(Clone, Debug)]
pub(in crate::db) struct Told {
    pub(in crate::db) kind: NoticeKind,
    /// Working days of a reminder; 0 otherwise.
    pub(in crate::db) days: u16,
    pub(in crate::db) record: RecordId,
    /// Whose matter it is.
    pub(in crate::db) organisation: OrganisationId,
    /// Its people in these roles are told.
    pub(in crate::db) roles: &'static [Role],
    pub(in crate::db) due: Option<Date>,
    pub(in crate::db) reason: Option<String>,
    /// Says of what: nobody is told of the same twice.
    pub(in crate::db) occasion: String,
    /// Who did it knows it already.
    pub(in crate::db) but: Option<UserId>,
}

/// Who hears of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hearer {
    /// The people who fill the record.
    Owner,
    /// The office that issues or receives it.
    Issuer,
    /// The people of an organisation whose items it names.
    Named(OrganisationId),
    /// The people of an organisation in these roles.
    In(OrganisationId, &'static [Role]),
}

/// Tells of a step that was just made on `record`, as it was before.
///
/// # Errors
/// Of the database.
pub(crate) fn tell_of_step(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    actor: &Actor,
    record: &Stored,
    kind: NoticeKind,
    hearer: Hearer,
    reason: Option<&str>,
) -> Result<()> {
    let (organisation, roles) = match hearer {
        Hearer::Owner => (record.owner, fillers(record.form)),
        Hearer::Named(organisation) => (organisation, fillers(record.form)),
        Hearer::In(organisation, roles) => (organisation, roles),
        Hearer::Issuer if matches!(record.form, Form::Scope | Form::Consolidation) => {
            (record.issuer, &[Role::Reviewer][..])
        }
        Hearer::Issuer => (record.issuer, &[Role::Bureau][..]),
    };
    let told = Told {
        kind,
        days: 0,
        record: record.id,
        organisation,
        roles,
        due: None,
        reason: reason.map(ToOwned::to_owned),
        occasion: format!("{}:{}:{}", code::of(kind)?, record.id, record.version),
        but: actor.user,
    };
    tell(tx, stamp, &[told]).map(drop)
}

/// A step of a link by hand, and who is to hear of it.
#[derive(Clone, Debug)]
pub(in crate::db) struct LinkTold {
    pub(in crate::db) link: FormLinkId,
    pub(in crate::db) record: RecordId,
    pub(in crate::db) kind: NoticeKind,
    /// The organisation on the other side.
    pub(in crate::db) organisation: OrganisationId,
    pub(in crate::db) reason: Option<String>,
}

/// Tells the other side of a step of a link; the form itself has not moved, so the link is the occasion.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn tell_of_link(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, told: LinkTold) -> Result<()> {
    let told = Told {
        kind: told.kind,
        days: 0,
        record: told.record,
        organisation: told.organisation,
        roles: &[Role::Staff],
        due: None,
        reason: told.reason,
        occasion: format!("{}:{}", code::of(told.kind)?, told.link),
        but: actor.user,
    };
    tell(tx, stamp, &[told]).map(drop)
}

/// Whose work a form is in the organisation that owns it.
pub(super) const fn fillers(form: Form) -> &'static [Role] {
    match form {
        Form::JointDebug => &[Role::Staff, Role::Builder],
        Form::Scope | Form::Schedule | Form::Optimization | Form::GoLive => &[Role::Staff],
        Form::Consolidation => &[Role::Reviewer],
        Form::Bulletin => &[Role::Bureau],
    }
}

/// Writes what is told for each who has not been told, and queues what goes out; how many people and
/// messages of robots that makes.
pub(super) fn tell(tx: &mut Tx<'_>, stamp: Stamp, matters: &[Told]) -> Result<usize> {
    let hearers = Hearers::of(tx, matters)?;
    let mut count = 0;
    for told in matters {
        for person in hearers.missing(told) {
            write(tx, stamp, told, person)?;
            if person.email.is_some() {
                hearers.ways.queue_mail(tx, stamp, told, &person.id)?;
            }
            count += 1;
        }
        count += hearers.ways.queue_robots(tx, stamp, told)?;
    }
    Ok(count)
}

fn write(tx: &mut Tx<'_>, stamp: Stamp, told: &Told, person: &Person) -> Result<()> {
    diesel::insert_into(notices::table)
        .values((
            notices::id.eq(Uuid::now_v7().to_string()),
            notices::user_id.eq(&person.id),
            notices::organisation_id.eq(told.organisation.to_string()),
            notices::kind.eq(code::of(told.kind)?),
            notices::days.eq(i32::from(told.days)),
            notices::record_id.eq(told.record.to_string()),
            notices::due_on.eq(told.due.map(|due| due.to_string())),
            notices::reason.eq(&told.reason),
            notices::business_date.eq(stamp.on.to_string()),
            notices::created_at.eq(stamp.at),
            notices::occasion.eq(&told.occasion),
        ))
        .execute(tx.conn())?;
    Ok(())
}

struct Person {
    id: String,
    email: Option<String>,
}

/// Who is to hear of some matters and who has heard, read for all of them at once.
pub(super) struct Hearers {
    people: HashMap<(OrganisationId, Role), Vec<Person>>,
    /// Occasions with those who were told.
    heard: HashSet<(String, String)>,
    ways: Ways,
}

impl Hearers {
    pub(super) fn of(conn: &mut Conn, matters: &[Told]) -> Result<Self> {
        Ok(Self {
            people: people(conn, matters)?,
            heard: heard(conn, matters)?,
            ways: Ways::of(conn, matters)?,
        })
    }

    /// Whether somebody has still to hear of it.
    pub(super) fn lack(&self, told: &Told) -> bool {
        self.missing(told).next().is_some() || self.ways.lack(told)
    }

    fn missing<'a>(&'a self, told: &'a Told) -> impl Iterator<Item = &'a Person> {
        let but = told.but.map(|user| user.to_string());
        let of_role = |role: &Role| self.people.get(&(told.organisation, *role));
        let people = told.roles.iter().filter_map(of_role).flatten();
        people.filter(move |person| {
            but.as_ref() != Some(&person.id) && !self.heard.contains(&(told.occasion.clone(), person.id.clone()))
        })
    }
}

fn people(conn: &mut Conn, matters: &[Told]) -> Result<HashMap<(OrganisationId, Role), Vec<Person>>> {
    let (mut organisations, mut roles) = (HashSet::new(), HashSet::new());
    for told in matters {
        organisations.insert(told.organisation.to_string());
        for role in told.roles {
            roles.insert(code::of(*role)?);
        }
    }
    let rows: Vec<(String, String, String, Option<String>)> = users::table
        .filter(users::organisation_id.eq_any(organisations))
        .filter(users::role.eq_any(roles))
        .filter(users::active.eq(true))
        .order(users::login.asc())
        .select((users::organisation_id, users::role, users::id, users::email))
        .load(conn)?;
    let mut people: HashMap<_, Vec<Person>> = HashMap::new();
    for (organisation, role, id, email) in rows {
        let place = (code::id(&organisation)?, code::word(&role)?);
        people.entry(place).or_default().push(Person { id, email });
    }
    Ok(people)
}

fn heard(conn: &mut Conn, matters: &[Told]) -> Result<HashSet<(String, String)>> {
    let rows: Vec<(String, String)> = notices::table
        .filter(notices::occasion.eq_any(matters.iter().map(|told| &told.occasion)))
        .select((notices::occasion, notices::user_id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
