//! Endpoints of scans and of the desk.

use super::{Api, Failure, Query, json};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::scan::{AssignPage, ConfirmScan, Desk, RefuseScan, Scan};
use yinzheng_shared::id::ScanId;

impl Api {
    /// A page of scans.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn scans(&self, query: &Query) -> Result<Listing<Scan>, Failure> {
        self.get(&query.on("scans")).await
    }

    /// A scan.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn scan(&self, id: ScanId) -> Result<Scan, Failure> {
        self.get(&format!("scans/{id}")).await
    }

    /// Types the code of an unreadable page.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn assign_page(&self, id: ScanId, body: &AssignPage) -> Result<Scan, Failure> {
        self.post(&format!("scans/{id}/assign"), None, body).await
    }

    /// Confirms a complete set; its record is archived.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn confirm_scan(&self, id: ScanId, body: &ConfirmScan) -> Result<(), Failure> {
        self.send("POST", &format!("scans/{id}/confirm"), json(body)?, None)
            .await
            .map(drop)
    }

    /// Refuses a complete set.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn refuse_scan(&self, id: ScanId, body: &RefuseScan) -> Result<(), Failure> {
        self.send("POST", &format!("scans/{id}/refuse"), json(body)?, None)
            .await
            .map(drop)
    }

    /// What waits at the desk.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn desk(&self) -> Result<Desk, Failure> {
        self.get("desk").await
    }
}
