//! What an issued bulletin (通报) brings about: those whom it names are told.

use super::audit::{Actor, Stamp};
use super::notices::{self, Hearer};
use super::records::{Stored, submitted};
use super::schema::organisations;
use super::{Conn, Tx, code};
use crate::auth::Seat;
use crate::error::Result;
use diesel::prelude::*;
use std::collections::HashSet;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::bulletin::NamedUnit;
use yinzheng_shared::form::text::fold;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::notice::NoticeKind;
use yinzheng_shared::organisation::{Level, Role};

/// Whose work it is that a city or district keeps pace: the offices right below it that review and lead.
const OF_AN_AREA: &[Role] = &[Role::Reviewer, Role::Egov, Role::Hall];

/// A department's own work.
const OF_A_DEPARTMENT: &[Role] = &[Role::Staff];

/// Tells the units that the bulletin names: of a department its staff, of a city or district the offices that
/// lead there. A name that is no organisation's is told to nobody.
///
/// # Errors
/// Of the database.
pub(super) fn tell_named(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, record: &Stored) -> Result<()> {
    let Content::Bulletin(bulletin) = submitted(tx, record)? else {
        return Ok(());
    };
    for seat in named(tx, &bulletin.named)? {
        let hearers: Vec<Hearer> = match seat.level {
            Level::City | Level::District => offices(tx, seat.id)?
                .into_iter()
                .map(|office| Hearer::In(office, OF_AN_AREA))
                .collect(),
            _ => vec![Hearer::In(seat.id, OF_A_DEPARTMENT)],
        };
        for hearer in hearers {
            notices::tell_of_step(tx, stamp, actor, record, NoticeKind::Named, hearer, None)?;
        }
    }
    Ok(())
}

/// The organisations of these names, as names are compared.
fn named(conn: &mut Conn, units: &[NamedUnit]) -> Result<Vec<Seat>> {
    let named: HashSet<String> = units.iter().map(|row| fold(&row.unit)).collect();
    let known = super::organisations::every_name(conn)?;
    let mut seats = Vec::new();
    for (id, name) in known {
        if named.contains(&fold(&name)) {
            seats.extend(super::organisations::seat(conn, code::id(&id)?)?);
        }
    }
    Ok(seats)
}

fn offices(conn: &mut Conn, area: OrganisationId) -> Result<Vec<OrganisationId>> {
    let ids: Vec<String> = organisations::table
        .filter(organisations::parent_id.eq(area.to_string()))
        .filter(organisations::level.eq_any([code::of(Level::CityDepartment)?, code::of(Level::DistrictDepartment)?]))
        .select(organisations::id)
        .load(conn)?;
    ids.iter().map(|id| code::id(id)).collect()
}
