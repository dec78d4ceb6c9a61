//! Materials and scenarios: rows within rows, and references between them.

use super::super::grid::{Direction, Row};
use super::super::optimization::material;
use super::{insert_in, neighbour, swap, take};
use std::collections::BTreeSet;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::optimization::{
    self, Attribute, Material, MaterialGroup, Needs, Optimization, Scenario, Subclass,
};
use yinzheng_shared::form::participant::Participant;

/// Numbers every row by its position; references follow their materials. A number that no material
/// bears yet stays as it was typed: whoever fills the scenarios first loses nothing.
pub fn renumber(form: &mut Optimization) {
    let borne: BTreeSet<String> = form
        .material_groups
        .iter()
        .flat_map(|group| &group.materials)
        .map(|material| material.number.trim().to_owned())
        .filter(|number| !number.is_empty())
        .collect();
    let typed: Vec<Option<Needs>> = attributes(form).map(|attribute| attribute.needs.clone()).collect();
    optimization::renumber(form);
    for (attribute, before) in attributes(form).zip(typed) {
        if let (Some(Needs::Materials(list)), Some(Needs::Materials(before))) = (&mut attribute.needs, before) {
            let mut followed = std::mem::take(list).into_iter();
            let keep = |number: String| {
                if borne.contains(number.trim()) {
                    followed.next()
                } else {
                    Some(number)
                }
            };
            *list = before.into_iter().filter_map(keep).collect();
        }
    }
}

fn attributes(form: &mut Optimization) -> impl Iterator<Item = &mut Attribute> {
    form.scenarios
        .iter_mut()
        .flat_map(|scenario| &mut scenario.subclasses)
        .flat_map(|subclass| &mut subclass.attributes)
}

/// A group of one unnamed material.
pub fn blank_group() -> MaterialGroup {
    MaterialGroup {
        materials: vec![Material::default()],
        ..MaterialGroup::default()
    }
}

/// A main class of one subclass with one attribute, all unnamed.
pub fn blank_scenario() -> Scenario {
    Scenario {
        subclasses: vec![blank_subclass()],
        ..Scenario::default()
    }
}

fn blank_subclass() -> Subclass {
    Subclass {
        attributes: vec![Attribute::default()],
        ..Subclass::default()
    }
}

/// Inserts a blank row of the same level below `row`.
pub fn insert_after(form: &mut Optimization, row: Row) -> Option<Row> {
    let new = match row {
        Row::Group(g) => Row::Group(insert_in(&mut form.material_groups, g, blank_group())),
        Row::Material(g, m) => {
            let group = form.material_groups.get_mut(g)?;
            Row::Material(g, insert_in(&mut group.materials, m, Material::default()))
        }
        Row::Scenario(s) => Row::Scenario(insert_in(&mut form.scenarios, s, blank_scenario())),
        Row::Subclass(s, c) => {
            let scenario = form.scenarios.get_mut(s)?;
            Row::Subclass(s, insert_in(&mut scenario.subclasses, c, blank_subclass()))
        }
        Row::Attribute(s, c, a) => {
            let subclass = form.scenarios.get_mut(s)?.subclasses.get_mut(c)?;
            Row::Attribute(s, c, insert_in(&mut subclass.attributes, a, Attribute::default()))
        }
        Row::Participant(p) => Row::Participant(insert_in(&mut form.participants, p, Participant::default())),
        Row::Item(_) | Row::Interface(_) | Row::Named(_) | Row::Demand(_) => return None,
    };
    Some(new)
}

/// Moves a row one place up or down, at the edge of its parent over into the neighbour.
pub fn shift(form: &mut Optimization, row: Row, direction: Direction) -> Option<Row> {
    let moved = match row {
        Row::Group(g) => Row::Group(swap(&mut form.material_groups, g, direction)?),
        Row::Material(g, m) => {
            let (g, m) = carry(&mut form.material_groups, (g, m), direction, |group| {
                &mut group.materials
            })?;
            Row::Material(g, m)
        }
        Row::Scenario(s) => Row::Scenario(swap(&mut form.scenarios, s, direction)?),
        Row::Subclass(s, c) => {
            let (s, c) = carry(&mut form.scenarios, (s, c), direction, |scenario| {
                &mut scenario.subclasses
            })?;
            Row::Subclass(s, c)
        }
        Row::Attribute(s, c, a) => {
            let subclasses = &mut form.scenarios.get_mut(s)?.subclasses;
            let (c, a) = carry(subclasses, (c, a), direction, |subclass| &mut subclass.attributes)?;
            Row::Attribute(s, c, a)
        }
        Row::Participant(p) => Row::Participant(swap(&mut form.participants, p, direction)?),
        Row::Item(_) | Row::Interface(_) | Row::Named(_) | Row::Demand(_) => return None,
    };
    Some(moved)
}

