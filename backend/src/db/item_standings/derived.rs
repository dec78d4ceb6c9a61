//! The statements that derive standings and figures, alike in both databases.

use crate::db::statement::{Part, Statement};
use crate::db::{Conn, Tx};
use crate::error::Result;
use diesel::RunQueryDsl as _;
use diesel::sql_types::Text;

/// Which items, as what follows their code in a condition.
pub(super) type Of<'a> = &'a dyn Fn() -> Vec<Part>;

/// Columns of `item_standings`.
const STANDING: &str = "item_code, since_on, until_on, held_by, owner_id, serving_id, restricted, scope, batch, \
     connected_on, published_on, cases";

/// Columns of `area_cases`.
const CASES: &str = "item_code, since_on, area_id, cases";

/// What a number of `item_figures` is a number of.
const FIGURE: &str = "area_id, on_day, held_by, owner_id, serving_id, restricted, batch, measure, of_day";

/// Writes the standings of items that have none, with their cases in each area.
pub(super) fn tell(tx: &mut Tx<'_>, of: Of<'_>) -> Result<()> {
    let written = [
        ["INSERT INTO item_standings (", STANDING, ") "],
        ["INSERT INTO area_cases (", CASES, ") "],
    ];
    for (insert, rows) in written.into_iter().zip([told(of), by_area(of)]) {
        let insert = insert.into_iter().map(Part::Sql);
        Statement::<Text>::of(insert.chain(rows).collect()).execute(tx.conn())?;
    }
    Ok(())
}

/// Adds what the standings of items come to, so many times: each number begins with a standing and ends with it.
pub(super) fn count(tx: &mut Tx<'_>, times: i64, of: Of<'_>) -> Result<()> {
    add(tx, times, &|| {
        let mut whose = vec![Part::Sql("item_standings.item_code")];
        whose.extend(of());
        whose
    })
}

/// Adds what the standings of a holder come to.
pub(super) fn count_of(tx: &mut Tx<'_>, holder: &str) -> Result<()> {
    add(tx, 1, &|| held_by(holder))
}

fn held_by(holder: &str) -> Vec<Part> {
    vec![Part::Sql("item_standings.held_by = "), Part::Text(holder.to_owned())]
}

fn add(tx: &mut Tx<'_>, times: i64, whose: Of<'_>) -> Result<()> {
    let mut parts = vec![
        Part::Sql("INSERT INTO item_figures ("),
        Part::Sql(FIGURE),
        Part::Sql(", amount) "),
    ];
    parts.extend(changes(times, whose));
    parts.extend([
        Part::Sql(" ORDER BY "),
        Part::Sql(FIGURE),
        Part::Sql(" ON CONFLICT ("),
        Part::Sql(FIGURE),
        Part::Sql(") DO UPDATE SET amount = item_figures.amount + excluded.amount"),
    ]);
    Statement::<Text>::of(parts).execute(tx.conn())?;
    Ok(())
}

/// Codes of those of the items whose standings are not what the steps tell.
pub(super) fn wrong_standings(conn: &mut Conn, of: Of<'_>) -> Result<Vec<String>> {
    let kept = |columns, table| {
        let kept = ["SELECT ", columns, table, " WHERE item_code"].map(Part::Sql);
        kept.into_iter().chain(of()).collect::<Vec<_>>()
    };
    let mut wrong = differing(
        "item_code",
        &|| told(of),
        &|| kept(STANDING, " FROM item_standings"),
        conn,
    )?;
    wrong.extend(differing(
        "item_code",
        &|| by_area(of),
        &|| kept(CASES, " FROM area_cases"),
        conn,
    )?);
    wrong.sort();
    wrong.dedup();
    Ok(wrong)
}

/// Days on which numbers of a holder are not what the standings come to.
pub(super) fn wrong_figures(conn: &mut Conn, holder: &str) -> Result<Vec<String>> {
    let kept = || {
        vec![
            Part::Sql("SELECT "),
            Part::Sql(FIGURE),
            Part::Sql(", amount FROM item_figures WHERE amount <> 0 AND held_by = "),
            Part::Text(holder.to_owned()),
        ]
    };
    differing("on_day", &|| changes(1, &|| held_by(holder)), &kept, conn)
}

