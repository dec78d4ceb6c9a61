//! Numbers by position, references following what they named.

use super::materials::number;
use super::types::{Needs, Optimization};
use std::collections::BTreeMap;

/// Gives every material, class, subclass and attribute the number of its place. What an attribute
/// asks for follows the material that bore the number; numbers that no material bore are dropped.
/// When two materials bore the same number, the first one is meant.
pub fn renumber(form: &mut Optimization) {
    let mut moved: BTreeMap<String, String> = BTreeMap::new();
    for (g, group) in form.material_groups.iter_mut().enumerate() {
        let size = group.materials.len();
        for (m, material) in group.materials.iter_mut().enumerate() {
            let new = number(g, m, size);
            let old = std::mem::replace(&mut material.number, new.clone());
            if !old.trim().is_empty() {
                moved.entry(old.trim().to_owned()).or_insert(new);
            }
        }
    }
    for (s, scenario) in form.scenarios.iter_mut().enumerate() {
        scenario.number = format!("{}", s + 1);
        for (c, subclass) in scenario.subclasses.iter_mut().enumerate() {
            subclass.number = format!("{}.{}", s + 1, c + 1);
            for (a, attribute) in subclass.attributes.iter_mut().enumerate() {
                attribute.number = format!("{}.{}.{}", s + 1, c + 1, a + 1);
                if let Some(Needs::Materials(numbers)) = &mut attribute.needs {
                    *numbers = numbers
                        .iter()
                        .filter_map(|number| moved.get(number.trim()).cloned())
                        .collect();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::types::{Attribute, Material, MaterialGroup, Scenario, Subclass};
    use super::*;

    fn form(needs: &[&str]) -> Optimization {
        let material = |number: &str| Material {
            number: number.into(),
            name: format!("材料{number}"),
            ..Material::default()
        };
        let numbers = needs.iter().map(|number| (*number).to_owned()).collect();
        let attribute = Attribute {
            needs: Some(Needs::Materials(numbers)),
            ..Attribute::default()
        };
        Optimization {
            material_groups: vec![
                MaterialGroup {
                    name: "一".into(),
                    materials: vec![material("1")],
                },
                MaterialGroup {
                    name: "二".into(),
                    materials: vec![material("2.1"), material("2.2")],
                },
            ],
            scenarios: vec![Scenario {
                subclasses: vec![Subclass {
                    attributes: vec![attribute],
                    ..Subclass::default()
                }],
                ..Scenario::default()
            }],
            ..Optimization::default()
        }
    }

    fn needs(form: &Optimization) -> Option<&Needs> {
        form.scenarios[0].subclasses[0].attributes[0].needs.as_ref()
    }

    #[test]
    fn references_follow_a_material_that_moves() {
        let mut form = form(&["1", "2.2"]);
        form.material_groups.swap(0, 1);
        renumber(&mut form);
        assert_eq!(needs(&form), Some(&Needs::Materials(vec!["2".into(), "1.2".into()])));
        assert_eq!(form.material_groups[0].materials[1].name, "材料2.2");
    }

    #[test]
    fn a_reference_to_a_material_that_is_gone_is_dropped_and_the_rest_closes_up() {
        let mut form = form(&["2.1", "2.2"]);
        form.material_groups[1].materials.remove(0);
        renumber(&mut form);
        assert_eq!(needs(&form), Some(&Needs::Materials(vec!["2".into()])));
        assert_eq!(form.scenarios[0].subclasses[0].attributes[0].number, "1.1.1");
    }
}
