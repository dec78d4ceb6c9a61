//! Items of districts that are linked to a municipal form by hand.

use super::audit::{Actor, Entry, Link, Stamp};
use super::go_live::not_under_way;
use super::maker::Created;
use super::notices::{self, LinkTold};
use super::organisations::{names, taken};
use super::records::{self, Stored};
use super::schema::{form_links, items};
use super::{Backend, Conn, Tx, audit, code, item_steps, items as catalogue, organisations};
use crate::auth::{Scope, scope::Reach};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::api::form_link::{FormLink, LinkStep, NewFormLink};
use yinzheng_shared::form::Form;
use yinzheng_shared::form_link::{LinkMove, LinkSide, LinkState};
use yinzheng_shared::id::{FormLinkId, OrganisationId, RecordId};
use yinzheng_shared::item::Step;
use yinzheng_shared::notice::NoticeKind;
use yinzheng_shared::organisation::{Level, OrganisationRef, Role};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::State;

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = form_links)]
struct Row {
    id: String,
    record_id: String,
    item_code: String,
    unit_id: String,
    state: String,
    proposed_on: String,
    answered_on: Option<String>,
    reason: Option<String>,
    version: i64,
}

impl Row {
    /// A link that waits or holds is a matter of whoever has the item now, wherever it moved; one that ended stays with
    /// the unit that made it.
    fn following(mut self, owner: String) -> Result<Self> {
        let state: LinkState = code::word(&self.state)?;
        if matches!(state, LinkState::Proposed | LinkState::Agreed) {
            self.unit_id = owner;
        }
        Ok(self)
    }
}

/// The links of a form that the scope shows: of its own items, of those of its line or area, and to the
/// department whose form it is all of them. What is secret stays with its owner.
///
/// # Errors
/// [`Problem::NotFound`] when the form is not the asker's to see, and those of the database.
pub fn of_record(conn: &mut Conn, scope: &Scope, id: RecordId) -> Result<Vec<FormLink>> {
    let record = records::find(conn, scope, id)?;
    let owns = matches!(scope.reach(), Reach::Line) && scope.seat().id == record.owner;
    let mut query: items::BoxedQuery<'_, Backend> = items::table.into_boxed();
    query = if owns {
        query.filter(items::restricted.eq(false).or(catalogue::sees(scope)?))
    } else {
        query.filter(catalogue::sees(scope)?)
    };
    let linked = form_links::table
        .filter(form_links::record_id.eq(id.to_string()))
        .select(form_links::item_code);
    let shown: HashMap<String, String> = query
        .filter(items::code.eq_any(linked))
        .select((items::code, items::name))
        .load::<(String, String)>(conn)?
        .into_iter()
        .collect();
    let rows: Vec<(Row, String)> = form_links::table
        .inner_join(items::table.on(items::code.eq(form_links::item_code)))
        .filter(form_links::record_id.eq(id.to_string()))
        .order(form_links::id.asc())
        .select((Row::as_select(), items::owner_id))
        .load(conn)?;
    let rows = rows.into_iter().filter(|(row, _)| shown.contains_key(&row.item_code));
    let rows: Vec<Row> = rows.map(|(row, owner)| row.following(owner)).collect::<Result<_>>()?;
    let units = names(conn, rows.iter().map(|row| row.unit_id.as_str()))?;
    rows.into_iter()
        .map(|row| body(row, scope, &record, &shown, &units))
        .collect()
}

fn body(
    row: Row,
    scope: &Scope,
    record: &Stored,
    titles: &HashMap<String, String>,
    units: &HashMap<String, String>,
) -> Result<FormLink> {
    let state: LinkState = code::word(&row.state)?;
    let side = side(&row, scope, record.owner);
    let moves = LinkMove::ALL
        .into_iter()
        .filter(|step| side.is_some_and(|side| state.allows(*step, side)));
    Ok(FormLink {
        id: code::id(&row.id)?,
        record: record.id,
        name: titles.get(&row.item_code).cloned().unwrap_or_default(),
        unit: OrganisationRef {
            id: code::id(&row.unit_id)?,
            name: units.get(&row.unit_id).cloned().unwrap_or_default(),
        },
        state,
        proposed_on: code::day(&row.proposed_on)?,
        answered_on: row.answered_on.as_deref().map(code::day).transpose()?,
        moves: moves.collect(),
        etag: crate::http::etag::of(row.version),
        code: row.item_code,
        reason: row.reason,
    })
}

