//! By when a stamped form is due back.

use super::change::{Change, apply};
use super::filled::filled;
use super::stored::Row;
use crate::auth::Operator;
use crate::db::audit::{Administration, Entry, Stamp};
use crate::db::schema::{records, revisions};
use crate::db::{Tx, audit, code};
use crate::error::Result;
use crate::state::Rules;
use diesel::prelude::*;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::date::Date;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::optimization::Optimization;
use yinzheng_shared::form::{Content, Form, joint_debug};

/// How a form was handed in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Submitted {
    /// On which day.
    pub(super) on: Date,
    /// Whether it corrects an archived form.
    pub(super) corrects: bool,
}

/// By when a form handed in on `submitted` is due, by the facts of its check and the arrangements published
/// by `known`.
pub(super) fn of(rules: &Rules, content: &Content, facts: &Facts, submitted: Submitted, known: Date) -> Option<Due> {
    match content {
        // A list is due on the day that the programme sets, whenever it is handed in.
        Content::Scope(_) | Content::Consolidation(_) | Content::Schedule(_) | Content::Bulletin(_) => None,
        Content::Optimization(form) => Some(of_optimization(rules, form, submitted, known)),
        Content::JointDebug(form) => joint_debug::scheduled(form, facts).map(firm),
        Content::GoLive(form) => form.finish_by.map(firm),
    }
}

const fn firm(date: Date) -> Due {
    Due {
        date,
        provisional: false,
    }
}

/// So many working days after the session; after the form was handed in, where it names none, and where it corrects
/// one that was stamped in time.
fn of_optimization(rules: &Rules, form: &Optimization, submitted: Submitted, known: Date) -> Due {
    let days = rules.programme.deadlines.optimization;
    let session = form.session_on.filter(|_| !submitted.corrects);
    let from = session.unwrap_or(submitted.on);
    rules.calendar.add_working_days(from, days, known)
}

/// Computes provisional dates anew, now that more arrangements may be published; how many moved or
/// became firm. For the server itself, not for a caller.
///
/// # Errors
/// Of the database.
pub fn recompute_provisional(tx: &mut Tx<'_>, server: &Operator, stamp: Stamp, rules: &Rules) -> Result<usize> {
    let rows: Vec<(Row, String)> = records::table
        .inner_join(
            revisions::table.on(revisions::record_id
                .eq(records::id)
                .and(revisions::revision.eq(records::revision))),
        )
        // The date of a go-live form is written on it and never provisional.
        .filter(records::form.eq(Form::Optimization.code()))
        .filter(records::due_provisional.eq(true))
        .filter(records::archived_at.is_null())
        .select((Row::as_select(), revisions::submitted_on))
        .load(tx.conn())?;
    let mut changed = 0;
    for (row, submitted) in rows {
        let record = row.read()?;
        let Ok(Content::Optimization(form)) = filled(tx, &record)?.content() else {
            continue;
        };
        let submitted = Submitted {
            on: code::day(&submitted)?,
            corrects: record.replaces.is_some(),
        };
        let due = Some(of_optimization(rules, &form, submitted, stamp.on));
        if due != record.due {
            apply(
                tx,
                stamp,
                &record,
                Change {
                    due: Some(due),
                    ..Change::default()
                },
            )?;
            let mut entry = Entry::of_administration(Administration::DueRecomputed, None);
            (entry.record, entry.revision) = (Some(record.id), record.revision);
            audit::record(tx, stamp, &server.actor(), &entry)?;
            changed += 1;
        }
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::calendar::{CHINA, Calendar};
    use yinzheng_shared::programme::HANGZHOU_2018;

    #[test]
    fn a_date_across_new_year_is_provisional_until_the_next_arrangement() {
        let calendar: Calendar = toml::from_str(CHINA).unwrap();
        let rules = Rules {
            programme: toml::from_str(HANGZHOU_2018).unwrap(),
            calendar,
            digest: String::new(),
        };
        let day = |text: &str| text.parse::<Date>().unwrap();
        let handed_in = |corrects| Submitted {
            on: day("2018-12-28"),
            corrects,
        };
        let content = Content::Optimization(Optimization::default());
        let facts = Facts::default();
        let early = of(&rules, &content, &facts, handed_in(false), day("2018-11-30")).unwrap();
        assert!(early.provisional);
        let firm = of(&rules, &content, &facts, handed_in(false), day("2018-12-28")).unwrap();
        assert_eq!(
            firm,
            Due {
                date: day("2019-01-03"),
                provisional: false
            }
        );
        let content = Content::Optimization(Optimization {
            session_on: Some(day("2018-09-18")),
            ..Optimization::default()
        });
        let from_session = of(&rules, &content, &facts, handed_in(false), day("2018-12-28")).unwrap();
        assert_eq!(
            from_session.date,
            day("2018-09-21"),
            "the days are counted from the session"
        );
        let correction = of(&rules, &content, &facts, handed_in(true), day("2018-12-28")).unwrap();
        assert_eq!(correction, firm, "a correction is of no session");
    }
}
