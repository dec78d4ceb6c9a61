//! Endpoints of administration.

use super::{Api, Failure, Payload, json};
use yinzheng_shared::api::admin::{IssuedKey, Key, NewKey, NewUser, Organisation, User};
use yinzheng_shared::id::{KeyId, UserId};

impl Api {
    /// Every organisation that the person may see.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn organisations(&self) -> Result<Vec<Organisation>, Failure> {
        self.get("organisations").await
    }

    /// Every user.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn users(&self) -> Result<Vec<User>, Failure> {
        self.get("users").await
    }

    /// Makes a user.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn new_user(&self, body: &NewUser) -> Result<(), Failure> {
        self.send("POST", "users", json(body)?, None).await.map(drop)
    }

    /// Ends a login.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn deactivate_user(&self, id: UserId) -> Result<(), Failure> {
        self.send("POST", &format!("users/{id}/deactivate"), Payload::Nothing, None)
            .await
            .map(drop)
    }

    /// Every key.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn keys(&self) -> Result<Vec<Key>, Failure> {
        self.get("keys").await
    }

    /// Makes a key; its secret comes this once.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn new_key(&self, body: &NewKey) -> Result<IssuedKey, Failure> {
        self.post("keys", None, body).await
    }

    /// Revokes a key.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn revoke_key(&self, id: KeyId) -> Result<(), Failure> {
        self.send("DELETE", &format!("keys/{id}"), Payload::Nothing, None)
            .await
            .map(drop)
    }
}
