//! Which records a scope shows: the table of roles as one condition.

use super::items::search;
use super::organisations::of_units;
use super::pattern::anywhere;
use super::records::Stored;
use super::schema::{items, organisations, record_items, records, revisions};
use super::{Backend, Conn, code, dialect};
use crate::auth::{Scope, scope::Reach};
use crate::error::Result;
use diesel::dsl::{exists, not, sql};
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use std::collections::HashSet;
use yinzheng_shared::digest::read_canonical;
use yinzheng_shared::form::Form;
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::record::{self, Side, Standing, State};

/// A condition on a record.
pub type Condition = Box<dyn BoxableExpression<records::table, Backend, SqlType = Bool>>;

/// The records that the scope shows.
///
/// # Errors
/// A slip of ours in a code.
pub fn records(scope: &Scope) -> Result<Condition> {
    let own = scope.seat().id.to_string();
    // One line for each way to a record, each with something that an index finds it by.
    let ways: Condition = match scope.reach() {
        Reach::Everything => Box::new(sql::<Bool>("1 = 1")),
        Reach::NoForm | Reach::Uploads => Box::new(sql::<Bool>("1 = 0")),
        Reach::Line => any([
            Some(own_and_issued(&own)?),
            Some(Box::new(
                of_units(scope, records::owner_id)?
                    .and(not_an_unissued_draft(&own)?)
                    .and(tells_nothing_restricted()),
            )),
            shared_by_the_city(scope)?,
            Some(schedules_with_items_of(&own)),
            Some(issued_bulletins()),
        ]),
        Reach::Area(_) => any([
            Some(own_and_issued(&own)?),
            Some(Box::new(
                of_units(scope, records::owner_id)?
                    .and(not_an_unissued_draft(&own)?)
                    .and(tells_nothing_restricted().or(reviews(scope))),
            )),
            shared_by_the_city(scope)?,
            Some(issued_bulletins()),
        ]),
    };
    Ok(match (scope.reach(), scope.role()) {
        (Reach::Everything, _) | (_, Some(Role::Reviewer)) => ways,
        // It counts what is secret; whoever reviews lists knows that from the lists.
        _ => Box::new(ways.and(records::form.ne(Form::Consolidation.code()))),
    })
}

/// At least one of these.
fn any<const WAYS: usize>(ways: [Option<Condition>; WAYS]) -> Condition {
    let none: Condition = Box::new(sql::<Bool>("1 = 0"));
    ways.into_iter()
        .flatten()
        .reduce(|either, or| Box::new(either.or(or)))
        .unwrap_or(none)
}

/// What the organisation issues or receives, and what is its own.
fn own_and_issued(own: &str) -> Result<Condition> {
    let owned = records::owner_id.eq(own.to_owned());
    Ok(Box::new(
        records::issuer_id
            .eq(own.to_owned())
            .or(owned.and(not_an_unissued_draft(own)?)),
    ))
}

/// Those of the records that the scope shows.
///
/// # Errors
/// Of the database.
pub(super) fn those<'a>(
    conn: &mut Conn,
    scope: &Scope,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<HashSet<String>> {
    let ids: HashSet<&str> = ids.into_iter().collect();
    let shown: Vec<String> = records::table
        .filter(records(scope)?)
        .filter(records::id.eq_any(ids))
        .select(records::id)
        .load(conn)?;
    Ok(shown.into_iter().collect())
}

/// The records of the units whose work the scope shows. What the city shares with the districts is read there, and
/// is not theirs.
///
/// # Errors
/// A slip of ours in a code.
pub(super) fn of_own_units(scope: &Scope) -> Result<Condition> {
    let own = scope.seat().id.to_string();
    Ok(match scope.reach() {
        Reach::Everything => Box::new(sql::<Bool>("1 = 1")),
        Reach::NoForm | Reach::Uploads => Box::new(sql::<Bool>("1 = 0")),
        Reach::Line | Reach::Area(_) => Box::new(records::owner_id.eq(own).or(of_units(scope, records::owner_id)?)),
    })
}

