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
        let picked = subclass.attributes.iter().filter(|attribute| chosen.contains(&attribute.number.as_str()));
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
        let attributes = form.scenarios.iter().flat_map(|scenario| &scenario.subclasses).flat_map(|sub| &sub.attributes);
        let numbers: Vec<&str> = attributes.map(|attribute| attribute.number.as_str()).collect();
        if let Some(unknown) = chosen.iter().find(|number| !numbers.contains(number)) {
            return Err(GuideError::UnknownAttribute((*unknown).to_owned()));
        }
    }
    let all = form.material_groups.iter().flat_map(|group| group.materials.iter().map(move |material| (group, material)));
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
