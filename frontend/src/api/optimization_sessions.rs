//! Endpoints of sessions (事项梳理会).

use super::{Api, Failure, Query};
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::optimization_session::{CallOff, ConvenedSession, NewOptimizationSession};
use yinzheng_shared::id::OptimizationSessionId;
use yinzheng_shared::optimization_session::OptimizationSession;

impl Api {
    /// A page of sessions.
    ///
    /// # Errors
    /// As every function here: [`Failure`].
    pub async fn optimization_sessions(&self, query: &Query) -> Result<Listing<ConvenedSession>, Failure> {
        self.get(&query.on("optimization-sessions")).await
    }

    /// Convenes a session.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn new_optimization_session(&self, body: &NewOptimizationSession) -> Result<ConvenedSession, Failure> {
        self.post("optimization-sessions", None, body).await
    }

    /// Changes a session.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn change_optimization_session(
        &self,
        id: OptimizationSessionId,
        etag: &str,
        body: &OptimizationSession,
    ) -> Result<ConvenedSession, Failure> {
        self.put(&format!("optimization-sessions/{id}"), Some(etag), body).await
    }

    /// Calls a session off.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn call_off_session(
        &self,
        id: OptimizationSessionId,
        etag: &str,
        reason: String,
    ) -> Result<ConvenedSession, Failure> {
        let path = format!("optimization-sessions/{id}/call-off");
        self.post(&path, Some(etag), &CallOff { reason }).await
    }
}
