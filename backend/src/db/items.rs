//! The catalogue of items.

use super::audit::{Actor, Administration, Entry, Stamp};
use super::item_steps::{By, Taken};
use super::organisations::{of_area, of_line};
use super::pattern::{anywhere, lower};
use super::schema::items;
use super::{Backend, Conn, Tx, audit, code, item_counts, item_steps, page, scope_lists, visible};
use crate::auth::{Asker, Scope, scope::Reach};
use crate::error::Result;
use crate::items::{CatalogueRow, ItemRow, Privacy};
use diesel::dsl::sql;
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::{BTreeSet, HashMap, HashSet};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::item::{ImportAnswer, Item};
use yinzheng_shared::facts::Connection;
use yinzheng_shared::form::scope::Scope as ScopeList;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::item::{ItemScope, Step};
use yinzheng_shared::organisation::OrganisationRef;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a name or code.
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
    let mut page = matching(scope, filter)?.select(Row::as_select());
    if let Some(after) = &filter.after {
        page = page.filter(items::code.gt(after.clone()));
    }
    let rows: Vec<Row> = page.order(items::code.asc()).limit(filter.limit + 1).load(conn)?;
    let (rows, more) = page::cut(rows, filter.limit);
    let total = page::total(filter.after.is_none(), (rows.len(), more), || {
        item_counts::total(conn, matching(scope, filter)?, filter.text.as_deref())
    })?;
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
    let rows: Vec<(Row, bool)> = matching(scope, filter)?
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
        Reach::Line => {
            let line = of_line(&own)?;
            Box::new(
                items::owner_id
                    .eq(own.clone())
                    .or(items::serving_id.eq(own))
                    .or(items::owner_id.eq_any(line).and(items::restricted.eq(false))),
            )
        }
        Reach::Area(prefix) => {
            let area = of_area(prefix);
            Box::new(
                items::owner_id
                    .eq(own.clone())
                    .or(items::serving_id.eq(own))
                    .or(items::owner_id.eq_any(area).and(items::restricted.eq(false))),
            )
        }
    })
}

fn matching<'a>(scope: &Scope, filter: &Filter) -> Result<items::BoxedQuery<'a, Backend>> {
    let mut query = shown(scope)?;
    if let Some(batch) = filter.batch {
        query = query.filter(items::batch.eq(i32::from(batch)));
    }
    if let Some(serving) = filter.serving {
        query = query.filter(items::serving_id.eq(serving.to_string()));
    }
    if let Some(connection) = filter.connection {
        query = query.filter(items::connection.eq(code::of(connection)?));
    }
    if let Some(text) = filter.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        query = query.filter(called(text));
    }
    Ok(query)
}

