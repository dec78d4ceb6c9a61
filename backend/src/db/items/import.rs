//! What files and lists say of items.

use crate::db::audit::{Actor, Administration, Entry, Stamp};
use crate::db::item_steps::{By, Taken};
use crate::db::schema::items;
use crate::db::{Tx, audit, code, item_steps, scope_lists};
use crate::error::Result;
use crate::items::{ItemRow, Privacy};
use diesel::prelude::*;
use std::collections::BTreeSet;
use yinzheng_shared::api::item::ImportAnswer;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::form::scope::Scope as ScopeList;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::item::Step;

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
pub(in crate::db) fn restrict(tx: &mut Tx<'_>, owner: OrganisationId, list: &ScopeList) -> Result<()> {
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
