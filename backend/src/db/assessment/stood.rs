//! Where every item stood at the end of a day, of those that the scope shows; see [`item_standings`]. Counts and
//! lists ask the same table with the same conditions, so a number is the length of its list.
//!
//! [`item_standings`]: crate::db::item_standings

use crate::auth::{Scope, scope::Reach};
use crate::db::statement::Part;
use crate::db::windows::cases;
use crate::db::{Conn, items, schedules};
use crate::error::Result;
use yinzheng_shared::assessment::ItemCount;
use yinzheng_shared::date::Date;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::window::month::Month;

/// A day, with what was issued by then.
pub(super) struct Day {
    pub(super) on: Date,
    /// Last day for publication of each batch whose schedule is issued.
    pub(super) dues: Vec<(u8, Date)>,
}

impl Day {
    pub(super) fn of(conn: &mut Conn, programme: &Programme, on: Date) -> Result<Self> {
        Ok(Self {
            on,
            dues: schedules::dues_on(conn, programme, on)?,
        })
    }

    /// The last day for publication of a batch.
    pub(super) fn due(&self, batch: u8) -> Option<Date> {
        self.dues
            .iter()
            .find(|(number, _)| *number == batch)
            .map(|(_, due)| *due)
    }

    /// Whether a row of `item_standings`, called `items`, holds on the day.
    pub(super) fn holds(&self) -> [Part; 4] {
        [
            Part::Sql("items.since_on <= "),
            Part::Text(self.on.to_string()),
            Part::Sql(" AND items.until_on > "),
            Part::Text(self.on.to_string()),
        ]
    }

    /// Which numbers of cases are known on the day, of those that the scope shows.
    pub(super) fn of_months(&self, scope: &Scope) -> [Part; 4] {
        [
            Part::Sql("window_cases.month <= "),
            Part::Text(Month::of(self.on).to_string()),
            Part::Sql(" AND "),
            Part::Cases(cases::shown(scope)),
        ]
    }

    /// `CASE items.batch …`: the last day for publication of the row's batch; nothing for none.
    pub(super) fn due_of_row(&self) -> Vec<Part> {
        let mut parts = vec![Part::Sql("CASE items.batch")];
        for (batch, due) in &self.dues {
            parts.extend([
                Part::Sql(" WHEN "),
                Part::Number(i64::from(*batch)),
                Part::Sql(" THEN "),
                Part::Text(due.to_string()),
            ]);
        }
        parts.push(Part::Sql(" WHEN NULL THEN NULL END"));
        parts
    }
}

/// Whose numbers of cases are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Those of every centre.
    Whole,
    /// Those that the scope shows.
    Shown,
}

impl Numbers {
    /// Whoever sees all centres has them summed up already.
    pub(super) fn of(conn: &mut Conn, scope: &Scope) -> Result<Self> {
        let whole = cases::of_every_centre(conn, scope)?;
        Ok(if whole { Self::Whole } else { Self::Shown })
    }
}

/// How rows are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// In the order of codes: there are so many that a page is soon full.
    InOrder,
    /// By an index, then put in order: there are few.
    Few,
}

/// `WITH … stood`: a row for each item of the scope that took a step by the day: `code`, `owner_id`, `scope`
/// (the last step that says whether it counts), `batch` (as text), `number` (of the batch, 0: none), `due_on`,
/// `connected_on`, `published_on`, `cases`, and `told_on`, the day.
pub(super) fn stood(scope: &Scope, day: &Day, numbers: Numbers, found: Found) -> Result<Vec<Part>> {
    let mut parts = vec![Part::Sql(
        "WITH stood AS (SELECT items.item_code AS code, items.held_by AS owner_id, items.scope AS scope, \
         CAST(NULLIF(items.batch, 0) AS TEXT) AS batch, items.batch AS number, ",
    )];
    parts.extend(day.due_of_row());
    parts.push(Part::Sql(
        " AS due_on, items.connected_on AS connected_on, items.published_on AS published_on, ",
    ));
    match numbers {
        Numbers::Whole => parts.push(Part::Sql("items.cases")),
        Numbers::Shown => {
            parts.push(Part::Sql(
                "(SELECT CAST(SUM(window_cases.cases) AS BIGINT) FROM window_cases WHERE ",
            ));
            parts.extend(day.of_months(scope));
            parts.push(Part::Sql(" AND window_cases.item_code = items.item_code)"));
        }
    }
    parts.extend([
        Part::Sql(" AS cases, CAST("),
        Part::Text(day.on.to_string()),
        Part::Sql(" AS TEXT) AS told_on FROM item_standings AS items WHERE "),
    ]);
    parts.extend(day.holds());
    parts.push(Part::Sql(" AND "));
    if found == Found::Few && !matches!(scope.reach(), Reach::Everything) {
        // Whose they are has an index in the catalogue.
        parts.extend([
            Part::Sql("items.item_code IN (SELECT items.code FROM items WHERE "),
            Part::Items(items::sees(scope)?),
            Part::Sql(")"),
        ]);
    } else {
        parts.push(Part::Items(items::sees(scope)?));
    }
    parts.push(Part::Sql(") "));
    Ok(parts)
}

/// Which rows of `stood` a count counts.
pub(super) const fn counted(count: ItemCount) -> &'static str {
    match count {
        ItemCount::Countable => "(stood.scope = 'in_scope')",
        ItemCount::Scheduled => "(stood.scope = 'in_scope' AND stood.batch IS NOT NULL)",
        ItemCount::Connected => "(stood.scope = 'in_scope' AND stood.connected_on IS NOT NULL)",
        ItemCount::Published => "(stood.scope = 'in_scope' AND stood.published_on IS NOT NULL)",
        ItemCount::Due => "(stood.scope = 'in_scope' AND stood.due_on < stood.told_on)",
        ItemCount::OnTime => {
            "(stood.scope = 'in_scope' AND stood.due_on < stood.told_on AND stood.published_on <= stood.due_on)"
        }
        ItemCount::Overdue => {
            "(stood.scope = 'in_scope' AND stood.due_on < stood.told_on AND stood.published_on IS NULL)"
        }
        ItemCount::Besides => {
            // Word for word the condition of `item_standings_besides`, and more.
            "(stood.published_on IS NOT NULL AND stood.scope <> 'in_scope' AND stood.scope NOT IN ('moving', 'cancelled'))"
        }
        ItemCount::WithCases => "(stood.published_on IS NOT NULL AND stood.cases IS NOT NULL)",
    }
}