/// Takes an element out of one parent and puts it at the near end of the next one.
fn carry<P, T>(
    parents: &mut Vec<P>,
    at: (usize, usize),
    direction: Direction,
    children: fn(&mut P) -> &mut Vec<T>,
) -> Option<(usize, usize)> {
    let (parent, child) = at;
    let length = children(parents.get_mut(parent)?).len();
    if child >= length {
        return None;
    }
    if let Some(next) = neighbour(child, length, direction) {
        children(parents.get_mut(parent)?).swap(child, next);
        return Some((parent, next));
    }
    let mut target = neighbour(parent, parents.len(), direction)?;
    let item = children(parents.get_mut(parent)?).remove(child);
    let list = children(parents.get_mut(target)?);
    let index = if direction == Direction::Up { list.len() } else { 0 };
    list.insert(index, item);
    if length == 1 {
        parents.remove(parent);
        target = target.min(parent);
    }
    Some((target, index))
}

/// Deletes a row with what it leaves empty; no attribute names its materials any longer.
pub fn delete(form: &mut Optimization, row: Row) -> Option<()> {
    forget(form, &numbers_in(form, row));
    match row {
        Row::Group(g) => drop(take(&mut form.material_groups, g)?),
        Row::Material(g, m) => {
            drop(take(&mut form.material_groups.get_mut(g)?.materials, m)?);
            form.material_groups.retain(|group| !group.materials.is_empty());
        }
        Row::Scenario(s) => drop(take(&mut form.scenarios, s)?),
        Row::Subclass(s, c) => {
            drop(take(&mut form.scenarios.get_mut(s)?.subclasses, c)?);
            form.scenarios.retain(|scenario| !scenario.subclasses.is_empty());
        }
        Row::Attribute(s, c, a) => {
            drop(take(
                &mut form.scenarios.get_mut(s)?.subclasses.get_mut(c)?.attributes,
                a,
            )?);
            for scenario in &mut form.scenarios {
                scenario.subclasses.retain(|subclass| !subclass.attributes.is_empty());
            }
            form.scenarios.retain(|scenario| !scenario.subclasses.is_empty());
        }
        Row::Participant(p) => drop(take(&mut form.participants, p)?),
        Row::Item(_) | Row::Interface(_) | Row::Named(_) | Row::Demand(_) => return None,
    }
    Some(())
}

/// Numbers of the materials of a row.
fn numbers_in(form: &Optimization, row: Row) -> Vec<String> {
    let materials: Vec<&Material> = match row {
        Row::Group(g) => form
            .material_groups
            .get(g)
            .map(|group| group.materials.iter().collect())
            .unwrap_or_default(),
        Row::Material(g, m) => material(form, g, m).into_iter().collect(),
        _ => Vec::new(),
    };
    materials
        .into_iter()
        .map(|material| material.number.clone())
        .filter(|number| !number.is_empty())
        .collect()
}

/// Numbers of the attributes that name a material of the row, in form order.
#[must_use]
pub fn attributes_that_need(content: &Content, row: Row) -> Vec<String> {
    let Content::Optimization(form) = content else {
        return Vec::new();
    };
    let gone = numbers_in(form, row);
    let names = |needs: &Option<Needs>| matches!(needs, Some(Needs::Materials(list)) if list.iter().any(|number| gone.contains(number)));
    form.scenarios
        .iter()
        .flat_map(|scenario| &scenario.subclasses)
        .flat_map(|subclass| &subclass.attributes)
        .filter(|attribute| names(&attribute.needs))
        .map(|attribute| attribute.number.clone())
        .collect()
}

/// Takes numbers out of every attribute: left in place they would soon name another material. An
/// attribute left with none is unanswered.
pub fn forget(form: &mut Optimization, gone: &[String]) {
    for attribute in attributes(form) {
        if let Some(Needs::Materials(list)) = &mut attribute.needs {
            list.retain(|number| !gone.contains(number));
            if list.is_empty() {
                attribute.needs = None;
            }
        }
    }
}
