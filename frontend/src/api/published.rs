//! What is read without a session.

use super::{Api, Failure, Query, address};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::published::{Published, PublishedItem};
use yinzheng_shared::organisation::OrganisationRef;

impl Api {
    /// A page of what is published.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn published(&self, query: &Query) -> Result<Listing<PublishedItem>, Failure> {
        self.get(&query.on("published")).await
    }

    /// A published item with its guide.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn published_item(&self, code: &str) -> Result<Published, Failure> {
        self.get(&address::published(code)).await
    }

    /// Whose items are published.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn published_organisations(&self) -> Result<Vec<OrganisationRef>, Failure> {
        self.get("published-organisations").await
    }
}
