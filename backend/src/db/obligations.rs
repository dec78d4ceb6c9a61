//! What is due. Each source lists the obligations of its kind; they are merged, ordered and cut into
//! pages here, for there are no more of them than open forms. What is shown of them is looked up for the
//! page alone.

mod source;

use super::Conn;
use super::records::Names;
use super::visible::{self, Condition};
use crate::auth::{Operator, Scope};
use crate::error::{Error, Result};
use crate::state::Rules;
use diesel::dsl::sql;
use diesel::sql_types::Bool;
use source::Narrowing;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::obligation::Obligation;
use yinzheng_shared::date::Date;
use yinzheng_shared::id::{OrganisationId, RecordId};
use yinzheng_shared::obligation::{Kind, counted};
use yinzheng_shared::problem::Problem;

pub(super) use source::Owed;

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
    fn of(owed: &Owed) -> Self {
        Self {
            due: owed.due.date,
            reference: owed.reference.clone(),
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
    let mut found = every(conn, visible::records(scope)?, &filter.narrowing(today))?;
    found.retain(|owed| filter.late.is_none_or(|late| late == is_late(owed, today)));
    if let Some(text) = filter.wanted() {
        let (names, titles) = (names(conn, &found)?, source::titles(conn, &found)?);
        found.retain(|owed| {
            let bearer = names.reference(owed.bearer).name;
            let title = titles.get(&owed.record).map_or("", String::as_str);
            let named = [title, &owed.reference, &bearer];
            named.iter().any(|name| name.to_lowercase().contains(&text))
        });
    }
    let total = found.len();
    if let Some(after) = &filter.after {
        found.retain(|owed| Cursor::of(owed) > *after);
    }
    let more = found.len() > filter.limit;
    found.truncate(filter.limit);
    let next = found.last().filter(|_| more).map(|last| Cursor::of(last).to_string());
    Ok(Listing {
        entries: shown(conn, rules, today, found)?,
        total: total as u64,
        next,
    })
}

impl Filter {
    fn narrowing(&self, today: Date) -> Narrowing {
        Narrowing {
            kinds: self.kinds.clone(),
            bearer: self.bearer,
            before: self.late.filter(|late| *late).map(|_| today),
            records: None,
            // SQLite knows no small letters but those of ASCII.
            text: self
                .wanted()
                .filter(|text| text.chars().all(|letter| letter.is_ascii() || !letter.is_lowercase())),
        }
    }

    /// Small letters of a text that is looked for.
    fn wanted(&self) -> Option<String> {
        let text = self.text.as_deref()?.trim().to_lowercase();
        Some(text).filter(|text| !text.is_empty())
    }
}

fn is_late(owed: &Owed, today: Date) -> bool {
    today > owed.due.date
}

fn names(conn: &mut Conn, found: &[Owed]) -> Result<Names> {
    Names::of_organisations(conn, found.iter().map(|owed| owed.bearer))
}

fn shown(conn: &mut Conn, rules: &Rules, today: Date, page: Vec<Owed>) -> Result<Vec<Obligation>> {
    let (names, mut titles) = (names(conn, &page)?, source::titles(conn, &page)?);
    let days = rules.calendar.working_days(today);
    let obligation = |owed: Owed| Obligation {
        kind: owed.kind,
        bearer: names.reference(owed.bearer),
        record: owed.record,
        late: is_late(&owed, today),
        reference: owed.reference,
        form: owed.form,
        title: titles.remove(&owed.record).unwrap_or_default(),
        due: owed.due,
        days: counted(owed.due, today, &days).days(),
    };
    Ok(page.into_iter().map(obligation).collect())
}

/// Every obligation, for the server's own reminders.
///
/// # Errors
/// Of the database.
pub(super) fn all(conn: &mut Conn, _server: &Operator) -> Result<Vec<Owed>> {
    every(conn, everything(), &Narrowing::default())
}

/// Those of some records, for the server's own reminders.
///
/// # Errors
/// Of the database.
pub(super) fn of(conn: &mut Conn, _server: &Operator, records: &[RecordId]) -> Result<Vec<Owed>> {
    let narrowing = Narrowing {
        records: Some(records.iter().map(ToString::to_string).collect()),
        ..Narrowing::default()
    };
    every(conn, everything(), &narrowing)
}

fn everything() -> Condition {
    Box::new(sql::<Bool>("1 = 1"))
}

/// Every source that there is; a further kind joins here.
fn every(conn: &mut Conn, shown: Condition, narrowing: &Narrowing) -> Result<Vec<Owed>> {
    let mut found = source::of_records(conn, shown, narrowing)?;
    found.sort_by_cached_key(Cursor::of);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::scratch;
    use yinzheng_shared::form::Form;
    use yinzheng_shared::record::State;

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
        let today = "2018-09-12".parse().unwrap();
        let found = all(&mut conn, &Operator::of_command("test")).unwrap();
        let due: Vec<(Kind, String, bool)> = found
            .iter()
            .map(|one| (one.kind, one.due.date.to_string(), is_late(one, today)))
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
