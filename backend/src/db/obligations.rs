//! What is due. Each source lists the obligations of its kind; they are merged, ordered and cut into
//! pages here, for there are no more of them than open forms.

use super::records::{Names, Row, Stored};
use super::schema::{records, scan_pages, scans};
use super::visible::{self, Condition};
use super::{Conn, code};
use crate::auth::{Operator, Scope};
use crate::error::{Error, Result};
use crate::state::Rules;
use diesel::dsl::{max, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::obligation::Obligation;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Form;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::obligation::{Kind, standing};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::State;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a title, a reference or the name of who owes.
    pub text: Option<String>,
    /// Kinds; empty: all.
    pub kinds: Vec<Kind>,
    /// Who owes it; none: anybody.
    pub bearer: Option<OrganisationId>,
    /// Past their due date, or not; none: both.
    pub late: Option<bool>,
    /// After which entry to go on.
    pub after: Option<Cursor>,
    /// Most entries of a page.
    pub limit: usize,
}

/// The last entry of a page: where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    due: Date,
    reference: String,
}

impl Cursor {
    fn of(obligation: &Obligation) -> Self {
        Self {
            due: obligation.due.date,
            reference: obligation.reference.clone(),
        }
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{}", self.due, self.reference)
    }
}

impl std::str::FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (due, reference) = text.split_once('.').ok_or(Problem::BadRequest)?;
        Ok(Self {
            due: due.parse().map_err(|_| Problem::BadRequest)?,
            reference: reference.to_owned(),
        })
    }
}

/// One page of the obligations that the scope shows, the most urgent first.
///
/// # Errors
/// Of the database.
pub fn list(
    conn: &mut Conn,
    scope: &Scope,
    rules: &Rules,
    today: Date,
    filter: &Filter,
) -> Result<Listing<Obligation>> {
    let mut found = every(conn, visible::records(scope)?, rules, today)?;
    found.retain(|one| filter.takes(one));
    let total = found.len();
    if let Some(after) = &filter.after {
        found.retain(|one| Cursor::of(one) > *after);
    }
    let more = found.len() > filter.limit;
    found.truncate(filter.limit);
    let next = found.last().filter(|_| more).map(|last| Cursor::of(last).to_string());
    Ok(Listing {
        entries: found,
        total: total as u64,
        next,
    })
}

impl Filter {
    fn takes(&self, one: &Obligation) -> bool {
        let wanted = self.text.as_deref().unwrap_or_default().trim().to_lowercase();
        let named = [&one.title, &one.reference, &one.bearer.name];
        (self.kinds.is_empty() || self.kinds.contains(&one.kind))
            && self.bearer.is_none_or(|bearer| bearer == one.bearer.id)
            && self.late.is_none_or(|late| late == one.late)
            && (wanted.is_empty() || named.iter().any(|text| text.to_lowercase().contains(&wanted)))
    }
}

/// Every obligation, for the server's own reminders.
///
/// # Errors
/// Of the database.
pub fn all(conn: &mut Conn, _server: &Operator, rules: &Rules, today: Date) -> Result<Vec<Obligation>> {
    every(conn, Box::new(sql::<Bool>("1 = 1")), rules, today)
}

/// Every source that there is; a further kind joins here.
fn every(conn: &mut Conn, shown: Condition, rules: &Rules, today: Date) -> Result<Vec<Obligation>> {
    let mut found = of_records(conn, shown, rules, today)?;
    found.sort_by_cached_key(Cursor::of);
    Ok(found)
}

