//! 《通报》: how far city and districts are, who is behind and why, and what is asked of them. The project
//! office draws it up from the assessment board of a day.

mod drawn_up;
mod rules;
mod types;

pub use drawn_up::{drawn_up, taken_anew};
pub use rules::RULES;
pub use types::{AreaProgress, Bulletin, Demand, NamedUnit};

use crate::facts::{AssessmentFacts, Facts};
use crate::finding::{Path, Report};
use crate::form::field;
use crate::form::text::fold;
use crate::locale::{Language, bulletin as label};
use crate::programme::Context;
use crate::rule::Findings;
use std::collections::BTreeMap;

/// Units that a bulletin names at most.
const MOST_NAMED: usize = 500;

/// Demands that a bulletin makes at most.
const MOST_DEMANDS: usize = 50;

/// Checks the form; see [`crate::form::check`].
#[must_use]
pub fn check(form: &Bulletin, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
    let mut findings = Findings::new(language);
    let known = told(form, facts);
    head(&mut findings, form);
    figures_on(&mut findings, form, context);
    areas(&mut findings, form, known);
    opening(&mut findings, form);
    named(&mut findings, form, known);
    demands(&mut findings, form);
    foot(&mut findings, form, context);
    findings.skip_without(RULES, facts);
    findings.into_report()
}

/// The board of the day that the form tells of; that of another day says nothing of it.
fn told<'a>(form: &Bulletin, facts: &'a Facts) -> Option<&'a AssessmentFacts> {
    facts
        .assessment
        .as_ref()
        .filter(|known| Some(known.on) == form.figures_on)
}

fn head(findings: &mut Findings, form: &Bulletin) {
    let (root, judged) = (Path::root(), field::Judged::of(form));
    judged.note(findings, rules::FIELD, &root, &[("number", label::NUMBER)]);
    let number = form.number.trim();
    if !number.is_empty() && !is_document_number(number) {
        findings.broken(&rules::NUMBER_FORMAT, root.field("number"), &[]);
    }
    let others = [("title", label::TITLE), ("recipients", label::RECIPIENTS)];
    judged.note(findings, rules::FIELD, &root, &others);
}

/// 发文字号: whose document it is, the year in hexagonal brackets, and a number, as in 杭数通〔2018〕1号.
fn is_document_number(number: &str) -> bool {
    let parts = number
        .split_once('〔')
        .and_then(|(whose, rest)| Some((whose, rest.split_once('〕')?)));
    let digits = |text: &str| !text.is_empty() && text.chars().all(|character| character.is_ascii_digit());
    parts.is_some_and(|(whose, (year, rest))| {
        let number = rest.strip_suffix('号').map(str::trim);
        !whose.is_empty() && year.len() == 4 && digits(year) && number.is_some_and(digits)
    })
}

fn figures_on(findings: &mut Findings, form: &Bulletin, context: &Context<'_>) {
    let at = Path::root().field("figures_on");
    match form.figures_on {
        None => findings.broken_field(&rules::REQUIRED, at, label::FIGURES_ON, &[]),
        Some(day) if day > context.today => findings.broken(&rules::FIGURES_IN_FUTURE, at, &[]),
        Some(_) => {}
    }
}

/// The figures are those of the day: told at the day, for nobody types them.
fn areas(findings: &mut Findings, form: &Bulletin, known: Option<&AssessmentFacts>) {
    let at = Path::root().field("figures_on");
    if form.areas.is_empty() {
        findings.broken(&rules::AREAS_NONE, at, &[]);
    } else if known.is_some_and(|known| known.areas != form.areas) {
        findings.broken(&rules::AREAS_DIFFER, at, &[]);
    }
}

/// The paragraph tells the figures of the table.
fn opening(findings: &mut Findings, form: &Bulletin) {
    let (root, label) = (Path::root(), [("opening", label::OPENING)]);
    field::check(findings, rules::FIELD, form, &root, &label);
    let told = form.figures_on.is_some() && !form.areas.is_empty() && !form.opening.trim().is_empty();
    if told && !drawn_up::opening_tells(form) {
        findings.broken(&rules::OPENING_DIFFERS, root.field("opening"), &[]);
    }
}

