//! The one way to change a record: guarded by its version.

use super::Stored;
use crate::db::Tx;
use crate::db::audit::Stamp;
use crate::db::moment::Timestamp;
use crate::db::schema::{record_items, records};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::form::Content;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::State;

/// What changes; `None` stays, `Some(None)` becomes empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    /// Where it stands then.
    pub(crate) state: Option<State>,
    /// Next revision.
    pub(crate) revision: Option<u16>,
    /// New content with its title.
    pub(crate) content: Option<Content>,
    /// Reasons as JSON.
    pub(crate) reasons: Option<String>,
    /// By when the next step is due, and whether that may move.
    pub(crate) due: Option<Option<yinzheng_shared::calendar::Due>>,
    /// Why it was returned, refused or given up.
    pub(crate) returned_because: Option<Option<String>>,
    /// When the set of pages became complete.
    pub(crate) matched_at: Option<Option<Timestamp>>,
    /// The day on which the upload came that is being confirmed, and whether it was late.
    pub(crate) received: Option<(yinzheng_shared::date::Date, bool)>,
}

#[derive(AsChangeset)]
#[diesel(table_name = records)]
struct Columns {
    state: Option<&'static str>,
    revision: Option<i32>,
    title: Option<String>,
    content: Option<String>,
    restricted: Option<bool>,
    reasons: Option<String>,
    due_on: Option<Option<String>>,
    due_provisional: Option<bool>,
    returned_because: Option<Option<String>>,
    matched_at: Option<Option<Timestamp>>,
    received_on: Option<String>,
    late: Option<bool>,
    version: i64,
    updated_at: Timestamp,
}

/// Changes a record that is still as it was read; its next version.
///
/// # Errors
/// [`Problem::StaleRecord`] when somebody came in between, and those of the database.
pub(crate) fn apply(tx: &mut Tx<'_>, stamp: Stamp, record: &Stored, change: Change) -> Result<i64> {
    let version = record.version + 1;
    let columns = Columns {
        state: change.state.map(State::code),
        revision: change.revision.map(i32::from),
        title: change.content.as_ref().map(title),
        content: change.content.as_ref().map(crate::db::code::to_json).transpose()?,
        restricted: change.content.as_ref().map(Content::is_restricted),
        reasons: change.reasons,
        due_on: change.due.map(|due| due.map(|due| due.date.to_string())),
        due_provisional: change.due.map(|due| due.is_some_and(|due| due.provisional)),
        returned_because: change.returned_because,
        matched_at: change.matched_at,
        received_on: change.received.map(|(on, _)| on.to_string()),
        late: change.received.map(|(_, late)| late),
        version,
        updated_at: stamp.at,
    };
    let changed = diesel::update(records::table)
        .filter(records::id.eq(record.id.to_string()))
        .filter(records::version.eq(record.version))
        .set(&columns)
        .execute(tx.conn())?;
    if changed != 1 {
        return Err(Problem::StaleRecord.into());
    }
    if let Some(content) = &change.content {
        name_items(tx, record.id, content)?;
    }
    Ok(version)
}

/// Brings the content of a draft up to date with what else happened, which keeps its state.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn complete(tx: &mut Tx<'_>, stamp: Stamp, record: &Stored, content: Content) -> Result<()> {
    let change = Change {
        content: Some(content),
        ..Change::default()
    };
    apply(tx, stamp, record, change)?;
    Ok(())
}

/// What lists call a record; characters that no column and no line can show are left out.
pub(super) fn title(content: &Content) -> String {
    content
        .title()
        .chars()
        .filter(|letter| !letter.is_control())
        .take(200)
        .collect()
}

/// Keeps which items the content names.
pub(super) fn name_items(tx: &mut Tx<'_>, record: RecordId, content: &Content) -> Result<()> {
    let mut codes: Vec<&str> = content.item_codes();
    codes.retain(|code| code.len() <= 200 && !code.chars().any(char::is_control));
    codes.sort_unstable();
    codes.dedup();
    diesel::delete(record_items::table)
        .filter(record_items::record_id.eq(record.to_string()))
        .execute(tx.conn())?;
    for code in codes {
        diesel::insert_into(record_items::table)
            .values((
                record_items::record_id.eq(record.to_string()),
                record_items::item_code.eq(code),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}
