//! How far the tasks of the programme are, of what the scope shows. One function a figure.

use super::pattern::of_each;
use super::schema::{items, records};
use super::{Backend, Conn, assessment, code, item_counts, items as catalogue, scope_lists, visible, windows};
use crate::auth::{Scope, scope::Reach};
use crate::error::Result;
use diesel::dsl::count_star;
use diesel::prelude::*;
use yinzheng_shared::api::programme::Figure;
use yinzheng_shared::date::Date;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::form::Form;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::programme::annex::Measure;
use yinzheng_shared::record::State;

/// How far a task is; none when it is not for the scope to see.
///
/// # Errors
/// Of the database.
pub fn of(
    conn: &mut Conn,
    scope: &Scope,
    programme: &Programme,
    today: Date,
    measure: Measure,
) -> Result<Option<Figure>> {
    let of_windows = matches!(measure, Measure::Accounts | Measure::Trained | Measure::Centres);
    if !of_windows && matches!(scope.reach(), Reach::NoForm | Reach::Uploads) {
        return Ok(None);
    }
    match measure {
        Measure::ScopeLists => scope_lists(conn, scope, programme).map(Some),
        Measure::Batches => batches(conn, scope, programme).map(Some),
        Measure::Optimised => optimised(conn, scope).map(Some),
        Measure::Connected => connected(conn, scope).map(Some),
        Measure::JointDebugged => joint_debugged(conn, scope).map(Some),
        Measure::GoLive => go_live(conn, scope).map(Some),
        Measure::Published => published(conn, scope).map(Some),
        Measure::Accounts => windows::figures::accounts(conn, scope),
        Measure::Trained => windows::figures::trained(conn, scope, &programme.windows),
        Measure::Centres => windows::figures::centres(conn, scope, &programme.windows, today),
    }
}

fn scope_lists(conn: &mut Conn, scope: &Scope, programme: &Programme) -> Result<Figure> {
    let overview = scope_lists::overview(conn, scope, programme)?;
    let accepted = overview.departments.iter().filter(|department| {
        let list = department.list.as_ref();
        list.is_some_and(|list| list.state == State::Archived)
    });
    Ok(Figure {
        done: count(accepted.count()),
        of: count(overview.departments.len()),
    })
}

/// Batches into which an issued schedule put an item of the scope.
fn batches(conn: &mut Conn, scope: &Scope, programme: &Programme) -> Result<Figure> {
    Ok(Figure {
        done: assessment::batches(conn, scope)?,
        of: count(programme.batches.len()),
    })
}

/// Items of the scope that are in a batch.
fn scheduled<'a>(scope: &Scope) -> Result<items::BoxedQuery<'a, Backend>> {
    Ok(catalogue::shown(scope)?
        .filter(items::batch.is_not_null())
        .filter(items::scope.ne_all(catalogue::gone()?)))
}

fn optimised(conn: &mut Conn, scope: &Scope) -> Result<Figure> {
    let done = scheduled(scope)?.filter(items::optimised_on.is_not_null());
    figure(conn, done, scheduled(scope)?)
}

fn connected(conn: &mut Conn, scope: &Scope) -> Result<Figure> {
    let done = scheduled(scope)?.filter(items::connection.ne(code::of(Connection::None)?));
    figure(conn, done, scheduled(scope)?)
}

fn joint_debugged(conn: &mut Conn, scope: &Scope) -> Result<Figure> {
    let done = scheduled(scope)?.filter(items::connection.eq(code::of(Connection::JointDebugged)?));
    let all = scheduled(scope)?.filter(items::connection.ne(code::of(Connection::FullProcess)?));
    figure(conn, done, all)
}

fn published(conn: &mut Conn, scope: &Scope) -> Result<Figure> {
    let done = scheduled(scope)?.filter(items::published_on.is_not_null());
    figure(conn, done, scheduled(scope)?)
}

fn figure(
    conn: &mut Conn,
    done: items::BoxedQuery<'_, Backend>,
    all: items::BoxedQuery<'_, Backend>,
) -> Result<Figure> {
    Ok(Figure {
        done: item_counts::count(conn, done)?,
        of: item_counts::count(conn, all)?,
    })
}

/// Go-live forms of the scope: a draft was not issued, what was given up is no longer asked for.
fn go_live(conn: &mut Conn, scope: &Scope) -> Result<Figure> {
    let by_state: Vec<(String, i64)> = records::table
        .filter(of_each(visible::records(scope)?))
        .filter(records::form.eq(Form::GoLive.code()))
        .filter(records::state.ne_all([State::Draft.code(), State::Void.code()]))
        .group_by(records::state)
        .select((records::state, count_star()))
        .load(conn)?;
    let mut figure = Figure { done: 0, of: 0 };
    for (state, records) in by_state {
        let records = u64::try_from(records).unwrap_or_default();
        figure.of += records;
        if state == State::Archived.code() {
            figure.done += records;
        }
    }
    Ok(figure)
}

fn count(count: usize) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