/// A go-live form that was never issued is its issuer's alone; so is a bulletin, of which others see what
/// [`issued_bulletins`] shows.
fn not_an_unissued_draft(own: &str) -> Result<Condition> {
    let submitted = revisions::table
        .filter(revisions::record_id.eq(records::id))
        .select(revisions::record_id);
    let issued = records::form
        .ne(Form::GoLive.code())
        .or(records::state.ne(State::Draft.code()))
        .or(records::issuer_id.eq(own.to_owned()))
        .or(exists(submitted));
    Ok(Box::new(records::form.ne(Form::Bulletin.code()).and(issued)))
}

/// Who reviews lists reads them whole: what is secret is one of the reasons to weigh.
fn reviews(scope: &Scope) -> Condition {
    let reviews = scope.role() == Some(Role::Reviewer);
    if reviews {
        Box::new(records::form.eq_any([Form::Scope.code(), Form::Consolidation.code()]))
    } else {
        Box::new(sql::<Bool>("1 = 0"))
    }
}

/// Archived optimisation forms of municipal departments are read in every district: “各区、县(市)共享
/// 使用”; in the city they are nothing besides what one sees anyway.
fn shared_by_the_city(scope: &Scope) -> Result<Option<Condition>> {
    if matches!(scope.seat().level, Level::City | Level::CityDepartment) {
        return Ok(None);
    }
    let municipal = organisations::table
        .filter(organisations::level.eq(code::of(Level::CityDepartment)?))
        .select(organisations::id);
    Ok(Some(Box::new(
        records::form
            .eq(Form::Optimization.code())
            .and(records::state.eq(State::Archived.code()))
            .and(records::owner_id.eq_any(municipal))
            .and(tells_nothing_restricted()),
    )))
}

/// What says of an item that it is secret, names one that is, or lists a department that has one is not
/// for those who only read.
fn tells_nothing_restricted() -> Condition {
    let of_owner = items::table
        .filter(items::owner_id.eq(records::owner_id))
        .filter(items::restricted.eq(true))
        .select(items::code);
    Box::new(
        records::restricted
            .eq(false)
            .and(records::form.ne(Form::Scope.code()).or(not(exists(of_owner))))
            .and(names_nothing_restricted()),
    )
}

/// Issued schedules are read by whoever owns or serves an item in them; [`reads_own_rows`] says of how
/// much.
///
/// [`reads_own_rows`]: yinzheng_shared::record::reads_own_rows
fn schedules_with_items_of(own: &str) -> Condition {
    let own = own.to_owned();
    let naming = record_items::table
        .inner_join(items::table.on(items::code.eq(record_items::item_code)))
        .filter(record_items::record_id.eq(records::id))
        .filter(items::owner_id.eq(own.clone()).or(items::serving_id.eq(own)))
        .select(record_items::record_id);
    Box::new(
        records::form
            .eq(Form::Schedule.code())
            .and(records::state.eq(State::Archived.code()))
            .and(exists(naming)),
    )
}

/// A bulletin that was issued is for all who see forms: it names departments, and no item.
fn issued_bulletins() -> Condition {
    Box::new(
        records::form
            .eq(Form::Bulletin.code())
            .and(records::state.eq(State::Archived.code())),
    )
}

