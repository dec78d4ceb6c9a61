//! Items of districts that are linked to a municipal form by hand.

use crate::date::Date;
use crate::form_link::{LinkMove, LinkState};
use crate::id::{FormLinkId, RecordId};
use crate::organisation::OrganisationRef;
use serde::{Deserialize, Serialize};

/// A link, `GET records/{id}/links`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormLink {
    /// Identifier.
    pub id: FormLinkId,
    /// The archived form.
    pub record: RecordId,
    /// Item code.
    pub code: String,
    /// Item name.
    pub name: String,
    /// The department of the item, which proposed it.
    pub unit: OrganisationRef,
    /// How it stands.
    pub state: LinkState,
    /// When it was proposed.
    pub proposed_on: Date,
    /// When it came to stand as it does.
    pub answered_on: Option<Date>,
    /// Why it was declined or taken back.
    pub reason: Option<String>,
    /// The steps open to the reader.
    pub moves: Vec<LinkMove>,
    /// For `If-Match`.
    pub etag: String,
}

/// `POST form-links`: a district proposes that a municipal form covers an item of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewFormLink {
    /// Made by the client.
    pub id: FormLinkId,
    /// The archived form.
    pub record: RecordId,
    /// Item code.
    pub code: String,
}

/// `POST form-links/{id}`, with `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, tag = "step", rename_all = "snake_case")]
pub enum LinkStep {
    /// The department whose form it is consents: the item is optimised.
    Agree,
    /// It does not.
    Decline {
        /// Why, 1 to 500 characters.
        reason: String,
    },
    /// Either side takes it back before the item is published.
    Withdraw {
        /// Why, 1 to 500 characters.
        reason: String,
    },
}
