//! Where every item stood at the end of a day, from its dated steps: the one place that says what history
//! means. Counts and lists ask the same table with the same conditions, so a number is the length of its list.
//!
//! What history cannot tell, and what is done instead:
//! - Items have no day on which they came to the catalogue; only what an accepted list has said of an item
//!   counts, and that is dated.
//! - A batch that a catalogue file brings is no schedule and has no day: an item is in the batch that an
//!   issued schedule put it in.
//! - Who may see an item, and that it is secret, is decided as of today: what is secret now is not to be
//!   deduced from yesterday's numbers. For those who see everything every past day stays as it was; an item
//!   that a department gave away is no longer among its own.
//! - Numbers of cases have a month and no day, and a corrected number takes the place of the earlier one:
//!   told are the numbers known now, up to the month of the day, of items that were published by then.

use super::statement::Part;
use crate::auth::Scope;
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
}

/// `WITH … stood`: a row for each item of the scope that took a step by the day: `code`, `owner_id`, `scope`
/// (the last step that says whether it counts), `batch` (as text), `due_on`, `connected_on`, `published_on`,
/// `cases`, and `told_on`, the day.
///
/// Steps of an item are ordered by their identifiers, in which time comes first; the largest of identifier and
/// word together therefore holds the last word. They are read from `item_steps_told` alone, item by item: the day is
/// compared as an expression, lest an index of days is taken for it that would leave everything to be sorted.
pub(super) fn stood(scope: &Scope, day: &Day) -> Result<Vec<Part>> {
    let on = || Part::Text(day.on.to_string());
    let mut parts = vec![
        Part::Sql(
            "WITH numbers AS (SELECT window_cases.item_code AS code, CAST(SUM(window_cases.cases) AS BIGINT) AS cases \
             FROM window_cases WHERE window_cases.month <= ",
        ),
        Part::Text(Month::of(day.on).to_string()),
        Part::Sql(" AND "),
        Part::Cases(cases::shown(scope)),
        Part::Sql(
            " GROUP BY window_cases.item_code), \
             steps AS (SELECT items.code AS code, items.owner_id AS owner_now, \
             SUBSTR(MAX(CASE WHEN item_steps.step IN \
             ('in_scope', 'left_out', 'moving', 'moved', 'stayed', 'cancelled') \
             THEN item_steps.id || item_steps.step END), 37) AS scope, \
             SUBSTR(MAX(CASE WHEN item_steps.step = 'scheduled' THEN item_steps.id || CAST(item_steps.batch AS TEXT) \
             WHEN item_steps.step = 'withdrawn' THEN item_steps.id END), 37) AS batch, \
             NULLIF(SUBSTR(MAX(CASE WHEN item_steps.step = 'connected' THEN item_steps.id || item_steps.on_day \
             WHEN item_steps.step = 'disconnected' THEN item_steps.id END), 37), '') AS connected_on, \
             MIN(CASE WHEN item_steps.step = 'published' THEN item_steps.on_day END) AS published_on \
             FROM items INNER JOIN item_steps ON item_steps.item_code = items.code WHERE item_steps.on_day || '' <= ",
        ),
        on(),
        Part::Sql(" AND "),
        Part::Items(items::sees(scope)?),
        Part::Sql(
            " GROUP BY items.code), \
             stood AS (SELECT steps.code AS code, \
             COALESCE((SELECT item_transfers.from_id FROM item_transfers WHERE item_transfers.item_code = steps.code \
             AND item_transfers.state = 'accepted' AND item_transfers.answered_on > ",
        ),
        on(),
        Part::Sql(
            " ORDER BY item_transfers.answered_on, item_transfers.record_id LIMIT 1), steps.owner_now) AS owner_id, \
             steps.scope AS scope, NULLIF(steps.batch, '') AS batch, CASE steps.batch",
        ),
    ];
    for (batch, due) in &day.dues {
        parts.extend([
            Part::Sql(" WHEN "),
            Part::Text(batch.to_string()),
            Part::Sql(" THEN "),
            Part::Text(due.to_string()),
        ]);
    }
    parts.extend([
        Part::Sql(
            " WHEN NULL THEN NULL END AS due_on, steps.connected_on AS connected_on, \
             steps.published_on AS published_on, numbers.cases AS cases, CAST(",
        ),
        on(),
        Part::Sql(
            " AS TEXT) AS told_on \
             FROM steps LEFT JOIN numbers ON numbers.code = steps.code) ",
        ),
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
            "(stood.published_on IS NOT NULL AND COALESCE(stood.scope, '') NOT IN ('in_scope', 'moving', 'cancelled'))"
        }
        ItemCount::WithCases => "(stood.published_on IS NOT NULL AND stood.cases IS NOT NULL)",
    }
}