/// Those of the codes that the caller's organisation owns or serves.
///
/// # Errors
/// Of the database.
pub(super) fn own_codes(conn: &mut Conn, scope: &Scope, codes: &[&str]) -> Result<HashSet<String>> {
    let own = scope.seat().id.to_string();
    let found: Vec<String> = items::table
        .filter(items::code.eq_any(codes))
        .filter(items::owner_id.eq(&own).or(items::serving_id.eq(&own)))
        .select(items::code)
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// Records that name an item with this in its code; none for a text that no code is looked for. Where few codes have it
/// (`rare`), the records are found by them; otherwise each record is asked, which is said as a number, lest all codes of
/// all records are looked through first. Of a schedule of which the caller reads some rows, those rows alone are asked.
pub(super) fn naming(conn: &Conn, scope: &Scope, text: &str, rare: bool) -> Option<Condition> {
    if !search::is_of_codes(text) {
        return None;
    }
    let own = scope.seat().id;
    let named = |join: &str, besides: &str| -> Condition {
        if rare {
            let before = format!(
                "records.id IN (SELECT record_items.record_id FROM record_items{join} WHERE record_items.item_code"
            );
            return dialect::is_code_with(conn, (&before, &format!("{besides})")), text);
        }
        let before = format!(
            "COALESCE((SELECT 1 FROM record_items{join} WHERE record_items.record_id = records.id{besides} \
             AND lower(record_items.item_code) LIKE "
        );
        Box::new(
            sql::<Bool>(&before)
                .bind::<Text, _>(anywhere(text))
                .sql(" ESCAPE '\\' LIMIT 1), 0) > 0"),
        )
    };
    let any = named("", "");
    if !matches!(scope.reach(), Reach::Line) {
        return Some(any);
    }
    let not_in_part = records::form
        .ne(Form::Schedule.code())
        .or(records::owner_id.eq(own.to_string()));
    let of_own = named(
        " INNER JOIN items ON items.code = record_items.item_code",
        &format!(" AND (items.owner_id = '{own}' OR items.serving_id = '{own}')"),
    );
    Some(Box::new(any.and(not_in_part).or(of_own)))
}

/// Secret and sensitive items stay with their owner and the bureau.
pub(super) fn names_nothing_restricted() -> Condition {
    Box::new(records::names_restricted.eq(false))
}

/// Records of which the database does not know what they name, a line each: a hand in the database.
///
/// # Errors
/// Of the database.
pub fn faults(conn: &mut Conn) -> Result<Vec<String>> {
    let restricted = record_items::table
        .inner_join(items::table.on(items::code.eq(record_items::item_code)))
        .filter(record_items::record_id.eq(records::id))
        .filter(items::restricted.eq(true))
        .select(record_items::record_id);
    let wrong: Vec<String> = records::table
        .filter(records::names_restricted.ne(exists(restricted)))
        .order(records::reference.asc())
        .select(records::reference)
        .load(conn)?;
    let told = |reference: &String| format!("record {reference}: whether it names a secret item is not what is kept");
    Ok(wrong.iter().map(told).collect())
}

/// Whether the scope reads a bulletin as it was issued, and nothing of how it came about.
pub(super) fn reads_as_issued(scope: &Scope, record: &Stored) -> bool {
    let side = scope.side(record.owner, record.issuer);
    scope
        .role()
        .is_none_or(|role| record::reads_as_issued(record.form, Standing { role, side }))
}

/// Whether the scope shows a revision of a record that it shows: a former revision may name a secret
/// item that the record no longer names. One whose items this program cannot read is not shown to
/// those who only read.
///
/// # Errors
/// Of the database.
pub fn revision(conn: &mut Conn, scope: &Scope, record: &Stored, number: u16, canonical: &str) -> Result<bool> {
    let reads_only = scope.side(record.owner, record.issuer) == Side::Reader;
    if !reads_only || matches!(scope.reach(), Reach::Everything) {
        return Ok(true);
    }
    if reads_as_issued(scope, record) {
        // Whom it named before it was issued is nobody else's.
        return Ok(number == record.revision);
    }
    let Some(content) = read_canonical(canonical.as_bytes()) else {
        return Ok(false);
    };
    let named = content.item_codes().into_iter().filter(|code| !code.contains('\0'));
    let restricted: i64 = items::table
        .filter(items::code.eq_any(named.collect::<Vec<_>>()))
        .filter(items::restricted.eq(true))
        .count()
        .get_result(conn)?;
    Ok(restricted == 0)
}

#[cfg(test)]
mod tests;
