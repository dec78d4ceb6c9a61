//! Where obligations come from: open records with a due date.

use crate::db::pattern::{anywhere, lower};
use crate::db::schema::{organisations, records, scan_pages, scans};
use crate::db::visible::Condition;
use crate::db::{Backend, Conn, code};
use crate::error::Result;
use diesel::dsl::{max, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use std::collections::HashMap;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Form;
use yinzheng_shared::id::{OrganisationId, RecordId};
use yinzheng_shared::obligation::Kind;
use yinzheng_shared::record::State;

/// Something that is owed, before anything of it is written out.
#[derive(Clone, Debug)]
pub(in crate::db) struct Owed {
    pub(in crate::db) kind: Kind,
    pub(in crate::db) bearer: OrganisationId,
    pub(in crate::db) record: RecordId,
    pub(in crate::db) reference: String,
    pub(in crate::db) form: Form,
    pub(in crate::db) due: Due,
}

/// What the database leaves out; it never leaves out what is wanted.
#[derive(Clone, Debug, Default)]
pub(super) struct Narrowing {
    /// Kinds; empty: all.
    pub(super) kinds: Vec<Kind>,
    /// Who owes it; none: anybody.
    pub(super) bearer: Option<OrganisationId>,
    /// Only what may be due before this day.
    pub(super) before: Option<Date>,
    /// Of these records alone.
    pub(super) records: Option<Vec<String>>,
    /// Small letters that stand in the title, the reference or the name of who owes it.
    pub(super) text: Option<String>,
}

/// Most identifiers of one question: a database takes only so many values.
const AT_ONCE: usize = 1_000;

/// Their owners owe open records answered or stamped, and once they are complete the office that receives
/// them owes a look at them.
pub(super) fn of_records(conn: &mut Conn, shown: Condition, narrowing: &Narrowing) -> Result<Vec<Owed>> {
    let rows: Vec<Row> = narrowed(shown, narrowing).select(Row::as_select()).load(conn)?;
    let matched = rows.iter().filter(|row| row.state == State::Matched.code());
    let received = received(conn, &matched.map(|row| row.id.clone()).collect::<Vec<_>>())?;
    let owed = rows.into_iter().filter_map(|row| row.owed(&received).transpose());
    let wanted = |owed: &Owed| {
        (narrowing.kinds.is_empty() || narrowing.kinds.contains(&owed.kind))
            && narrowing.bearer.is_none_or(|bearer| bearer == owed.bearer)
            && narrowing.before.is_none_or(|day| owed.due.date < day)
    };
    owed.filter(|owed| owed.as_ref().map_or(true, wanted)).collect()
}

fn narrowed<'a>(shown: Condition, narrowing: &Narrowing) -> records::BoxedQuery<'a, Backend> {
    let wanted = |kind: Kind| narrowing.kinds.is_empty() || narrowing.kinds.contains(&kind);
    let obliges = |form: Form, state: State| Kind::of_record(form, state).is_some_and(wanted);
    let states: Vec<&str> = State::ALL
        .into_iter()
        .filter(|state| Form::ALL.into_iter().any(|form| obliges(form, *state)))
        .map(State::code)
        .collect();
    let forms: Vec<&str> = Form::ALL
        .into_iter()
        .filter(|form| State::ALL.into_iter().any(|state| obliges(*form, state)))
        .map(Form::code)
        .collect();
    let mut query = records::table
        .into_boxed()
        .filter(shown)
        // Word for word the condition of `records_under_way`, which has all that is asked for.
        .filter(sql::<Bool>("records.state <> 'archived' AND records.state <> 'void'"))
        .filter(records::state.eq_any(states))
        .filter(records::form.eq_any(forms))
        .filter(records::due_on.is_not_null());
    if let Some(bearer) = narrowing.bearer {
        // Expressions, lest everything that somebody owns or issued is gone through for the little that is open.
        let bearer = bearer.to_string();
        let bears = sql::<Bool>("(records.owner_id || '' = ").bind::<Text, _>(bearer.clone());
        query = query.filter(
            bears
                .sql(" OR records.issuer_id || '' = ")
                .bind::<Text, _>(bearer)
                .sql(")"),
        );
    }
    if let Some(day) = narrowing.before {
        // What waits at the desk may be due earlier than the form says.
        let passed = records::due_on
            .lt(day.to_string())
            .or(records::state.eq(State::Matched.code()));
        query = query.filter(passed);
    }
    if let Some(text) = &narrowing.text {
        let pattern = anywhere(text);
        let called = organisations::table
            .filter(lower(organisations::name).like(pattern.clone()).escape('\\'))
            .select(organisations::id);
        query = query.filter(
            lower(records::title)
                .like(pattern.clone())
                .escape('\\')
                .or(lower(records::reference).like(pattern).escape('\\'))
                .or(records::owner_id.eq_any(called.clone()))
                .or(records::issuer_id.eq_any(called)),
        );
    }
    if let Some(ids) = &narrowing.records {
        query = query.filter(records::id.eq_any(ids.clone()));
    }
    query
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = records)]
struct Row {
    id: String,
    reference: String,
    form: String,
    state: String,
    owner_id: String,
    issuer_id: String,
    due_on: Option<String>,
    due_provisional: bool,
    received_on: Option<String>,
}

