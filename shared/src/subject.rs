//! What rules speak of: the confirmation forms, and registers and rosters that have rules but no record's
//! life.

use crate::facts::Facts;
use crate::finding::Report;
use crate::form::{self, Content, Form};
use crate::interface::{self, Interface};
use crate::locale::Language;
use crate::optimization_session::{self, OptimizationSession};
use crate::programme::Context;
use crate::rule::{Rule, RuleRow};
use crate::window::{account, training};
use serde::{Deserialize, Serialize};

/// What a rule speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum Subject {
    /// A confirmation form.
    Form(Form),
    /// A session in which items are gone through (事项梳理会), task 3.
    OptimizationSession,
    /// An entry of the register of interfaces (接口登记), task 4.
    Interface,
    /// Changes of the roster of window accounts (窗口账号), task 8.
    WindowAccount,
    /// What window staff learnt (培训), task 9.
    Training,
}

/// No subject has this code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownSubject;

impl Subject {
    /// Every subject, the forms first.
    pub fn all() -> impl Iterator<Item = Self> {
        Form::ALL.into_iter().map(Self::Form).chain([
            Self::OptimizationSession,
            Self::Interface,
            Self::WindowAccount,
            Self::Training,
        ])
    }

    /// The code on the wire and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form(form) => form.code(),
            Self::OptimizationSession => "optimization-session",
            Self::Interface => "interface",
            Self::WindowAccount => "window-account",
            Self::Training => "training",
        }
    }

    /// The subject of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|subject| subject.code() == code)
    }
}

impl From<Form> for Subject {
    fn from(form: Form) -> Self {
        Self::Form(form)
    }
}

impl From<Subject> for &'static str {
    fn from(subject: Subject) -> Self {
        subject.code()
    }
}

impl TryFrom<String> for Subject {
    type Error = UnknownSubject;

    fn try_from(code: String) -> Result<Self, UnknownSubject> {
        Self::from_code(&code).ok_or(UnknownSubject)
    }
}

impl std::fmt::Display for UnknownSubject {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("no rules speak of this")
    }
}

impl std::error::Error for UnknownSubject {}

/// What can be checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Entry {
    /// The content of a form.
    Form(Content),
    /// A session.
    OptimizationSession(OptimizationSession),
    /// An interface.
    Interface(Interface),
    /// Rows of the roster.
    WindowAccount(account::Roster),
    /// Rows of training.
    Training(training::Lessons),
}

impl From<Content> for Entry {
    fn from(content: Content) -> Self {
        Self::Form(content)
    }
}

impl Entry {
    /// Reads an entry. Absent fields are empty, unknown fields and wrong types are refused.
    ///
    /// # Errors
    /// What serde says of the first thing that does not fit.
    pub fn from_json(subject: Subject, json: &str) -> Result<Self, serde_json::Error> {
        match subject {
            Subject::Form(form) => Content::from_json(form, json).map(Self::Form),
            Subject::OptimizationSession => serde_json::from_str(json).map(Self::OptimizationSession),
            Subject::Interface => serde_json::from_str(json).map(Self::Interface),
            Subject::WindowAccount => serde_json::from_str(json).map(Self::WindowAccount),
            Subject::Training => serde_json::from_str(json).map(Self::Training),
        }
    }

    /// Reads an entry from a parsed value; see [`Entry::from_json`].
    ///
    /// # Errors
    /// What serde says of the first thing that does not fit.
    pub fn from_value(subject: Subject, value: serde_json::Value) -> Result<Self, serde_json::Error> {
        match subject {
            Subject::Form(form) => Content::from_value(form, value).map(Self::Form),
            Subject::OptimizationSession => serde_json::from_value(value).map(Self::OptimizationSession),
            Subject::Interface => serde_json::from_value(value).map(Self::Interface),
            Subject::WindowAccount => serde_json::from_value(value).map(Self::WindowAccount),
            Subject::Training => serde_json::from_value(value).map(Self::Training),
        }
    }

    /// What it is an entry of.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        match self {
            Self::Form(content) => Subject::Form(content.form()),
            Self::OptimizationSession(_) => Subject::OptimizationSession,
            Self::Interface(_) => Subject::Interface,
            Self::WindowAccount(_) => Subject::WindowAccount,
            Self::Training(_) => Subject::Training,
        }
    }

    /// Checks it: all findings, in the order of its fields, never an error or a panic.
    #[must_use]
    pub fn check(&self, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
        match self {
            Self::Form(content) => form::check(content, facts, context, language),
            Self::OptimizationSession(session) => optimization_session::check(session, facts, language),
            Self::Interface(entry) => interface::check(entry, facts, context, language),
            Self::WindowAccount(roster) => account::check(roster, facts, context, language),
            Self::Training(lessons) => training::check(lessons, facts, context, language),
        }
    }
}

/// Every rule of every subject, in the order of the subjects.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    form::rules()
        .chain(optimization_session::RULES.iter().copied())
        .chain(interface::RULES.iter().copied())
        .chain(account::RULES.iter().copied())
        .chain(training::RULES.iter().copied())
}

/// Every rule in a language, for the page that documents them.
#[must_use]
pub fn rule_table(language: Language) -> Vec<RuleRow> {
    rules().map(|rule| rule.row(language)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_its_code_on_the_wire() {
        for subject in Subject::all() {
            let wire = serde_json::to_string(&subject).unwrap();
            assert_eq!(wire, format!("{:?}", subject.code()));
            assert_eq!(serde_json::from_str::<Subject>(&wire).unwrap(), subject);
        }
        assert!(serde_json::from_str::<Subject>("\"roster\"").is_err());
    }
}
