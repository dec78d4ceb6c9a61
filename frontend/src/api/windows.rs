//! Endpoints of windows.

use super::{Api, Failure, Payload, Query, json};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::window::{
    CaseCount, Centre, ChangeAccount, Coverage, ExerciseAnswer, Group, GroupHolds, HandOver, KeepTraining, MonthTotal,
    NewAccount, NewCentre, NewOutsideCase, OutsideCase, ReportCases, TrainingAnswer, WindowAccount,
};
use yinzheng_shared::id::{AccountId, CentreId, OrganisationId};
use yinzheng_shared::window::exercise::Attempt;
use yinzheng_shared::window::training::Lessons;

impl Api {
    /// Every service centre.
    ///
    /// # Errors
    /// As every function here: [`Failure`].
    pub async fn centres(&self) -> Result<Vec<Centre>, Failure> {
        self.get("centres").await
    }

    /// Registers a centre.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn new_centre(&self, body: &NewCentre) -> Result<Centre, Failure> {
        self.post("centres", None, body).await
    }

    /// Closes a centre.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn close_centre(&self, id: CentreId) -> Result<Centre, Failure> {
        super::read(
            &self
                .send("POST", &format!("centres/{id}/close"), Payload::Nothing, None)
                .await?,
        )
    }

    /// A page of accounts.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn window_accounts(&self, query: &Query) -> Result<Listing<WindowAccount>, Failure> {
        self.get(&query.on("window-accounts")).await
    }

    /// An account.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn window_account(&self, id: AccountId) -> Result<WindowAccount, Failure> {
        self.get(&format!("window-accounts/{id}")).await
    }

    /// Adds an account.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn new_window_account(&self, body: &NewAccount) -> Result<WindowAccount, Failure> {
        self.post("window-accounts", None, body).await
    }

    /// Changes an account.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn change_window_account(
        &self,
        id: AccountId,
        etag: &str,
        body: &ChangeAccount,
    ) -> Result<WindowAccount, Failure> {
        self.put(&format!("window-accounts/{id}"), Some(etag), body).await
    }

    /// Notes that an account was handed over.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn hand_over(&self, id: AccountId, body: HandOver) -> Result<WindowAccount, Failure> {
        self.post(&format!("window-accounts/{id}/hand-over"), None, &body).await
    }

    /// Ends an account.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn end_window_account(&self, id: AccountId) -> Result<WindowAccount, Failure> {
        let path = format!("window-accounts/{id}/deactivate");
        super::read(&self.send("POST", &path, Payload::Nothing, None).await?)
    }

    /// Keeps what people learnt.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn keep_training(&self, lessons: &Lessons) -> Result<TrainingAnswer, Failure> {
        let content = serde_json::to_value(lessons).map_err(|_| Failure::Garbled)?;
        self.post("trainings", None, &KeepTraining { content }).await
    }

    /// Hands in an exercise.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn exercise(&self, id: AccountId, attempt: &Attempt) -> Result<ExerciseAnswer, Failure> {
        self.post(&format!("window-accounts/{id}/exercise"), None, attempt)
            .await
    }

    /// Coverage on a day.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn coverage(&self, query: &Query) -> Result<Coverage, Failure> {
        self.get(&query.on("coverage")).await
    }

    /// The groups of areas.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn window_groups(&self) -> Result<Vec<Group>, Failure> {
        self.get("window-groups").await
    }

    /// Confirms what a group has.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn confirm_group(&self, area: OrganisationId, holds: GroupHolds) -> Result<Vec<Group>, Failure> {
        self.put(&format!("window-groups/{area}"), None, &holds).await
    }

    /// A page of numbers of cases.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn cases(&self, query: &Query) -> Result<Listing<CaseCount>, Failure> {
        self.get(&query.on("cases")).await
    }

    /// The sum of each month.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn case_months(&self) -> Result<Vec<MonthTotal>, Failure> {
        self.get("cases/months").await
    }

    /// Reports a number of cases.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn report_cases(&self, body: &ReportCases) -> Result<(), Failure> {
        self.send("PUT", "cases", json(body)?, None).await.map(drop)
    }

    /// A page of cases outside the platform.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn outside_cases(&self, query: &Query) -> Result<Listing<OutsideCase>, Failure> {
        self.get(&query.on("outside-cases")).await
    }

    /// Reports a case outside the platform.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn report_outside(&self, body: &NewOutsideCase) -> Result<(), Failure> {
        self.send("POST", "outside-cases", json(body)?, None).await.map(drop)
    }
}