/// Open records with a due date: their owners owe them answered or stamped, and once they are complete the
/// office that receives them owes a look at them.
fn of_records(conn: &mut Conn, shown: Condition, rules: &Rules, today: Date) -> Result<Vec<Obligation>> {
    let obliging = |state: &State| {
        Form::ALL
            .into_iter()
            .any(|form| Kind::of_record(form, *state).is_some())
    };
    let states: Vec<&str> = State::ALL.into_iter().filter(obliging).map(State::code).collect();
    let rows: Vec<Row> = records::table
        .filter(shown)
        .filter(records::state.eq_any(states))
        .filter(records::due_on.is_not_null())
        .select(Row::as_select())
        .load(conn)?;
    let found = rows.into_iter().map(Row::read).collect::<Result<Vec<_>>>()?;
    let (names, received) = (Names::of(conn, &found)?, received(conn, &found)?);
    let obligation = |record: Stored| {
        let kind = Kind::of_record(record.form, record.state)?;
        let (bearer, due) = match kind {
            Kind::ScopeList | Kind::StampedForm => (record.owner, record.due?),
            Kind::ScopeReview => (record.issuer, no_earlier_than(record.due?, record.received_on)),
            Kind::Confirmation => {
                let came = received.get(&record.id.to_string()).copied();
                (record.issuer, due_at_the_desk(record.form, record.due?, came))
            }
        };
        Some(Obligation {
            kind,
            bearer: names.reference(bearer),
            record: record.id,
            reference: record.reference,
            form: record.form,
            title: record.title,
            due,
            days: standing(due, today, &rules.calendar).days(),
            late: today > due.date,
        })
    };
    Ok(found.into_iter().filter_map(obligation).collect())
}

/// By when a set at the desk is due: a go-live form publishes on the day on which it came back stamped;
/// of an optimisation form the notice says no more than its own date.
fn due_at_the_desk(form: Form, due: Due, received: Option<Date>) -> Due {
    match (form, received) {
        (Form::GoLive, Some(received)) => Due {
            date: received,
            provisional: false,
        },
        (Form::Optimization, received) => no_earlier_than(due, received),
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
fn received(conn: &mut Conn, found: &[Stored]) -> Result<HashMap<String, Date>> {
    let matched = found.iter().filter(|record| record.state == State::Matched);
    let ids: Vec<String> = matched.map(|record| record.id.to_string()).collect();
    let rows: Vec<(Option<String>, Option<String>)> = scan_pages::table
        .inner_join(scans::table.on(scans::id.eq(scan_pages::scan_id)))
        .filter(scan_pages::record_id.eq_any(ids))
        .filter(scan_pages::holds.eq(true))
        .group_by(scan_pages::record_id)
        .select((scan_pages::record_id, max(scans::uploaded_on)))
        .load(conn)?;
    rows.into_iter()
        .filter_map(|(record, on)| Some((record?, on?)))
        .map(|(record, on)| Ok((record, code::day(&on)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::scratch;

    #[test]
    fn a_cursor_reads_back() {
        let cursor = Cursor {
            due: "2018-09-25".parse().unwrap(),
            reference: "K7QF2M9".to_owned(),
        };
        assert_eq!(cursor.to_string().parse::<Cursor>().unwrap(), cursor);
        for broken in ["", "2018-09-25", "2018-02-30.K"] {
            assert!(broken.parse::<Cursor>().is_err(), "{broken}");
        }
    }

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

    /// A list that came late is not at once overdue at its reviewer.
    #[test]
    fn a_list_is_due_at_its_reviewer_no_earlier_than_it_came() {
        let mut conn = scratch::empty();
        for (number, came) in [(11, "2018-09-05"), (12, "2018-09-12")] {
            scratch::record(&mut conn, number, (Form::Scope, State::Submitted), (2, 3), "2018-09-07");
            let id = scratch::id(number);
            scratch::run(
                &mut conn,
                &format!("UPDATE records SET received_on = '{came}' WHERE id = '{id}'"),
            );
        }
        let rules = scratch::rules();
        let server = Operator::of_command("test");
        let found = all(&mut conn, &server, &rules, "2018-09-12".parse().unwrap()).unwrap();
        let due: Vec<(Kind, String, bool)> = found
            .into_iter()
            .map(|one| (one.kind, one.due.date.to_string(), one.late))
            .collect();
        assert_eq!(
            due,
            [
                (Kind::ScopeReview, "2018-09-07".to_owned(), true),
                (Kind::ScopeReview, "2018-09-12".to_owned(), false)
            ]
        );
    }
}
