//! Service centres: coverage by level and area, and the centres behind it.
//!
//! What history cannot tell: the days of centres, accounts and trainings are written down by people; what is
//! written today of an earlier day is told of that day from then on.

use super::places::Places;
use super::{Narrowing, sees_windows};
use crate::auth::Scope;
use crate::db::Conn;
use crate::db::windows::coverage;
use crate::error::Result;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::window::CentreStanding;
use yinzheng_shared::assessment::{CentreCount, CentreFigures};
use yinzheng_shared::date::Date;
use yinzheng_shared::organisation::OrganisationRef;
use yinzheng_shared::window::Tier;
use yinzheng_shared::window::programme::Windows;

/// A centre as it stood, with its city or district.
pub(super) struct Stood {
    pub(super) area: Option<OrganisationRef>,
    pub(super) standing: CentreStanding,
}

impl Stood {
    const fn is(&self, count: CentreCount) -> bool {
        match count {
            CentreCount::Registered => true,
            CentreCount::Opened => self.standing.opened,
        }
    }

    pub(super) fn figures(&self) -> CentreFigures {
        let one = |count| u64::from(self.is(count));
        CentreFigures {
            registered: one(CentreCount::Registered),
            opened: one(CentreCount::Opened),
        }
    }
}

/// The centres of the scope at the end of a day, a level at a time; none for those whom windows do not
/// concern.
pub(super) fn stood(
    conn: &mut Conn,
    scope: &Scope,
    windows: &Windows,
    places: &Places,
    on: Date,
) -> Result<Option<Vec<Stood>>> {
    if !sees_windows(scope) {
        return Ok(None);
    }
    let levels = coverage::on(conn, scope, windows, on)?.levels.into_iter();
    let stood = levels.flat_map(|level| level.centres).map(|standing| Stood {
        area: places.area_around(standing.area.id),
        standing,
    });
    Ok(Some(stood.collect()))
}

/// One page of the centres that a number counts, from the city down.
pub(super) fn list(
    stood: Vec<Stood>,
    count: CentreCount,
    level: Option<Tier>,
    narrowing: &Narrowing,
) -> Listing<CentreStanding> {
    let counted = stood.into_iter().filter(|one| {
        let of_area = narrowing
            .area
            .is_none_or(|area| one.area.as_ref().is_some_and(|own| own.id == area));
        one.is(count) && of_area && level.is_none_or(|level| one.standing.centre.level == level)
    });
    narrowing.page_of(counted.map(|one| one.standing).collect())
}
