//! Writes that two may want at the same time, or one twice.

use crate::auth::Person;
use crate::db::Tx;
use crate::db::maker::{Created, Maker};
use crate::error::Result;
use crate::layer::problem::language;
use crate::state::AppState;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
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

/// [`written`], of a change that is judged by the rules, with findings in the language of the request.
///
/// # Errors
/// Of the work, and of the database.
pub(super) async fn judged<T, F>(state: &AppState, request: &HttpRequest, person: &Person, work: F) -> Result<T>
where
    T: Send + 'static,
    F: Fn(&mut Tx<'_>, &Maker<'_>) -> Result<T> + Send + Sync + 'static,
{
    let (stamp, actor, scope) = (state.clock.stamp(), person.actor(), person.scope());
    let (rules, language) = (state.rules.clone(), language(request));
    let work = move |tx: &mut Tx<'_>| {
        let maker = Maker {
            scope: &scope,
            stamp,
            actor: &actor,
            rules: &rules,
            language,
        };
        work(tx, &maker)
    };
    written(state, work).await
}

/// How a request is answered that made something, now or before.
pub(super) const fn status(made: Created) -> StatusCode {
    match made {
        Created::Now => StatusCode::CREATED,
        Created::Before => StatusCode::OK,
    }
}
