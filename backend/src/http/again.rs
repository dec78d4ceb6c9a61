//! Writes that two may want at the same time.

use crate::db::Tx;
use crate::error::Result;
use crate::state::AppState;
use std::sync::Arc;
use yinzheng_shared::problem::Problem;

/// Runs `work` in a transaction, and once more when somebody else took a number or an identifier
/// meanwhile: asked again, the rules say which.
///
/// # Errors
/// Of the work, and of the database.
pub(super) async fn written<T, F>(state: &AppState, work: F) -> Result<T>
where
    T: Send + 'static,
    F: Fn(&mut Tx<'_>) -> Result<T> + Send + Sync + 'static,
{
    let work = Arc::new(work);
    let again = work.clone();
    match state.db.write(move |tx| work(tx)).await {
        Err(error) if error.problem() == Problem::IdTaken => state.db.write(move |tx| again(tx)).await,
        done => done,
    }
}
