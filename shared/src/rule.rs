//! A rule as data, and the one way to break it.

use crate::facts::Facts;
use crate::finding::{Finding, Path, Report, Severity};
use crate::locale::{Language, Text};
use crate::subject::Subject;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One rule. All rules of a subject are listed in its `RULES`.
#[derive(Debug)]
pub struct Rule {
    /// Stable code, for example `optimization.material.unused`.
    pub code: &'static str,
    /// What it speaks of.
    pub subject: Subject,
    /// How much it weighs.
    pub severity: Severity,
    /// The clause of the notice, or the standard, that it stands on.
    pub clause: &'static str,
    /// What it says when broken.
    pub text: Text,
    /// Whether it can be applied only with facts.
    pub needs: Needs,
}

/// What a rule asks beside the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing but the form, the programme and today.
    Form,
    /// The owner's fact.
    Owner,
    /// The facts of the items.
    Items,
    /// The owner's catalogue.
    Catalogue,
    /// The register of interfaces and the days of schedules.
    Debugging,
    /// The facts of the windows.
    Window,
    /// The assessment board of a day.
    Assessment,
    /// The days of the sessions that go through the item.
    Sessions,
    /// The accepted scope lists of a district.
    District,
}

impl Needs {
    /// Whether the facts have what the rule asks for.
    #[must_use]
    pub const fn are_met(self, facts: &Facts) -> bool {
        match self {
            Self::Form => true,
            Self::Owner => facts.owner.is_some(),
            Self::Items => facts.items.is_some(),
            Self::Catalogue => facts.catalogue.is_some(),
            Self::Debugging => facts.debugging.is_some(),
            Self::Window => facts.window.is_some(),
            Self::Assessment => facts.assessment.is_some(),
            Self::Sessions => facts.sessions.is_some(),
            Self::District => facts.district.is_some(),
        }
    }
}

/// A rule as its page and `GET rules` show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleRow {
    /// Stable code.
    pub code: String,
    /// What it speaks of: a form, or another subject of rules.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub subject: Subject,
    /// How much it weighs.
    pub severity: Severity,
    /// The clause that it stands on.
    pub clause: String,
    /// What it says, with its places open.
    pub message: String,
}

impl Rule {
    /// The rule in a language.
    #[must_use]
    pub fn row(&self, language: Language) -> RuleRow {
        RuleRow {
            code: self.code.to_owned(),
            subject: self.subject,
            severity: self.severity,
            clause: self.clause.to_owned(),
            message: self.text.get(language).to_owned(),
        }
    }
}

/// Declares the rules of a form, or of another subject, by the names of their texts, the list of them all,
/// and what text fields obey: every subject has `REQUIRED`, `TOO_LONG` and `CHARACTERS`.
macro_rules! rules {
    ($form:ident, $prefix:literal: $($rules:tt)*) => {
        $crate::rule::rules! { subject $crate::subject::Subject::Form($crate::form::Form::$form), $prefix: $($rules)* }
    };
    (subject $subject:expr, $prefix:literal:
        $($name:ident = $code:literal, $severity:ident, $clause:literal, $needs:ident;)*) => {
        $(pub(super) static $name: $crate::rule::Rule = $crate::rule::Rule {
            code: concat!($prefix, ".", $code),
            subject: $subject,
            severity: $crate::finding::Severity::$severity,
            clause: $clause,
            text: text::$name,
            needs: $crate::rule::Needs::$needs,
        };)*

        /// Every rule of it, in the order in which they speak of a field.
        pub static RULES: &[&$crate::rule::Rule] = &[$(&$name,)*];

        /// What every text field of it obeys.
        pub(super) const FIELD: $crate::form::field::FieldRules = $crate::form::field::FieldRules {
            required: &REQUIRED,
            too_long: &TOO_LONG,
            characters: &CHARACTERS,
        };
    };
}
pub(crate) use rules;

/// Findings that a report holds at most, so that no content makes an answer without end; what is left
/// out hides no refusal, for the first error is always kept. A warning for every row of the longest list
/// fits, so that each can be given its reason.
pub const MOST_FINDINGS: usize = 24_000;