/// Whether this is part of an item's name or code.
pub(super) fn called(text: &str) -> OnItems {
    let pattern = anywhere(text);
    let name = lower(items::name).like(pattern.clone()).escape('\\');
    Box::new(name.or(lower(items::code).like(pattern).escape('\\')))
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

/// Keeps the rows of a file: new items are added, known ones brought to what the file says. What
/// closed forms have said stays: what an item is, its batch, who took it over; and what is secret stays so
/// until a list says otherwise. Lists that are still filled gain what came to their departments.
///
/// # Errors
/// Of the database; nothing is kept then.
pub fn import(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, rows: &[ItemRow], digest: &str) -> Result<ImportAnswer> {
    let (mut answer, mut gained) = (ImportAnswer::default(), BTreeSet::new());
    for row in rows {
        let mut columns = Columns::of(row)?;
        let known: Option<Columns> = items::table
            .find(&row.code)
            .select(Columns::as_select())
            .first(tx.conn())
            .optional()?;
        if let Some(known) = &known {
            columns.keep_what_is_said(tx, known, row)?;
        }
        let step = columns.step_since(known.as_ref())?;
        match known {
            Some(known) if known == columns => answer.unchanged += 1,
            Some(known) => {
                if known.owner_id != columns.owner_id {
                    gained.insert(row.owner);
                }
                diesel::update(items::table.find(&row.code))
                    .set(&columns)
                    .execute(tx.conn())?;
                tx.touch(&row.code);
                answer.changed += 1;
            }
            None => {
                let planned = items::planned_batch.eq(columns.batch);
                diesel::insert_into(items::table)
                    .values((&columns, planned))
                    .execute(tx.conn())?;
                answer.added += 1;
                gained.insert(row.owner);
            }
        }
        if let Some(step) = step {
            item_steps::note(tx, stamp, &row.code, step, None)?;
        }
    }
    let gained: Vec<OrganisationId> = gained.into_iter().collect();
    scope_lists::catch_up(tx, stamp, &gained)?;
    if answer.added + answer.changed > 0 {
        let entry = Entry::of_administration(Administration::ItemsImported, None).with_digest(digest);
        audit::record(tx, stamp, actor, &entry)?;
    }
    Ok(answer)
}

/// Marks the items that a handed-in list calls secret or sensitive: from then on nobody else reads of
/// them. Whether they stay so is the reviewer's to accept.
///
/// # Errors
/// Of the database.
pub(super) fn restrict(tx: &mut Tx<'_>, owner: OrganisationId, list: &ScopeList) -> Result<()> {
    let rows = list.rows.iter().filter(|row| row.is_restricted());
    let codes: Vec<&str> = rows.map(|row| row.code.trim()).collect();
    diesel::update(items::table)
        .filter(items::owner_id.eq(owner.to_string()))
        .filter(items::code.eq_any(&codes))
        .set(items::restricted.eq(true))
        .execute(tx.conn())?;
    codes.into_iter().for_each(|code| tx.touch(code));
    Ok(())
}

/// Keeps sample rows whose codes are new; `optimised` are the codes that count as optimised at the start.
///
/// # Errors
/// Of the database; nothing is kept then.
pub fn import_sample(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, rows: &[ItemRow], optimised: &[&str]) -> Result<()> {
    let known: Vec<String> = items::table.select(items::code).load(tx.conn())?;
    let new: Vec<ItemRow> = rows.iter().filter(|row| !known.contains(&row.code)).cloned().collect();
    import(tx, stamp, actor, &new, "")?;
    for row in new.iter().filter(|row| optimised.contains(&row.code.as_str())) {
        diesel::update(items::table.find(&row.code))
            .set(items::optimised_on.eq(stamp.on.to_string()))
            .execute(tx.conn())?;
    }
    Ok(())
}

#[derive(Queryable, Selectable, Insertable, AsChangeset, PartialEq, Eq)]
#[diesel(table_name = items, treat_none_as_null = true)]
struct Columns {
    code: String,
    name: String,
    owner_id: String,
    serving_id: String,
    base_code: String,
    batch: Option<i32>,
    connection: String,
    restricted: bool,
}

impl Columns {
    fn of(row: &ItemRow) -> Result<Self> {
        Ok(Self {
            code: row.code.clone(),
            name: row.name.clone(),
            owner_id: row.owner.to_string(),
            serving_id: row.serving.to_string(),
            base_code: row.base_code.clone(),
            batch: row.batch.map(i32::from),
            connection: code::of(row.connection.unwrap_or(Connection::None))?,
            restricted: row.privacy == Privacy::Restricted,
        })
    }

    /// Takes over from the item as it is what no file alters, and what this one does not speak of.
    fn keep_what_is_said(&mut self, tx: &mut Tx<'_>, known: &Self, row: &ItemRow) -> Result<()> {
        self.restricted |= known.restricted;
        if row.connection.is_none() {
            self.connection.clone_from(&known.connection);
        }
        if self == known {
            return Ok(());
        }
        let taken = item_steps::of(tx, &self.code)?;
        let of_connection = |taken: &&Taken| matches!(taken.step, Step::Connected | Step::Disconnected);
        // What a signed form has connected, or a go-live form sent back, another form alters.
        if taken
            .iter()
            .rev()
            .find(of_connection)
            .is_some_and(|last| last.by == By::Form)
        {
            self.connection.clone_from(&known.connection);
        }
        let full = code::of(Connection::FullProcess)?;
        if self.connection == full && row.connection != Some(Connection::FullProcess) {
            // Whoever leads it serves it, whatever unit the file names for its system.
            self.serving_id.clone_from(&known.serving_id);
        }
        let steps: Vec<Step> = taken.iter().map(|taken| taken.step).collect();
        if steps.contains(&Step::Scheduled) {
            self.batch = known.batch;
        }
        let of_owner = [
            Step::InScope,
            Step::LeftOut,
            Step::Cancelled,
            Step::Moving,
            Step::Moved,
            Step::Stayed,
        ];
        if self.owner_id != known.owner_id && steps.iter().any(|step| of_owner.contains(step)) {
            if self.serving_id == self.owner_id {
                self.serving_id.clone_from(&known.serving_id);
            }
            self.owner_id.clone_from(&known.owner_id);
        }
        Ok(())
    }

    /// The step that the item took since it was as `before`: its system is connected, or no longer.
    fn step_since(&self, before: Option<&Self>) -> Result<Option<Step>> {
        let none = code::of(Connection::None)?;
        let was = before.is_some_and(|before| before.connection != none);
        Ok(match (was, self.connection != none) {
            (false, true) => Some(Step::Connected),
            (true, false) => Some(Step::Disconnected),
            (false, false) | (true, true) => None,
        })
    }
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
