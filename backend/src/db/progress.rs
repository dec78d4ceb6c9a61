//! How far the tasks of the programme are, of what the scope shows. One function a figure.

use super::items::OnItems;
use super::items::search::Search;
use super::pattern::of_each;
use super::schema::{items, record_items, records};
use super::{Backend, Conn, code, item_counts, items as catalogue, schedules, scope_lists, visible, windows};
use crate::auth::{Scope, scope::Reach};
use crate::error::{Error, Result};
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

/// Batches with an item of the scope that an issued schedule names.
fn batches(conn: &mut Conn, scope: &Scope, programme: &Programme) -> Result<Figure> {
    let schedules: Vec<String> = records::table
        .filter(records::form.eq(Form::Schedule.code()))
        .filter(records::state.eq(State::Archived.code()))
        .select(records::id)
        .load(conn)?;
    let mut done = 0;
    for batch in schedules::issued(conn)? {
        let of_batch = |seen: OnItems| Ok::<_, Error>(scheduled(seen)?.filter(items::batch.eq(i32::from(batch))));
        let items = item_counts::count(conn, of_batch(catalogue::sees(scope)?)?)?;
        if items == 0 {
            continue;
        }
        // Said as a number, lest the thousands of rows of every schedule are looked through first.
        let naming = record_items::table
            .filter(record_items::item_code.eq(items::code))
            .filter(record_items::record_id.eq_any(schedules.clone()))
            .select(count_star());
        // Of many, the first is met soon in the order of codes.
        let named = of_batch(catalogue::seen(scope, Search::Nothing.is_met_soon(items))?)?
            .filter(naming.single_value().assume_not_null().gt(0_i64));
        let first = named.order(items::code.asc()).select(items::code);
        let one: Option<String> = first.first(conn).optional()?;
        done += usize::from(one.is_some());
    }
    Ok(Figure {
        done: count(done),
        of: count(programme.batches.len()),
    })
}

/// Those of the items that are seen that are in a batch.
fn scheduled<'a>(seen: OnItems) -> Result<items::BoxedQuery<'a, Backend>> {
    let query = items::table.into_boxed().filter(seen);
    Ok(query
        .filter(items::batch.is_not_null())
        .filter(items::scope.ne_all(catalogue::gone()?)))
}

fn optimised(conn: &mut Conn, scope: &Scope) -> Result<Figure> {
    let done = scheduled(catalogue::sees(scope)?)?.filter(items::optimised_on.is_not_null());
    figure(conn, done, scheduled(catalogue::sees(scope)?)?)
}

fn connected(conn: &mut Conn, scope: &Scope) -> Result<Figure> {
    let done = scheduled(catalogue::sees(scope)?)?.filter(items::connection.ne(code::of(Connection::None)?));
    figure(conn, done, scheduled(catalogue::sees(scope)?)?)
}

fn joint_debugged(conn: &mut Conn, scope: &Scope) -> Result<Figure> {
    let done = scheduled(catalogue::sees(scope)?)?.filter(items::connection.eq(code::of(Connection::JointDebugged)?));
    let all = scheduled(catalogue::sees(scope)?)?.filter(items::connection.ne(code::of(Connection::FullProcess)?));
    figure(conn, done, all)
}

fn published(conn: &mut Conn, scope: &Scope) -> Result<Figure> {
    let done = scheduled(catalogue::sees(scope)?)?.filter(items::published_on.is_not_null());
    figure(conn, done, scheduled(catalogue::sees(scope)?)?)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::scratch::{department, empty, id, person, record, rules, run};
    use yinzheng_shared::organisation::Role;

    #[test]
    fn a_batch_counts_whose_schedule_names_an_item_that_is_still_there() {
        let mut conn = empty();
        run(
            &mut conn,
            &format!(
                "INSERT INTO organisations (id, name, level, path) VALUES ('{0}', 'city', 'city', '{0}/')",
                id(1)
            ),
        );
        for number in [2, 3] {
            department(&mut conn, number);
        }
        for batch in 1..=4 {
            record(
                &mut conn,
                10 + batch,
                (Form::Schedule, State::Archived),
                (2, 2),
                "2018-09-07",
            );
            let (schedule, owner) = (id(10 + batch), id(3));
            let scope = if batch == 4 { "cancelled" } else { "catalogued" };
            run(
                &mut conn,
                &format!(
                    "UPDATE records SET title = '{batch}' WHERE id = '{schedule}';
                     INSERT INTO items (code, name, owner_id, serving_id, base_code, connection, restricted, batch, scope)
                         VALUES ('{batch}', '', '{owner}', '{owner}', '', 'none', FALSE, {batch}, '{scope}')"
                ),
            );
            // What a file alone put into the third batch stands in no schedule.
            if batch != 3 {
                run(
                    &mut conn,
                    &format!("INSERT INTO record_items (record_id, item_code) VALUES ('{schedule}', '{batch}')"),
                );
            }
        }
        let programme = &rules().programme;
        for (role, organisation, done) in [(Role::Bureau, 2, 2), (Role::Staff, 3, 2), (Role::Staff, 2, 0)] {
            let person = person(&mut conn, role, organisation);
            let figure = batches(&mut conn, &person.scope(), programme).unwrap();
            assert_eq!(
                (figure.done, figure.of),
                (done, count(programme.batches.len())),
                "{role:?} of {organisation}"
            );
        }
    }
}
