//! Endpoints of scope lists.

use super::{Api, Failure, Payload, json, read};
use web_sys::{Blob, File};
use yinzheng_shared::api::scope_list::{OpenedLists, ReadTable, ScopeOverview, Transfer, TransferAnswer};
use yinzheng_shared::id::RecordId;

impl Api {
    /// Departments with their scope lists.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn scope_lists(&self) -> Result<ScopeOverview, Failure> {
        self.get("scope-lists").await
    }

    /// Opens scope lists: the bureau all of them, staff their own.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn open_scope_lists(&self) -> Result<OpenedLists, Failure> {
        self.post("scope-lists", None, &serde_json::json!({})).await
    }

    /// What a spreadsheet says of a scope list; nothing is kept.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn read_table(&self, id: RecordId, table: File) -> Result<ReadTable, Failure> {
        read(
            &self
                .send("POST", &format!("records/{id}/table"), Payload::File(table), None)
                .await?,
        )
    }

    /// A scope list as a workbook.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn export_list(&self, id: RecordId) -> Result<Blob, Failure> {
        self.download("GET", &format!("records/{id}/table.xlsx"), Payload::Nothing)
            .await
    }

    /// Begins the consolidation of one's own district.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn open_consolidation(&self) -> Result<OpenedLists, Failure> {
        self.post("consolidations", None, &serde_json::json!({})).await
    }

    /// All lists of a consolidation as a workbook.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn export_district(&self, id: RecordId) -> Result<Blob, Failure> {
        self.download("GET", &format!("consolidations/{id}/table.xlsx"), Payload::Nothing)
            .await
    }

    /// Items that move between departments.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn transfers(&self) -> Result<Vec<Transfer>, Failure> {
        self.get("transfers").await
    }

    /// Answers for the receiving department.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn answer_transfer(&self, record: RecordId, code: &str, answer: &TransferAnswer) -> Result<(), Failure> {
        let code = js_sys::encode_uri_component(code);
        self.send("POST", &format!("transfers/{record}/{code}"), json(answer)?, None)
            .await
            .map(drop)
    }
}
