//! Where every item stood at the end of a day, of those that the scope shows; see [`item_standings`]. Lists ask it;
//! counts ask the figures that are derived of it, measure by measure, so that a number is the length of its list: random
//! histories hold them to each other.
//!
//! [`item_standings`]: crate::db::item_standings

use crate::auth::Scope;
use crate::db::statement::Part;
use crate::db::windows::cases;
use crate::db::{Conn, items, schedules};
use crate::error::Result;
use yinzheng_shared::assessment::ItemCount;
use yinzheng_shared::date::Date;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::programme::Programme;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Those of every centre.
    Whole,
    /// Those of the centres in an area.
    Area(OrganisationId),
    /// None.
    Nothing,
}

impl Told {
    /// Whoever sees all centres sees the whole.
    pub(super) fn of(conn: &mut Conn, scope: &Scope) -> Result<Self> {
        if cases::of_every_centre(conn, scope)? {
            return Ok(Self::Whole);
        }
        Ok(cases::area(scope).map_or(Self::Nothing, Self::Area))
    }

    /// Which rows of `item_figures`, called `items`, are told.
    pub(super) fn figures(&self) -> Vec<Part> {
        match self {
            Self::Whole => vec![Part::Sql("items.area_id = ''")],
            Self::Nothing => vec![Part::Sql(OF_NO_CENTRE)],
            Self::Area(area) => vec![
                Part::Sql("(items.area_id = "),
                Part::Text(area.to_string()),
                Part::Sql(" OR ("),
                Part::Sql(OF_NO_CENTRE),
                Part::Sql("))"),
            ],
        }
    }
}

/// What no centre reports.
const OF_NO_CENTRE: &str = "items.area_id = '' AND items.measure NOT IN ('cases', 'with_cases')";

/// `WITH … stood`: a row for each item of the scope that took a step by the day: `code`, `owner_id`, `scope`
/// (the last step that says whether it counts), `batch` (as text), `number` (of the batch, 0: none), `due_on`,
/// `connected_on`, `published_on`, `cases`, `reported` (of every centre), and `told_on`, the day.
pub(super) fn stood(scope: &Scope, day: &Day, told: &Told) -> Result<Vec<Part>> {
    let mut parts = vec![Part::Sql(
        "WITH stood AS (SELECT items.item_code AS code, items.held_by AS owner_id, items.scope AS scope, \
         CAST(NULLIF(items.batch, 0) AS TEXT) AS batch, items.batch AS number, ",
    )];
    parts.extend(day.due_of_row());
    parts.extend([
        Part::Sql(" AS due_on, items.connected_on AS connected_on, items.published_on AS published_on, "),
        Part::Sql(match told {
            Told::Whole => "items.cases",
            Told::Area(_) => "area_cases.cases",
            Told::Nothing => "CAST(NULL AS BIGINT)",
        }),
        Part::Sql(" AS cases, items.cases AS reported, CAST("),
        Part::Text(day.on.to_string()),
        Part::Sql(" AS TEXT) AS told_on FROM item_standings AS items"),
    ]);
    if let Told::Area(area) = told {
        parts.extend([
            Part::Sql(
                " LEFT JOIN area_cases ON area_cases.item_code = items.item_code \
                 AND area_cases.since_on = items.since_on AND area_cases.area_id = ",
            ),
            Part::Text(area.to_string()),
        ]);
    }
    parts.push(Part::Sql(" WHERE "));
    parts.extend(day.holds());
    // Rows are found in the order of codes, or by their owners.
    parts.extend([
        Part::Sql(" AND "),
        Part::Items(items::seen(scope, true)?),
        Part::Sql(") "),
    ]);
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
        // None is told where none was reported: word for word the condition of `item_standings_with_cases`, and more.
        ItemCount::WithCases => {
            "(stood.published_on IS NOT NULL AND stood.reported IS NOT NULL AND stood.cases IS NOT NULL)"
        }
    }
}
