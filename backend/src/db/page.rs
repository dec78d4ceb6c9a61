//! Pages of lists.

use super::{Backend, Conn};
use crate::error::Result;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::query_dsl::methods::LimitDsl;
use diesel::sql_types::BigInt;
use diesel::{QueryResult, RunQueryDsl};

/// The rows of a page of at most `limit`, of which one more was asked for, and whether the list goes on.
pub(super) fn cut<Row>(mut rows: Vec<Row>, limit: i64) -> (Vec<Row>, bool) {
    let most = usize::try_from(limit).unwrap_or_default();
    let more = rows.len() > most;
    rows.truncate(most);
    (rows, more)
}

/// How many entries a list has: those of its only page, or what `count` says. Whatever is rare is thus looked for once.
///
/// # Errors
/// Those of `count`.
pub(super) fn total(first: bool, (shown, more): (usize, bool), count: impl FnOnce() -> Result<u64>) -> Result<u64> {
    if first && !more {
        return Ok(u64::try_from(shown).unwrap_or_default());
    }
    count()
}

/// How many rows a query finds, counted no further than one more than `most`.
///
/// # Errors
/// Of the database.
pub(super) fn found<Q>(conn: &mut Conn, query: Q, most: u64) -> Result<u64>
where
    Q: LimitDsl,
    Q::Output: QueryFragment<Backend>,
{
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let count: i64 = Found(query.limit(most.saturating_add(1))).get_result(conn)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

struct Found<Q>(Q);

impl<Q: QueryFragment<Backend>> QueryFragment<Backend> for Found<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql("SELECT COUNT(*) FROM (");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AS found");
        Ok(())
    }
}

impl<Q> QueryId for Found<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q> Query for Found<Q> {
    type SqlType = BigInt;
}

impl<Q> RunQueryDsl<Conn> for Found<Q> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_beyond_the_page_tells_that_the_list_goes_on() {
        assert_eq!(cut(vec![1, 2, 3], 2), (vec![1, 2], true));
        assert_eq!(cut(vec![1, 2], 2), (vec![1, 2], false));
        assert_eq!(cut(Vec::<u8>::new(), 2), (vec![], false));
    }

    #[test]
    fn only_what_goes_on_is_counted() {
        let count = || Ok(7);
        assert_eq!(total(true, (2, false), count).unwrap(), 2);
        assert_eq!(total(true, (2, true), count).unwrap(), 7);
        assert_eq!(total(false, (2, false), count).unwrap(), 7);
    }
}
