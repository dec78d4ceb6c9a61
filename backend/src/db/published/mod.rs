//! What is public. The one who asks is [`Anyone`], and what is shown comes out of `shown` and `guides`
//! alone: this file names no table of items or records, so that no query here can forget what is secret.

mod guides;
mod shown;

use super::items::search::Search;
use super::{Conn, code, organisations, page};
use crate::auth::Anyone;
use crate::error::{Error, Result};
use guides::Guides;
use shown::{Row, Shown};
use std::collections::HashMap;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::published::{Published, PublishedItem};
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::organisation::OrganisationRef;
use yinzheng_shared::problem::Problem;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a name, or three signs or more of a code.
    pub text: Option<String>,
    /// Whose items.
    pub organisation: Option<OrganisationId>,
    /// Release batch.
    pub batch: Option<u8>,
    /// Code after which to go on.
    pub after: Option<String>,
    /// Most entries of a page.
    pub limit: i64,
}

/// One page of what is published, in the order of the codes.
///
/// # Errors
/// Of the database.
pub fn list(conn: &mut Conn, anyone: Anyone, filter: &Filter) -> Result<Listing<PublishedItem>> {
    let mut page = matching(anyone, filter)?;
    if let Some(after) = &filter.after {
        page = page.after(after);
    }
    let search = Search::of(conn, filter.text.as_deref())?;
    let rows = page.first(conn, &search, filter.limit + 1)?;
    let (rows, more) = page::cut(rows, filter.limit);
    let total = page::total(filter.after.is_none(), (rows.len(), more), || {
        matching(anyone, filter)?.count(conn, &search)
    })?;
    let next = rows.last().filter(|_| more).map(|row| row.code.clone());
    let guides = Guides::of(conn, anyone, &rows)?;
    let names = organisations::names(conn, rows.iter().map(|row| &row.owner_id))?;
    let entries = rows
        .into_iter()
        .map(|row| {
            let has_guide = guides.record(&row).is_some();
            body(row, &names, has_guide)
        })
        .collect::<Result<_>>()?;
    Ok(Listing { entries, total, next })
}

/// A published item with its guide.
///
/// # Errors
/// [`Problem::NotFound`] for what is not public, as for what never was; and those of the database.
pub fn show(conn: &mut Conn, anyone: Anyone, code: &str) -> Result<Published> {
    let row = Shown::to(anyone)?.one(conn, code)?.ok_or(Problem::NotFound)?;
    let guides = Guides::of(conn, anyone, std::slice::from_ref(&row))?;
    let guide = match guides.record(&row) {
        Some(record) => guides::read(conn, anyone, record)?,
        None => None,
    };
    let names = organisations::names(conn, [&row.owner_id])?;
    Ok(Published {
        item: body(row, &names, guide.is_some())?,
        guide,
    })
}

/// The organisations of which something is published, by their names.
///
/// # Errors
/// Of the database.
pub fn owners(conn: &mut Conn, anyone: Anyone) -> Result<Vec<OrganisationRef>> {
    let owners = Shown::to(anyone)?.owners(conn)?;
    let mut owners: Vec<OrganisationRef> = organisations::names(conn, owners)?
        .into_iter()
        .map(|(id, name)| {
            Ok(OrganisationRef {
                id: code::id(&id)?,
                name,
            })
        })
        .collect::<Result<_>>()?;
    owners.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(owners)
}

fn matching<'a>(anyone: Anyone, filter: &Filter) -> Result<Shown<'a>> {
    let mut shown = Shown::to(anyone)?;
    if let Some(owner) = filter.organisation {
        shown = shown.of(owner);
    }
    if let Some(batch) = filter.batch {
        shown = shown.in_batch(batch);
    }
    Ok(shown)
}

fn body(row: Row, names: &HashMap<String, String>, has_guide: bool) -> Result<PublishedItem> {
    let published_on = row
        .published_on
        .as_deref()
        .ok_or_else(|| Error::internal(format!("{} is not published", row.code)))?;
    Ok(PublishedItem {
        owner: OrganisationRef {
            id: code::id(&row.owner_id)?,
            name: names.get(&row.owner_id).cloned().unwrap_or_default(),
        },
        published_on: code::day(published_on)?,
        code: row.code,
        name: row.name,
        has_guide,
    })
}