/// On which side the caller stands; none for those who only read.
fn side(row: &Row, scope: &Scope, owner: OrganisationId) -> Option<LinkSide> {
    let own = scope.seat().id;
    match scope.role() {
        Some(Role::Staff) if own.to_string() == row.unit_id => Some(LinkSide::Proposer),
        Some(Role::Staff) if own == owner => Some(LinkSide::Owner),
        _ => None,
    }
}

/// A district's staff propose that an archived municipal form covers an open item of their own.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`] when form or item is not the asker's to see, [`Problem::IdTaken`],
/// [`Problem::IllegalMove`] when the form is not such a one, or the item is secret, gone, covered, or waits for another
/// answer; and those of the database.
pub fn propose(tx: &mut Tx<'_>, stamp: Stamp, scope: &Scope, actor: &Actor, new: &NewFormLink) -> Result<Created> {
    let seat = scope.seat();
    if scope.role() != Some(Role::Staff) || seat.level != Level::DistrictDepartment {
        return Err(Problem::Forbidden.into());
    }
    let own = seat.id.to_string();
    let record = records::find(tx, scope, new.record)?;
    let before: Option<Row> = form_links::table
        .find(new.id.to_string())
        .select(Row::as_select())
        .first(tx.conn())
        .optional()?;
    if let Some(row) = before {
        let asked = (own, record.id.to_string(), new.code.clone());
        return Created::again((row.unit_id, row.record_id, row.item_code) == asked);
    }
    let municipal = organisations::seat(tx, record.owner)?.is_some_and(|owner| owner.level == Level::CityDepartment);
    if !municipal || record.form != Form::Optimization || record.state != State::Archived {
        return Err(Problem::IllegalMove.into());
    }
    let known: i64 = catalogue::shown(scope)?
        .filter(items::code.eq(&new.code))
        .filter(items::owner_id.eq(&own))
        .count()
        .get_result(tx.conn())?;
    if known == 0 {
        return Err(Problem::NotFound.into());
    }
    let waits: i64 = form_links::table
        .filter(form_links::item_code.eq(&new.code))
        .filter(form_links::state.eq(code::of(LinkState::Proposed)?))
        .count()
        .get_result(tx.conn())?;
    if waits > 0 || !is_open(tx, &new.code, &own)? {
        return Err(Problem::IllegalMove.into());
    }
    let row = Row {
        id: new.id.to_string(),
        record_id: record.id.to_string(),
        item_code: new.code.clone(),
        unit_id: own,
        state: code::of(LinkState::Proposed)?,
        proposed_on: stamp.on.to_string(),
        answered_on: None,
        reason: None,
        version: 1,
    };
    diesel::insert_into(form_links::table)
        .values(&row)
        .execute(tx.conn())
        .map_err(taken)?;
    noted(tx, stamp, actor, &row, Link::Proposed, None)?;
    tell(
        tx,
        stamp,
        actor,
        new.id,
        record.id,
        NoticeKind::LinkProposed,
        record.owner,
        None,
    )?;
    Ok(Created::Now)
}

