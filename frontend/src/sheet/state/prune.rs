//! Rows in which nobody wrote anything are left out of what is handed in.

use super::place::{is_blank, places};
use super::rows::renumber;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::item_row::ItemRow;
use yinzheng_shared::form::joint_debug::Interface;
use yinzheng_shared::form::optimization::{Attribute, Material, MaterialGroup, Needs, Optimization, Subclass};
use yinzheng_shared::form::participant::Participant;

/// Whether a form holds nothing that a person wrote into its lists and fields.
#[must_use]
pub fn is_empty(content: &Content) -> bool {
    places(content).into_iter().all(|place| is_blank(content, place))
}

/// Takes away blank rows. A list of which every row is blank keeps one, to be written in.
pub fn prune_blank(content: &mut Content) {
    match content {
        Content::Scope(_) | Content::Consolidation(_) | Content::Schedule(_) => {}
        Content::Optimization(form) => prune_optimization(form),
        Content::JointDebug(form) => {
            keep_written(&mut form.interfaces, |interface| *interface == Interface::default());
            keep_written(&mut form.rows, blank_item);
            keep_written(&mut form.participants, blank_person);
        }
        Content::GoLive(form) => keep_written(&mut form.rows, blank_item),
        Content::Bulletin(form) => {
            // Nobody has to be named, and nothing asked.
            form.named.retain(|row| !(blank(&row.unit) && blank(&row.because)));
            form.demands.retain(|row| !blank(&row.text));
        }
    }
    renumber(content);
}

fn blank_item(row: &ItemRow) -> bool {
    blank(&row.item_name) && blank(&row.item_code)
}

fn blank_person(person: &Participant) -> bool {
    blank(&person.name) && blank(&person.unit) && blank(&person.position)
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn keep_written<T>(list: &mut Vec<T>, is_blank: impl Fn(&T) -> bool) {
    if list.iter().all(&is_blank) {
        list.truncate(1);
    } else {
        list.retain(|item| !is_blank(item));
    }
}

fn prune_optimization(form: &mut Optimization) {
    let needed = needed_numbers(form);
    let material = |material: &Material| {
        blank(&material.name) && !material.shared && !material.general && !needed.contains(&material.number)
    };
    let group = |group: &MaterialGroup| blank(&group.name) && group.materials.iter().all(material);
    for group in &mut form.material_groups {
        keep_written(&mut group.materials, material);
    }
    keep_written(&mut form.material_groups, group);
    for scenario in &mut form.scenarios {
        for subclass in &mut scenario.subclasses {
            keep_written(&mut subclass.attributes, blank_attribute);
        }
        keep_written(&mut scenario.subclasses, blank_subclass);
    }
    keep_written(&mut form.scenarios, |scenario| {
        blank(&scenario.name) && scenario.subclasses.iter().all(blank_subclass)
    });
    keep_written(&mut form.participants, blank_person);
}

fn needed_numbers(form: &Optimization) -> Vec<String> {
    form.scenarios
        .iter()
        .flat_map(|scenario| &scenario.subclasses)
        .flat_map(|subclass| &subclass.attributes)
        .filter_map(|attribute| match &attribute.needs {
            Some(Needs::Materials(numbers)) => Some(numbers.clone()),
            Some(Needs::None) | None => None,
        })
        .flatten()
        .collect()
}

fn blank_attribute(attribute: &Attribute) -> bool {
    blank(&attribute.name) && attribute.needs.is_none()
}

fn blank_subclass(subclass: &Subclass) -> bool {
    blank(&subclass.name) && subclass.attributes.iter().all(blank_attribute)
}

#[cfg(test)]
mod tests {
    use super::super::grid::{Grid, Row};
    use super::super::{rows, sample};
    use super::*;

    #[test]
    fn blank_rows_go_and_written_ones_stay() {
        let before = Content::Optimization(sample::annex_3());
        let mut content = before.clone();
        for row in [
            Row::Material(1, 10),
            Row::Group(1),
            Row::Attribute(0, 0, 1),
            Row::Subclass(1, 1),
            Row::Scenario(1),
        ] {
            rows::insert_after(&mut content, row).expect("inserted");
        }
        rows::append(&mut content, Grid::Participants).expect("appended");
        assert_ne!(content, before);
        prune_blank(&mut content);
        assert_eq!(content, before);
    }

    #[test]
    fn a_blank_material_that_is_named_by_an_attribute_stays() {
        let mut content = Content::Optimization(sample::annex_3());
        super::super::place::set(&mut content, super::super::place::Place::MaterialName(1, 3), "");
        let before = content.clone();
        prune_blank(&mut content);
        assert_eq!(content, before);
    }

    #[test]
    fn a_fresh_form_is_empty_and_keeps_a_row_to_write_in() {
        let mut content = Content::Optimization(Optimization::default());
        rows::seed(&mut content);
        let seeded = content.clone();
        assert!(is_empty(&content));
        prune_blank(&mut content);
        assert_eq!(content, seeded);
        assert!(!is_empty(&Content::Optimization(sample::annex_3())));
    }
}
