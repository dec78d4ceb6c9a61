//! The facts that the page has, and for which items and interfaces it asked.

use std::collections::BTreeSet;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::{Content, Form};

/// Facts as the server gave them for a content.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    facts: Facts,
    asked: BTreeSet<String>,
}

impl Known {
    /// The facts that came with a content.
    #[must_use]
    pub fn of(facts: Facts, form: Form, content: &serde_json::Value) -> Self {
        let asked = Content::from_value(form, content.clone())
            .map(|content| codes(&content))
            .unwrap_or_default();
        Self { facts, asked }
    }

    /// As the server gave them.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Whether the server was asked about every item and interface that the content names.
    #[must_use]
    pub fn covers(&self, content: &Content) -> bool {
        codes(content).is_subset(&self.asked)
    }

    /// The facts for a check. What was never asked about is not unknown: until the next save its rules are
    /// left to the server.
    #[must_use]
    pub fn for_content(&self, content: &Content) -> Facts {
        let mut facts = self.facts.clone();
        if !self.covers(content) {
            (facts.items, facts.debugging) = (None, None);
            (facts.sessions, facts.assessment) = (None, None);
        }
        facts
    }
}

/// What the server was asked about: items by code, interfaces by number, the board by its day.
fn codes(content: &Content) -> BTreeSet<String> {
    let mut asked: BTreeSet<String> = content.item_codes().into_iter().map(str::to_owned).collect();
    if let Content::Bulletin(form) = content {
        asked.extend(form.figures_on.map(|day| day.to_string()));
    }
    if let Content::JointDebug(form) = content {
        let numbers = form.interfaces.iter().map(|interface| interface.number.trim());
        asked.extend(
            numbers
                .filter(|number| !number.is_empty())
                .map(|number| format!("#{number}")),
        );
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::super::state::place::{Place, set};
    use super::super::state::sample;
    use super::*;

    #[test]
    fn an_item_that_was_not_asked_about_is_not_called_unknown() {
        let mut content = Content::Optimization(sample::annex_3());
        let known = Known::of(
            Facts {
                items: Some(Vec::new()),
                ..Facts::default()
            },
            Form::Optimization,
            &serde_json::to_value(&content).unwrap(),
        );
        assert_eq!(
            known.for_content(&content).items,
            Some(Vec::new()),
            "asked, and not in the catalogue"
        );
        set(&mut content, Place::ItemCode, "许可-00001-000");
        assert_eq!(known.for_content(&content).items, None);
        set(&mut content, Place::ItemCode, " ");
        assert!(known.covers(&content));
    }
}
