//! The programme, and the business date.

use super::{Api, Failure};
use yinzheng_shared::api::programme::{BusinessDate, ProgrammeBody, ProgrammeState};
use yinzheng_shared::date::Date;

impl Api {
    /// What this installation is.
    ///
    /// # Errors
    /// As every function here: [`Failure`].
    pub async fn programme(&self) -> Result<ProgrammeBody, Failure> {
        self.get("programme").await
    }

    /// The annexes of the programme, and how far its tasks are.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn programme_state(&self) -> Result<ProgrammeState, Failure> {
        self.get("programme/state").await
    }

    /// Moves the business date on.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn move_business_date(&self, today: Date) -> Result<BusinessDate, Failure> {
        self.post("business-date", None, &BusinessDate { today }).await
    }
}
