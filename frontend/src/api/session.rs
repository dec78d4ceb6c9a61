//! Who is signed in.

use super::{Api, Failure, Payload};
use yinzheng_shared::api::session::{Me, SignIn};

impl Api {
    /// Who is signed in.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn me(&self) -> Result<Me, Failure> {
        self.get("me").await
    }

    /// Signs in.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn sign_in(&self, login: String, password: String) -> Result<Me, Failure> {
        self.post("session", None, &SignIn { login, password }).await
    }

    /// Signs out.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn sign_out(&self) -> Result<(), Failure> {
        self.send("DELETE", "session", Payload::Nothing, None).await.map(drop)
    }
}
