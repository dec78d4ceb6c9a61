//! Materials as rows of text, and back.

use super::super::place::TICK;
use super::super::{needs, tsv::one_line};
use super::{Column, Unreadable};
use yinzheng_shared::form::optimization::{Material, MaterialGroup, Optimization};

/// The materials as rows of text.
pub fn flat(form: &Optimization) -> Vec<Vec<String>> {
    let tick = |on: bool| if on { TICK.to_owned() } else { String::new() };
    let mut rows = Vec::new();
    for group in &form.material_groups {
        for (m, material) in group.materials.iter().enumerate() {
            let name = if m == 0 { group.name.clone() } else { String::new() };
            let number = material.number.clone();
            rows.push(vec![
                name,
                material.name.clone(),
                tick(material.shared),
                number,
                tick(material.general),
            ]);
        }
    }
    rows
}

/// Materials from rows of text, which keep the numbers of their cells.
pub fn build(rows: &[Vec<String>], unreadable: &mut Vec<Unreadable>) -> Vec<MaterialGroup> {
    let mut groups: Vec<MaterialGroup> = Vec::new();
    let mut last_group_number = String::new();
    for (index, row) in rows.iter().enumerate() {
        let text = |column: usize| row.get(column).map(|text| one_line(text)).unwrap_or_default();
        let mut ticked = |position: usize, column: Column| {
            let cell = text(position);
            read_tick(&cell).unwrap_or_else(|| {
                unreadable.push(Unreadable {
                    row: index,
                    column,
                    text: cell,
                });
                false
            })
        };
        let (shared, general) = (ticked(2, Column::Shared), ticked(4, Column::General));
        let (name, number) = (text(0), needs::digits(&text(3)));
        let number = if needs::is_number(&number) {
            number
        } else {
            String::new()
        };
        let group_number = number.split('.').next().unwrap_or_default().to_owned();
        let known = !group_number.is_empty() && !last_group_number.is_empty();
        let same_name = groups.last().is_some_and(|group| name.is_empty() || group.name == name);
        let same = same_name && (!known || group_number == last_group_number);
        if !group_number.is_empty() {
            last_group_number = group_number;
        }
        let material = Material {
            number,
            name: text(1),
            shared,
            general,
        };
        match groups.last_mut().filter(|_| same) {
            Some(group) => group.materials.push(material),
            None => groups.push(MaterialGroup {
                name,
                materials: vec![material],
            }),
        }
    }
    groups
}

fn read_tick(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "" | "否" | "×" | "x" | "0" | "no" | "false" | "-" | "—" => Some(false),
        "✓" | "✔" | "√" | "☑" | "是" | "1" | "y" | "yes" | "true" => Some(true),
        _ => None,
    }
}
