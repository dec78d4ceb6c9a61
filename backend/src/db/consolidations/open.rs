//! Beginning a district's consolidation.

use super::districts;
use super::overview::newest;
use crate::auth::{Scope, Seat};
use crate::db::audit::{Actor, Stamp};
use crate::db::records::{Begun, Stored, filled, insert};
use crate::db::{Tx, code, organisations as tree, scope_lists};
use crate::error::Result;
use uuid::Uuid;
use yinzheng_shared::api::scope_list::OpenedLists;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::consolidation::{drawn_up, taken_anew};
use yinzheng_shared::id::{OrganisationId, RecordId};
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::record::State;

/// Begins the consolidation of the reviewer's own district. When one was accepted, another takes its place; one
/// that waits is in nobody's way and is left alone.
///
/// # Errors
/// [`Problem::Forbidden`] for anybody who reviews no district with items, and those of the database.
pub fn open(tx: &mut Tx<'_>, scope: &Scope, stamp: Stamp, actor: &Actor, programme: &Programme) -> Result<OpenedLists> {
    if scope.role() != Some(Role::Reviewer) {
        return Err(Problem::Forbidden.into());
    }
    let owners = scope_lists::owners(tx)?;
    let district = districts(tx, &owners)?
        .into_iter()
        .find(|one| one.path == scope.seat().area())
        .ok_or(Problem::Forbidden)?;
    let before = newest(tx, &programme.scope.edition)?.remove(&district.path);
    let mut answer = OpenedLists::default();
    if before.as_ref().is_none_or(|before| before.state == State::Archived) {
        let begun = begun(tx, programme, scope.seat(), before.as_ref())?;
        insert(tx, scope, stamp, actor, &begun)?;
        answer.opened.push(begun.id);
    }
    Ok(answer)
}

/// Begins the consolidation of every district that has a reviewer and none of this edition, so that it is owed from
/// the day on which the lists are opened.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn open_missing(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    programme: &Programme,
) -> Result<()> {
    let owners = scope_lists::owners(tx)?;
    let (offices, begun_already) = (scope_lists::reviewers(tx)?, newest(tx, &programme.scope.edition)?);
    for district in districts(tx, &owners)? {
        let Some(office) = offices.get(&district.path) else {
            continue;
        };
        if begun_already.contains_key(&district.path) {
            continue;
        }
        if let Some(office) = tree::seat(tx, code::id(office)?)? {
            let begun = begun(tx, programme, &office, None)?;
            insert(tx, scope, stamp, actor, &begun)?;
        }
    }
    Ok(())
}

fn begun(tx: &mut Tx<'_>, programme: &Programme, office: &Seat, accepted: Option<&Stored>) -> Result<Begun> {
    let known = super::facts(tx, programme, office)?.ok_or(Problem::Forbidden)?;
    let before = accepted.map(|record| filled(tx, record)?.content()).transpose()?;
    let content = match &before {
        Some(Content::Consolidation(before)) => taken_anew(before, &known),
        _ => drawn_up(programme, &known),
    };
    // The day of the programme is for the first hand-over.
    let due = accepted.is_none().then_some(Due {
        date: programme.scope.district_by,
        provisional: false,
    });
    Ok(Begun {
        id: RecordId(Uuid::now_v7()),
        owner: office.id,
        issuer: receiver(tx, programme, office)?,
        content: Content::Consolidation(content),
        due,
        replaces: accepted.map(|record| record.id),
        digest: String::new(),
    })
}

/// Who receives it: the office that reviews the city's own lists, or the project office where nobody does.
fn receiver(tx: &mut Tx<'_>, programme: &Programme, office: &Seat) -> Result<OrganisationId> {
    for (area, reviewer) in scope_lists::reviewers(tx)? {
        let Some(seat) = tree::seat(tx, code::id(&reviewer)?)? else {
            continue;
        };
        let is_municipal = matches!(seat.level, Level::City | Level::CityDepartment);
        if is_municipal && office.path.starts_with(&area) {
            return Ok(seat.id);
        }
    }
    Ok(tree::bureau(tx, &programme.bureau)?.id)
}
