//! Which items are public, said once. What is public can be narrowed here and read, never widened: the
//! query inside has no other way out.

use crate::auth::Anyone;
use crate::db::items::search::Search;
use crate::db::schema::items;
use crate::db::{Backend, Conn, code, item_counts};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::item::ItemScope;

/// The items that anybody may read of.
pub(super) struct Shown<'a>(items::BoxedQuery<'a, Backend>);

/// A public item.
#[derive(Queryable, Selectable)]
#[diesel(table_name = items)]
pub(super) struct Row {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) owner_id: String,
    pub(super) base_code: String,
    pub(super) published_on: Option<String>,
}

impl Shown<'_> {
    /// Published, neither secret nor sensitive, not cancelled.
    pub(super) fn to(_anyone: Anyone) -> Result<Self> {
        let shown = items::table
            .into_boxed()
            .filter(items::published_on.is_not_null())
            .filter(items::restricted.eq(false))
            .filter(items::scope.ne(code::of(ItemScope::Cancelled)?));
        Ok(Self(shown))
    }

    /// Of this organisation.
    pub(super) fn of(self, owner: OrganisationId) -> Self {
        Self(self.0.filter(items::owner_id.eq(owner.to_string())))
    }

    /// Of this release batch.
    pub(super) fn in_batch(self, batch: u8) -> Self {
        Self(self.0.filter(items::batch.eq(i32::from(batch))))
    }

    /// After this code.
    pub(super) fn after(self, code: &str) -> Self {
        Self(self.0.filter(items::code.gt(code.to_owned())))
    }

    /// How many a search finds of them.
    pub(super) fn count(self, conn: &mut Conn, search: &Search) -> Result<u64> {
        search.total(conn, self.0)
    }

    /// So many that a search finds of them, in the order of their codes.
    pub(super) fn first(self, conn: &mut Conn, search: &Search, limit: i64) -> Result<Vec<Row>> {
        Ok(search
            .listed(conn, self.0)
            .order(items::code.asc())
            .limit(limit)
            .select(Row::as_select())
            .load(conn)?)
    }

    /// The one of this code.
    pub(super) fn one(self, conn: &mut Conn, code: &str) -> Result<Option<Row>> {
        Ok(self
            .0
            .filter(items::code.eq(code.to_owned()))
            .select(Row::as_select())
            .first(conn)
            .optional()?)
    }

    /// Whose they are.
    pub(super) fn owners(self, conn: &mut Conn) -> Result<Vec<String>> {
        Ok(item_counts::of_kinds(self.0.select(items::owner_id).distinct()).load(conn)?)
    }
}

#[cfg(test)]
mod tests {
    use crate::auth::Anyone;
    use crate::db::published::{self, Filter};
    use crate::db::scratch;

    /// Nobody pays for the items that are not published: whoever asks without a session reads an index of
    /// those that are.
    #[test]
    fn what_is_public_stands_in_an_index() {
        let mut conn = scratch::empty();
        let anyone = Anyone::in_a_test();
        let filter = Filter {
            after: Some("a".to_owned()),
            limit: 50,
            ..Filter::default()
        };
        let asked = scratch::asked(&mut conn, |conn| {
            published::list(conn, anyone, &filter).unwrap();
            published::owners(conn, anyone).unwrap();
        });
        let of_items = |statement: &&String| statement.contains("FROM `items`");
        let of_items: Vec<&String> = asked.iter().filter(of_items).collect();
        assert_eq!(of_items.len(), 3, "{asked:#?}");
        for statement in of_items {
            let plan = scratch::plan(&mut conn, statement);
            let stands = |step: &String| {
                ["items_published", "item_counts", "TEMP B-TREE"]
                    .iter()
                    .any(|name| step.contains(name))
            };
            assert!(plan.iter().all(stands), "{statement}: {plan:?}");
        }
    }
}
