//! Notices to a person, and where they are sent beside the page.

use super::Moment;
use crate::date::Date;
use crate::form::Form;
use crate::id::{NoticeId, OrganisationId, RecordId, RobotId};
use crate::notice::NoticeKind;
use crate::organisation::OrganisationRef;
use serde::{Deserialize, Serialize};

/// A notice, `GET notices`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// Identifier.
    pub id: NoticeId,
    /// What is told.
    pub kind: NoticeKind,
    /// So many working days, of a reminder before or after the day.
    pub days: u16,
    /// The record that it concerns.
    pub record: RecordId,
    /// Its short readable number.
    pub reference: String,
    /// Its kind of form.
    pub form: Form,
    /// Name of its item or items, as they are now.
    pub title: String,
    /// The organisation whose matter it is.
    pub organisation: OrganisationRef,
    /// The due date that a reminder is about.
    pub due: Option<Date>,
    /// The reason given, where something was sent back or refused.
    pub reason: Option<String>,
    /// Business date on which it was written.
    pub on: Date,
    /// When it was written.
    pub at: Moment,
    /// When it was read.
    pub read_at: Option<Moment>,
}

/// A group robot, `GET robots`; what it is called with is never shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Robot {
    /// Identifier.
    pub id: RobotId,
    /// Which group it speaks in.
    pub label: String,
    /// The organisation whose matters it tells, with those of every organisation below.
    pub organisation: OrganisationRef,
    /// The host that it is reached at.
    pub host: String,
    /// When it was added.
    pub created_at: Moment,
}

/// `POST robots`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRobot {
    /// Made by the client.
    pub id: RobotId,
    /// Which group it speaks in, 1 to 100 characters.
    pub label: String,
    /// The organisation whose matters it tells, with those of every organisation below.
    pub organisation: OrganisationId,
    /// The address with the token, as the group's settings show it.
    pub address: String,
    /// The secret that signs, as the group's settings show it.
    pub secret: String,
}

/// What becomes of messages beside the page, `GET messages`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivery {
    /// Whether mail is sent.
    pub mail: bool,
    /// Whether a robot for the whole installation is set.
    pub robot: bool,
    /// Hosts that messages may go to.
    pub hosts: Vec<String>,
    /// Messages that wait to be sent.
    pub waiting: u64,
    /// Messages that were not sent, or of which nobody knows; newest first, at most 100.
    pub unsent: Vec<Unsent>,
}

/// A message that was not sent, or of which nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unsent {
    /// Its identifier.
    pub message: String,
    /// Whom it is for: the login of a person, the group of a robot.
    pub receiver: String,
    /// What became of it.
    pub state: MessageState,
    /// How often it was tried.
    pub attempts: u32,
    /// What the other side said or did not say, as a short code.
    pub outcome: String,
    /// Notices in it.
    pub notices: u32,
    /// When it was first to be sent.
    pub at: Moment,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Waits, or waits to be tried again.
    Waiting,
    /// On its way.
    Sending,
    /// The other side has taken it.
    Sent,
    /// The other side refused it for good.
    Failed,
    /// A robot that answered nothing: it may have been said. It is not said again by itself.
    Uncertain,
}

/// `PUT users/{id}/email`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EmailAddress {
    /// Where notices are sent; absent: nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}
