//! The confirmation forms. One module a form: its types and its rules; nothing else knows the
//! form's insides.

pub mod bulletin;
pub mod consolidation;
pub mod field;
pub mod go_live;
pub mod item_row;
pub mod joint_debug;
pub mod mark;
pub mod optimization;
pub mod participant;
pub mod schedule;
pub mod scope;
pub mod text;

use self::mark::Mark;
use crate::facts::Facts;
use crate::finding::Report;
use crate::locale::Language;
use crate::programme::Context;
use crate::rule::Rule;
use serde::{Deserialize, Serialize};

/// The kind of a confirmation form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Form {
    /// 《事项范围确认单》, task 1.
    #[serde(rename = "scope")]
    Scope,
    /// 《区县事项范围汇总单》, task 1.
    #[serde(rename = "consolidation")]
    Consolidation,
    /// 《事项发布进度安排表》, task 2.
    #[serde(rename = "schedule")]
    Schedule,
    /// 《事项优化确认单》, annex 3.
    #[serde(rename = "optimization")]
    Optimization,
    /// 《接口联调确认单》, task 5.
    #[serde(rename = "joint-debug")]
    JointDebug,
    /// 《事项开通确认单》, annex 4.
    #[serde(rename = "go-live")]
    GoLive,
    /// 《通报》, of the assessment.
    #[serde(rename = "bulletin")]
    Bulletin,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 7] = [
        Self::Scope,
        Self::Consolidation,
        Self::Schedule,
        Self::Optimization,
        Self::JointDebug,
        Self::GoLive,
        Self::Bulletin,
    ];

    /// The code of the form on the wire and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Scope => "scope",
            Self::Consolidation => "consolidation",
            Self::Schedule => "schedule",
            Self::Optimization => "optimization",
            Self::JointDebug => "joint-debug",
            Self::GoLive => "go-live",
            Self::Bulletin => "bulletin",
        }
    }

    /// The form of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code)
    }

    /// Version of the content's shape; part of the canonical bytes.
    #[must_use]
    pub const fn format(self) -> u16 {
        match self {
            Self::Scope
            | Self::Consolidation
            | Self::Schedule
            | Self::Optimization
            | Self::JointDebug
            | Self::GoLive
            | Self::Bulletin => 1,
        }
    }

    /// What is put on its paper by hand before it is archived, in the order in which it is looked for;
    /// nothing where there is no paper.
    #[must_use]
    pub const fn marks(self) -> &'static [Mark] {
        match self {
            Self::Scope | Self::Consolidation | Self::Schedule => &[],
            Self::JointDebug => &[Mark::Signatures, Mark::Date],
            Self::Optimization | Self::GoLive => &[Mark::Signatures, Mark::Stamp, Mark::Date],
            // Its day is printed; the seal stands over it.
            Self::Bulletin => &[Mark::Stamp],
        }
    }

    /// Whether the form is printed, so that its paper comes back.
    #[must_use]
    pub const fn is_printed(self) -> bool {
        !self.marks().is_empty()
    }
}

/// The content of a form. On the wire the form's code stands beside it, so content is never
/// tagged: see [`Content::from_json`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Content {
    /// Content of 《事项范围确认单》.
    Scope(scope::Scope),
    /// Content of 《区县事项范围汇总单》.
    Consolidation(consolidation::Consolidation),
    /// Content of 《事项发布进度安排表》.
    Schedule(schedule::Schedule),
    /// Content of 《事项优化确认单》.
    Optimization(optimization::Optimization),
    /// Content of 《接口联调确认单》.
    JointDebug(joint_debug::JointDebug),
    /// Content of 《事项开通确认单》.
    GoLive(go_live::GoLive),
    /// Content of 《通报》.
    Bulletin(bulletin::Bulletin),
}

impl Content {
    /// Reads content. Absent fields are empty, unknown fields and wrong types are refused.
    ///
    /// # Errors
    /// What serde says of the first thing that does not fit.
    pub fn from_json(form: Form, json: &str) -> Result<Self, serde_json::Error> {
        match form {
            Form::Scope => serde_json::from_str(json).map(Self::Scope),
            Form::Consolidation => serde_json::from_str(json).map(Self::Consolidation),
            Form::Schedule => serde_json::from_str(json).map(Self::Schedule),
            Form::Optimization => serde_json::from_str(json).map(Self::Optimization),
            Form::JointDebug => serde_json::from_str(json).map(Self::JointDebug),
            Form::GoLive => serde_json::from_str(json).map(Self::GoLive),
            Form::Bulletin => serde_json::from_str(json).map(Self::Bulletin),
        }
    }

