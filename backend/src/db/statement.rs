//! A statement that is put together of text, values and conditions of the scope. The query builder knows no
//! `WITH`, and the conditions must stay those that every other query uses.

use crate::db::items::OnItems;
use crate::db::visible::Condition;
use crate::db::{Backend, Conn};
use diesel::QueryResult;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Text};
use std::marker::PhantomData;

/// A piece of a statement.
pub(super) enum Part {
    /// Text of ours.
    Sql(&'static str),
    /// A text, bound.
    Text(String),
    /// A number, bound.
    Number(i64),
    /// Which items the scope shows; of a derived table, which has their columns, under the name `items`.
    Items(OnItems),
    /// Which records the scope shows.
    Records(Condition),
}

/// A statement whose rows are of the SQL type `Row`.
pub(super) struct Statement<Row> {
    parts: Vec<Part>,
    row: PhantomData<Row>,
}

impl<Row> Statement<Row> {
    pub(super) const fn of(parts: Vec<Part>) -> Self {
        Self {
            parts,
            row: PhantomData,
        }
    }
}

impl<Row> QueryFragment<Backend> for Statement<Row> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        for part in &self.parts {
            match part {
                Part::Sql(text) => out.push_sql(text),
                Part::Text(text) => out.push_bind_param::<Text, _>(text)?,
                Part::Number(number) => out.push_bind_param::<BigInt, _>(number)?,
                Part::Items(condition) => condition.walk_ast(out.reborrow())?,
                Part::Records(condition) => condition.walk_ast(out.reborrow())?,
            }
        }
        Ok(())
    }
}

impl<Row> QueryId for Statement<Row> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Row> Query for Statement<Row> {
    type SqlType = Row;
}

impl<Row> diesel::RunQueryDsl<Conn> for Statement<Row> {}

/// Values in brackets, bound: `('a', 'b')`. Of none it is a list that holds nothing.
pub(super) fn list(values: impl IntoIterator<Item = String>) -> Vec<Part> {
    let mut parts = vec![Part::Sql("(NULL")];
    for value in values {
        parts.push(Part::Sql(", "));
        parts.push(Part::Text(value));
    }
    parts.push(Part::Sql(")"));
    parts
}
