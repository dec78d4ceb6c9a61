//! How many items there are, without going through them: a query on items is asked of the table in which the database
//! counts them by kind. Its conditions stay those of the query that lists the items.

use super::schema::items;
use super::{Backend, Conn};
use crate::error::Result;
use diesel::QueryResult;
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::BigInt;

/// What takes the place of the table: a row for each kind of item, with `amount`. Of an item it knows owner and serving
/// unit, whether it is restricted, its scope, its three batches, its connection, and of the days of optimisation and
/// publication that there is one. A query that asks for anything else fails.
const KINDS: &str = "WITH items AS (SELECT owner_id, serving_id, restricted, scope, NULLIF(batch, 0) AS batch, \
     NULLIF(planned_batch, 0) AS planned_batch, NULLIF(proposed_batch, 0) AS proposed_batch, connection, \
     CASE WHEN optimised THEN '' END AS optimised_on, CASE WHEN published THEN '' END AS published_on, amount \
     FROM item_counts WHERE amount > 0) ";

/// A query on items, asked of their kinds.
pub(super) struct OfKinds<Q>(Q);

/// Asks a query of the kinds of items.
pub(super) const fn of_kinds<Q>(query: Q) -> OfKinds<Q> {
    OfKinds(query)
}

/// How many items the kinds hold: to be selected in a query for [`of_kinds`].
pub(super) fn amount() -> SqlLiteral<BigInt> {
    sql("CAST(COALESCE(SUM(amount), 0) AS BIGINT)")
}

/// How many items a query finds.
///
/// # Errors
/// Of the database, also for a condition that a kind does not know.
pub(super) fn count(conn: &mut Conn, query: items::BoxedQuery<'_, Backend>) -> Result<u64> {
    let count: i64 = of_kinds(query.select(amount())).get_result(conn)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

impl<Q: QueryFragment<Backend>> QueryFragment<Backend> for OfKinds<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql(KINDS);
        self.0.walk_ast(out)
    }
}

impl<Q> QueryId for OfKinds<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for OfKinds<Q> {
    type SqlType = Q::SqlType;
}

impl<Q> RunQueryDsl<Conn> for OfKinds<Q> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::scratch::{empty, run};

    fn counted(conn: &mut Conn) -> (u64, u64, u64) {
        let every = || items::table.into_boxed();
        (
            count(conn, every()).unwrap(),
            count(conn, every().filter(items::batch.eq(2))).unwrap(),
            count(conn, every().filter(items::published_on.is_null())).unwrap(),
        )
    }

    #[test]
    fn the_database_counts_whatever_writes() {
        let mut conn = empty();
        assert_eq!(counted(&mut conn), (0, 0, 0));
        for (code, batch, published) in [("a", "1", "NULL"), ("b", "2", "NULL"), ("c", "NULL", "'2018-09-01'")] {
            run(
                &mut conn,
                &format!(
                    "INSERT INTO items (code, name, owner_id, serving_id, base_code, connection, restricted, batch, published_on)
                     VALUES ('{code}', '', 'o', 'o', '', 'none', FALSE, {batch}, {published})"
                ),
            );
        }
        assert_eq!(counted(&mut conn), (3, 1, 2));
        run(&mut conn, "UPDATE items SET batch = 2");
        assert_eq!(counted(&mut conn), (3, 3, 2));
        run(
            &mut conn,
            "UPDATE items SET published_on = '2018-09-02', batch = NULL WHERE code = 'a'",
        );
        assert_eq!(counted(&mut conn), (3, 2, 1));
        run(&mut conn, "DELETE FROM items WHERE code = 'b'");
        assert_eq!(counted(&mut conn), (2, 1, 0));
    }
}
