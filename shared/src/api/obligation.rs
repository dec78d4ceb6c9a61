//! What is due, `GET obligations`.

use crate::calendar::Due;
use crate::form::Form;
use crate::id::RecordId;
use crate::obligation::Kind;
use crate::organisation::OrganisationRef;
use serde::{Deserialize, Serialize};

/// Something that an organisation owes by a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Obligation {
    /// What is owed.
    pub kind: Kind,
    /// Who owes it.
    pub bearer: OrganisationRef,
    /// The record that it concerns.
    pub record: RecordId,
    /// Its short readable number.
    pub reference: String,
    /// Its kind of form.
    pub form: Form,
    /// Name of its item or items.
    pub title: String,
    /// By when.
    pub due: Due,
    /// Working days left on the business date, the due date counted; negative for those gone by.
    pub days: i32,
    /// Whether the due date is past.
    pub late: bool,
}