/// A step of a link that is still at the version expected. The same step again, after a lost answer, changes
/// nothing.
///
/// # Errors
/// [`Problem::NotFound`] for those whom it does not concern, [`Problem::IllegalMove`] when it is not open to this
/// side from here or the item has gone on meanwhile, [`Problem::StaleRecord`], and those of the database.
pub fn step(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    scope: &Scope,
    actor: &Actor,
    id: FormLinkId,
    expected: i64,
    answer: &LinkStep,
) -> Result<RecordId> {
    let row: Option<(Row, String)> = form_links::table
        .inner_join(items::table.on(items::code.eq(form_links::item_code)))
        .filter(form_links::id.eq(id.to_string()))
        .select((Row::as_select(), items::owner_id))
        .first(tx.conn())
        .optional()?;
    let (row, owner) = row.ok_or(Problem::NotFound)?;
    let row = row.following(owner)?;
    let record = records::find(tx, scope, code::id(&row.record_id)?)?;
    let side = side(&row, scope, record.owner).ok_or(Problem::NotFound)?;
    let (step, reason) = match answer {
        LinkStep::Agree => (LinkMove::Agree, None),
        LinkStep::Decline { reason } => (LinkMove::Decline, Some(reason.clone())),
        LinkStep::Withdraw { reason } => (LinkMove::Withdraw, Some(reason.clone())),
    };
    let state: LinkState = code::word(&row.state)?;
    if state == step.leads_to() && row.version == expected + 1 && row.reason == reason {
        return Ok(record.id);
    }
    if row.version != expected {
        return Err(Problem::StaleRecord.into());
    }
    if !state.allows(step, side) {
        return Err(Problem::IllegalMove.into());
    }
    match step {
        LinkMove::Agree => cover(tx, stamp, &row)?,
        LinkMove::Withdraw if state == LinkState::Agreed => uncover(tx, stamp, &row)?,
        LinkMove::Withdraw | LinkMove::Decline => {}
    }
    diesel::update(form_links::table.find(&row.id))
        .set((
            form_links::state.eq(code::of(step.leads_to())?),
            form_links::unit_id.eq(&row.unit_id),
            form_links::answered_on.eq(stamp.on.to_string()),
            form_links::reason.eq(&reason),
            form_links::version.eq(expected + 1),
        ))
        .execute(tx.conn())?;
    let (action, kind) = match step {
        LinkMove::Agree => (Link::Agreed, NoticeKind::LinkAgreed),
        LinkMove::Decline => (Link::Declined, NoticeKind::LinkDeclined),
        LinkMove::Withdraw => (Link::Withdrawn, NoticeKind::LinkWithdrawn),
    };
    noted(tx, stamp, actor, &row, action, reason.clone())?;
    let hearer = match side {
        LinkSide::Owner => code::id(&row.unit_id)?,
        LinkSide::Proposer => record.owner,
    };
    tell(tx, stamp, actor, id, record.id, kind, hearer, reason)?;
    Ok(record.id)
}

/// Whether the item is its unit's, open, there, and not covered yet.
fn is_open(conn: &mut Conn, item: &str, unit: &str) -> Result<bool> {
    let open: i64 = items::table
        .filter(items::code.eq(item))
        .filter(items::owner_id.eq(unit))
        .filter(items::restricted.eq(false))
        .filter(items::optimised_on.is_null())
        .filter(items::published_on.is_null())
        .filter(items::scope.ne_all(catalogue::gone()?))
        .count()
        .get_result(conn)?;
    Ok(open > 0)
}

fn cover(tx: &mut Tx<'_>, stamp: Stamp, row: &Row) -> Result<()> {
    if !is_open(tx, &row.item_code, &row.unit_id)? {
        return Err(Problem::IllegalMove.into());
    }
    diesel::update(items::table.find(&row.item_code))
        .set((
            items::optimised_on.eq(stamp.on.to_string()),
            items::optimised_by.eq(&row.record_id),
        ))
        .execute(tx.conn())?;
    let record = Some(code::id(&row.record_id)?);
    item_steps::note(tx, stamp, &row.item_code, Step::Optimised, record)
}

/// Takes back what the link made of the item, unless it has gone on to its publication.
fn uncover(tx: &mut Tx<'_>, stamp: Stamp, row: &Row) -> Result<()> {
    let covered = items::table
        .filter(items::code.eq(&row.item_code))
        .filter(items::optimised_by.eq(&row.record_id))
        .filter(items::published_on.is_null())
        .filter(not_under_way(None));
    let covered: i64 = covered.count().get_result(tx.conn())?;
    if covered == 0 {
        return Err(Problem::IllegalMove.into());
    }
    diesel::update(items::table.find(&row.item_code))
        .set((
            items::optimised_on.eq(None::<String>),
            items::optimised_by.eq(None::<String>),
        ))
        .execute(tx.conn())?;
    let record = Some(code::id(&row.record_id)?);
    item_steps::note(tx, stamp, &row.item_code, Step::Uncovered, record)
}

/// Of the archived form itself nothing changes: what its timeline says is in its package.
fn noted(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, row: &Row, action: Link, reason: Option<String>) -> Result<()> {
    let mut entry = Entry::of_link(action, code::id::<FormLinkId>(&row.id)?).with_item(row.item_code.clone());
    entry.reason = reason;
    audit::record(tx, stamp, actor, &entry)
}

#[expect(clippy::too_many_arguments, reason = "a notice is made of just these")]
fn tell(
    tx: &mut Tx<'_>,
    stamp: Stamp,
    actor: &Actor,
    link: FormLinkId,
    record: RecordId,
    kind: NoticeKind,
    organisation: OrganisationId,
    reason: Option<String>,
) -> Result<()> {
    let told = LinkTold {
        link,
        record,
        kind,
        organisation,
        reason,
    };
    notices::tell_of_link(tx, stamp, actor, told)
}
