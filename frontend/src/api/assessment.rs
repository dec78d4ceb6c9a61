//! Endpoints of the assessment board.

use super::{Api, Failure, Query};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::assessment::{Assessment, CountedForm, CountedItem, CountedList};
use yinzheng_shared::api::window::CentreStanding;

impl Api {
    /// The assessment board.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn assessment(&self, query: &Query) -> Result<Assessment, Failure> {
        self.get(&query.on("assessment")).await
    }

    /// A page of the items that a number counts.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn assessed_items(&self, query: &Query) -> Result<Listing<CountedItem>, Failure> {
        self.get(&query.on("assessment/items")).await
    }

    /// A page of the forms that a number counts.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn assessed_forms(&self, query: &Query) -> Result<Listing<CountedForm>, Failure> {
        self.get(&query.on("assessment/forms")).await
    }

    /// A page of the departments whose lists a number counts.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn assessed_lists(&self, query: &Query) -> Result<Listing<CountedList>, Failure> {
        self.get(&query.on("assessment/lists")).await
    }

    /// A page of the centres that a number counts.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn assessed_centres(&self, query: &Query) -> Result<Listing<CentreStanding>, Failure> {
        self.get(&query.on("assessment/centres")).await
    }
}
