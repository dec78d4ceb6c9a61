//! 《区县事项范围汇总单》, task 1 of the notice: a district hands its departments' accepted scope lists over to
//! the city as a whole (汇总确认). It counts items and names none; the lists that it names by their digests do.

mod drawn_up;
mod figures;
mod rules;
mod types;

pub use drawn_up::{drawn_up, taken_anew};
pub use figures::Figures;
pub use rules::RULES;
pub use types::{AcceptedList, Consolidation, DepartmentRow};

use crate::facts::{DistrictFacts, Facts};
use crate::finding::{Path, Report};
use crate::form::field;
use crate::form::text::fold;
use crate::locale::{Language, consolidation as label};
use crate::programme::Context;
use crate::rule::Findings;
use std::collections::{HashMap, HashSet};

/// Departments of a district at most.
const MOST: usize = 1_000;

/// Checks the form; see [`crate::form::check`].
#[must_use]
pub fn check(form: &Consolidation, facts: &Facts, context: &Context<'_>, language: Language) -> Report {
    let mut findings = Findings::new(language);
    let known = facts.district.as_ref();
    head(&mut findings, form, known, context);
    whole(&mut findings, form, known, context);
    let known: Option<HashMap<String, Option<&AcceptedList>>> = known.map(|known| {
        let lists = known.lists.iter();
        lists.map(|one| (fold(&one.department), one.list.as_ref())).collect()
    });
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (place, row) in form.departments.iter().enumerate() {
        let first = *seen.entry(fold(&row.department)).or_insert(place);
        department(&mut findings, row, (place, first), known.as_ref());
    }
    findings.skip_without(RULES, facts);
    findings.into_report()
}

fn head(findings: &mut Findings, form: &Consolidation, known: Option<&DistrictFacts>, context: &Context<'_>) {
    let (root, judged) = (Path::root(), field::Judged::of(form));
    judged.note(findings, rules::FIELD, &root, &[("district", label::DISTRICT)]);
    if known.is_some_and(|known| fold(&known.district) != fold(&form.district)) && !form.district.trim().is_empty() {
        findings.broken(&rules::DISTRICT_OTHER, root.field("district"), &[]);
    }
    judged.note(findings, rules::FIELD, &root, &[("edition", label::EDITION)]);
    let asked = &context.programme.scope.edition;
    if !form.edition.trim().is_empty() && form.edition.trim() != asked {
        findings.broken(&rules::EDITION_OTHER, root.field("edition"), &[("edition", asked)]);
    }
}

/// What the district as a whole has to say. A share that is too small is answered for by a reason, and the city
/// reads it.
fn whole(findings: &mut Findings, form: &Consolidation, known: Option<&DistrictFacts>, context: &Context<'_>) {
    let at = Path::root().field("departments");
    if form.departments.is_empty() {
        findings.broken(&rules::DEPARTMENT_NONE, at.clone(), &[]);
    }
    if form.departments.len() > MOST {
        let most = MOST.to_string();
        findings.broken(&rules::DEPARTMENT_TOO_MANY, at.clone(), &[("max", &most)]);
    }
    if let Some(known) = known {
        let named: HashSet<String> = form.departments.iter().map(|row| fold(&row.department)).collect();
        let lacking = known.lists.iter().filter(|one| !named.contains(&fold(&one.department)));
        let lacking: Vec<&str> = lacking.map(|one| one.department.as_str()).collect();
        if !lacking.is_empty() {
            let names = lacking.join("、");
            findings.broken(&rules::DEPARTMENT_MISSING, at.clone(), &[("departments", &names)]);
        }
    }
    let (figures, percent) = (Figures::of(form), context.programme.goals.connected_percent);
    let needed = (figures.countable * u64::from(percent)).div_ceil(100);
    if figures.batched < needed {
        let params = [
            ("percent", &percent.to_string()),
            ("needed", &needed.to_string()),
            ("batched", &figures.batched.to_string()),
        ];
        let params = params.map(|(name, value)| (name, value.as_str()));
        findings.broken(&rules::SHARE_BELOW, at, &params);
    }
}

fn department(
    findings: &mut Findings,
    row: &DepartmentRow,
    (place, first): (usize, usize),
    known: Option<&HashMap<String, Option<&AcceptedList>>>,
) {
    let (path, judged) = (Path::root().field("departments").row(place), field::Judged::of(row));
    judged.note(findings, rules::FIELD, &path, &[("department", label::DEPARTMENT)]);
    let named = fold(&row.department);
    if !named.is_empty() {
        let at = path.field("department");
        if first < place {
            findings.broken(
                &rules::DEPARTMENT_REPEATED,
                at.clone(),
                &[("row", &(first + 1).to_string())],
            );
        }
        match known.map(|known| known.get(&named)) {
            Some(None) => findings.broken(&rules::DEPARTMENT_OTHER, at, &[]),
            Some(Some(list)) if *list != row.list.as_ref() => {
                findings.broken(&rules::LIST_DIFFERS, path.field("list"), &[]);
            }
            _ => {}
        }
    }
    judged.note(findings, rules::FIELD, &path, &[("reason", label::REASON)]);
    let at = path.field("reason");
    match (&row.list, row.reason.trim().is_empty()) {
        (None, true) => findings.broken(&rules::REASON_MISSING, at, &[]),
        (Some(_), false) => findings.broken(&rules::REASON_NEEDLESS, at, &[]),
        _ => {}
    }
}
