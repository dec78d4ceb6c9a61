//! What is put on a form's paper by hand.

use serde::{Deserialize, Serialize};

/// A mark by hand that a form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Every signature asked for.
    Signatures,
    /// The unit's stamp.
    Stamp,
    /// The date of confirmation.
    Date,
}
