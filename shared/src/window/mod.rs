//! Windows (窗口), tasks 8 to 10 of the notice: accounts, training, and which centres are open.

pub mod account;
pub mod exercise;
pub mod mobile;
pub mod month;
pub mod programme;
pub mod training;

use crate::date::Date;
use crate::locale::{self, Text};
use crate::organisation::{Level, Role};
use serde::{Deserialize, Serialize};

/// Which of the four levels of service centres (四级便民服务体系).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// 市.
    City,
    /// 区、县(市).
    District,
    /// 街道、乡镇.
    Street,
    /// 社区、村.
    Community,
}

impl Tier {
    /// From the city down.
    pub const ALL: [Self; 4] = [Self::City, Self::District, Self::Street, Self::Community];

    /// The level of the organisation whose area a centre of this level serves.
    #[must_use]
    pub const fn area(self) -> Level {
        match self {
            Self::City => Level::City,
            Self::District => Level::District,
            Self::Street => Level::Street,
            Self::Community => Level::Community,
        }
    }

    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::District => "district",
            Self::Street => "street",
            Self::Community => "community",
        }
    }

    /// Its name.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::City => locale::window::LEVEL_CITY,
            Self::District => locale::window::LEVEL_DISTRICT,
            Self::Street => locale::window::LEVEL_STREET,
            Self::Community => locale::window::LEVEL_COMMUNITY,
        }
    }

    /// The level of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.code() == code)
    }
}

/// The first day on which an account authorised on `authorised` can be used (次日即可登陆).
#[must_use]
pub fn usable_from(authorised: Date) -> Date {
    authorised.plus_days(1)
}

/// Whether people of this role have anything to do with windows.
#[must_use]
pub const fn concerns(role: Role) -> bool {
    match role {
        Role::Staff | Role::Bureau | Role::Egov | Role::Hall | Role::Auditor => true,
        Role::Reviewer | Role::Builder | Role::Admin => false,
    }
}

/// How a person stands to a window account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The person's role.
    pub role: Role,
    /// Whether the person's organisation employs the one who has the account.
    pub employment: Employment,
    /// Whether the person is a street's administrator and the centre lies in that street.
    pub street: Street,
}

/// Whose people the one at the window belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Employment {
    /// The own organisation's.
    Own,
    /// Another's.
    Other,
}

/// Where a centre lies, as a street's administrator sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Street {
    /// In the street that the person administers.
    Own,
    /// Elsewhere, or the person administers no street.
    Other,
}

/// Whether a person in this standing keeps the account of a centre of this level, and so sees its
/// mobile whole: those of city and district centres are kept by the unit that employs their people,
/// those of street and community centres by the street's administrator.
#[must_use]
pub fn keeps(tier: Tier, who: Standing) -> bool {
    match tier {
        Tier::City | Tier::District => {
            matches!(who.role, Role::Staff | Role::Hall) && who.employment == Employment::Own
        }
        Tier::Street | Tier::Community => who.role == Role::Hall && who.street == Street::Own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_usable_the_day_after_its_authorisation() {
        assert_eq!(usable_from("2018-09-30".parse().unwrap()).to_string(), "2018-10-01");
    }

    #[test]
    fn units_keep_city_and_district_and_streets_keep_the_rest() {
        let who = |role, employment, street| Standing {
            role,
            employment,
            street,
        };
        for tier in [Tier::City, Tier::District] {
            assert!(keeps(tier, who(Role::Staff, Employment::Own, Street::Other)));
            assert!(keeps(tier, who(Role::Hall, Employment::Own, Street::Other)));
            assert!(!keeps(tier, who(Role::Hall, Employment::Other, Street::Own)));
            assert!(!keeps(tier, who(Role::Bureau, Employment::Own, Street::Other)));
        }
        for tier in [Tier::Street, Tier::Community] {
            assert!(keeps(tier, who(Role::Hall, Employment::Other, Street::Own)));
            assert!(!keeps(tier, who(Role::Staff, Employment::Own, Street::Own)));
            assert!(!keeps(tier, who(Role::Hall, Employment::Own, Street::Other)));
        }
    }
}
