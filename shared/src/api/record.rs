//! Records: filled confirmation forms.

use super::Moment;
use crate::calendar::Due;
use crate::date::Date;
use crate::digest::Digests;
use crate::facts::Facts;
use crate::finding::{Path, Report};
use crate::form::Form;
use crate::id::{OrganisationId, RecordId, ScanId};
use crate::organisation::OrganisationRef;
use crate::record::{Move, State};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// `POST records`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRecord {
    /// Made by the client (version 7); the same body again is answered with the record as it is.
    pub id: RecordId,
    /// The kind of form.
    pub form: Form,
    /// Whose record it becomes; for a go-live form the addressee. Absent: the sender's organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<OrganisationId>,
    /// The archived record that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<RecordId>,
    /// First content; may be empty.
    pub content: Value,
}

/// `PUT records/{id}`, with `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveRecord {
    /// The whole content.
    pub content: Value,
    /// Reasons given so far for warnings.
    #[serde(default)]
    pub reasons: Vec<WarningReason>,
}

/// What `PUT records/{id}` answers to `Prefer: return=minimal`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Saved {
    /// The record's new version, for `If-Match`.
    pub etag: String,
    /// When it was saved.
    pub updated_at: Moment,
}

/// Why a warning stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WarningReason {
    /// The field.
    pub path: Path,
    /// Code of the rule.
    pub rule: String,
    /// The reason, 1 to 500 characters.
    pub reason: String,
}

/// `POST records/{id}/submit`, with `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SubmitRecord {
    /// Digest of the rule set that the page used.
    pub rule_set: String,
    /// The facts that the page used.
    pub facts: Facts,
    /// The whole content.
    pub content: Value,
    /// A reason for every warning.
    #[serde(default)]
    pub reasons: Vec<WarningReason>,
}

/// `POST records/{id}/void`, with `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithReason {
    /// The reason, 1 to 500 characters; everyone who filled or signed sees it.
    pub reason: String,
}

/// `POST records/{id}/return`, with `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnRecord {
    /// The reason, 1 to 500 characters; everyone who filled or signed sees it.
    pub reason: String,
    /// Of a go-live form: rows that failed, each with its fault. Empty: the form as a whole comes back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Fault>,
}

/// A row of a go-live form that its unit sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Item code, as the row has it.
    pub item_code: String,
    /// What is wrong with it, 1 to 500 characters.
    pub fault: String,
}

/// `POST check/{form}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// The content.
    pub content: Value,
    /// Facts; rules without theirs are listed as skipped.
    #[serde(default)]
    pub facts: Facts,
    /// The day on which to check; absent: the business date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<Date>,
}

/// What a check answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckAnswer {
    /// Digest of the rule set.
    pub rule_set: String,
    /// Findings and skipped rules.
    #[serde(flatten)]
    pub report: Report,
}

/// A record in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordSummary {
    /// Identifier.
    pub id: RecordId,
    /// Short readable number, seven letters.
    pub reference: String,
    /// The kind of form.
    pub form: Form,
    /// Name of the item or items.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// Current revision, from 1.
    pub revision: u16,
    /// Who owns it.
    pub owner: OrganisationRef,
    /// Who issues or receives it.
    pub issuer: OrganisationRef,
    /// By when the next step is due.
    pub due: Option<Due>,
    /// Whether the stamped scan came after the due date.
    pub late: bool,
    /// Why it was returned, refused or given up, when it was; see [`RecordSummary::standing_reason`].
    pub returned_because: Option<String>,
    /// Last change.
    pub updated_at: Moment,
}

impl RecordSummary {
    /// The reason that holds as things stand: why the form is to be mended, the paper to be scanned
    /// anew, or the form was given up. Once the next scan is complete, the reason for refusing the one
    /// before is history.
    #[must_use]
    pub fn standing_reason(&self) -> Option<&str> {
        let reason = self
            .returned_because
            .as_deref()
            .filter(|reason| !reason.trim().is_empty());
        reason.filter(|_| {
            matches!(
                self.state,
                State::Draft | State::Returned | State::Printed | State::Void
            )
        })
    }
}

