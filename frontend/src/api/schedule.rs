//! Endpoints of the plan and its schedules.

use super::{Api, Failure, Query, json};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::api::schedule::{BatchDays, IssueSchedule, Plan, PlanItems, PlannedItem, ScheduleDraft};

impl Api {
    /// The plan of release batches.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn plan(&self) -> Result<Plan, Failure> {
        self.get("schedule").await
    }

    /// Items of the plan.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn planned_items(&self, query: &Query) -> Result<Listing<PlannedItem>, Failure> {
        self.get(&query.on("schedule/items")).await
    }

    /// Plans items for a batch, or for none.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn plan_items(&self, body: &PlanItems) -> Result<(), Failure> {
        self.send("PUT", "schedule/items", json(body)?, None).await.map(drop)
    }

    /// Sets the days of a batch.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn set_batch_days(&self, number: u8, etag: &str, days: &BatchDays) -> Result<(), Failure> {
        let path = format!("schedule/batches/{number}");
        self.send("PUT", &path, json(days)?, Some(etag)).await.map(drop)
    }

    /// What would be issued of a batch now.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn schedule_draft(&self, number: u8) -> Result<ScheduleDraft, Failure> {
        self.get(&format!("schedule/batches/{number}/draft")).await
    }

    /// Issues the schedule of a batch.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn issue_schedule(&self, number: u8, body: &IssueSchedule) -> Result<Record, Failure> {
        self.post(&format!("schedule/batches/{number}/issue"), None, body).await
    }
}
