//! `GET me`: who is signed in, and what waits.

use crate::auth::Person;
use crate::db;
use crate::error::Result;
use crate::state::AppState;
use actix_web::web;
use yinzheng_shared::api::session::Me;

/// Who is signed in.
///
/// # Errors
/// [`yinzheng_shared::problem::Problem::SignedOut`].
#[utoipa::path(get, path = "/api/v1/me", tag = "session", responses((status = 200, body = Me)))]
pub async fn show(state: web::Data<AppState>, person: Person) -> Result<web::Json<Me>> {
    of(&state, person).await.map(web::Json)
}

/// The body for a person.
pub(super) async fn of(state: &AppState, person: Person) -> Result<Me> {
    let scope = person.scope();
    let waiting = state.db.read(move |conn| db::waiting::count(conn, &scope)).await?;
    Ok(Me {
        id: person.id,
        organisation: person.seat.as_ref(),
        level: person.seat.level,
        name: person.name,
        login: person.login,
        role: person.role,
        today: state.clock.today(),
        waiting,
    })
}
