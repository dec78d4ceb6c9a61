//! What a caller may see, as every query asks for it. A scope is made from an authenticated caller
//! only, so that no query runs without one.

use yinzheng_shared::id::{KeyId, OrganisationId, UserId};
use yinzheng_shared::organisation::{Level, OrganisationRef, Role};
use yinzheng_shared::record::Side;

/// The place of a caller in the tree of organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The organisation.
    pub id: OrganisationId,
    /// Its full name.
    pub name: String,
    /// Where it stands.
    pub level: Level,
    /// Identifiers from the root down to it, each followed by a slash.
    pub path: String,
    /// The municipal department whose line it belongs to.
    pub line: Option<OrganisationId>,
}

impl Seat {
    /// As bodies name it.
    #[must_use]
    pub fn as_ref(&self) -> OrganisationRef {
        OrganisationRef {
            id: self.id,
            name: self.name.clone(),
        }
    }

    /// The area that it serves, as a prefix of paths: a department serves the city or district that
    /// it hangs on.
    #[must_use]
    pub fn area(&self) -> &str {
        match self.level {
            Level::CityDepartment | Level::DistrictDepartment => {
                let end = self.path.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
                self.path.get(..end).unwrap_or_default()
            }
            Level::City | Level::District | Level::Street | Level::Community => &self.path,
        }
    }

    /// Whose that area is: the last name in its path; none in a path that holds no identifiers.
    #[must_use]
    pub fn area_id(&self) -> Option<OrganisationId> {
        self.area().trim_end_matches('/').rsplit('/').next()?.parse().ok()
    }
}

/// What a caller may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    reach: Reach,
    units: Units,
    seat: Seat,
    user: Option<UserId>,
    role: Option<Role>,
    key: Option<KeyId>,
}

/// How far a scope goes, beside what the caller's own organisation owns or issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The whole programme.
    Everything,
    /// The organisations under this prefix of paths; restricted items left out.
    Area(String),
    /// Its own organisation and the district departments of its line; restricted items of others
    /// left out.
    Line,
    /// No form at all.
    NoForm,
    /// The outcome of uploads by the same key.
    Uploads,
}

/// The organisations of a person's line or area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Units {
    /// So few that questions name them: a database that is told whose rows are asked for knows how many there are, and which
    /// way to them is short.
    Named(Vec<OrganisationId>),
    /// Not named: a question looks for them itself.
    Sought,
}

impl Reach {
    /// How far somebody sees in a role from a seat.
    pub(crate) fn of(role: Role, seat: &Seat) -> Self {
        match role {
            Role::Bureau | Role::Auditor => Self::Everything,
            Role::Reviewer | Role::Egov | Role::Hall => Self::Area(seat.area().to_owned()),
            Role::Staff | Role::Builder => Self::Line,
            Role::Admin => Self::NoForm,
        }
    }
}

impl Scope {
    pub(super) fn of_person(user: UserId, role: Role, seat: Seat, units: Units) -> Self {
        Self {
            reach: Reach::of(role, &seat),
            units,
            seat,
            user: Some(user),
            role: Some(role),
            key: None,
        }
    }

    pub(super) const fn of_key(key: KeyId, seat: Seat) -> Self {
        Self {
            reach: Reach::Uploads,
            units: Units::Sought,
            seat,
            user: None,
            role: None,
            key: Some(key),
        }
    }

    pub(crate) const fn reach(&self) -> &Reach {
        &self.reach
    }

    /// Identifiers of the organisations of the caller's line or area, where they are named.
    pub(crate) fn named_units(&self) -> Option<Vec<String>> {
        match &self.units {
            Units::Named(units) => Some(units.iter().map(ToString::to_string).collect()),
            Units::Sought => None,
        }
    }

    /// The caller's organisation.
    #[must_use]
    pub const fn seat(&self) -> &Seat {
        &self.seat
    }

    /// The person; none for a key.
    #[must_use]
    pub const fn user(&self) -> Option<UserId> {
        self.user
    }

    /// The person's role; none for a key.
    #[must_use]
    pub const fn role(&self) -> Option<Role> {
        self.role
    }

    /// The API key; none for a person.
    #[must_use]
    pub const fn key(&self) -> Option<KeyId> {
        self.key
    }

    /// The caller's side of a record.
    #[must_use]
    pub fn side(&self, owner: OrganisationId, issuer: OrganisationId) -> Side {
        if self.seat.id == owner {
            Side::Owner
        } else if self.seat.id == issuer {
            Side::Issuer
        } else {
            Side::Reader
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn seat(level: Level, path: &str) -> Seat {
        Seat {
            id: OrganisationId(Uuid::nil()),
            name: String::new(),
            level,
            path: path.to_owned(),
            line: None,
        }
    }

    #[test]
    fn a_department_serves_the_city_or_district_it_hangs_on() {
        assert_eq!(
            seat(Level::DistrictDepartment, "city/east/office/").area(),
            "city/east/"
        );
        assert_eq!(seat(Level::CityDepartment, "city/office/").area(), "city/");
        assert_eq!(seat(Level::District, "city/east/").area(), "city/east/");
    }

    #[test]
    fn the_area_of_a_seat_is_the_last_organisation_in_its_path() {
        let [city, east, office] = [1, 2, 3].map(|number| OrganisationId(Uuid::from_u128(number)));
        let path = format!("{city}/{east}/{office}/");
        assert_eq!(seat(Level::DistrictDepartment, &path).area_id(), Some(east));
        assert_eq!(seat(Level::Street, &path).area_id(), Some(office));
        assert_eq!(seat(Level::City, &format!("{city}/")).area_id(), Some(city));
        assert_eq!(seat(Level::City, "").area_id(), None);
    }
}
