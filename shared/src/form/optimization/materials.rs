//! 三、材料颗粒化清单.

use super::rules;
use super::types::{Material, Needs, Optimization};
use super::wording::{Concreteness, concreteness};
use crate::finding::Path;
use crate::form::field;
use crate::form::text::fold;
use crate::locale::form as label;
use crate::programme::Context;
use crate::rule::Findings;
use std::collections::{BTreeMap, BTreeSet};

const MOST: usize = 500;

/// The number that the material at `place` of the group at `group`, both from 0, bears: `N` in a
/// group of one, `N.M` in a group of several.
pub(super) fn number(group: usize, place: usize, size: usize) -> String {
    if size == 1 {
        format!("{}", group + 1)
    } else {
        format!("{}.{}", group + 1, place + 1)
    }
}

pub(super) fn check(findings: &mut Findings, form: &Optimization, context: &Context<'_>) {
    let list = Path::root().field("material_groups");
    let total: usize = form.material_groups.iter().map(|group| group.materials.len()).sum();
    if form.material_groups.is_empty() {
        findings.broken(&rules::MATERIAL_NONE, list.clone(), &[]);
    }
    if total > MOST || form.material_groups.len() > MOST {
        findings.broken(&rules::MATERIAL_TOO_MANY, list.clone(), &[("max", &MOST.to_string())]);
    }
    let used = used(form);
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (g, group) in form.material_groups.iter().enumerate() {
        let path = list.row(g);
        field::check(findings, rules::FIELD, group, &path, &[("name", label::MATERIAL_GROUP)]);
        if group.materials.is_empty() {
            findings.broken(&rules::GROUP_EMPTY, path.field("materials"), &[]);
        }
        for (m, material) in group.materials.iter().enumerate() {
            let path = path.field("materials").row(m);
            let expected = number(g, m, group.materials.len());
            if material.number.trim() != expected {
                findings.broken(&rules::MATERIAL_NUMBER, path.field("number"), &[("number", &expected)]);
            }
            if !material.general && !used.contains(material.number.trim()) {
                findings.broken(&rules::MATERIAL_UNUSED, path.field("number"), &[]);
            }
            wording(findings, material, &path, context);
            let folded = fold(&material.name);
            if let Some(first) = names.get(&folded) {
                findings.broken(&rules::MATERIAL_REPEATED, path.field("name"), &[("number", first)]);
            } else if !folded.is_empty() {
                names.insert(folded, expected);
            }
        }
    }
}

fn wording(findings: &mut Findings, material: &Material, path: &Path, context: &Context<'_>) {
    field::check(findings, rules::FIELD, material, path, &[("name", label::MATERIAL)]);
    match concreteness(&material.name, &context.programme.wording) {
        Concreteness::Concrete => {}
        Concreteness::VagueWord => findings.broken(&rules::MATERIAL_VAGUE_WORD, path.field("name"), &[]),
        Concreteness::Vague => findings.broken(&rules::MATERIAL_VAGUE, path.field("name"), &[]),
    }
}

/// Numbers that some attribute asks for.
fn used(form: &Optimization) -> BTreeSet<&str> {
    let subclasses = form.scenarios.iter().flat_map(|scenario| &scenario.subclasses);
    let needs = subclasses
        .flat_map(|subclass| &subclass.attributes)
        .filter_map(|attribute| attribute.needs.as_ref());
    needs
        .flat_map(|needs| match needs {
            Needs::None => [].iter(),
            Needs::Materials(numbers) => numbers.iter(),
        })
        .map(|number| number.trim())
        .collect()
}
