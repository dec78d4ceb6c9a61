//! The list of scenarios.

use super::{Given, Place, Spoil, field, mutation};
use yinzheng_shared::form::optimization::{Attribute, Needs, Optimization, Scenario, Subclass};

pub(super) fn need_nothing(given: &mut Given<Optimization>) {
    let subclasses = given
        .form
        .scenarios
        .iter_mut()
        .flat_map(|scenario| &mut scenario.subclasses);
    for attribute in subclasses.flat_map(|subclass| &mut subclass.attributes) {
        attribute.needs = Some(Needs::None);
    }
}

fn attribute(number: &str, needs: Option<Needs>) -> Attribute {
    Attribute {
        number: number.into(),
        name: format!("情形{number}（示例）"),
        needs,
    }
}

fn subclass(number: &str, attributes: usize) -> Subclass {
    let attributes = (1..=attributes)
        .map(|place| attribute(&format!("{number}.{place}"), Some(Needs::None)))
        .collect();
    Subclass {
        number: number.into(),
        name: format!("次类{number}（示例）"),
        attributes,
        ..Subclass::default()
    }
}

fn materials(numbers: &[&str]) -> Option<Needs> {
    Some(Needs::Materials(
        numbers.iter().map(|number| (*number).to_owned()).collect(),
    ))
}

/// An attribute 2.2.4 with these needs.
fn needing(name: &str, breaks: &[&'static str], needs: Option<Needs>) -> Spoil {
    mutation(
        format!("an attribute needs {name}"),
        Place::Lower,
        breaks,
        move |given| {
            given.form.scenarios[1].subclasses[1]
                .attributes
                .push(attribute("2.2.4", needs.clone()));
        },
    )
}

pub(super) fn mutations() -> Vec<Spoil> {
    let mut all = field("main class", Place::Lower, 200, |given, text| {
        given.form.scenarios[0].name = text.into()
    });
    all.extend(field("subclass", Place::Lower, 200, |given, text| {
        given.form.scenarios[0].subclasses[0].name = text.into()
    }));
    all.extend(field("attribute", Place::Lower, 200, |given, text| {
        given.form.scenarios[1].subclasses[1].attributes[1].name = text.into();
    }));
    for number in ["", "2", "1.1", "1.1.1", "(1)"] {
        let broken: &[&'static str] = &["optimization.scenario.number"];
        all.push(mutation(
            format!("main class bears “{number}”"),
            Place::Lower,
            broken,
            move |given| {
                given.form.scenarios[0].number = number.into();
            },
        ));
        all.push(mutation(
            format!("subclass bears “{number}”"),
            Place::Lower,
            broken,
            move |given| {
                given.form.scenarios[1].subclasses[1].number = number.into();
            },
        ));
        all.push(mutation(
            format!("attribute bears “{number}”"),
            Place::Lower,
            broken,
            move |given| {
                given.form.scenarios[0].subclasses[3].attributes[1].number = number.into();
            },
        ));
    }
    let unknown = "optimization.attribute.unknown_material";
    let repeated = "optimization.attribute.repeated_material";
    all.extend([
        needing("what nobody answered", &["optimization.attribute.unanswered"], None),
        needing("an empty list", &["optimization.attribute.unanswered"], materials(&[])),
        needing("a material that is not there", &[unknown], materials(&["2.12"])),
        needing("a whole group of several", &[unknown], materials(&["2"])),
        needing("a blank number", &[unknown], materials(&[" "])),
        needing(
            "two materials that are not there",
            &[unknown, unknown],
            materials(&["9.9", "9.9"]),
        ),
        needing("the same material twice", &[repeated], materials(&["2.1", "2.1"])),
        needing(
            "the same material three times",
            &[repeated, repeated],
            materials(&["2.1", " 2.1", "2.1 "]),
        ),
        mutation(
            "a subclass of one attribute",
            Place::Lower,
            &["optimization.subclass.single_attribute"],
            |given| {
                given.form.scenarios[0].subclasses.push(subclass("1.5", 1));
            },
        ),
        mutation(
            "a subclass without attributes",
            Place::Lower,
            &["optimization.subclass.empty"],
            |given| {
                given.form.scenarios[0].subclasses.push(subclass("1.5", 0));
            },
        ),
        mutation(
            "a main class without subclasses",
            Place::Lower,
            &["optimization.scenario.empty"],
            |given| {
                let name = "主类（示例）".to_owned();
                given.form.scenarios.push(Scenario {
                    number: "3".into(),
                    name,
                    subclasses: Vec::new(),
                });
            },
        ),
        mutation("no scenarios", Place::Whole, &["optimization.scenario.none"], |given| {
            given.form.scenarios.clear();
            for material in given
                .form
                .material_groups
                .iter_mut()
                .flat_map(|group| &mut group.materials)
            {
                material.general = true;
            }
        }),
        mutation(
            "1001 attributes",
            Place::Whole,
            &["optimization.scenario.too_many"],
            |given| {
                given.form.scenarios[0].subclasses.push(subclass("1.5", 1001 - 21));
            },
        ),
    ]);
    all
}