/// A column of the rows that only one of two selections has.
fn differing(
    column: &'static str,
    one: &dyn Fn() -> Vec<Part>,
    other: &dyn Fn() -> Vec<Part>,
    conn: &mut Conn,
) -> Result<Vec<String>> {
    let mut parts = Vec::new();
    for (first, second, name) in [(one, other, ") AS more"), (other, one, ") AS less")] {
        if !parts.is_empty() {
            parts.push(Part::Sql(" UNION "));
        }
        parts.extend([
            Part::Sql("SELECT "),
            Part::Sql(column),
            Part::Sql(" FROM (SELECT * FROM ("),
        ]);
        parts.extend(first());
        parts.push(Part::Sql(") AS these EXCEPT SELECT * FROM ("));
        parts.extend(second());
        parts.extend([Part::Sql(") AS those"), Part::Sql(name)]);
    }
    Ok(Statement::<Text>::of(parts).load(conn)?)
}

/// The standings of items, as their steps tell them.
///
/// An item stands anew on each day on which it took a step, was taken over or on which a month of cases begins, from
/// the day of its first step on. Its steps are ordered by their identifiers, in which time comes first; the largest of
/// identifier and word together therefore holds the last word. They are read from `item_steps_told` alone, item by
/// item: the day is compared as an expression, lest an index of days is taken for it.
fn told(of: Of<'_>) -> Vec<Part> {
    let mut parts = vec![Part::Sql(
        "SELECT told.item_code, told.since_on, \
         COALESCE(LEAD(told.since_on) OVER (PARTITION BY told.item_code ORDER BY told.since_on), '9999-12-31') AS until_on, \
         COALESCE((SELECT item_transfers.from_id FROM item_transfers WHERE item_transfers.item_code = told.item_code \
         AND item_transfers.state = 'accepted' AND item_transfers.answered_on > told.since_on \
         ORDER BY item_transfers.answered_on, item_transfers.record_id LIMIT 1), items.owner_id), \
         items.owner_id, items.serving_id, items.restricted, COALESCE(told.scope, ''), \
         CAST(COALESCE(NULLIF(told.batch, ''), '0') AS INTEGER), NULLIF(told.connected_on, ''), told.published_on, \
         (SELECT CAST(SUM(window_cases.cases) AS BIGINT) FROM window_cases WHERE window_cases.item_code = told.item_code \
         AND window_cases.month <= SUBSTR(told.since_on, 1, 7)) \
         FROM (SELECT days.item_code AS item_code, days.on_day AS since_on, \
         SUBSTR(MAX(CASE WHEN item_steps.step IN ('in_scope', 'left_out', 'moving', 'moved', 'stayed', 'cancelled') \
         THEN item_steps.id || item_steps.step END), 37) AS scope, \
         SUBSTR(MAX(CASE WHEN item_steps.step = 'scheduled' THEN item_steps.id || CAST(item_steps.batch AS TEXT) \
         WHEN item_steps.step = 'withdrawn' THEN item_steps.id END), 37) AS batch, \
         SUBSTR(MAX(CASE WHEN item_steps.step = 'connected' THEN item_steps.id || item_steps.on_day \
         WHEN item_steps.step = 'disconnected' THEN item_steps.id END), 37) AS connected_on, \
         MIN(CASE WHEN item_steps.step = 'published' THEN item_steps.on_day END) AS published_on \
         FROM (SELECT item_steps.item_code AS item_code, item_steps.on_day AS on_day FROM item_steps \
         WHERE item_steps.item_code",
    )];
    parts.extend(of());
    parts.push(Part::Sql(
        " UNION SELECT item_transfers.item_code, item_transfers.answered_on FROM item_transfers \
         WHERE item_transfers.state = 'accepted' AND item_transfers.item_code",
    ));
    parts.extend(of());
    parts.push(Part::Sql(
        " UNION SELECT window_cases.item_code, window_cases.month || '-01' FROM window_cases WHERE window_cases.item_code",
    ));
    parts.extend(of());
    parts.push(Part::Sql(
        ") AS days INNER JOIN item_steps ON item_steps.item_code = days.item_code \
         AND item_steps.on_day || '' <= days.on_day \
         GROUP BY days.item_code, days.on_day) AS told INNER JOIN items ON items.code = told.item_code",
    ));
    parts
}

