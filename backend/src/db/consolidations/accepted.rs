//! The accepted lists of a district, as a consolidation is held against them.

use super::districts;
use crate::auth::Seat;
use crate::db::organisations::of_area;
use crate::db::schema::{records, revisions};
use crate::db::{Conn, code, scope_lists};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::date::Date;
use yinzheng_shared::digest::read_canonical;
use yinzheng_shared::facts::{DistrictFacts, DistrictList};
use yinzheng_shared::form::consolidation::AcceptedList;
use yinzheng_shared::form::scope::Figures;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::record::State;

/// What the district of this reviewing office comes to; none when the office serves no district.
///
/// # Errors
/// [`Problem::OlderFormat`] when a list is of a shape that this program does not know, and those of the
/// database.
pub(in crate::db) fn facts(conn: &mut Conn, programme: &Programme, office: &Seat) -> Result<Option<DistrictFacts>> {
    let owners = scope_lists::owners(conn)?;
    let Some(district) = districts(conn, &owners)?
        .into_iter()
        .find(|one| one.path == office.area())
    else {
        return Ok(None);
    };
    let mut newest = newest(conn, &programme.scope.edition, &district.path)?;
    let mut lists = Vec::new();
    for owner in owners.into_iter().filter(|owner| owner.area() == district.path) {
        let found = newest.remove(&owner.id);
        lists.push(DistrictList {
            department: owner.name,
            list: found.map(|row| row.list(conn, programme)).transpose()?,
        });
    }
    Ok(Some(DistrictFacts {
        district: district.name,
        lists,
    }))
}

/// The list of an edition that each department of an area had accepted last.
pub(super) fn newest(conn: &mut Conn, edition: &str, area: &str) -> Result<HashMap<OrganisationId, Accepted>> {
    type Found = (String, String, String, Option<String>, i32, String);
    let rows: Vec<Found> = records::table
        .inner_join(
            revisions::table.on(revisions::record_id
                .eq(records::id)
                .and(revisions::revision.eq(records::revision))),
        )
        .filter(records::form.eq(Form::Scope.code()))
        .filter(records::state.eq(State::Archived.code()))
        .filter(records::title.eq(edition))
        .filter(records::owner_id.eq_any(of_area(area)))
        .order((records::archived_at.asc(), records::id.asc()))
        .select((
            records::id,
            records::reference,
            records::owner_id,
            records::archived_on,
            records::revision,
            revisions::sha256,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, reference, owner, accepted_on, revision, sha256)| {
            let accepted = Accepted {
                id,
                reference,
                accepted_on: code::day(accepted_on.as_deref().unwrap_or_default())?,
                revision,
                sha256,
            };
            Ok((code::id(&owner)?, accepted))
        })
        .collect()
}

/// An accepted list without its rows.
pub(super) struct Accepted {
    id: String,
    reference: String,
    accepted_on: Date,
    revision: i32,
    /// SHA-256 of its canonical bytes.
    pub(super) sha256: String,
}

impl Accepted {
    fn list(self, conn: &mut Conn, programme: &Programme) -> Result<AcceptedList> {
        let canonical: String = revisions::table
            .find((&self.id, self.revision))
            .select(revisions::canonical)
            .first(conn)?;
        let Some(Content::Scope(list)) = read_canonical(canonical.as_bytes()) else {
            return Err(Problem::OlderFormat.into());
        };
        let figures = Figures::of_accepted(&list.rows, &programme.goals, &programme.batches);
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(AcceptedList {
            record: code::id(&self.id)?,
            reference: self.reference,
            accepted_on: self.accepted_on,
            sha256: self.sha256,
            items: count(figures.rows),
            countable: count(figures.countable),
            batched: count(figures.batched),
        })
    }
}
