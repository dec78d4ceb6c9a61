//! Items (事项).

use super::spreadsheet::CellError;
use crate::date::Date;
use crate::facts::Connection;
use crate::id::RecordId;
use crate::item::ItemScope;
use crate::organisation::OrganisationRef;
use serde::{Deserialize, Serialize};

/// An item as its list shows it, `GET items`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Item {
    /// 事项编码.
    pub code: String,
    /// 事项名称.
    pub name: String,
    /// Owner.
    pub owner: OrganisationRef,
    /// The unit whose system serves it.
    pub serving: OrganisationRef,
    /// Release batch.
    pub batch: Option<u8>,
    /// How it is connected.
    pub connection: Connection,
    /// What accepted scope lists say of it.
    pub scope: ItemScope,
    /// The batch that its department proposes.
    pub proposed_batch: Option<u8>,
    /// Since when it counts as optimised.
    pub optimised_on: Option<Date>,
    /// The form that covers it, where the reader may see it: that may be one of another department.
    pub optimised_by: Option<RecordId>,
    /// Since when it is published.
    pub published_on: Option<Date>,
}

/// `POST items/import`: what became of an uploaded table. All rows or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportAnswer {
    /// Rows that were new.
    pub added: u64,
    /// Rows that changed an item.
    pub changed: u64,
    /// Rows that were there already, word for word.
    pub unchanged: u64,
    /// What is wrong; when not empty, nothing was imported.
    pub errors: Vec<CellError>,
}

impl ImportAnswer {
    /// Nothing was imported.
    #[must_use]
    pub fn wrong(errors: Vec<CellError>) -> Self {
        Self {
            errors,
            ..Self::default()
        }
    }
}
