//! The demonstration item practised: what was done at the window against what is right.

use super::programme::{Demonstration, SampleCase};
use crate::form::optimization::{GuideError, guide};
use serde::{Deserialize, Serialize};

/// What somebody did with a sample case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// Code of the case.
    pub case: String,
    /// Numbers of the attributes chosen.
    pub attributes: Vec<String>,
    /// Numbers of the materials ticked.
    pub materials: Vec<String>,
    /// Code of what was handed out; empty when nothing was.
    pub result: String,
}

/// One thing that was not right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind", content = "number")]
pub enum Mistake {
    /// There is no such case.
    Case,
    /// The subclass of this number is answered otherwise than the person's story has it.
    Attribute(String),
    /// The material of this number is needed and was not asked for.
    Missing(String),
    /// The material of this number was asked for and is not needed.
    Needless(String),
    /// Something else should have been handed out.
    Result,
}

/// Everything that was not right, in the order of the form; an attempt without a mistake is a pass.
/// Materials are judged by the right attributes, so that one wrong answer is told once.
#[must_use]
pub fn mistakes(demonstration: &Demonstration, attempt: &Attempt) -> Vec<Mistake> {
    let Some(case) = demonstration.cases.iter().find(|case| case.code == attempt.case) else {
        return vec![Mistake::Case];
    };
    let mut found = attributes(demonstration, case, attempt);
    let right: Vec<&str> = case.attributes.iter().map(String::as_str).collect();
    let needed: Vec<String> = match guide(&demonstration.form, &right) {
        Ok(guide) => guide.materials.into_iter().map(|asked| asked.number).collect(),
        // A programme whose case does not fit its own item has no right answer.
        Err(GuideError::UnknownAttribute(_) | GuideError::OnlyOne(_)) => return vec![Mistake::Case],
    };
    let all = demonstration
        .form
        .material_groups
        .iter()
        .flat_map(|group| &group.materials);
    for material in all {
        match (
            needed.contains(&material.number),
            attempt.materials.contains(&material.number),
        ) {
            (true, false) => found.push(Mistake::Missing(material.number.clone())),
            (false, true) => found.push(Mistake::Needless(material.number.clone())),
            (true, true) | (false, false) => {}
        }
    }
    if attempt.result != case.result {
        found.push(Mistake::Result);
    }
    found
}

fn attributes(demonstration: &Demonstration, case: &SampleCase, attempt: &Attempt) -> Vec<Mistake> {
    let subclasses = demonstration
        .form
        .scenarios
        .iter()
        .flat_map(|scenario| &scenario.subclasses);
    subclasses
        .filter(|subclass| {
            subclass
                .attributes
                .iter()
                .any(|one| case.attributes.contains(&one.number) != attempt.attributes.contains(&one.number))
        })
        .map(|subclass| Mistake::Attribute(subclass.number.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{HANGZHOU_2018, Programme};

    fn demonstration() -> Demonstration {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        programme.windows.demonstration.unwrap()
    }

    fn right(case: &SampleCase) -> Attempt {
        let chosen: Vec<&str> = case.attributes.iter().map(String::as_str).collect();
        let guide = guide(&demonstration().form, &chosen).unwrap();
        Attempt {
            case: case.code.clone(),
            attributes: case.attributes.clone(),
            materials: guide.materials.into_iter().map(|asked| asked.number).collect(),
            result: case.result.clone(),
        }
    }

    #[test]
    fn what_is_right_is_a_pass_in_every_case() {
        let demonstration = demonstration();
        for case in &demonstration.cases {
            assert_eq!(mistakes(&demonstration, &right(case)), [], "{}", case.code);
        }
    }

    #[test]
    fn every_kind_of_mistake_is_told_once() {
        let demonstration = demonstration();
        let case = &demonstration.cases[0];
        let mut attempt = right(case);
        let missing = attempt.materials.remove(0);
        let all = demonstration
            .form
            .material_groups
            .iter()
            .flat_map(|group| &group.materials);
        let needless = all
            .map(|material| material.number.clone())
            .find(|number| *number != missing && !attempt.materials.contains(number))
            .unwrap();
        attempt.materials.push(needless.clone());
        attempt.attributes.remove(0);
        attempt.result = "nothing".to_owned();
        let found = mistakes(&demonstration, &attempt);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found.contains(&Mistake::Missing(missing)));
        assert!(found.contains(&Mistake::Needless(needless)));
        assert!(matches!(found.first(), Some(Mistake::Attribute(_))));
        assert_eq!(found.last(), Some(&Mistake::Result));
    }

    #[test]
    fn a_case_that_is_not_of_the_programme_is_no_pass() {
        assert_eq!(mistakes(&demonstration(), &Attempt::default()), [Mistake::Case]);
    }
}
