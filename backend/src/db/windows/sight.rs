//! Who sees which windows, and who keeps which accounts.

use crate::auth::Scope;
use crate::db::organisations::of_area;
use crate::db::schema::{organisations, service_centres, window_accounts};
use crate::db::{Backend, code};
use crate::error::Result;
use diesel::dsl::sql;
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::window::{self, Employment, Standing, Street, Tier};

/// A condition on window accounts.
pub(super) type OnAccounts = Box<dyn BoxableExpression<window_accounts::table, Backend, SqlType = Bool>>;
/// A condition on service centres.
pub(super) type OnCentres = Box<dyn BoxableExpression<service_centres::table, Backend, SqlType = Bool>>;

/// How far somebody sees windows: the standing of centres, and numbers.
pub(super) enum Sight {
    /// The whole programme.
    Everything,
    /// Centres of organisations under this prefix of paths: the area that the own organisation serves.
    Area(String),
    /// Nothing.
    Nothing,
}

/// How far the scope sees windows.
pub(super) fn of(scope: &Scope) -> Sight {
    match scope.role() {
        Some(Role::Bureau | Role::Auditor) => Sight::Everything,
        Some(Role::Staff | Role::Egov | Role::Hall) => Sight::Area(format!("{}%", scope.seat().area())),
        Some(Role::Reviewer | Role::Builder | Role::Admin) | None => Sight::Nothing,
    }
}

/// The centres whose standing the scope shows.
pub(super) fn centres(scope: &Scope) -> OnCentres {
    match of(scope) {
        Sight::Everything => Box::new(sql::<Bool>("1 = 1")),
        Sight::Area(prefix) => {
            let area = organisations::table
                .filter(organisations::path.like(prefix))
                .select(organisations::id);
            Box::new(service_centres::area_id.eq_any(area))
        }
        Sight::Nothing => Box::new(sql::<Bool>("1 = 0")),
    }
}

/// The accounts that the scope shows: all; those of an area and of the own people; or those of the own
/// people alone.
pub(super) fn accounts(scope: &Scope) -> OnAccounts {
    let own = window_accounts::organisation_id.eq(scope.seat().id.to_string());
    match of(scope) {
        Sight::Everything => Box::new(sql::<Bool>("1 = 1")),
        Sight::Area(_) if scope.role() == Some(Role::Staff) => Box::new(own),
        Sight::Area(prefix) => {
            let area = organisations::table
                .filter(organisations::path.like(prefix))
                .select(organisations::id);
            let centres = service_centres::table
                .filter(service_centres::area_id.eq_any(area))
                .select(service_centres::id);
            Box::new(own.or(window_accounts::centre_id.eq_any(centres)))
        }
        Sight::Nothing => Box::new(sql::<Bool>("1 = 0")),
    }
}

/// The accounts that the one who asks keeps; the same as [`keeps`], as a condition.
///
/// # Errors
/// When a level has no code: a slip of ours.
pub(super) fn kept(scope: &Scope) -> Result<OnAccounts> {
    let at = |tier: Tier, or: Tier| -> Result<_> {
        let levels = [code::of(tier)?, code::of(or)?];
        Ok(service_centres::table.filter(service_centres::level.eq_any(levels)))
    };
    let people = at(Tier::City, Tier::District)?.select(service_centres::id);
    let people = window_accounts::organisation_id
        .eq(scope.seat().id.to_string())
        .and(window_accounts::centre_id.eq_any(people));
    match (scope.role(), scope.seat().level) {
        (Some(Role::Hall), Level::Street) => {
            let area = of_area(&scope.seat().path);
            let street = at(Tier::Street, Tier::Community)?
                .filter(service_centres::area_id.eq_any(area))
                .select(service_centres::id);
            Ok(Box::new(people.or(window_accounts::centre_id.eq_any(street))))
        }
        (Some(Role::Hall | Role::Staff), _) => Ok(Box::new(people)),
        _ => Ok(Box::new(sql::<Bool>("1 = 0"))),
    }
}

/// Whether the one who asks keeps an account of this unit's person at this centre, `path` being that
/// of the area which the centre serves.
pub(super) fn keeps(scope: &Scope, tier: Tier, path: &str, unit: OrganisationId) -> bool {
    let seat = scope.seat();
    let Some(role) = scope.role() else { return false };
    let employment = if seat.id == unit {
        Employment::Own
    } else {
        Employment::Other
    };
    let street = if seat.level == Level::Street && path.starts_with(&seat.path) {
        Street::Own
    } else {
        Street::Other
    };
    let who = Standing {
        role,
        employment,
        street,
    };
    window::keeps(tier, who)
}

/// Whether the one who asks administers what lies at this path: its centres, its group, its numbers.
#[must_use]
pub fn administers(scope: &Scope, path: &str) -> bool {
    scope.role() == Some(Role::Hall) && path.starts_with(scope.seat().area())
}
