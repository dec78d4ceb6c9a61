//! The tree of organisations, as the board goes through it.

use crate::auth::Seat;
use crate::db::schema::organisations;
use crate::db::{Conn, organisations as tree};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::organisation::{Level, OrganisationRef};

/// Every organisation, in the order of the tree.
pub(super) struct Places {
    seats: Vec<Seat>,
    by_id: HashMap<String, usize>,
}

impl Places {
    pub(super) fn of(conn: &mut Conn) -> Result<Self> {
        let rows: Vec<tree::Row> = organisations::table
            .order(organisations::path.asc())
            .select(tree::Row::as_select())
            .load(conn)?;
        let seats: Vec<Seat> = rows.into_iter().map(tree::Row::seat).collect::<Result<_>>()?;
        let by_id = seats.iter().zip(0..).map(|(seat, place)| (seat.id.to_string(), place));
        Ok(Self {
            by_id: by_id.collect(),
            seats,
        })
    }

    /// Every organisation.
    pub(super) fn all(&self) -> impl Iterator<Item = &Seat> {
        self.seats.iter()
    }

    /// The one of an identifier.
    pub(super) fn seat(&self, id: &str) -> Option<&Seat> {
        self.by_id.get(id).and_then(|place| self.seats.get(*place))
    }

    /// The city or district whose department it is.
    pub(super) fn area_of(&self, seat: &Seat) -> Option<&Seat> {
        self.seats.iter().find(|other| other.path == seat.area())
    }

    /// The nearest city or district at or above an organisation.
    pub(super) fn area_around(&self, id: OrganisationId) -> Option<OrganisationRef> {
        let seat = self.seat(&id.to_string())?;
        let above = self
            .seats
            .iter()
            .filter(|other| matches!(other.level, Level::City | Level::District) && seat.path.starts_with(&other.path));
        above.max_by_key(|other| other.path.len()).map(Seat::as_ref)
    }

    /// Whose items and forms count for a city or district.
    pub(super) fn of_area(&self, area: OrganisationId) -> Vec<String> {
        let Some(area) = self.seat(&area.to_string()) else {
            return Vec::new();
        };
        let own = self.seats.iter().filter(|seat| seat.area() == area.path);
        own.map(|seat| seat.id.to_string()).collect()
    }

    /// Names by identifiers.
    pub(super) fn names(&self) -> HashMap<String, String> {
        let named = self.seats.iter().map(|seat| (seat.id.to_string(), seat.name.clone()));
        named.collect()
    }
}
