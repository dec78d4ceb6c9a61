//! Rules that belong to one field, declared with `validator` on the types and told here as findings
//! on the wire's paths. The errors' copies of what was typed are dropped.

use crate::finding::Path;
use crate::locale::Text;
use crate::rule::{Findings, Rule};
use validator::{Validate, ValidationErrors};

/// The three rules that every text field of a form has.
#[derive(Clone, Copy, Debug)]
pub struct FieldRules {
    /// It must not be empty.
    pub required: &'static Rule,
    /// It has a largest length.
    pub too_long: &'static Rule,
    /// It holds nothing that cannot be seen or printed.
    pub characters: &'static Rule,
}

/// A field by its name on the wire and what people call it.
pub type Field = (&'static str, Text);

/// Notes what is wrong with `fields` of `value`, in their order. A list stands beside rules of its
/// own and is walked by the caller, so that a wrong length never hides wrong rows.
pub fn check(findings: &mut Findings, rules: FieldRules, value: &impl Validate, path: &Path, fields: &[Field]) {
    Judged::of(value).note(findings, rules, path, fields);
}

/// A value judged once, for a caller that notes its fields one by one between rules of its own.
#[derive(Debug)]
pub struct Judged(Option<ValidationErrors>);

impl Judged {
    /// Judges a value.
    #[must_use]
    pub fn of(value: &impl Validate) -> Self {
        Self(value.validate().err())
    }

    /// Notes what is wrong with `fields`, in their order.
    pub fn note(&self, findings: &mut Findings, rules: FieldRules, path: &Path, fields: &[Field]) {
        if let Some(errors) = &self.0 {
            note(errors, findings, rules, path, fields);
        }
    }
}

fn note(errors: &ValidationErrors, findings: &mut Findings, rules: FieldRules, path: &Path, fields: &[Field]) {
    let errors = errors.field_errors();
    for (name, label) in fields {
        for error in errors.get(*name).into_iter().flat_map(|list| list.iter()) {
            let at = path.field(name);
            match error.code.as_ref() {
                "required" => findings.broken_field(rules.required, at, *label, &[]),
                "characters" => findings.broken_field(rules.characters, at, *label, &[]),
                _ => {
                    let max = error.params.get("max").map_or_else(String::new, ToString::to_string);
                    findings.broken_field(rules.too_long, at, *label, &[("max", &max)]);
                }
            }
        }
    }
}
