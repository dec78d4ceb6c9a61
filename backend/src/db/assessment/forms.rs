//! Stamped forms: who owes them, and whether they came back by their day.
//!
//! A form came back on the day of the upload that was confirmed (`received_on`), or of the one that now waits
//! at the desk: a department's clock stops at its upload.
//!
//! What history cannot tell: a form that is given up, sent back or opened again loses its due date, and no row
//! keeps it, so such a form is told of no past day until it is handed in again; an upload that was refused later
//! never counted; a due date that was computed anew is told as it is now.

use super::Narrowing;
use super::statement::{Part, Statement, list as values};
use crate::auth::Scope;
use crate::db::{Conn, code, page, visible};
use crate::error::Result;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use std::collections::HashMap;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::assessment::CountedForm;
use yinzheng_shared::assessment::{FormCount, FormFigures};
use yinzheng_shared::date::Date;
use yinzheng_shared::organisation::OrganisationRef;

/// `WITH … asked`: a row for each stamped form of the units whose work the scope shows whose day has passed: `id`, `owner_id`, `due_on`,
/// `back_on` (none: not by then). They are read from `records_by_due` alone:
/// columns are given as expressions, lest another index is taken for the sake of an order, whose rows are as
/// long as what is written in them.
fn asked(scope: &Scope, on: Date) -> Result<Vec<Part>> {
    let on = || Part::Text(on.to_string());
    Ok(vec![
        Part::Sql(
            "WITH owed AS (SELECT records.id || '' AS id, records.owner_id || '' AS owner_id, records.due_on AS due_on, \
             CASE WHEN records.received_on IS NOT NULL THEN records.received_on \
             WHEN records.state = 'matched' THEN (SELECT MAX(scans.uploaded_on) FROM scan_pages \
             INNER JOIN scans ON scans.id = scan_pages.scan_id \
             WHERE scan_pages.record_id = records.id AND scan_pages.holds) END AS came_on \
             FROM records WHERE records.due_on < ",
        ),
        on(),
        Part::Sql(
            " AND records.form || '' IN ('optimization', 'go-live') AND records.state <> 'void' \
             AND EXISTS (SELECT 1 FROM revisions WHERE revisions.record_id = records.id \
             AND revisions.submitted_on <= ",
        ),
        on(),
        Part::Sql(") AND "),
        Part::Records(visible::records(scope)?),
        Part::Sql(" AND "),
        Part::Records(visible::of_own_units(scope)?),
        Part::Sql(
            "), asked AS (SELECT owed.id AS id, owed.owner_id AS owner_id, owed.due_on AS due_on, \
             CASE WHEN owed.came_on <= ",
        ),
        on(),
        Part::Sql(" THEN owed.came_on END AS back_on FROM owed) "),
    ])
}

const fn counted(count: FormCount) -> &'static str {
    match count {
        FormCount::Due => "(asked.due_on IS NOT NULL)",
        FormCount::OnTime => "(asked.back_on <= asked.due_on)",
        FormCount::Late => "(asked.back_on > asked.due_on)",
        FormCount::Overdue => "(asked.back_on IS NULL)",
    }
}

/// Numbers by owner.
pub(super) fn count(conn: &mut Conn, scope: &Scope, on: Date) -> Result<HashMap<String, FormFigures>> {
    let mut parts = asked(scope, on)?;
    parts.push(Part::Sql("SELECT asked.owner_id"));
    for count in FormCount::ALL {
        parts.extend([
            Part::Sql(", COUNT(CASE WHEN "),
            Part::Sql(counted(*count)),
            Part::Sql(" THEN 1 END)"),
        ]);
    }
    parts.push(Part::Sql(" FROM asked GROUP BY asked.owner_id"));
    type Row = (String, i64, i64, i64, i64);
    let rows: Vec<Row> = Statement::<(Text, BigInt, BigInt, BigInt, BigInt)>::of(parts).load(conn)?;
    let figures = |(owner, due, on_time, late, overdue): Row| {
        let figures = FormFigures {
            due: whole(due),
            on_time: whole(on_time),
            late: whole(late),
            overdue: whole(overdue),
        };
        (owner, figures)
    };
    Ok(rows.into_iter().map(figures).collect())
}

type EntrySql = (Text, Text, Text, Text, Text, Text, Nullable<Text>);
type Entry = (String, String, String, String, String, String, Option<String>);

/// One page of the forms that a number counts, in the order of their identifiers.
pub(super) fn list(
    conn: &mut Conn,
    scope: &Scope,
    on: Date,
    count: FormCount,
    narrowing: &Narrowing,
) -> Result<Listing<CountedForm>> {
    let matching = || {
        let mut parts = vec![Part::Sql(counted(count))];
        if let Some(owners) = &narrowing.owners {
            parts.push(Part::Sql(" AND asked.owner_id IN "));
            parts.extend(values(owners.iter().cloned()));
        }
        parts
    };
    let mut all = asked(scope, on)?;
    all.push(Part::Sql("SELECT COUNT(*) FROM asked WHERE "));
    all.extend(matching());
    let total: i64 = Statement::<BigInt>::of(all).get_result(conn)?;
    let mut page = asked(scope, on)?;
    page.push(Part::Sql(
        "SELECT asked.id, records.reference, records.form, records.title, asked.owner_id, asked.due_on, asked.back_on \
         FROM asked INNER JOIN records ON records.id = asked.id WHERE ",
    ));
    page.extend(matching());
    if let Some(after) = &narrowing.after {
        page.extend([Part::Sql(" AND asked.id > "), Part::Text(after.clone())]);
    }
    page.extend([
        Part::Sql(" ORDER BY asked.id LIMIT "),
        Part::Number(narrowing.limit + 1),
    ]);
    let rows: Vec<Entry> = Statement::<EntrySql>::of(page).load(conn)?;
    let (rows, more) = page::cut(rows, narrowing.limit);
    let next = rows.last().filter(|_| more).map(|row| row.0.clone());
    let entry = |(id, reference, form, title, owner, due, back): Entry| {
        Ok(CountedForm {
            record: code::id(&id)?,
            reference,
            form: code::word(&form)?,
            title,
            owner: OrganisationRef {
                name: narrowing.names.get(&owner).cloned().unwrap_or_default(),
                id: code::id(&owner)?,
            },
            due: code::day(&due)?,
            back_on: back.as_deref().map(code::day).transpose()?,
        })
    };
    Ok(Listing {
        entries: rows.into_iter().map(entry).collect::<Result<_>>()?,
        total: whole(total),
        next,
    })
}

fn whole(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
