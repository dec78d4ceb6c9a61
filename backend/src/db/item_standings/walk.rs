//! The same told the long way, by walking the steps of every item: what the derived tables are held against.

use crate::db::Conn;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

/// Where an item stood at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub(in crate::db) struct Walked {
    /// Its code.
    #[diesel(sql_type = Text)]
    pub code: String,
    /// Whose it was.
    #[diesel(sql_type = Text)]
    pub held_by: String,
    /// The last step that says whether it counts.
    #[diesel(sql_type = Nullable<Text>)]
    pub scope: Option<String>,
    /// Its batch.
    #[diesel(sql_type = Nullable<Text>)]
    pub batch: Option<String>,
    /// When it was connected.
    #[diesel(sql_type = Nullable<Text>)]
    pub connected_on: Option<String>,
    /// When it was published.
    #[diesel(sql_type = Nullable<Text>)]
    pub published_on: Option<String>,
    /// Cases of the months up to then.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub cases: Option<i64>,
}

/// Every item that took a step by the day, in the order of codes, with the cases of centres in the area of a path.
pub(in crate::db) fn walked(conn: &mut Conn, on: &str, area: &str) -> Vec<Walked> {
    let month = &on[..7];
    diesel::sql_query(format!(
        "WITH numbers AS (SELECT item_code AS code, CAST(SUM(cases) AS BIGINT) AS cases FROM window_cases \
         INNER JOIN service_centres ON service_centres.id = window_cases.centre_id \
         INNER JOIN organisations ON organisations.id = service_centres.area_id \
         WHERE month <= '{month}' AND organisations.path LIKE '{area}%' GROUP BY item_code), \
         steps AS (SELECT items.code AS code, items.owner_id AS owner_now, \
         SUBSTR(MAX(CASE WHEN item_steps.step IN \
         ('in_scope', 'left_out', 'moving', 'moved', 'stayed', 'cancelled') \
         THEN item_steps.id || item_steps.step END), 37) AS scope, \
         SUBSTR(MAX(CASE WHEN item_steps.step = 'scheduled' THEN item_steps.id || CAST(item_steps.batch AS TEXT) \
         WHEN item_steps.step = 'withdrawn' THEN item_steps.id END), 37) AS batch, \
         NULLIF(SUBSTR(MAX(CASE WHEN item_steps.step = 'connected' THEN item_steps.id || item_steps.on_day \
         WHEN item_steps.step = 'disconnected' THEN item_steps.id END), 37), '') AS connected_on, \
         MIN(CASE WHEN item_steps.step = 'published' THEN item_steps.on_day END) AS published_on \
         FROM items INNER JOIN item_steps ON item_steps.item_code = items.code WHERE item_steps.on_day <= '{on}' \
         GROUP BY items.code, items.owner_id) \
         SELECT steps.code, COALESCE((SELECT item_transfers.from_id FROM item_transfers \
         WHERE item_transfers.item_code = steps.code AND item_transfers.state = 'accepted' \
         AND item_transfers.answered_on > '{on}' \
         ORDER BY item_transfers.answered_on, item_transfers.record_id LIMIT 1), steps.owner_now) AS held_by, \
         steps.scope, NULLIF(steps.batch, '') AS batch, steps.connected_on, steps.published_on, numbers.cases AS cases \
         FROM steps LEFT JOIN numbers ON numbers.code = steps.code ORDER BY steps.code"
    ))
    .load(conn)
    .unwrap()
}
