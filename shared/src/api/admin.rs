//! Organisations, users and keys, for the administrator.

use super::Moment;
use crate::id::{KeyId, OrganisationId, UserId};
use crate::organisation::{Level, OrganisationRef, Role};
use serde::{Deserialize, Serialize};

/// An organisation, `GET organisations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Organisation {
    /// Identifier.
    pub id: OrganisationId,
    /// Full name.
    pub name: String,
    /// Where it stands.
    pub level: Level,
    /// The organisation above.
    pub parent: Option<OrganisationId>,
    /// The municipal department whose line (条线) it belongs to.
    pub line: Option<OrganisationId>,
}

/// `POST organisations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewOrganisation {
    /// Made by the client.
    pub id: OrganisationId,
    /// Full name, 1 to 100 characters.
    pub name: String,
    /// Where it stands.
    pub level: Level,
    /// The organisation above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<OrganisationId>,
    /// The municipal department whose line (条线) it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<OrganisationId>,
}

/// A user, `GET users`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// Identifier.
    pub id: UserId,
    /// Login name.
    pub login: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Organisation.
    pub organisation: OrganisationRef,
    /// Whether the login works.
    pub active: bool,
    /// Where notices are sent beside the page; absent: nowhere.
    pub email: Option<String>,
}

/// `POST users`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// Made by the client.
    pub id: UserId,
    /// Login name, 2 to 64 of `a-z 0-9 . _ -`.
    pub login: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Organisation.
    pub organisation: OrganisationId,
    /// First password, at least 10 characters.
    pub password: String,
    /// Where notices are sent beside the page; absent: nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// An API key, `GET keys`; the key itself is shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Key {
    /// Identifier.
    pub id: KeyId,
    /// What it is for, for example the scanner's place.
    pub label: String,
    /// Its organisation.
    pub organisation: OrganisationRef,
    /// When it was made.
    pub created_at: Moment,
    /// When it was last used.
    pub used_at: Option<Moment>,
    /// When it was revoked.
    pub revoked_at: Option<Moment>,
}

/// `POST keys`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewKey {
    /// What it is for, 1 to 100 characters.
    pub label: String,
    /// Its organisation.
    pub organisation: OrganisationId,
}

/// The answer to `POST keys`: the only time the secret is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssuedKey {
    /// The key.
    pub key: Key,
    /// Goes into `Authorization: Bearer`.
    pub secret: String,
}