/// Findings that a report with an error gathers: enough to mend, and an answer that stays small.
pub const MOST_OF_REFUSED: usize = 8_000;

/// How full a report is.
#[derive(Clone, Copy, Debug, Default)]
struct Room {
    held: usize,
    /// Whether an error was noted.
    refused: bool,
}

impl Room {
    /// Whether a finding of this severity still goes in; then it is counted.
    fn takes(&mut self, severity: Severity) -> bool {
        let most = if self.refused { MOST_OF_REFUSED } else { MOST_FINDINGS };
        let is_full = self.held >= most;
        if is_full && (severity == Severity::Warning || self.refused) {
            return false;
        }
        self.refused |= severity == Severity::Error;
        self.held += 1;
        true
    }
}

/// Of findings in form order those that a report holds; see [`MOST_FINDINGS`].
pub fn held<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> impl Iterator<Item = &'a Finding> {
    let mut room = Room::default();
    findings.into_iter().filter(move |finding| room.takes(finding.severity))
}

/// Collects findings in the language asked for.
#[derive(Debug)]
pub struct Findings {
    language: Language,
    report: Report,
    room: Room,
}

impl Findings {
    /// None yet.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            language,
            report: Report::default(),
            room: Room::default(),
        }
    }

    /// Notes that `rule` is broken at `path`. `params` fill the places of the message and never
    /// hold what a person typed.
    pub fn broken(&mut self, rule: &Rule, path: Path, params: &[(&str, &str)]) {
        self.note(rule, path, params, params);
    }

    /// Notes that `rule`, which serves several fields, is broken at a field. `{field}` in the message
    /// is what people call it.
    pub fn broken_field(&mut self, rule: &Rule, path: Path, label: Text, params: &[(&str, &str)]) {
        let mut places = params.to_vec();
        places.push(("field", label.get(self.language)));
        self.note(rule, path, params, &places);
    }

    fn note(&mut self, rule: &Rule, path: Path, params: &[(&str, &str)], places: &[(&str, &str)]) {
        if !self.room.takes(rule.severity) {
            return;
        }
        self.report.findings.push(Finding {
            path,
            rule: rule.code.to_owned(),
            severity: rule.severity,
            message: rule.text.with(self.language, places),
            params: params
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect::<BTreeMap<_, _>>(),
        });
    }

    /// Notes which of a form's rules were not applied because their facts are absent.
    pub fn skip_without(&mut self, rules: &[&Rule], facts: &Facts) {
        let absent = rules.iter().filter(|rule| !rule.needs.are_met(facts));
        self.report.skipped.extend(absent.map(|rule| rule.code.to_owned()));
    }

    /// The report, findings in the order in which they were noted.
    #[must_use]
    pub fn into_report(self) -> Report {
        self.report
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::schedule::RULES;

    fn rule(code: &str) -> &'static Rule {
        RULES.iter().find(|rule| rule.code == code).unwrap()
    }

    fn noted(codes: &[(&str, usize)]) -> Report {
        let mut findings = Findings::new(Language::English);
        for (code, times) in codes {
            (0..*times).for_each(|_| findings.broken(rule(code), Path::root(), &[]));
        }
        findings.into_report()
    }

    const WARNING: &str = "schedule.row.provisional";
    const ERROR: &str = "schedule.row.gone";

    #[test]
    fn every_row_of_the_longest_list_may_have_a_warning() {
        for most in [crate::form::schedule::MOST, crate::form::scope::MOST] {
            let report = noted(&[(WARNING, most)]);
            assert_eq!(report.findings.len(), most);
            assert!(!report.has_errors());
        }
    }

    #[test]
    fn what_is_left_out_hides_no_refusal() {
        let report = noted(&[(WARNING, MOST_FINDINGS + 1), (ERROR, 2)]);
        assert_eq!(report.findings.len(), MOST_FINDINGS + 1);
        assert!(report.has_errors());
        let report = noted(&[(ERROR, 1), (WARNING, MOST_FINDINGS)]);
        assert_eq!(report.findings.len(), MOST_OF_REFUSED);
    }
}
