//! The audit trail: one row for every change, written in its transaction.

mod optimization;

pub use optimization::{Link, Session};

use super::Tx;
use super::moment::Timestamp;
use super::schema::audit;
use crate::error::Result;
use diesel::RunQueryDsl as _;
use diesel::prelude::Insertable;
use uuid::Uuid;
use yinzheng_shared::api::record::Action;
use yinzheng_shared::date::Date;
use yinzheng_shared::id::{KeyId, OrganisationId, RecordId, ScanId, UserId};

/// When something happened, by both clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// System time.
    pub at: Timestamp,
    /// Business date.
    pub on: Date,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person, when it was one.
    pub user: Option<UserId>,
    /// The API key, when it was one.
    pub key: Option<KeyId>,
    /// Name of the person, label of the key, or the command.
    pub name: String,
    /// The organisation, by identifier and name; none for the operator on the command line.
    pub organisation: Option<(OrganisationId, String)>,
    /// Identifier of the request or of the run of a command.
    pub request: String,
}

/// What an administrator changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Administration {
    /// A person signed in.
    SignedIn,
    /// A person signed out.
    SignedOut,
    /// An organisation was added.
    OrganisationAdded,
    /// A user was added.
    UserAdded,
    /// A user's login was closed.
    UserDeactivated,
    /// A user's password was set.
    PasswordSet,
    /// An API key was made.
    KeyIssued,
    /// An API key was revoked.
    KeyRevoked,
    /// Items came from a file.
    ItemsImported,
    /// A provisional due date was computed anew.
    DueRecomputed,
    /// A department took an item over, or refused it.
    TransferAnswered,
    /// The plan of release batches changed.
    PlanChanged,
    /// The business date was moved on.
    BusinessDateMoved,
    /// A day's reminders were written; the reason says how many.
    Reminded,
    /// A person read notices.
    NoticesRead,
    /// A user's mail address was set or removed.
    EmailSet,
    /// A group robot was added.
    RobotAdded,
    /// A group robot was removed.
    RobotRemoved,
    /// A message was taken by the other side.
    MessageSent,
    /// A message was refused for good, or had nobody to go to.
    MessageFailed,
    /// A robot answered nothing.
    MessageUncertain,
    /// A message is to be sent again, at an administrator's word.
    MessageRequeued,
    /// A MAC key was made.
    MacKeyMade,
    /// A MAC key was retired.
    MacKeyRetired,
}

impl Administration {
    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::SignedOut => "signed_out",
            Self::OrganisationAdded => "organisation_added",
            Self::UserAdded => "user_added",
            Self::UserDeactivated => "user_deactivated",
            Self::PasswordSet => "password_set",
            Self::KeyIssued => "key_issued",
            Self::KeyRevoked => "key_revoked",
            Self::ItemsImported => "items_imported",
            Self::DueRecomputed => "due_recomputed",
            Self::TransferAnswered => "transfer_answered",
            Self::PlanChanged => "plan_changed",
            Self::BusinessDateMoved => "business_date_moved",
            Self::Reminded => "reminded",
            Self::NoticesRead => "notices_read",
            Self::EmailSet => "email_set",
            Self::RobotAdded => "robot_added",
            Self::RobotRemoved => "robot_removed",
            Self::MessageSent => "message_sent",
            Self::MessageFailed => "message_failed",
            Self::MessageUncertain => "message_uncertain",
            Self::MessageRequeued => "message_requeued",
            Self::MacKeyMade => "mac_key_made",
            Self::MacKeyRetired => "mac_key_retired",
        }
    }
}

/// What was changed at windows. A row says who changed what of which account, and never a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// A centre was registered.
    CentreAdded,
    /// A centre was closed.
    CentreClosed,
    /// Centres came from a file.
    CentresImported,
    /// An account was added; the reason names the fields.
    AccountAdded,
    /// An account was changed; the reason names the fields.
    AccountChanged,
    /// An account was handed to its person.
    AccountHandedOver,
    /// An account was ended.
    AccountEnded,
    /// Accounts came from a file.
    AccountsImported,
    /// Films seen, or a pass told by the keeper.
    TrainingKept,
    /// The demonstration item was practised here without a mistake.
    ExercisePassed,
    /// What is in the group of an area was confirmed.
    GroupConfirmed,
    /// Numbers of cases were reported.
    CasesReported,
    /// A case outside the platform was reported.
    OutsideCaseReported,
}

impl Window {
    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CentreAdded => "centre_added",
            Self::CentreClosed => "centre_closed",
            Self::CentresImported => "centres_imported",
            Self::AccountAdded => "account_added",
            Self::AccountChanged => "account_changed",
            Self::AccountHandedOver => "account_handed_over",
            Self::AccountEnded => "account_ended",
            Self::AccountsImported => "accounts_imported",
            Self::TrainingKept => "training_kept",
            Self::ExercisePassed => "exercise_passed",
            Self::GroupConfirmed => "group_confirmed",
            Self::CasesReported => "cases_reported",
            Self::OutsideCaseReported => "outside_case_reported",
        }
    }
}

