//! Endpoints of deadlines, notices, and the ways out of the house.

use super::{Api, Failure, Payload, Query, json};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::notice::{Delivery, EmailAddress, NewRobot, Notice, Robot};
use yinzheng_shared::api::obligation::Obligation;
use yinzheng_shared::id::{NoticeId, RobotId, UserId};

impl Api {
    /// A page of what is due.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn obligations(&self, query: &Query) -> Result<Listing<Obligation>, Failure> {
        self.get(&query.on("obligations")).await
    }

    /// A page of the person's notices.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn notices(&self, query: &Query) -> Result<Listing<Notice>, Failure> {
        self.get(&query.on("notices")).await
    }

    /// Marks a notice as read.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn read_notice(&self, id: NoticeId) -> Result<(), Failure> {
        self.send("POST", &format!("notices/{id}/read"), Payload::Nothing, None)
            .await
            .map(drop)
    }

    /// Marks every notice as read.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn read_notices(&self) -> Result<(), Failure> {
        self.send("POST", "notices/read", Payload::Nothing, None)
            .await
            .map(drop)
    }

    /// Sets or removes where notices to a user are sent.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn set_email(&self, id: UserId, body: &EmailAddress) -> Result<(), Failure> {
        self.send("PUT", &format!("users/{id}/email"), json(body)?, None)
            .await
            .map(drop)
    }

    /// Every group robot.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn robots(&self) -> Result<Vec<Robot>, Failure> {
        self.get("robots").await
    }

    /// Adds a group robot.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn new_robot(&self, body: &NewRobot) -> Result<Robot, Failure> {
        self.post("robots", None, body).await
    }

    /// Forgets a group robot.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn remove_robot(&self, id: RobotId) -> Result<(), Failure> {
        self.send("DELETE", &format!("robots/{id}"), Payload::Nothing, None)
            .await
            .map(drop)
    }

    /// What waits to be sent and what was not.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn messages(&self) -> Result<Delivery, Failure> {
        self.get("messages").await
    }

    /// Lets a message be sent again.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn send_again(&self, message: &str) -> Result<(), Failure> {
        self.send("POST", &format!("messages/{message}/send"), Payload::Nothing, None)
            .await
            .map(drop)
    }
}