/// Cases of standings that are written, in each area: of its centres, and of those of every area in it.
fn by_area(of: Of<'_>) -> Vec<Part> {
    let mut parts = vec![Part::Sql(
        "SELECT item_standings.item_code, item_standings.since_on, around.area_id, CAST(SUM(window_cases.cases) AS BIGINT) \
         FROM (WITH RECURSIVE areas AS (SELECT service_centres.id AS centre_id, service_centres.area_id AS area_id FROM service_centres \
         WHERE service_centres.id IN (SELECT window_cases.centre_id FROM window_cases WHERE window_cases.item_code",
    )];
    parts.extend(of());
    parts.push(Part::Sql(
        ") UNION ALL SELECT areas.centre_id, organisations.parent_id FROM areas \
         INNER JOIN organisations ON organisations.id = areas.area_id WHERE organisations.parent_id IS NOT NULL) \
         SELECT * FROM areas) AS around INNER JOIN window_cases ON window_cases.centre_id = around.centre_id \
         INNER JOIN item_standings ON item_standings.item_code = window_cases.item_code \
         AND SUBSTR(item_standings.since_on, 1, 7) >= window_cases.month WHERE window_cases.item_code",
    ));
    parts.extend(of());
    parts.push(Part::Sql(
        " GROUP BY item_standings.item_code, item_standings.since_on, around.area_id",
    ));
    parts
}

/// What some standings come to, so many times.
fn changes(times: i64, whose: Of<'_>) -> Vec<Part> {
    let mut parts = vec![
        Part::Sql("SELECT "),
        Part::Sql(FIGURE),
        Part::Sql(
            ", CAST(SUM(amount) AS BIGINT) FROM (SELECT '' AS area_id, \
             CASE WHEN turns.sign = 1 THEN item_standings.since_on ELSE item_standings.until_on END AS on_day, \
             item_standings.held_by, item_standings.owner_id, item_standings.serving_id, item_standings.restricted, \
             item_standings.batch, measures.measure, \
             CASE measures.measure WHEN 'countable' THEN '' WHEN 'connected' THEN item_standings.connected_on \
             ELSE item_standings.published_on END AS of_day, \
             turns.sign * CASE measures.measure WHEN 'cases' THEN item_standings.cases ELSE 1 END * ",
        ),
        Part::Number(times),
        Part::Sql(
            " AS amount FROM item_standings \
             INNER JOIN (SELECT 'countable' AS measure UNION ALL SELECT 'connected' UNION ALL SELECT 'published' \
             UNION ALL SELECT 'besides' UNION ALL SELECT 'with_cases' UNION ALL SELECT 'cases') AS measures \
             ON CASE measures.measure WHEN 'countable' THEN item_standings.scope = 'in_scope' \
             WHEN 'connected' THEN item_standings.scope = 'in_scope' AND item_standings.connected_on IS NOT NULL \
             WHEN 'published' THEN item_standings.scope = 'in_scope' AND item_standings.published_on IS NOT NULL \
             WHEN 'besides' THEN item_standings.published_on IS NOT NULL \
             AND item_standings.scope NOT IN ('in_scope', 'moving', 'cancelled') \
             ELSE item_standings.published_on IS NOT NULL AND item_standings.cases IS NOT NULL END ",
        ),
        Part::Sql(TURNS),
        Part::Sql(" WHERE "),
    ];
    parts.extend(whose());
    parts.extend([
        Part::Sql(
            " UNION ALL SELECT area_cases.area_id, \
             CASE WHEN turns.sign = 1 THEN item_standings.since_on ELSE item_standings.until_on END, \
             item_standings.held_by, item_standings.owner_id, item_standings.serving_id, item_standings.restricted, \
             item_standings.batch, measures.measure, item_standings.published_on, \
             turns.sign * CASE measures.measure WHEN 'cases' THEN area_cases.cases ELSE 1 END * ",
        ),
        Part::Number(times),
        Part::Sql(
            " FROM item_standings INNER JOIN area_cases \
             ON area_cases.item_code = item_standings.item_code AND area_cases.since_on = item_standings.since_on \
             CROSS JOIN (SELECT 'with_cases' AS measure UNION ALL SELECT 'cases') AS measures ",
        ),
        Part::Sql(TURNS),
        Part::Sql(" WHERE item_standings.published_on IS NOT NULL AND "),
    ]);
    parts.extend(whose());
    parts.extend([
        Part::Sql(") AS changes GROUP BY "),
        Part::Sql(FIGURE),
        Part::Sql(" HAVING SUM(amount) <> 0"),
    ]);
    parts
}

/// A number begins with a standing, and ends with it.
const TURNS: &str = "INNER JOIN (SELECT 1 AS sign UNION ALL SELECT -1) AS turns \
     ON turns.sign = 1 OR item_standings.until_on < '9999-12-31'";
