//! Stamped forms: who owes them, and whether they came back by their day.
//!
//! A form came back on the day of the upload that was confirmed (`received_on`), or of the one that now waits
//! at the desk: a department's clock stops at its upload.
//!
//! What history cannot tell: a form that is given up, sent back or opened again loses its due date, and no row
//! keeps it, so such a form is told of no past day until it is handed in again; an upload that was refused later
//! never counted; a due date that was computed anew is told as it is now.

#[cfg(test)]
mod tests;

use super::{Narrowing, whole};
use crate::auth::{Scope, scope::Reach};
use crate::db::pattern::of_each;
use crate::db::statement::{Part, Statement, list as values};
use crate::db::{Conn, code, page, visible};
use crate::error::{Error, Result};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use std::collections::HashMap;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::assessment::CountedForm;
use yinzheng_shared::assessment::{FormCount, FormFigures};
use yinzheng_shared::date::Date;
use yinzheng_shared::organisation::OrganisationRef;

/// Which stamped forms are looked at one by one, and how; what is counted already is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looked {
    /// All, in the order of their identifiers.
    InOrder,
    /// Those under way: whatever is archived is counted already.
    UnderWay,
    /// Those of which no upload that counts had come by the day.
    NotBack,
    /// Archived ones of units whose work the scope shows that it does not show for what they name.
    Hidden,
}

/// A part of the forms that an index gives as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lot {
    AllInOrder,
    UnderWay,
    /// Archived, and it came back after the day.
    BackLater,
    /// Archived, and nothing says that it came back.
    NeverBack,
    /// Archived, secret or naming what is, and not shown.
    Hidden,
}

impl Looked {
    /// The parts that it is put together of.
    const fn parts(self) -> &'static [Lot] {
        match self {
            Self::InOrder => &[Lot::AllInOrder],
            Self::UnderWay => &[Lot::UnderWay],
            Self::NotBack => &[Lot::UnderWay, Lot::BackLater, Lot::NeverBack],
            Self::Hidden => &[Lot::Hidden],
        }
    }

    /// `WITH owed AS …`: put together before anything is asked of it, but where a page is soon full.
    const fn with(self) -> &'static str {
        match self {
            Self::InOrder => "WITH owed AS (",
            Self::UnderWay | Self::NotBack | Self::Hidden => "WITH owed AS MATERIALIZED (",
        }
    }
}

impl Lot {
    /// Columns, the day that has passed, and that it is stamped. Columns are given as expressions where another index than
    /// the one that serves might be taken for their sake: `records_under_way` and `records_by_receipt`, which have all of
    /// them, lest rows are read that are as long as what is written in them; for what is hidden, of which there is
    /// little, `records_restricted`; for a page, that of identifiers. Word for word the condition of `records_by_receipt` is
    /// that the state is an expression.
    const fn asked(self) -> [&'static str; 3] {
        const STAMPED: &str = " AND records.form || '' IN ('optimization', 'go-live') AND ";
        match self {
            Self::UnderWay => [
                "SELECT records.id || '' AS id, records.owner_id || '' AS owner_id, records.due_on AS due_on, ",
                "records.due_on < ",
                STAMPED,
            ],
            Self::BackLater | Self::NeverBack | Self::Hidden => [
                "SELECT records.id || '' AS id, records.owner_id || '' AS owner_id, records.due_on || '' AS due_on, ",
                "records.due_on || '' < ",
                STAMPED,
            ],
            Self::AllInOrder => [
                "SELECT records.id AS id, records.owner_id || '' AS owner_id, records.due_on || '' AS due_on, ",
                "records.due_on || '' < ",
                STAMPED,
            ],
        }
    }