    /// Reads content from a parsed value; see [`Content::from_json`].
    ///
    /// # Errors
    /// What serde says of the first thing that does not fit.
    pub fn from_value(form: Form, value: serde_json::Value) -> Result<Self, serde_json::Error> {
        match form {
            Form::Scope => serde_json::from_value(value).map(Self::Scope),
            Form::Consolidation => serde_json::from_value(value).map(Self::Consolidation),
            Form::Schedule => serde_json::from_value(value).map(Self::Schedule),
            Form::Optimization => serde_json::from_value(value).map(Self::Optimization),
            Form::JointDebug => serde_json::from_value(value).map(Self::JointDebug),
            Form::GoLive => serde_json::from_value(value).map(Self::GoLive),
            Form::Bulletin => serde_json::from_value(value).map(Self::Bulletin),
        }
    }

    /// The kind of form.
    #[must_use]
    pub const fn form(&self) -> Form {
        match self {
            Self::Scope(_) => Form::Scope,
            Self::Consolidation(_) => Form::Consolidation,
            Self::Schedule(_) => Form::Schedule,
            Self::Optimization(_) => Form::Optimization,
            Self::JointDebug(_) => Form::JointDebug,
            Self::GoLive(_) => Form::GoLive,
            Self::Bulletin(_) => Form::Bulletin,
        }
    }

    /// What lists call this record: the item's name, the first of several with their number, or the
    /// edition of scope lists, the number of a batch, or a bulletin's own title.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Scope(form) => form.edition.trim().to_owned(),
            Self::Consolidation(form) => form.edition.trim().to_owned(),
            Self::Schedule(form) => form.batch.map(|batch| batch.to_string()).unwrap_or_default(),
            Self::Optimization(form) => form.item_name.trim().to_owned(),
            Self::JointDebug(form) => title_of(&form.rows),
            Self::GoLive(form) => title_of(&form.rows),
            Self::Bulletin(form) => form.title.trim().to_owned(),
        }
    }

    /// Whether the content itself says that an item is secret or sensitive.
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        match self {
            Self::Scope(form) => form.rows.iter().any(scope::Row::is_restricted),
            Self::Consolidation(_)
            | Self::Schedule(_)
            | Self::Optimization(_)
            | Self::JointDebug(_)
            | Self::GoLive(_)
            | Self::Bulletin(_) => false,
        }
    }

    /// Codes of the items that the form is about, in form order, empty ones left out. A scope list is
    /// about its department: who may see it is asked of the record, not of its items. A consolidation and a
    /// bulletin count items and name none.
    #[must_use]
    pub fn item_codes(&self) -> Vec<&str> {
        let codes: Vec<&str> = match self {
            Self::Scope(_) | Self::Consolidation(_) | Self::Bulletin(_) => Vec::new(),
            Self::Schedule(form) => form.rows.iter().map(|row| row.item_code.trim()).collect(),
            Self::Optimization(form) => vec![form.item_code.trim()],
            Self::JointDebug(form) => form.rows.iter().map(|row| row.item_code.trim()).collect(),
            Self::GoLive(form) => form.rows.iter().map(|row| row.item_code.trim()).collect(),
        };
        codes.into_iter().filter(|code| !code.is_empty()).collect()
    }
}

/// The first item, and how many there are.
fn title_of(rows: &[item_row::ItemRow]) -> String {
    let first = rows.first().map_or("", |row| row.item_name.trim());
    if rows.len() > 1 {
        format!("{first}（{}）", rows.len())
    } else {
        first.to_owned()
    }
}

/// Checks a form: all findings, in form order, never an error or a panic.
#[must_use]
pub fn check(content: &Content, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
    match content {
        Content::Scope(form) => scope::check(form, facts, context, language),
        Content::Consolidation(form) => consolidation::check(form, facts, context, language),
        Content::Schedule(form) => schedule::check(form, facts, context, language),
        Content::Optimization(form) => optimization::check(form, facts, context, language),
        Content::JointDebug(form) => joint_debug::check(form, facts, context, language),
        Content::GoLive(form) => go_live::check(form, facts, context, language),
        Content::Bulletin(form) => bulletin::check(form, facts, context, language),
    }
}

/// Every rule of every form, in the order of the forms.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        scope::RULES,
        consolidation::RULES,
        schedule::RULES,
        optimization::RULES,
        joint_debug::RULES,
        go_live::RULES,
        bulletin::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}