/// `GET records/{id}`. The strong ETag of the answer goes into `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Record {
    /// As in lists.
    #[serde(flatten)]
    pub summary: RecordSummary,
    /// Changes with every change of the record.
    pub etag: String,
    /// The content.
    pub content: Value,
    /// Facts for the check, as of now.
    pub facts: Facts,
    /// Reasons given for warnings.
    pub reasons: Vec<WarningReason>,
    /// Digests of the submitted revision.
    pub digests: Option<Digests>,
    /// The print of the current revision.
    pub print: Option<Print>,
    /// Scan pages that are matched to the current print.
    pub pages: Vec<MatchedPage>,
    /// Moves open to the person who asks.
    pub moves: Vec<Move>,
    /// The archived record that this one corrects, or the go-live form that came back and that this one is
    /// issued in place of.
    pub replaces: Option<RecordId>,
    /// What was issued in its place when it was given up, as far as that is the caller's to see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<RecordId>,
    /// Rows that its unit sent back, while that is not answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Fault>,
    /// When and by whom it was archived.
    pub archived: Option<Archived>,
}

/// A stored print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Print {
    /// The revision that it shows.
    pub revision: u16,
    /// Number of pages.
    pub pages: u8,
    /// SHA-256 of the PDF, hex.
    pub sha256: String,
    /// When it was frozen.
    pub printed_at: Moment,
}

/// A scanned page that certifies a printed one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchedPage {
    /// Page of the print, from 1.
    pub page: u8,
    /// The uploaded file.
    pub scan: ScanId,
    /// Page of that file, from 1.
    pub scan_page: u16,
}

/// How a record came into the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Archived {
    /// When.
    pub at: Moment,
    /// Business date.
    pub on: Date,
    /// Who confirmed.
    pub by: String,
    /// SHA-256 of the package, hex.
    pub package_sha256: String,
}

/// One line of a record's timeline, `GET records/{id}/history`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// System time.
    pub at: Moment,
    /// Business date.
    pub on: Date,
    /// Who: a person's name, or the key's label for an upload by key.
    pub actor: String,
    /// The actor's organisation.
    pub organisation: String,
    /// What.
    pub action: Action,
    /// Revision it concerns.
    pub revision: u16,
    /// SHA-256 of what was submitted, printed, uploaded or archived, hex.
    pub digest: Option<String>,
    /// The reason given.
    pub reason: Option<String>,
}

/// What the audit trail tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The record was begun.
    Created,
    /// The draft was saved.
    Saved,
    /// Handed in.
    Submitted,
    /// Sent back.
    Returned,
    /// Frozen and printed.
    Printed,
    /// The next revision was opened.
    Revised,
    /// A scan was uploaded.
    Uploaded,
    /// A page was matched.
    Matched,
    /// A page was assigned by its typed code, first person.
    Assigned,
    /// The set was refused.
    Refused,
    /// Archived.
    Archived,
    /// Given up.
    Voided,
    /// An item was published.
    Published,
    /// An item counts as optimised.
    Optimised,
    /// The system of an item passed joint debugging.
    Connected,
    /// An item is no longer connected, for a go-live form came back with a fault of it.
    Disconnected,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 16] = [
        Self::Created,
        Self::Saved,
        Self::Submitted,
        Self::Returned,
        Self::Printed,
        Self::Revised,
        Self::Uploaded,
        Self::Matched,
        Self::Assigned,
        Self::Refused,
        Self::Archived,
        Self::Voided,
        Self::Published,
        Self::Optimised,
        Self::Connected,
        Self::Disconnected,
    ];

    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Saved => "saved",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Printed => "printed",
            Self::Revised => "revised",
            Self::Uploaded => "uploaded",
            Self::Matched => "matched",
            Self::Assigned => "assigned",
            Self::Refused => "refused",
            Self::Archived => "archived",
            Self::Voided => "voided",
            Self::Published => "published",
            Self::Optimised => "optimised",
            Self::Connected => "connected",
            Self::Disconnected => "disconnected",
        }
    }

    /// The action of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(state: State, because: Option<&str>) -> RecordSummary {
        let organisation: OrganisationRef =
            serde_json::from_str(r#"{"id":"0194b2f0-0000-7000-8000-000000000001","name":""}"#).unwrap();
        RecordSummary {
            id: "0194b2f0-0000-7000-8000-000000000002".parse().unwrap(),
            reference: String::new(),
            form: Form::Optimization,
            title: String::new(),
            state,
            revision: 1,
            owner: organisation.clone(),
            issuer: organisation,
            due: None,
            late: false,
            returned_because: because.map(ToOwned::to_owned),
            updated_at: String::new(),
        }
    }

    #[test]
    fn a_reason_stands_until_it_is_answered() {
        for state in State::ALL {
            let answered = matches!(state, State::Submitted | State::Matched | State::Archived);
            let expected = (!answered).then_some("没有盖章");
            assert_eq!(
                summary(state, Some("没有盖章")).standing_reason(),
                expected,
                "{state:?}"
            );
            assert_eq!(summary(state, None).standing_reason(), None);
            assert_eq!(summary(state, Some(" ")).standing_reason(), None);
        }
    }
}