    /// The day on which it came back.
    const fn came_on(self) -> &'static str {
        match self {
            // The same, without what only a form under way is asked for.
            Self::BackLater | Self::NeverBack | Self::Hidden => "records.received_on AS came_on FROM records WHERE ",
            Self::AllInOrder | Self::UnderWay => {
                "CASE WHEN records.received_on IS NOT NULL THEN records.received_on \
                 WHEN records.state = 'matched' THEN (SELECT MAX(scans.uploaded_on) FROM scan_pages \
                 INNER JOIN scans ON scans.id = scan_pages.scan_id \
                 WHERE scan_pages.record_id = records.id AND scan_pages.holds) END AS came_on FROM records WHERE "
            }
        }
    }

    /// `SELECT …` of the forms whose day has passed, of the units whose work the scope shows: `id`, `owner_id`, `due_on`,
    /// `came_on`.
    fn owed(self, scope: &Scope, on: Date) -> Result<Vec<Part>> {
        let on = || Part::Text(on.to_string());
        let [columns, passed, stamped] = self.asked();
        let mut parts = vec![
            Part::Sql(columns),
            Part::Sql(self.came_on()),
            Part::Sql(passed),
            on(),
            Part::Sql(stamped),
        ];
        match self {
            Self::AllInOrder => parts.push(Part::Sql("records.state <> 'void'")),
            Self::UnderWay => parts.push(Part::Sql(UNDER_WAY)),
            Self::BackLater => parts.extend([
                Part::Sql("records.state || '' = 'archived' AND records.received_on > "),
                on(),
            ]),
            Self::NeverBack => parts.push(Part::Sql(
                "records.state || '' = 'archived' AND records.received_on IS NULL",
            )),
            // Word for word the condition of `records_restricted`.
            Self::Hidden => parts.push(Part::Sql(
                "records.state = 'archived' AND (records.restricted OR records.names_restricted)",
            )),
        }
        parts.extend([
            Part::Sql(
                " AND EXISTS (SELECT 1 FROM revisions WHERE revisions.record_id = records.id \
                 AND revisions.submitted_on <= ",
            ),
            on(),
            Part::Sql(if self == Self::Hidden { ") AND NOT (" } else { ") AND (" }),
            Part::Records(of_each(visible::records(scope)?)),
            Part::Sql(") AND "),
            Part::Records(of_each(visible::of_own_units(scope)?)),
        ]);
        Ok(parts)
    }
}

/// `WITH … asked`: a row for each stamped form of the units whose work the scope shows whose day has passed: `id`,
/// `owner_id`, `due_on`, `back_on` (none: not by then).
fn asked(scope: &Scope, on: Date, looked: Looked) -> Result<Vec<Part>> {
    let mut parts = vec![Part::Sql(looked.with())];
    for (number, part) in looked.parts().iter().enumerate() {
        if number > 0 {
            parts.push(Part::Sql(" UNION ALL "));
        }
        parts.extend(part.owed(scope, on)?);
    }
    parts.extend([
        Part::Sql(
            "), asked AS (SELECT owed.id AS id, owed.owner_id AS owner_id, owed.due_on AS due_on, \
             CASE WHEN owed.came_on <= ",
        ),
        Part::Text(on.to_string()),
        Part::Sql(" THEN owed.came_on END AS back_on FROM owed) "),
    ]);
    Ok(parts)
}

/// Neither archived nor given up: the condition of the index `records_under_way`.
const UNDER_WAY: &str = "records.state <> 'archived' AND records.state <> 'void'";

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
    let mut counted = archived(conn, scope, on)?;
    if !matches!(scope.reach(), Reach::Everything) {
        for (owner, hidden) in count_each(conn, scope, on, Looked::Hidden)? {
            if let Some(figures) = counted.get_mut(&owner) {
                *figures = figures.without(hidden);
            }
        }
    }
    for (owner, figures) in count_each(conn, scope, on, Looked::UnderWay)? {
        *counted.entry(owner).or_default() += figures;
    }
    counted.retain(|_, figures| *figures != FormFigures::default());
    Ok(counted)
}

