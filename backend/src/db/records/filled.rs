//! What is filled in a record, read only where it is needed.

use super::stored::Stored;
use crate::db::schema::records;
use crate::db::{Conn, code};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::problem::Problem;

/// What is filled in, as the columns hold it.
#[derive(Clone, Debug)]
pub struct Filled {
    form: Form,
    content: String,
    reasons: String,
}

/// What is filled in a record that the scope has shown.
///
/// # Errors
/// Of the database.
pub fn filled(conn: &mut Conn, record: &Stored) -> Result<Filled> {
    let (content, reasons) = records::table
        .find(record.id.to_string())
        .select((records::content, records::reasons))
        .first(conn)?;
    Ok(Filled {
        form: record.form,
        content,
        reasons,
    })
}

/// What stands in a record that the scope has shown.
///
/// # Errors
/// [`Problem::OlderFormat`] when it is of a shape that this program does not know, and those of the database.
pub fn content(conn: &mut Conn, record: &Stored) -> Result<Content> {
    filled(conn, record)?.content()
}

impl Filled {
    /// What is filled in, by its values.
    ///
    /// # Errors
    /// A slip of ours in a value.
    pub(super) fn of(content: &Content, reasons: &[WarningReason]) -> Result<Self> {
        Ok(Self {
            form: content.form(),
            content: code::to_json(content)?,
            reasons: code::to_json(reasons)?,
        })
    }

    /// The content.
    ///
    /// # Errors
    /// [`Problem::OlderFormat`] when it is of a shape that this program does not know.
    pub fn content(&self) -> Result<Content> {
        Content::from_json(self.form, &self.content).map_err(|_| Problem::OlderFormat.into())
    }

    /// The content as it was kept, of whatever shape.
    ///
    /// # Errors
    /// When the column is no JSON: the database was changed by hand.
    pub fn json(&self) -> Result<serde_json::Value> {
        code::json(&self.content)
    }

    /// Reasons for warnings.
    ///
    /// # Errors
    /// [`Problem::OlderFormat`] when they are of a shape that this program does not know.
    pub fn reasons(&self) -> Result<Vec<WarningReason>> {
        serde_json::from_str(&self.reasons).map_err(|_| Problem::OlderFormat.into())
    }
}
