//! 《事项开通确认单》, annex 4 of the notice; tasks 5 to 7.

use crate::date::Date;
use crate::facts::Facts;
use crate::finding::Report;
use crate::locale::Language;
use crate::programme::Context;
use serde::{Deserialize, Serialize};

/// Content of the form, written by the issuing bureau.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct GoLive {
    /// The unit whose systems serve the items, by its full name; it owns the record.
    pub addressee: String,
    /// The bureau that issues the form, by its full name.
    pub issuer: String,
    /// Release batch of the items, 1 to 4; absent while unanswered.
    pub batch: Option<u8>,
    /// Day of issue; absent while unanswered.
    pub issued: Option<Date>,
    /// 请在×月×日前: the last day; absent while unanswered.
    pub finish_by: Option<Date>,
    /// 序号, 事项名称, 事项编码.
    pub rows: Vec<Row>,
}

/// One item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Row {
    /// 序号, from 1.
    pub number: u32,
    /// 事项名称.
    pub item_name: String,
    /// 事项编码.
    pub item_code: String,
}

/// Checks the form; see [`crate::form::check`].
#[must_use]
pub fn check(_form: &GoLive, _facts: &Facts, _context: &Context<'_>, _language: Language) -> Report {
    Report::default()
}
