//! Endpoints of the register of interfaces.

use super::{Api, Failure, Query, json};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::interface::{
    FullProcess, NewInterface, RegisteredInterface, UnservedItem, WithdrawFullProcess,
};
use yinzheng_shared::id::InterfaceId;
use yinzheng_shared::interface::Interface;

impl Api {
    /// A page of interfaces.
    ///
    /// # Errors
    /// As every function here: [`Failure`].
    pub async fn interfaces(&self, query: &Query) -> Result<Listing<RegisteredInterface>, Failure> {
        self.get(&query.on("interfaces")).await
    }

    /// A page of the items that no interface serves.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn unserved_items(&self, query: &Query) -> Result<Listing<UnservedItem>, Failure> {
        self.get(&query.on("interfaces/missing")).await
    }

    /// Adds an interface of the own unit.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn new_interface(&self, body: &NewInterface) -> Result<RegisteredInterface, Failure> {
        self.post("interfaces", None, body).await
    }

    /// Changes an interface of the own unit.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn change_interface(
        &self,
        id: InterfaceId,
        etag: &str,
        body: &Interface,
    ) -> Result<RegisteredInterface, Failure> {
        self.put(&format!("interfaces/{id}"), Some(etag), body).await
    }

    /// Notes that items are handled in the platform.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn full_process(&self, body: &FullProcess) -> Result<(), Failure> {
        self.send("POST", "items/full-process", json(body)?, None)
            .await
            .map(drop)
    }

    /// Takes items back from the platform.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn withdraw_full_process(&self, body: &WithdrawFullProcess) -> Result<(), Failure> {
        self.send("POST", "items/full-process/withdraw", json(body)?, None)
            .await
            .map(drop)
    }
}
