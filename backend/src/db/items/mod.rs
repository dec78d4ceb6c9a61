//! The catalogue of items.

mod import;
pub(super) mod search;

use super::organisations::of_units;
use super::pattern::of_each;
use super::schema::items;
use super::{Backend, Conn, code, page, visible};
use crate::auth::{Asker, Scope, scope::Reach};
use crate::error::Result;
use crate::items::{CatalogueRow, Privacy};
use diesel::dsl::sql;
use diesel::expression::{BoxableExpression, SqlLiteral};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use search::Search;
use std::collections::{HashMap, HashSet};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::item::Item;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::organisation::OrganisationRef;

pub(super) use import::restrict;
pub use import::{import, import_sample};

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a name, or three signs or more of a code.
    pub text: Option<String>,
    /// Release batch.
    pub batch: Option<u8>,
    /// The unit whose system serves it.
    pub serving: Option<OrganisationId>,
    /// How it is connected.
    pub connection: Option<Connection>,
    /// Code after which to go on.
    pub after: Option<String>,
    /// Most entries of a page.
    pub limit: i64,
}

/// One page of the items that the scope shows, in the order of their codes.
///
/// # Errors
/// Of the database.
pub fn list(conn: &mut Conn, scope: &Scope, filter: &Filter) -> Result<Listing<Item>> {
    let search = Search::of(conn, filter.text.as_deref())?;
    let total = search.total(conn, matching(sees(scope)?, filter)?)?;
    let soon = search.is_met_soon(total);
    let mut page = search
        .narrowed(conn, matching(seen(scope, soon)?, filter)?, soon)
        .select(items::code);
    if let Some(after) = &filter.after {
        page = page.filter(items::code.gt(after.clone()));
    }
    let codes: Vec<String> = page.order(items::code.asc()).limit(filter.limit + 1).load(conn)?;
    let (codes, more) = page::cut(codes, filter.limit);
    let rows: Vec<Row> = items::table
        .filter(items::code.eq_any(codes))
        .order(items::code.asc())
        .select(Row::as_select())
        .load(conn)?;
    let next = rows.last().filter(|_| more).map(|row| row.code.clone());
    let names = super::organisations::every_name(conn)?;
    let forms = visible::those(conn, scope, rows.iter().filter_map(|row| row.optimised_by.as_deref()))?;
    let entries = rows
        .into_iter()
        .map(|row| row.body(&names, &forms))
        .collect::<Result<_>>()?;
    Ok(Listing { entries, total, next })
}

/// The published items that anybody at a window may name: what is published is public, what is secret or
/// sensitive belongs to its owner, its serving unit and those who see everything.
pub(super) fn published<'a>(scope: &Scope) -> items::BoxedQuery<'a, Backend> {
    let query = items::table.into_boxed().filter(items::published_on.is_not_null());
    if matches!(scope.reach(), Reach::Everything) {
        return query;
    }
    query.filter(published_to(scope.seat().id.to_string()))
}

/// Whether an item is published and open, or the own one of an organisation.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn published_to(organisation: String) -> _ {
    let own: String = organisation.clone();
    let open_or_own = items::restricted
        .eq(false)
        .or(items::owner_id.eq(own))
        .or(items::serving_id.eq(organisation));
    items::published_on.is_not_null().and(open_or_own)
}

/// The items that the scope shows, to be exported; none when there are more than the filter's limit.
///
/// # Errors
/// Of the database.
pub fn catalogue(conn: &mut Conn, scope: &Scope, filter: &Filter) -> Result<Option<Vec<CatalogueRow>>> {
    let search = Search::of(conn, filter.text.as_deref())?;
    let rows: Vec<(Row, bool)> = search
        .listed(conn, matching(sees(scope)?, filter)?)
        .select((Row::as_select(), items::restricted))
        .order(items::code.asc())
        .limit(filter.limit + 1)
        .load(conn)?;
    if rows.len() > usize::try_from(filter.limit).unwrap_or_default() {
        return Ok(None);
    }
    let names = super::organisations::every_name(conn)?;
    let row = |(row, restricted): (Row, bool)| {
        let item = row.body(&names, &HashSet::new())?;
        Ok(CatalogueRow {
            code: item.code,
            name: item.name,
            owner: item.owner.name,
            serving: item.serving.name,
            batch: item.batch,
            connection: item.connection,
            privacy: if restricted { Privacy::Restricted } else { Privacy::Open },
        })
    };
    rows.into_iter().map(row).collect::<Result<_>>().map(Some)
}

/// The items that the scope shows.
pub(super) fn shown<'a>(scope: &Scope) -> Result<items::BoxedQuery<'a, Backend>> {
    Ok(items::table.into_boxed().filter(sees(scope)?))
}

