//! Scope lists: opened, filled, handed in, accepted, and items that moved taken over.

use super::day::{BUREAU, Day};
use crate::archive;
use crate::auth::Person;
use crate::db::records::{self, Draft, Stored};
use crate::db::scope_lists;
use crate::demo::catalogue::{Catalogue, Department};
use crate::error::{Error, Result};
use serde::Deserialize;
use yinzheng_shared::api::scope_list::TransferAnswer;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::scope::{Scope as List, SystemLevel};
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::item::TransferState;
use yinzheng_shared::organisation::Level;
use yinzheng_shared::record::State;

/// What became of a department's list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    pub(super) by: String,
    half_filled: Option<Date>,
    handed_in: Option<Date>,
    accepted: Option<Accepted>,
    /// When the department took over what others gave it.
    takes_over: Option<Date>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accepted {
    pub(super) by: String,
    pub(super) on: Date,
}

/// Takes the day's steps.
///
/// # Errors
/// Of the steps.
pub(super) async fn tell(day: &Day, opened: &[Date], lists: &[Told], catalogue: &Catalogue) -> Result<()> {
    if opened.iter().any(|on| day.is(*on)) {
        let bureau = day.person(BUREAU).await?;
        day.change(&bureau, |tx, step| {
            let actor = step.person.actor();
            scope_lists::open(tx, &step.scope, step.stamp, &actor, &step.rules.programme).map(drop)
        })
        .await?;
    }
    for told in lists {
        let on = |asked: Option<Date>| asked.is_some_and(|asked| day.is(asked));
        let staff = day.person(&told.by).await?;
        let department = catalogue.department(&staff.seat.name)?;
        if on(told.half_filled) {
            half_fill(day, &staff, department).await?;
        }
        if on(told.handed_in) {
            hand_in(day, &staff, department).await?;
        }
        if let Some(accepted) = &told.accepted
            && day.is(accepted.on)
        {
            accept(day, &staff, &accepted.by).await?;
        }
        if on(told.takes_over) {
            take_over(day, &staff).await?;
        }
    }
    Ok(())
}

/// The department's list in this state, with what is in it.
async fn list(day: &Day, staff: &Person, state: State) -> Result<Option<(Stored, List)>> {
    let Some((record, body)) = day.own(staff, Form::Scope, state).await? else {
        return Ok(None);
    };
    let list = serde_json::from_value(body.content).map_err(Error::internal)?;
    Ok(Some((record, list)))
}

const fn own_system(staff: &Person) -> SystemLevel {
    match staff.seat.level {
        Level::DistrictDepartment => SystemLevel::District,
        _ => SystemLevel::Municipal,
    }
}

/// Answers some rows, one of them not as it should be.
async fn half_fill(day: &Day, staff: &Person, department: &Department) -> Result<()> {
    let Some((record, mut list)) = list(day, staff, State::Draft).await? else {
        return Ok(());
    };
    let answered = department.answered(&list.rows, own_system(staff));
    let some = list.rows.len().div_ceil(2);
    for (row, answer) in list.rows.iter_mut().zip(answered).take(some) {
        *row = answer;
    }
    if let Some(row) = list.rows.first_mut() {
        row.system_name.clear();
    }
    let draft = Draft {
        expected: record.version,
        content: Content::Scope(list),
        reasons: Vec::new(),
    };
    day.change(staff, move |tx, step| {
        records::save(tx, &step.scope, step.stamp, &step.person.actor(), record.id, &draft)
    })
    .await
}

async fn hand_in(day: &Day, staff: &Person, department: &Department) -> Result<()> {
    let Some((record, list)) = list(day, staff, State::Draft).await? else {
        return Ok(());
    };
    let rows = department.answered(&list.rows, own_system(staff));
    let content = Content::Scope(List { rows, ..list });
    day.change(staff, move |tx, step| step.hand_in(tx, record.id, content.clone()))
        .await
}

async fn accept(day: &Day, staff: &Person, reviewer: &str) -> Result<()> {
    let Some((record, list)) = list(day, staff, State::Submitted).await? else {
        return Ok(());
    };
    let marked = list.rows.into_iter().filter(|row| row.change.is_some());
    let consents = marked.map(|row| row.code).collect();
    let reviewer = day.person(reviewer).await?;
    archive::accept(&day.state, &reviewer, record.id, record.version, consents).await
}

async fn take_over(day: &Day, staff: &Person) -> Result<()> {
    day.change(staff, |tx, step| {
        let own = step.person.seat.id;
        let transfers = scope_lists::waiting(tx, &step.scope)?.into_iter();
        for one in transfers.filter(|one| one.to.id == own && one.state == TransferState::Waiting) {
            let (actor, yes) = (step.person.actor(), TransferAnswer::Accept);
            scope_lists::answer(tx, &step.scope, step.stamp, &actor, one.record, &one.code, &yes)?;
        }
        Ok(())
    })
    .await
}