/// Whoever is behind is named, nobody else is, and for what the board says.
fn named(findings: &mut Findings, form: &Bulletin, known: Option<&AssessmentFacts>) {
    let list = Path::root().field("named");
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (place, row) in form.named.iter().enumerate() {
        seen.entry(fold(&row.unit)).or_insert(place);
    }
    if let Some(known) = known {
        let missing = known.behind.iter().filter(|one| !seen.contains_key(&fold(&one.unit)));
        let units: Vec<&str> = missing.map(|one| one.unit.as_str()).collect();
        if !units.is_empty() {
            let (count, units) = (units.len().to_string(), units.join("、"));
            findings.broken(
                &rules::NAMED_MISSING,
                list.clone(),
                &[("count", &count), ("units", &units)],
            );
        }
    }
    if form.named.len() > MOST_NAMED {
        let most = MOST_NAMED.to_string();
        findings.broken(&rules::NAMED_TOO_MANY, list.clone(), &[("max", &most)]);
    }
    let behind: Option<BTreeMap<String, String>> = known.map(|known| {
        let behind = known.behind.iter();
        behind.map(|one| (fold(&one.unit), one.because())).collect()
    });
    for (place, row) in form.named.iter().enumerate() {
        named_unit(findings, row, &list.row(place), (place, &seen), behind.as_ref());
    }
}

fn named_unit(
    findings: &mut Findings,
    row: &NamedUnit,
    path: &Path,
    (place, seen): (usize, &BTreeMap<String, usize>),
    behind: Option<&BTreeMap<String, String>>,
) {
    let judged = field::Judged::of(row);
    judged.note(findings, rules::FIELD, path, &[("unit", label::UNIT)]);
    let unit = fold(&row.unit);
    let because = behind.map(|behind| behind.get(&unit));
    if !unit.is_empty() {
        let at = path.field("unit");
        match seen.get(&unit) {
            Some(first) if *first < place => {
                findings.broken(&rules::NAMED_REPEATED, at.clone(), &[("row", &(first + 1).to_string())]);
            }
            _ => {}
        }
        if because == Some(None) {
            findings.broken(&rules::NAMED_NOT_BEHIND, at, &[]);
        }
    }
    judged.note(findings, rules::FIELD, path, &[("because", label::BECAUSE)]);
    if let Some(Some(because)) = because
        && !row.because.trim().is_empty()
        && fold(because) != fold(&row.because)
    {
        findings.broken(&rules::NAMED_DIFFERS, path.field("because"), &[]);
    }
}

fn demands(findings: &mut Findings, form: &Bulletin) {
    let list = Path::root().field("demands");
    if form.demands.len() > MOST_DEMANDS {
        let most = MOST_DEMANDS.to_string();
        findings.broken(&rules::DEMAND_TOO_MANY, list.clone(), &[("max", &most)]);
    }
    for (place, demand) in form.demands.iter().enumerate() {
        field::check(
            findings,
            rules::FIELD,
            demand,
            &list.row(place),
            &[("text", label::DEMAND)],
        );
    }
}

fn foot(findings: &mut Findings, form: &Bulletin, context: &Context<'_>) {
    let (root, judged) = (Path::root(), field::Judged::of(form));
    judged.note(findings, rules::FIELD, &root, &[("issuer", label::ISSUER)]);
    let at = root.field("issued");
    match form.issued {
        None => findings.broken_field(&rules::REQUIRED, at, label::ISSUED, &[]),
        Some(issued) => {
            // Of figures of a day to come that is told already.
            let known = form.figures_on.filter(|day| *day <= context.today);
            if known.is_some_and(|day| issued < day) {
                findings.broken(&rules::ISSUED_BEFORE_FIGURES, at.clone(), &[]);
            }
            if issued > context.today {
                findings.broken(&rules::ISSUED_IN_FUTURE, at, &[]);
            }
        }
    }
    judged.note(findings, rules::FIELD, &root, &[("copies", label::COPIES)]);
}

#[cfg(test)]
mod tests {
    use super::is_document_number;

    #[test]
    fn a_document_number_has_issuer_year_and_number() {
        for number in ["杭数通〔2018〕1号", "示例〔2018〕 12 号"] {
            assert!(is_document_number(number), "{number}");
        }
        for number in [
            "〔2018〕1号",
            "杭数通[2018]1号",
            "杭数通〔18〕1号",
            "杭数通〔2018〕号",
            "1",
        ] {
            assert!(!is_document_number(number), "{number}");
        }
    }
}