/// Owner, and numbers in the order of [`FormCount::ALL`].
type Numbers = (String, i64, i64, i64, i64);
type NumbersSql = (Text, BigInt, BigInt, BigInt, BigInt);

fn by_owner(rows: Vec<Numbers>) -> HashMap<String, FormFigures> {
    let figures = |(owner, due, on_time, late, overdue): Numbers| {
        let figures = FormFigures {
            due: whole(due),
            on_time: whole(on_time),
            late: whole(late),
            overdue: whole(overdue),
        };
        (owner, figures)
    };
    rows.into_iter().map(figures).collect()
}

/// Numbers of forms, looked at one by one.
fn count_each(conn: &mut Conn, scope: &Scope, on: Date, looked: Looked) -> Result<HashMap<String, FormFigures>> {
    let mut parts = asked(scope, on, looked)?;
    parts.push(Part::Sql("SELECT asked.owner_id"));
    for count in FormCount::ALL {
        parts.extend([
            Part::Sql(", COUNT(CASE WHEN "),
            Part::Sql(counted(*count)),
            Part::Sql(" THEN 1 END)"),
        ]);
    }
    parts.push(Part::Sql(" FROM asked GROUP BY asked.owner_id"));
    Statement::<NumbersSql>::of(parts)
        .load(conn)
        .map(by_owner)
        .map_err(Error::from)
}

/// Numbers of archived forms of the units whose work the scope shows.
fn archived(conn: &mut Conn, scope: &Scope, on: Date) -> Result<HashMap<String, FormFigures>> {
    let mut parts = vec![Part::Sql(
        "WITH asked AS (SELECT owner_id, due_on, CASE WHEN received_on <> '' AND received_on <= ",
    )];
    parts.extend([
        Part::Text(on.to_string()),
        Part::Sql(" THEN received_on END AS back_on, amount FROM form_counts AS records WHERE due_on < "),
        Part::Text(on.to_string()),
        Part::Sql(" AND submitted_on <= "),
        Part::Text(on.to_string()),
        Part::Sql(" AND amount > 0 AND "),
        Part::Records(visible::of_own_units(scope)?),
        Part::Sql(") SELECT asked.owner_id"),
    ]);
    for count in FormCount::ALL {
        parts.extend([
            Part::Sql(", CAST(COALESCE(SUM(CASE WHEN "),
            Part::Sql(counted(*count)),
            Part::Sql(" THEN asked.amount END), 0) AS BIGINT)"),
        ]);
    }
    parts.push(Part::Sql(" FROM asked GROUP BY asked.owner_id"));
    Statement::<NumbersSql>::of(parts)
        .load(conn)
        .map(by_owner)
        .map_err(Error::from)
}

/// Fewer forms than these are few.
const RARE: u64 = 1_000;

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
    let total: u64 = self::count(conn, scope, on)?
        .iter()
        .filter(|(owner, _)| narrowing.is_of(owner))
        .map(|(_, figures)| figures.of(count))
        .sum();
    if total == 0 {
        return Ok(Listing {
            entries: Vec::new(),
            total,
            next: None,
        });
    }
    let looked = match count {
        FormCount::Overdue if total < RARE => Looked::NotBack,
        _ => Looked::InOrder,
    };
    let mut page = asked(scope, on, looked)?;
    page.push(Part::Sql(
        "SELECT page.id, records.reference, records.form, records.title, page.owner_id, page.due_on, page.back_on \
         FROM (SELECT asked.* FROM asked WHERE ",
    ));
    page.extend(matching());
    if let Some(after) = &narrowing.after {
        page.extend([Part::Sql(" AND asked.id > "), Part::Text(after.clone())]);
    }
    page.extend([
        Part::Sql(" ORDER BY asked.id LIMIT "),
        Part::Number(narrowing.limit + 1),
        Part::Sql(") AS page INNER JOIN records ON records.id = page.id ORDER BY page.id"),
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
        total,
        next,
    })
}
