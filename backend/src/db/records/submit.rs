//! Handing in: the whole rule set, with the facts read in the same transaction.

use super::change::{Change, apply};
use super::due;
use super::filled::{Filled, filled};
use super::stored::{Stored, find};
use crate::auth::Scope;
use crate::db::audit::{Actor, Entry, Stamp};
use crate::db::go_live::faults;
use crate::db::maker::passed;
use crate::db::notices::{self, Hearer};
use crate::db::schema::revisions;
use crate::db::{Tx, audit, code, facts, items};
use crate::error::{Refusal, Result};
use crate::state::Rules;
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::api::record::{Action, WarningReason};
use yinzheng_shared::digest::{Digests, canonical_bytes};
use yinzheng_shared::facts::Facts;
use yinzheng_shared::finding::{Finding, Path, Severity};
use yinzheng_shared::form::{self, Content, Form};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::Language;
use yinzheng_shared::notice::NoticeKind;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::{Move, State};

/// What a page hands in.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The version that the page read.
    pub expected: i64,
    /// Digest of the rules that the page used.
    pub rule_set: String,
    /// Facts that the page used.
    pub facts: Facts,
    /// The whole content.
    pub content: Content,
    /// Reasons for warnings.
    pub reasons: Vec<WarningReason>,
    /// Language of the findings.
    pub language: Language,
}

/// Hands in. The same submission again, after a lost answer, changes nothing.
///
/// # Errors
/// [`Problem::StaleRules`], [`Problem::FactsChanged`], [`Problem::RulesBroken`],
/// [`Problem::ReasonMissing`], [`Problem::StaleRecord`], [`Problem::OlderFormat`], those of the move,
/// and those of the database.
pub fn submit(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    rules: &Rules,
    id: RecordId,
    sent: &Submission,
) -> Result<()> {
    let record = find(tx, scope, id)?;
    let kept = filled(tx, &record)?;
    if is_repeated(&record, &kept, sent)? {
        return Ok(());
    }
    let state = record.after(scope, Move::Submit)?;
    record.still_at(sent.expected)?;
    // What cannot be read must not be lost under another content.
    kept.content()?;
    if sent.rule_set != rules.digest {
        return Err(Problem::StaleRules.into());
    }
    let context = rules.context(stamp.on);
    let facts = facts::of(tx, scope, &context, &sent.content, record.owner)?;
    if let Some(changed) = facts::difference(&sent.facts, &facts) {
        return Err(Refusal::from(Problem::FactsChanged).with_detail(changed).into());
    }
    let warnings = passed(form::check(&sent.content, &facts, &context, sent.language))?;
    let reasons = reasons_for(&warnings, &sent.reasons)?;
    let reasons = code::to_json(&reasons)?;
    let digests = keep_revision(tx, scope, stamp, rules, &record, &sent.content, &facts, &reasons)?;
    let submitted = due::Submitted {
        on: stamp.on,
        corrects: record.replaces.is_some(),
    };
    let due = due::of(rules, &sent.content, &facts, submitted, stamp.on).or(record.due);
    let is_late = due.is_some_and(|due| stamp.on > due.date);
    let change = Change {
        state: Some(state),
        content: Some(sent.content.clone()),
        reasons: Some(reasons),
        due: Some(due),
        returned_because: Some(None),
        // What nobody stamps has come in when it is handed in.
        received: matches!(record.form, Form::Scope | Form::Consolidation).then_some((stamp.on, is_late)),
        ..Change::default()
    };
    if let Content::Scope(list) = &sent.content {
        items::restrict(tx, record.owner, list)?;
    }
    apply(tx, stamp, &record, change)?;
    if record.form == Form::GoLive {
        faults::answer(tx, id)?;
        notices::tell_of_step(tx, stamp, actor, &record, NoticeKind::Issued, Hearer::Owner, None)?;
    }
    let entry = Entry::of_record(Action::Submitted, id, record.revision).with_digest(digests.sha256);
    audit::record(tx, stamp, actor, &entry)
}

