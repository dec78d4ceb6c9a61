//! 《事项优化确认单》 by its cells.

use super::needs;
use super::place::{MULTIPLE, Place, SINGLE, TICK, day};
use yinzheng_shared::form::optimization::{Attribute, Choice, Material, Optimization, Subclass};
use yinzheng_shared::form::participant::Participant;

/// Every cell of the form, in form order.
#[must_use]
pub fn places(form: &Optimization) -> Vec<Place> {
    let mut all = vec![Place::ItemName, Place::ItemCode];
    for (g, group) in form.material_groups.iter().enumerate() {
        all.push(Place::GroupName(g));
        for m in 0..group.materials.len() {
            all.extend([Place::MaterialName(g, m), Place::Shared(g, m), Place::General(g, m)]);
        }
    }
    all.push(Place::MaterialsBefore);
    for (s, scenario) in form.scenarios.iter().enumerate() {
        all.push(Place::ScenarioName(s));
        for (c, subclass) in scenario.subclasses.iter().enumerate() {
            all.extend([Place::SubclassName(s, c), Place::SubclassChoice(s, c)]);
            all.extend(
                (0..subclass.attributes.len()).flat_map(|a| [Place::AttributeName(s, c, a), Place::Needs(s, c, a)]),
            );
        }
    }
    all.push(Place::SessionOn);
    for p in 0..form.participants.len() {
        all.extend([
            Place::ParticipantName(p),
            Place::ParticipantUnit(p),
            Place::ParticipantPosition(p),
        ]);
    }
    all.push(Place::Leader);
    all
}

/// The text of a cell; `None` when the form has no such cell.
#[must_use]
pub fn text(form: &Optimization, place: Place) -> Option<String> {
    let text = match place {
        Place::ItemName => form.item_name.clone(),
        Place::ItemCode => form.item_code.clone(),
        Place::Leader => form.leader.clone(),
        Place::GroupName(g) => form.material_groups.get(g)?.name.clone(),
        Place::MaterialName(g, m) => material(form, g, m)?.name.clone(),
        Place::Shared(g, m) => tick(material(form, g, m)?.shared),
        Place::General(g, m) => tick(material(form, g, m)?.general),
        Place::MaterialsBefore => form
            .materials_before
            .map(|before| before.to_string())
            .unwrap_or_default(),
        Place::ScenarioName(s) => form.scenarios.get(s)?.name.clone(),
        Place::SubclassName(s, c) => subclass(form, s, c)?.name.clone(),
        Place::SubclassChoice(s, c) => match subclass(form, s, c)?.choice {
            Choice::Single => SINGLE.to_owned(),
            Choice::Multiple => MULTIPLE.to_owned(),
        },
        Place::AttributeName(s, c, a) => attribute(form, s, c, a)?.name.clone(),
        Place::Needs(s, c, a) => needs::text(attribute(form, s, c, a)?.needs.as_ref()),
        Place::SessionOn => day(form.session_on),
        Place::ParticipantName(p) => form.participants.get(p)?.name.clone(),
        Place::ParticipantUnit(p) => form.participants.get(p)?.unit.clone(),
        Place::ParticipantPosition(p) => form.participants.get(p)?.position.clone(),
        _ => return None,
    };
    Some(text)
}

fn tick(on: bool) -> String {
    if on { TICK.to_owned() } else { String::new() }
}

/// A material by its indexes.
#[must_use]
pub fn material(form: &Optimization, g: usize, m: usize) -> Option<&Material> {
    form.material_groups.get(g)?.materials.get(m)
}

/// A subclass by its indexes.
#[must_use]
pub fn subclass(form: &Optimization, s: usize, c: usize) -> Option<&Subclass> {
    form.scenarios.get(s)?.subclasses.get(c)
}

/// An attribute by its indexes.
#[must_use]
pub fn attribute(form: &Optimization, s: usize, c: usize, a: usize) -> Option<&Attribute> {
    subclass(form, s, c)?.attributes.get(a)
}

/// Puts a text into a cell; `None` when the form has no such cell. What cannot be read is left unanswered.
pub fn set(form: &mut Optimization, place: Place, text: &str) -> Option<()> {
    if let Place::Needs(s, c, a) = place {
        let needs = needs::parse(text, form);
        form.scenarios
            .get_mut(s)?
            .subclasses
            .get_mut(c)?
            .attributes
            .get_mut(a)?
            .needs = needs;
        return Some(());
    }
    match place {
        Place::Shared(g, m) => form.material_groups.get_mut(g)?.materials.get_mut(m)?.shared = text == TICK,
        Place::General(g, m) => form.material_groups.get_mut(g)?.materials.get_mut(m)?.general = text == TICK,
        Place::MaterialsBefore => form.materials_before = count(text),
        Place::SessionOn => form.session_on = text.trim().parse().ok(),
        Place::SubclassChoice(s, c) => {
            let choice = if text == MULTIPLE {
                Choice::Multiple
            } else {
                Choice::Single
            };
            form.scenarios.get_mut(s)?.subclasses.get_mut(c)?.choice = choice;
        }
        _ => text.clone_into(field(form, place)?),
    }
    Some(())
}

/// A number as it is typed: what is no digit is left out.
fn count(text: &str) -> Option<u16> {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(4).collect();
    digits.parse().ok()
}

fn field(form: &mut Optimization, place: Place) -> Option<&mut String> {
    let field = match place {
        Place::ItemName => &mut form.item_name,
        Place::ItemCode => &mut form.item_code,
        Place::Leader => &mut form.leader,
        Place::GroupName(g) => &mut form.material_groups.get_mut(g)?.name,
        Place::MaterialName(g, m) => &mut form.material_groups.get_mut(g)?.materials.get_mut(m)?.name,
        Place::ScenarioName(s) => &mut form.scenarios.get_mut(s)?.name,
        Place::SubclassName(s, c) => &mut form.scenarios.get_mut(s)?.subclasses.get_mut(c)?.name,
        Place::AttributeName(s, c, a) => {
            &mut form
                .scenarios
                .get_mut(s)?
                .subclasses
                .get_mut(c)?
                .attributes
                .get_mut(a)?
                .name
        }
        Place::ParticipantName(p) => &mut participant(form, p)?.name,
        Place::ParticipantUnit(p) => &mut participant(form, p)?.unit,
        Place::ParticipantPosition(p) => &mut participant(form, p)?.position,
        _ => return None,
    };
    Some(field)
}

fn participant(form: &mut Optimization, p: usize) -> Option<&mut Participant> {
    form.participants.get_mut(p)
}
