//! What waits for a person.

use super::schema::{records, scan_pages, scans};
use super::{Conn, notices, visible};
use crate::auth::{Scope, scope::Reach};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::session::Waiting;
use yinzheng_shared::form::Form;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::record::State;
use yinzheng_shared::scan::Outcome;

/// Forms that a unit fills and prints itself.
const OWN_FORMS: [Form; 2] = [Form::Optimization, Form::JointDebug];

/// Counts what waits for the person of this scope.
///
/// # Errors
/// Of the database.
pub fn count(conn: &mut Conn, scope: &Scope) -> Result<Waiting> {
    let own = scope.seat().id.to_string();
    let bureau = scope.role() == Some(Role::Bureau);
    let open = [State::Draft.code(), State::Returned.code()];
    let visible = records::table.filter(visible::records(scope)?);
    let waiting = match scope.role() {
        // Drafts to finish, go-live forms to print and stamp, refused scans to make anew.
        Some(Role::Staff) => visible
            .filter(records::owner_id.eq(own.clone()))
            .filter(
                records::form
                    .eq(Form::Scope.code())
                    .and(records::state.eq_any(open))
                    .or(records::form.eq_any(OWN_FORMS.map(Form::code)).and(
                        records::state
                            .eq_any(open)
                            .or(records::state.eq(State::Submitted.code())),
                    ))
                    .or(records::form
                        .eq(Form::GoLive.code())
                        .and(records::state.eq(State::Submitted.code())))
                    .or(records::state
                        .eq(State::Printed.code())
                        .and(records::returned_because.is_not_null())),
            )
            .count()
            .get_result(conn)?,
        // The joint debugging forms of their systems.
        Some(Role::Builder) => visible
            .filter(records::owner_id.eq(own.clone()))
            .filter(records::form.eq(Form::JointDebug.code()))
            .filter(
                records::state
                    .eq_any(open)
                    .or(records::state.eq(State::Submitted.code()))
                    .or(records::state
                        .eq(State::Printed.code())
                        .and(records::returned_because.is_not_null())),
            )
            .count()
            .get_result(conn)?,
        // Go-live forms and bulletins to finish, bulletins to print, schedules that were handed in and not issued.
        Some(Role::Bureau) => visible
            // Said first, for the states of open records are what the index finds them by.
            .filter(
                records::state
                    .eq_any([State::Draft, State::Returned, State::Submitted, State::Printed].map(State::code)),
            )
            .filter(
                records::form
                    .eq(Form::GoLive.code())
                    .and(records::state.eq_any(open))
                    .or(records::form
                        .eq(Form::Schedule.code())
                        .and(records::state.eq(State::Submitted.code())))
                    .or(records::form.eq(Form::Bulletin.code()).and(records::state.eq_any(open)))
                    .or(records::form
                        .eq(Form::Consolidation.code())
                        .and(records::issuer_id.eq(own.clone()))
                        .and(records::state.eq(State::Submitted.code())))
                    // Paper of its own: bulletins, and forms for what it leads itself.
                    .or(records::owner_id.eq(own.clone()).and(
                        records::form.eq_any([Form::Bulletin.code(), Form::GoLive.code()]).and(
                            records::state.eq(State::Submitted.code()).or(records::state
                                .eq(State::Printed.code())
                                .and(records::returned_because.is_not_null())),
                        ),
                    )),
            )
            .count()
            .get_result(conn)?,
        // Lists and consolidations to accept or to return, one's own consolidation to hand over.
        Some(Role::Reviewer) => visible
            .filter(
                records::form
                    .eq_any([Form::Scope.code(), Form::Consolidation.code()])
                    .and(records::issuer_id.eq(own.clone()))
                    .and(records::state.eq(State::Submitted.code()))
                    .or(records::form
                        .eq(Form::Consolidation.code())
                        .and(records::owner_id.eq(own.clone()))
                        .and(records::state.eq_any(open))),
            )
            .count()
            .get_result(conn)?,
        _ => 0,
    };
    let desk: i64 = if bureau {
        records::table
            .filter(records::state.eq(State::Matched.code()))
            .count()
            .get_result(conn)?
    } else {
        0
    };
    let mut pages = scan_pages::table
        .inner_join(scans::table.on(scans::id.eq(scan_pages::scan_id)))
        .filter(scan_pages::outcome.eq(Outcome::Unreadable.code()))
        .into_boxed();
    if !matches!(scope.reach(), Reach::Everything) {
        pages = pages.filter(scans::organisation_id.eq(own));
    }
    let unassigned: i64 = match scope.role() {
        Some(Role::Staff | Role::Builder | Role::Bureau) => pages.count().get_result(conn)?,
        _ => 0,
    };
    Ok(Waiting {
        records: positive(waiting),
        desk: positive(desk),
        unassigned: positive(unassigned),
        notices: notices::count_unread(conn, scope)?,
    })
}

fn positive(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
