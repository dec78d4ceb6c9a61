//! Endpoints of the catalogue, and tables read from files.

use super::{Api, Failure, Payload, Query, read};
use web_sys::{Blob, File};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::item::{ImportAnswer, Item};

impl Api {
    /// A page of items.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn items(&self, query: &Query) -> Result<Listing<Item>, Failure> {
        self.get(&query.on("items")).await
    }

    /// The items that a query finds, as a workbook.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn export_items(&self, query: &Query) -> Result<Blob, Failure> {
        self.download("GET", &query.on("items.xlsx"), Payload::Nothing).await
    }

    /// Brings in a spreadsheet, as it is, under `path`.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn import(&self, path: &str, table: File) -> Result<ImportAnswer, Failure> {
        read(&self.send("POST", path, Payload::File(table), None).await?)
    }

    /// A spreadsheet with its errors marked in it, as `path` finds them.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn mark(&self, path: &str, table: File) -> Result<Blob, Failure> {
        self.download("POST", path, Payload::File(table)).await
    }
}
