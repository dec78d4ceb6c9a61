//! Who makes a change, by which rules it is judged, and what became of something that a client named itself.

use super::audit::{Actor, Stamp};
use crate::auth::Scope;
use crate::error::{Refusal, Result};
use crate::state::Rules;
use yinzheng_shared::finding::{Finding, Report};
use yinzheng_shared::locale::Language;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::Context;

/// Who makes a change, when, and by what it is judged.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    /// What the person may see and change.
    pub scope: &'a Scope,
    /// When.
    pub stamp: Stamp,
    /// Who, as the audit trail says it.
    pub actor: &'a Actor,
    /// Programme and calendar.
    pub rules: &'a Rules,
    /// Language of findings.
    pub language: Language,
}

impl<'a> Maker<'a> {
    /// The context of a check.
    pub(in crate::db) const fn context(&self) -> Context<'a> {
        self.rules.context(self.stamp.on)
    }
}

/// The warnings of what the rules let pass.
///
/// # Errors
/// [`Problem::RulesBroken`] with every finding.
pub(in crate::db) fn passed(report: Report) -> Result<Vec<Finding>> {
    if report.has_errors() {
        Err(Refusal::from(Problem::RulesBroken)
            .with_findings(report.findings)
            .into())
    } else {
        Ok(report.findings)
    }
}

/// Whether something was made now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// Just now.
    Now,
    /// By the same request before.
    Before,
}

impl Created {
    /// Of something that has the identifier already: made before by the same request, or something else.
    ///
    /// # Errors
    /// [`Problem::IdTaken`] when it is something else.
    pub(in crate::db) fn again(is_same: bool) -> Result<Self> {
        if is_same {
            Ok(Self::Before)
        } else {
            Err(Problem::IdTaken.into())
        }
    }
}
