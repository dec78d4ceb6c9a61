//! What 《事项开通确认单》 holds.

use crate::date::Date;
use crate::form::item_row::ItemRow;
use crate::form::text::{filled, sane};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Content of the form, written by the issuing bureau.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct GoLive {
    /// The unit whose systems serve the items, by its full name; it owns the record.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub addressee: String,
    /// The bureau that issues the form, by its full name.
    #[validate(custom(function = filled), length(max = 100), custom(function = sane))]
    pub issuer: String,
    /// Release batch of the items, 1 to 4; absent while unanswered.
    pub batch: Option<u8>,
    /// Day of issue; absent while unanswered.
    pub issued: Option<Date>,
    /// 请在×月×日前: the last day; absent while unanswered.
    pub finish_by: Option<Date>,
    /// 序号, 事项名称, 事项编码.
    pub rows: Vec<ItemRow>,
}