/// What was changed in the register of interfaces, and of items without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// An interface was added; the reason says how far it is.
    InterfaceAdded,
    /// An interface was changed; the reason says how far it is.
    InterfaceChanged,
    /// An item is handled in the platform, led by the subject.
    FullProcess,
    /// An item is not handled in the platform after all; the subject, its owner, serves it.
    FullProcessWithdrawn,
}

impl Register {
    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InterfaceAdded => "interface_added",
            Self::InterfaceChanged => "interface_changed",
            Self::FullProcess => "full_process",
            Self::FullProcessWithdrawn => "full_process_withdrawn",
        }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    action: &'static str,
    /// The record it concerns.
    pub record: Option<RecordId>,
    /// Its revision; 0 when it concerns no record.
    pub revision: u16,
    /// The scan it concerns.
    pub scan: Option<ScanId>,
    /// The item it concerns, by code.
    pub item: Option<String>,
    /// The user, organisation, key, centre, window account, interface, session or link it concerns.
    pub subject: Option<Uuid>,
    /// SHA-256 of what was submitted, printed, uploaded or archived, hex.
    pub digest: Option<String>,
    /// The reason given.
    pub reason: Option<String>,
}

impl Entry {
    /// A step of a record.
    #[must_use]
    pub fn of_record(action: Action, record: RecordId, revision: u16) -> Self {
        Self {
            record: Some(record),
            revision,
            ..Self::bare(action.code())
        }
    }

    /// A step of a scan.
    #[must_use]
    pub fn of_scan(action: Action, scan: ScanId) -> Self {
        Self {
            scan: Some(scan),
            ..Self::bare(action.code())
        }
    }

    /// A change by an administrator, or of a session.
    #[must_use]
    pub fn of_administration(action: Administration, subject: Option<Uuid>) -> Self {
        Self {
            subject,
            ..Self::bare(action.code())
        }
    }

    /// A change at windows.
    #[must_use]
    pub fn of_window(action: Window, subject: Option<Uuid>) -> Self {
        Self {
            subject,
            ..Self::bare(action.code())
        }
    }

    /// A change in the register of interfaces.
    #[must_use]
    pub fn of_register(action: Register, subject: impl Into<Uuid>) -> Self {
        Self {
            subject: Some(subject.into()),
            ..Self::bare(action.code())
        }
    }

    /// A change of a session.
    #[must_use]
    pub fn of_session(action: Session, subject: impl Into<Uuid>) -> Self {
        Self {
            subject: Some(subject.into()),
            ..Self::bare(action.code())
        }
    }

    /// A step of a link.
    #[must_use]
    pub fn of_link(action: Link, subject: impl Into<Uuid>) -> Self {
        Self {
            subject: Some(subject.into()),
            ..Self::bare(action.code())
        }
    }

    /// With the item that it concerns.
    #[must_use]
    pub fn with_item(self, code: impl Into<String>) -> Self {
        Self {
            item: Some(code.into()),
            ..self
        }
    }

    /// With the digest of the bytes that it concerns.
    #[must_use]
    pub fn with_digest(self, digest: impl Into<String>) -> Self {
        Self {
            digest: Some(digest.into()),
            ..self
        }
    }

    /// With the reason given.
    #[must_use]
    pub fn with_reason(self, reason: impl Into<String>) -> Self {
        Self {
            reason: Some(reason.into()),
            ..self
        }
    }

    fn bare(action: &'static str) -> Self {
        Self {
            action,
            record: None,
            revision: 0,
            scan: None,
            item: None,
            subject: None,
            digest: None,
            reason: None,
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = audit)]
struct Row<'a> {
    id: String,
    at: Timestamp,
    business_date: String,
    actor_user: Option<String>,
    actor_key: Option<String>,
    actor_name: &'a str,
    organisation_id: Option<String>,
    organisation_name: &'a str,
    record_id: Option<String>,
    scan_id: Option<String>,
    item_code: Option<&'a str>,
    subject_id: Option<String>,
    action: &'static str,
    revision: i32,
    digest: Option<&'a str>,
    reason: Option<&'a str>,
    request_id: &'a str,
}

/// Writes one row of the audit trail.
///
/// # Errors
/// Of the database.
pub fn record(tx: &mut Tx<'_>, stamp: Stamp, actor: &Actor, entry: &Entry) -> Result<()> {
    let row = Row {
        id: Uuid::now_v7().to_string(),
        at: stamp.at,
        business_date: stamp.on.to_string(),
        actor_user: actor.user.map(|id| id.to_string()),
        actor_key: actor.key.map(|id| id.to_string()),
        actor_name: &actor.name,
        organisation_id: actor.organisation.as_ref().map(|(id, _)| id.to_string()),
        organisation_name: actor.organisation.as_ref().map_or("", |(_, name)| name),
        record_id: entry.record.map(|id| id.to_string()),
        scan_id: entry.scan.map(|id| id.to_string()),
        item_code: entry.item.as_deref(),
        subject_id: entry.subject.map(|id| id.to_string()),
        action: entry.action,
        revision: entry.revision.into(),
        digest: entry.digest.as_deref(),
        reason: entry.reason.as_deref(),
        request_id: &actor.request,
    };
    diesel::insert_into(audit::table).values(&row).execute(tx.conn())?;
    Ok(())
}
