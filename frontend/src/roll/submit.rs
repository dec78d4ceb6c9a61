//! Handing the list in, and what each answer means.

use crate::sheet::around::Around;
use crate::sheet::draft::live;
use crate::sheet::submit::{Outcome, send};
use yinzheng_shared::api::record::{SubmitRecord, WarningReason};
use yinzheng_shared::facts::Facts;
use yinzheng_shared::finding::{Report, Severity};
use yinzheng_shared::form::scope::Scope;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::rule_set;

/// Whether something keeps the list from being handed in: an error, or a warning without a reason.
#[must_use]
pub fn is_barred(report: &Report, reasons: &[WarningReason]) -> bool {
    report.findings.iter().any(|finding| {
        finding.severity == Severity::Error
            || !reasons.iter().any(|reason| {
                reason.path == finding.path && reason.rule == finding.rule && !reason.reason.trim().is_empty()
            })
    })
}

/// Hands in.
pub async fn hand_in(
    around: &Around,
    record: RecordId,
    etag: &str,
    content: &Scope,
    facts: &Facts,
    reasons: &[WarningReason],
    report: &Report,
) -> Outcome {
    let body = SubmitRecord {
        rule_set: rule_set::digest(&around.programme.programme, &around.programme.calendar),
        facts: facts.clone(),
        content: serde_json::to_value(content).unwrap_or_default(),
        reasons: live(reasons, &report.findings),
    };
    send(around, record, etag, body).await
}
