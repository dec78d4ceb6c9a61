//! What window staff learnt.

use super::{facts, sight};
use crate::auth::Scope;
use crate::db::audit::{Actor, Entry, Stamp, Window};
use crate::db::maker::{Maker, passed};
use crate::db::schema::{window_accounts, window_trainings};
use crate::db::{Conn, Tx, audit, code};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::api::window::{Learnt, Progress, TrainingAnswer};
use yinzheng_shared::date::Date;
use yinzheng_shared::id::AccountId;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::window::programme::Windows;
use yinzheng_shared::window::training::{self, Lessons};

/// Kind of a film seen.
const FILM: &str = "film";
/// Kind of the demonstration item passed.
pub(super) const DEMONSTRATION: &str = "demonstration";

/// A row: account, kind, code, day.
pub(super) type Row = (String, String, String, String);

/// What the people of these accounts have learnt, by account.
pub(super) fn of(conn: &mut Conn, windows: &Windows, accounts: &[String]) -> Result<HashMap<String, Progress>> {
    let rows: Vec<Row> = window_trainings::table
        .filter(window_trainings::account_id.eq_any(accounts))
        .order((window_trainings::done_on.asc(), window_trainings::code.asc()))
        .select((
            window_trainings::account_id,
            window_trainings::kind,
            window_trainings::code,
            window_trainings::done_on,
        ))
        .load(conn)?;
    by_account(windows, rows)
}

/// Rows in the order of their days, by account.
pub(super) fn by_account(windows: &Windows, rows: Vec<Row>) -> Result<HashMap<String, Progress>> {
    let mut found: HashMap<String, Progress> = HashMap::new();
    for (account, kind, film, on) in rows {
        let progress = found.entry(account).or_default();
        let on = code::day(&on)?;
        if kind == FILM {
            progress.films.push(Learnt { code: film, on });
        } else {
            progress.practised = Some(progress.practised.map_or(on, |before| before.min(on)));
        }
    }
    for progress in found.values_mut() {
        let seen: Vec<(&str, Date)> = progress
            .films
            .iter()
            .map(|film| (film.code.as_str(), film.on))
            .collect();
        progress.passed_on = windows.passed_on(&seen, progress.practised);
    }
    Ok(found)
}

/// Keeps what people learnt.
///
/// # Errors
/// [`Problem::RulesBroken`], also for accounts that others keep, and those of the database.
pub fn keep(tx: &mut Tx<'_>, maker: &Maker<'_>, lessons: &Lessons) -> Result<TrainingAnswer> {
    let scope = maker.scope;
    let facts = facts::of_lessons(tx, scope, lessons)?;
    passed(training::check(lessons, &facts, &maker.context(), maker.language))?;
    let mut answer = TrainingAnswer { kept: 0, unchanged: 0 };
    for row in &lessons.rows {
        let account: AccountId = code::id(row.account.trim())?;
        let films = row.films.iter().map(|film| (FILM, film.film.trim(), film.on));
        let mut kept = 0;
        for (kind, code, on) in films.chain([(DEMONSTRATION, "", row.practised)]) {
            let Some(on) = on else { continue };
            if learn(tx, scope, account, kind, code, on)? == Known::Before {
                answer.unchanged += 1;
            } else {
                kept += 1;
            }
        }
        if kept > 0 {
            answer.kept += kept;
            let entry = Entry::of_window(Window::TrainingKept, Some(account.0));
            audit::record(tx, maker.stamp, maker.actor, &entry)?;
        }
    }
    Ok(answer)
}

/// Keeps that the demonstration item was practised here without a mistake, on a case of the programme.
///
/// # Errors
/// [`Problem::NotFound`] when the account is ended or others keep it, and those of the database.
pub fn pass(tx: &mut Tx<'_>, stamp: Stamp, scope: &Scope, actor: &Actor, account: AccountId, case: &str) -> Result<()> {
    is_kept(tx, scope, account)?;
    let before: Option<String> = window_trainings::table
        .find((account.to_string(), DEMONSTRATION, case))
        .select(window_trainings::done_on)
        .first(tx.conn())
        .optional()?;
    if before.is_some() {
        return Ok(());
    }
    learn(tx, scope, account, DEMONSTRATION, case, stamp.on)?;
    audit::record(
        tx,
        stamp,
        actor,
        &Entry::of_window(Window::ExercisePassed, Some(account.0)),
    )
}

/// Whether an account is active and kept by the one who asks.
///
/// # Errors
/// [`Problem::NotFound`] when it is not, and those of the database.
pub fn is_kept(conn: &mut Conn, scope: &Scope, account: AccountId) -> Result<()> {
    let kept: i64 = window_accounts::table
        .filter(window_accounts::id.eq(account.to_string()))
        .filter(window_accounts::active.eq(true))
        .filter(sight::kept(scope)?)
        .count()
        .get_result(conn)?;
    if kept == 0 {
        return Err(Problem::NotFound.into());
    }
    Ok(())
}

/// Whether something learnt was known before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Now,
    Before,
}

fn learn(tx: &mut Tx<'_>, scope: &Scope, account: AccountId, kind: &str, code: &str, on: Date) -> Result<Known> {
    let (id, on) = (account.to_string(), on.to_string());
    let by = scope.user().ok_or(Problem::Forbidden)?.to_string();
    let row = window_trainings::table.find((&id, kind, code));
    let before: Option<String> = row.select(window_trainings::done_on).first(tx.conn()).optional()?;
    match before {
        Some(before) if before == on => return Ok(Known::Before),
        Some(_) => {
            diesel::update(row)
                .set((window_trainings::done_on.eq(&on), window_trainings::kept_by.eq(&by)))
                .execute(tx.conn())?;
        }
        None => {
            diesel::insert_into(window_trainings::table)
                .values((
                    window_trainings::account_id.eq(&id),
                    window_trainings::kind.eq(kind),
                    window_trainings::code.eq(code),
                    window_trainings::done_on.eq(&on),
                    window_trainings::kept_by.eq(&by),
                ))
                .execute(tx.conn())?;
        }
    }
    Ok(Known::Now)
}