/// A condition on items.
pub(super) type OnItems = Box<dyn BoxableExpression<items::table, Backend, SqlType = Bool>>;

/// Whether the scope shows an item.
pub(super) fn sees(scope: &Scope) -> Result<OnItems> {
    let own = scope.seat().id.to_string();
    Ok(match scope.reach() {
        Reach::Everything => Box::new(sql::<Bool>("1 = 1")),
        Reach::NoForm | Reach::Uploads => Box::new(sql::<Bool>("1 = 0")),
        Reach::Line | Reach::Area(_) => {
            let own = items::owner_id.eq(own.clone()).or(items::serving_id.eq(own));
            Box::new(own.or(of_units(scope, items::owner_id)?.and(items::restricted.eq(false))))
        }
    })
}

/// Codes of all items that are secret or sensitive, of which there are few: the condition is word for word that of the index
/// `items_restricted`, and again what it begins with.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn secret_codes() -> _ {
    let restricted: SqlLiteral<Bool> = sql::<Bool>("(items.restricted AND items.restricted = TRUE)");
    items::table.filter(restricted).select(items::code)
}

/// Whether the scope shows an item, asked of each in the order of a list in which those that the scope shows are met soon.
pub(super) fn seen(scope: &Scope, soon: bool) -> Result<OnItems> {
    let sees = sees(scope)?;
    Ok(if soon { of_each(sees) } else { sees })
}

/// What the filter asks for, but its text, of the items that are seen.
fn matching<'a>(seen: OnItems, filter: &Filter) -> Result<items::BoxedQuery<'a, Backend>> {
    let mut query = items::table.into_boxed().filter(seen);
    if let Some(batch) = filter.batch {
        query = query.filter(items::batch.eq(i32::from(batch)));
    }
    if let Some(serving) = filter.serving {
        query = query.filter(items::serving_id.eq(serving.to_string()));
    }
    if let Some(connection) = filter.connection {
        query = query.filter(items::connection.eq(code::of(connection)?));
    }
    Ok(query)
}

/// States of items that are no longer their owner's to answer for, as the database keeps them.
///
/// # Errors
/// A slip of ours in a code.
pub(super) fn gone() -> Result<[String; 2]> {
    Ok([code::of(ItemScope::Cancelled)?, code::of(ItemScope::Moving)?])
}

/// Organisations by full name, for an import by this person.
///
/// # Errors
/// Of the database.
pub fn organisations_by_name(conn: &mut Conn, importer: Asker<'_>) -> Result<HashMap<String, OrganisationId>> {
    let all = super::organisations::all(conn, importer)?;
    Ok(all.into_iter().map(|one| (one.name, one.id)).collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = items)]
struct Row {
    code: String,
    name: String,
    owner_id: String,
    serving_id: String,
    batch: Option<i32>,
    connection: String,
    scope: String,
    proposed_batch: Option<i32>,
    optimised_on: Option<String>,
    optimised_by: Option<String>,
    published_on: Option<String>,
}

impl Row {
    /// As the list shows it; of the forms that optimised items only `forms` are named.
    fn body(self, names: &HashMap<String, String>, forms: &HashSet<String>) -> Result<Item> {
        let form = self.optimised_by.filter(|form| forms.contains(form));
        let named = |id: &str| -> Result<OrganisationRef> {
            Ok(OrganisationRef {
                id: code::id(id)?,
                name: names.get(id).cloned().unwrap_or_default(),
            })
        };
        Ok(Item {
            owner: named(&self.owner_id)?,
            serving: named(&self.serving_id)?,
            code: self.code,
            name: self.name,
            batch: self.batch.map(code::small).transpose()?,
            connection: code::word(&self.connection)?,
            scope: code::word(&self.scope)?,
            proposed_batch: self.proposed_batch.map(code::small).transpose()?,
            optimised_on: self.optimised_on.as_deref().map(code::day).transpose()?,
            optimised_by: form.as_deref().map(code::id).transpose()?,
            published_on: self.published_on.as_deref().map(code::day).transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::scratch::{asked, empty, plan};

    #[test]
    fn what_is_secret_is_found_by_its_index() {
        let mut conn = empty();
        let statements = asked(&mut conn, |conn| {
            let open = secret_codes()
                .filter(items::owner_id.ne("o"))
                .filter(items::serving_id.ne("o"));
            open.load::<String>(conn).unwrap();
        });
        let index = "SEARCH items USING COVERING INDEX items_restricted (restricted=?)";
        assert_eq!(plan(&mut conn, &statements[0]), [index]);
    }
}