impl Row {
    fn owed(self, received: &HashMap<String, Date>) -> Result<Option<Owed>> {
        let form: Form = code::word(&self.form)?;
        let (Some(kind), Some(date)) = (Kind::of_record(form, code::word(&self.state)?), self.due_on) else {
            return Ok(None);
        };
        let due = Due {
            date: code::day(&date)?,
            provisional: self.due_provisional,
        };
        let (bearer, due) = match kind {
            Kind::ScopeList | Kind::Consolidation | Kind::StampedForm => (self.owner_id, due),
            Kind::ScopeReview => {
                let came = self.received_on.as_deref().map(code::day).transpose()?;
                (self.issuer_id, no_earlier_than(due, came))
            }
            Kind::Confirmation => (
                self.issuer_id,
                due_at_the_desk(form, due, received.get(&self.id).copied()),
            ),
        };
        Ok(Some(Owed {
            kind,
            bearer: code::id(&bearer)?,
            record: code::id(&self.id)?,
            reference: self.reference,
            form,
            due,
        }))
    }
}

/// What records are called.
pub(super) fn titles<'a>(
    conn: &mut Conn,
    owed: impl IntoIterator<Item = &'a Owed>,
) -> Result<HashMap<RecordId, String>> {
    let ids: Vec<String> = owed.into_iter().map(|owed| owed.record.to_string()).collect();
    let mut titles = HashMap::new();
    for ids in ids.chunks(AT_ONCE) {
        let rows: Vec<(String, String)> = records::table
            .filter(records::id.eq_any(ids))
            .select((records::id, records::title))
            .load(conn)?;
        for (id, title) in rows {
            titles.insert(code::id(&id)?, title);
        }
    }
    Ok(titles)
}

/// By when a set at the desk is due: a go-live form publishes on the day on which it came back stamped;
/// of an optimisation form the notice says no more than its own date.
fn due_at_the_desk(form: Form, due: Due, received: Option<Date>) -> Due {
    match (form, received) {
        (Form::GoLive, Some(received)) => Due {
            date: received,
            provisional: false,
        },
        (Form::Optimization | Form::JointDebug, received) => no_earlier_than(due, received),
        _ => due,
    }
}

/// What came late is due at whoever looks at it on the day on which it came: the notice gives no days for the
/// look, and nobody owes it before it is there.
fn no_earlier_than(due: Due, came: Option<Date>) -> Due {
    match came {
        Some(date) if date > due.date => Due {
            date,
            provisional: false,
        },
        _ => due,
    }
}

/// The business date on which the set of each matched record became complete.
fn received(conn: &mut Conn, matched: &[String]) -> Result<HashMap<String, Date>> {
    let mut received = HashMap::new();
    for ids in matched.chunks(AT_ONCE) {
        let rows: Vec<(Option<String>, Option<String>)> = scan_pages::table
            .inner_join(scans::table.on(scans::id.eq(scan_pages::scan_id)))
            .filter(scan_pages::record_id.eq_any(ids))
            .filter(scan_pages::holds.eq(true))
            .group_by(scan_pages::record_id)
            .select((scan_pages::record_id, max(scans::uploaded_on)))
            .load(conn)?;
        for (record, on) in rows {
            if let (Some(record), Some(on)) = (record, on) {
                received.insert(record, code::day(&on)?);
            }
        }
    }
    Ok(received)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_has_until_the_day_on_which_a_set_came() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let due = Due {
            date: date("2018-09-25"),
            provisional: false,
        };
        let at = |form, received: &str| due_at_the_desk(form, due, Some(date(received))).date;
        assert_eq!(at(Form::GoLive, "2018-09-21"), date("2018-09-21"));
        assert_eq!(at(Form::GoLive, "2018-09-28"), date("2018-09-28"));
        assert_eq!(at(Form::Optimization, "2018-09-21"), date("2018-09-25"));
        assert_eq!(at(Form::Optimization, "2018-09-28"), date("2018-09-28"));
    }
}
