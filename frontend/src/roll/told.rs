//! What the page tells of findings: how many there are, and the first of each kind.

use super::state::row_of;
use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::finding::{Finding, Severity};
use yinzheng_shared::form::scope::Judged;

/// Findings of a kind that are listed; the rest is counted and found by the filter.
const LISTED: usize = 50;

/// Who speaks of a list.
#[derive(Clone, PartialEq)]
pub enum Speaker {
    /// The rules on this page.
    Page(Rc<Judged>),
    /// The server, which found these when the list was handed in.
    Server(Rc<Vec<Finding>>),
}

impl Speaker {
    /// What is said, in form order.
    fn findings(&self) -> Box<dyn Iterator<Item = &Finding> + '_> {
        match self {
            Self::Page(judged) => Box::new(judged.findings()),
            Self::Server(findings) => Box::new(findings.iter()),
        }
    }

    /// Places of the rows of which something is said.
    #[must_use]
    pub fn rows(&self) -> BTreeSet<usize> {
        match self {
            Self::Page(judged) => judged.found().collect(),
            Self::Server(findings) => findings.iter().filter_map(|finding| row_of(&finding.path)).collect(),
        }
    }
}

/// Findings of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kind {
    /// How many.
    pub count: usize,
    /// The first of them.
    pub first: Vec<Finding>,
}

impl Kind {
    fn add(&mut self, finding: &Finding) {
        self.count += 1;
        if self.count <= LISTED {
            self.first.push(finding.clone());
        }
    }
}

/// What is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What keeps the list from being handed in.
    pub errors: Kind,
    /// What a reason is asked for.
    pub warnings: Kind,
    /// Warnings that have none.
    pub open: usize,
}

impl Told {
    /// What is told of what a speaker says.
    #[must_use]
    pub fn of(speaker: &Speaker, reasons: &[WarningReason]) -> Self {
        let given: HashSet<(&str, &str)> = reasons
            .iter()
            .filter(|reason| !reason.reason.trim().is_empty())
            .map(|reason| (reason.path.as_str(), reason.rule.as_str()))
            .collect();
        let mut told = Self::default();
        for finding in speaker.findings() {
            match finding.severity {
                Severity::Error => told.errors.add(finding),
                Severity::Warning => {
                    told.warnings.add(finding);
                    told.open += usize::from(!given.contains(&(finding.path.as_str(), finding.rule.as_str())));
                }
            }
        }
        told
    }

    /// Whether something keeps the list from being handed in: an error, or a warning without a reason.
    #[must_use]
    pub const fn bars(&self) -> bool {
        self.errors.count + self.open > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use yinzheng_shared::finding::Path;

    fn finding(row: usize, severity: Severity) -> Finding {
        Finding {
            path: Path::from(format!("/rows/{row}/batch").as_str()),
            rule: "scope.example".into(),
            severity,
            params: BTreeMap::new(),
            message: "示例".into(),
        }
    }

    #[test]
    fn many_are_counted_and_the_first_listed() {
        let said = (0..LISTED + 3).map(|row| finding(row, Severity::Error)).collect();
        let speaker = Speaker::Server(Rc::new(said));
        let told = Told::of(&speaker, &[]);
        assert_eq!((told.errors.count, told.errors.first.len()), (LISTED + 3, LISTED));
        assert!(told.bars() && speaker.rows().len() == LISTED + 3);
    }

    #[test]
    fn a_warning_with_a_reason_bars_nobody() {
        let speaker = Speaker::Server(Rc::new(vec![
            finding(1, Severity::Warning),
            finding(2, Severity::Warning),
        ]));
        let reason = |row: usize, reason: &str| WarningReason {
            path: finding(row, Severity::Warning).path,
            rule: "scope.example".into(),
            reason: reason.into(),
        };
        let told = Told::of(&speaker, &[reason(1, "示例"), reason(2, " ")]);
        assert_eq!((told.warnings.count, told.open), (2, 1));
        assert!(told.bars());
        assert!(!Told::of(&speaker, &[reason(1, "示例"), reason(2, "示例")]).bars());
    }
}
