//! 智慧导办: from an archived form and what applies to a person, the exact list of materials.

use super::types::{Choice, Needs, Optimization};
use std::collections::BTreeMap;

/// What to hand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// Materials in form order, each once.
    pub materials: Vec<Asked>,
    /// Numbers of subclasses for which nothing was chosen; the list is complete when there are none.
    pub open: Vec<String>,
}

/// One material of a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Number of the material.
    pub number: String,
    /// Its group.
    pub group: String,
    /// Its name.
    pub name: String,
    /// 免提交；调取不到时需提交.
    pub shared: bool,
    /// Always required.
    pub general: bool,
    /// Numbers of the attributes that asked for it.
    pub because: Vec<String>,
}

/// The choice does not fit the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuideError {
    /// No attribute bears this number.
    UnknownAttribute(String),
    /// More than one attribute of a single-choice subclass, by its number.
    OnlyOne(String),
}

/// The union of what the chosen attributes, by their numbers, ask for.
///
/// # Errors
/// [`GuideError`] when the choice does not fit the form.
pub fn guide(form: &Optimization, chosen: &[&str]) -> Result<Guide, GuideError> {
    let mut asked: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut open = Vec::new();
    let mut met = 0;
    for subclass in form.scenarios.iter().flat_map(|scenario| &scenario.subclasses) {
        let picked = subclass
            .attributes
            .iter()
            .filter(|attribute| chosen.contains(&attribute.number.as_str()));
        let picked: Vec<_> = picked.collect();
        if picked.len() > 1 && subclass.choice == Choice::Single {
            return Err(GuideError::OnlyOne(subclass.number.clone()));
        }
        if picked.is_empty() {
            open.push(subclass.number.clone());
        }
        met += picked.len();
        for attribute in picked {
            if let Some(Needs::Materials(numbers)) = &attribute.needs {
                for number in numbers {
                    asked.entry(number.trim()).or_default().push(attribute.number.clone());
                }
            }
        }
    }
    if met < chosen.len() {
        let attributes = form
            .scenarios
            .iter()
            .flat_map(|scenario| &scenario.subclasses)
            .flat_map(|sub| &sub.attributes);
        let numbers: Vec<&str> = attributes.map(|attribute| attribute.number.as_str()).collect();
        if let Some(unknown) = chosen.iter().find(|number| !numbers.contains(number)) {
            return Err(GuideError::UnknownAttribute((*unknown).to_owned()));
        }
    }
    let all = form
        .material_groups
        .iter()
        .flat_map(|group| group.materials.iter().map(move |material| (group, material)));
    let materials = all
        .filter(|(_, material)| material.general || asked.contains_key(material.number.trim()))
        .map(|(group, material)| Asked {
            number: material.number.clone(),
            group: group.name.clone(),
            name: material.name.clone(),
            shared: material.shared,
            general: material.general,
            because: asked.get(material.number.trim()).cloned().unwrap_or_default(),
        })
        .collect();
    Ok(Guide { materials, open })
}

#[cfg(test)]
mod tests {
    use super::super::types::{Attribute, Material, MaterialGroup, Scenario, Subclass};
    use super::*;

    /// Materials 1 (general), 2.1 (shared), 2.2; 1.1 is single choice, 1.2 multiple choice.
    fn form() -> Optimization {
        let material = |number: &str, shared, general| Material {
            number: number.into(),
            name: format!("材料{number}（示例）"),
            shared,
            general,
        };
        let attribute = |number: &str, needs: &[&str]| Attribute {
            number: number.into(),
            name: String::new(),
            needs: Some(match needs {
                [] => Needs::None,
                numbers => Needs::Materials(numbers.iter().map(|number| (*number).to_owned()).collect()),
            }),
        };
        let subclass = |number: &str, choice, attributes| Subclass {
            number: number.into(),
            choice,
            attributes,
            ..Subclass::default()
        };
        let first = vec![attribute("1.1.1", &["2.2", "2.1"]), attribute("1.1.2", &[])];
        let second = vec![attribute("1.2.1", &["2.1"]), attribute("1.2.2", &["2.1"])];
        Optimization {
            material_groups: vec![
                MaterialGroup {
                    name: "甲".into(),
                    materials: vec![material("1", false, true)],
                },
                MaterialGroup {
                    name: "乙".into(),
                    materials: vec![material("2.1", true, false), material("2.2", false, false)],
                },
            ],
            scenarios: vec![Scenario {
                subclasses: vec![
                    subclass("1.1", Choice::Single, first),
                    subclass("1.2", Choice::Multiple, second),
                ],
                ..Scenario::default()
            }],
            ..Optimization::default()
        }
    }

    #[test]
    fn each_material_is_asked_for_once_in_form_order_by_all_who_need_it() {
        let answer = guide(&form(), &["1.2.2", "1.1.1", "1.2.1"]).unwrap();
        let asked: Vec<_> = answer
            .materials
            .iter()
            .map(|asked| (asked.number.as_str(), asked.because.join(" ")))
            .collect();
        let expected = [("1", ""), ("2.1", "1.1.1 1.2.1 1.2.2"), ("2.2", "1.1.1")];
        assert_eq!(asked, expected.map(|(number, because)| (number, because.to_owned())));
        assert_eq!(
            answer.materials.iter().map(|asked| asked.shared).collect::<Vec<_>>(),
            [false, true, false]
        );
        assert!(answer.open.is_empty());
    }

    #[test]
    fn what_is_general_is_always_asked_for_and_what_is_open_is_named() {
        let answer = guide(&form(), &["1.1.2"]).unwrap();
        assert_eq!(
            answer
                .materials
                .iter()
                .map(|asked| (asked.number.as_str(), asked.general))
                .collect::<Vec<_>>(),
            [("1", true)]
        );
        assert_eq!(answer.open, ["1.2"]);
        assert_eq!(guide(&form(), &[]).unwrap().open, ["1.1", "1.2"]);
    }

    #[test]
    fn a_choice_that_does_not_fit_the_form_is_refused() {
        assert_eq!(
            guide(&form(), &["1.1.1", "1.1.2"]),
            Err(GuideError::OnlyOne("1.1".into()))
        );
        assert_eq!(
            guide(&form(), &["1.1.1", "3.1.1"]),
            Err(GuideError::UnknownAttribute("3.1.1".into()))
        );
        assert!(
            guide(&form(), &["1.1.1", "1.1.1"]).is_ok(),
            "the same attribute said twice is one choice"
        );
    }
}