fn is_repeated(record: &Stored, kept: &Filled, sent: &Submission) -> Result<bool> {
    Ok(record.state == State::Submitted
        && record.version == sent.expected + 1
        && kept.content()? == sent.content
        && kept.reasons()?.iter().all(|kept| sent.reasons.contains(kept)))
}

/// The reasons that answer a warning; those for what is no longer found are dropped.
pub(in crate::db) fn reasons_for(findings: &[Finding], given: &[WarningReason]) -> Result<Vec<WarningReason>> {
    let warnings = findings.iter().filter(|finding| finding.severity == Severity::Warning);
    let mut answers: HashMap<(&Path, &str), &WarningReason> = HashMap::with_capacity(given.len());
    for reason in given {
        answers.entry((&reason.path, reason.rule.as_str())).or_insert(reason);
    }
    let (mut kept, mut unanswered) = (Vec::new(), Vec::new());
    for warning in warnings {
        match answers.get(&(&warning.path, warning.rule.as_str())) {
            Some(reason) if !reason.reason.trim().is_empty() => kept.push((*reason).clone()),
            _ => unanswered.push(warning.clone()),
        }
    }
    if unanswered.is_empty() {
        Ok(kept)
    } else {
        Err(Refusal::from(Problem::ReasonMissing).with_findings(unanswered).into())
    }
}

#[expect(clippy::too_many_arguments, reason = "a row of a revision is made of just these")]
fn keep_revision(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    rules: &Rules,
    record: &Stored,
    content: &Content,
    facts: &Facts,
    reasons: &str,
) -> Result<Digests> {
    let bytes = canonical_bytes(content);
    let digests = Digests::of(&bytes);
    // A revision that was returned is handed in anew under its number; a printed one never is.
    diesel::delete(revisions::table)
        .filter(revisions::record_id.eq(record.id.to_string()))
        .filter(revisions::revision.eq(i32::from(record.revision)))
        .filter(revisions::print_sha256.is_null())
        .execute(tx.conn())?;
    diesel::insert_into(revisions::table)
        .values((
            revisions::record_id.eq(record.id.to_string()),
            revisions::revision.eq(i32::from(record.revision)),
            revisions::canonical.eq(String::from_utf8_lossy(&bytes).into_owned()),
            revisions::sha256.eq(&digests.sha256),
            revisions::sm3.eq(&digests.sm3),
            revisions::rule_set.eq(&rules.digest),
            revisions::facts.eq(code::to_json(facts)?),
            revisions::reasons.eq(reasons),
            revisions::submitted_by.eq(scope.user().ok_or(Problem::Forbidden)?.to_string()),
            revisions::submitted_at.eq(stamp.at),
            revisions::submitted_on.eq(stamp.on.to_string()),
        ))
        .execute(tx.conn())?;
    Ok(digests)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use std::collections::BTreeMap;

    fn warning(path: &str) -> Finding {
        Finding {
            path: Path::from(path),
            rule: "optimization.subclass.single".to_owned(),
            severity: Severity::Warning,
            params: BTreeMap::new(),
            message: String::new(),
        }
    }

    fn reason(path: &str, text: &str) -> WarningReason {
        WarningReason {
            path: Path::from(path),
            rule: "optimization.subclass.single".to_owned(),
            reason: text.to_owned(),
        }
    }

    #[test]
    fn every_warning_needs_a_reason_at_its_own_place() {
        let findings = [warning("/a"), warning("/b")];
        let given = [reason("/a", "因为"), reason("/b", "  "), reason("/c", "多余")];
        match reasons_for(&findings, &given) {
            Err(Error::Refused(refusal)) => {
                assert_eq!(refusal.problem, Problem::ReasonMissing);
                assert_eq!(refusal.findings, [warning("/b")]);
            }
            other => panic!("{other:?}"),
        }
        let kept = reasons_for(&findings, &[given[0].clone(), reason("/b", "也因为"), given[2].clone()]).unwrap();
        assert_eq!(kept, [reason("/a", "因为"), reason("/b", "也因为")]);
    }
}
