//! The sample catalogue, and what its departments answer in their scope lists.

use super::id_of;
use crate::error::{Error, Result};
use crate::items::{ItemRow, Privacy as Knowledge};
use serde::Deserialize;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::form::scope::{Change, Privacy, Row, SpecialDomain, SystemLevel};
use yinzheng_shared::programme::Programme;

/// The sample catalogue.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Catalogue {
    training: Training,
    departments: Vec<Department>,
}

/// How far items are in a demonstration without records, by their codes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Training {
    joint_debugged: Vec<String>,
    full_process: Vec<String>,
    optimised: Vec<String>,
}

/// A department with its items.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Department {
    /// Its full name.
    pub(super) name: String,
    /// Its business system.
    system: String,
    /// In every demonstration.
    items: Vec<Item>,
    /// Where there are records too.
    more: Vec<Item>,
    /// What its lists add, and what moves to it: not in the catalogue at first.
    #[serde(default)]
    later: Vec<Item>,
}

/// An item with the answers that differ from what most items are: open, handled at a window by the
/// department's own system, in no special domain.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    /// 事项编码.
    pub(super) code: String,
    /// 事项名称.
    pub(super) name: String,
    /// The batch that the department proposes.
    batch: Option<u8>,
    /// Cases a year.
    cases: Option<u32>,
    /// The unit whose system serves it; the department itself when absent.
    serving: Option<String>,
    system: Option<SystemLevel>,
    privacy: Option<Privacy>,
    at_window: Option<bool>,
    domain: Option<SpecialDomain>,
    private_network: Option<bool>,
    change: Option<Change>,
    #[serde(default)]
    receiver: String,
    #[serde(default)]
    remark: String,
}

impl Catalogue {
    /// Reads it.
    ///
    /// # Errors
    /// When the file is wrong.
    pub(super) fn read() -> Result<Self> {
        toml::from_str(include_str!("catalogue.toml")).map_err(Error::internal)
    }

    /// The items that a demonstration without records begins with, and the codes of those that are optimised.
    ///
    /// # Errors
    /// When a department is not in the sample.
    pub(super) fn for_training(&self, programme: &Programme) -> Result<(Vec<ItemRow>, Vec<&str>)> {
        let mut rows = Vec::new();
        for department in &self.departments {
            for item in &department.items {
                let row = item.row(department, programme)?;
                rows.push(ItemRow {
                    batch: item.batch,
                    connection: Some(self.training.connection(&item.code)),
                    ..row
                });
            }
        }
        Ok((rows, self.training.optimised.iter().map(String::as_str).collect()))
    }

    /// The items with which the programme begins.
    ///
    /// # Errors
    /// When a department is not in the sample.
    pub(super) fn at_first(&self, programme: &Programme) -> Result<Vec<ItemRow>> {
        let mut rows = Vec::new();
        for department in &self.departments {
            for item in department.items.iter().chain(&department.more) {
                rows.push(item.row(department, programme)?);
            }
        }
        Ok(rows)
    }

    /// The department of this name.
    ///
    /// # Errors
    /// When it has no items.
    pub(super) fn department(&self, name: &str) -> Result<&Department> {
        let found = self.departments.iter().find(|department| department.name == name);
        found.ok_or_else(|| Error::internal(format!("the sample catalogue has no {name}")))
    }

    /// What an item is called.
    ///
    /// # Errors
    /// When the sample has no such item.
    pub(super) fn name(&self, code: &str) -> Result<&str> {
        let mut items = self.departments.iter().flat_map(Department::all);
        let item = items.find(|item| item.code == code);
        item.map(|item| item.name.as_str())
            .ok_or_else(|| Error::internal(format!("the sample catalogue has no {code}")))
    }
}

impl Training {
    fn connection(&self, code: &str) -> Connection {
        let named = |codes: &[String]| codes.iter().any(|known| known == code);
        if named(&self.joint_debugged) {
            Connection::JointDebugged
        } else if named(&self.full_process) {
            Connection::FullProcess
        } else {
            Connection::None
        }
    }
}

impl Department {
    fn all(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().chain(&self.more).chain(&self.later)
    }

    /// The rows of its list with its answers, and what it adds.
    pub(super) fn answered(&self, rows: &[Row], own_system: SystemLevel) -> Vec<Row> {
        let answer = |row: &Row| {
            let item = self.all().find(|item| item.code == row.code);
            item.map_or_else(|| row.clone(), |item| item.answer(self, own_system))
        };
        let is_new = |item: &&Item| item.change == Some(Change::New) && rows.iter().all(|row| row.code != item.code);
        let added = self.later.iter().filter(is_new);
        rows.iter()
            .map(answer)
            .chain(added.map(|item| item.answer(self, own_system)))
            .collect()
    }
}

impl Item {
    fn row(&self, owner: &Department, programme: &Programme) -> Result<ItemRow> {
        let owner = owner.name.as_str();
        Ok(ItemRow {
            code: self.code.clone(),
            base_code: programme.base_code(&self.code),
            name: self.name.clone(),
            owner: id_of(owner)?,
            serving: id_of(self.serving.as_deref().unwrap_or(owner))?,
            batch: None,
            connection: None,
            privacy: Knowledge::Open,
        })
    }

    fn answer(&self, department: &Department, own_system: SystemLevel) -> Row {
        let row = Row {
            code: self.code.clone(),
            name: self.name.clone(),
            change: self.change,
            receiver: self.receiver.clone(),
            remark: self.remark.clone(),
            ..Row::default()
        };
        if !row.stays() {
            return row;
        }
        let shared = self.serving.as_ref().map(|_| SystemLevel::Municipal);
        let level = self.system.or(shared).unwrap_or(own_system);
        let (system_name, coverage) = match level {
            SystemLevel::None => (String::new(), String::new()),
            SystemLevel::National | SystemLevel::Provincial => {
                ("全省统一业务系统（示例）".to_owned(), "全省".to_owned())
            }
            SystemLevel::Municipal if shared.is_some() => ("全市统一业务系统（示例）".to_owned(), "全市".to_owned()),
            SystemLevel::Municipal => (department.system.clone(), "全市".to_owned()),
            SystemLevel::District => (department.system.clone(), "全区".to_owned()),
        };
        Row {
            system_level: Some(level),
            system_name,
            coverage,
            privacy: Some(self.privacy.unwrap_or(Privacy::Open)),
            annual_cases: self.cases,
            at_window: Some(self.at_window.unwrap_or(true)),
            special_domain: Some(self.domain.unwrap_or(SpecialDomain::None)),
            private_network: Some(self.private_network.unwrap_or(false)),
            batch: self.batch,
            ..row
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use yinzheng_shared::form::scope::{Reason, reasons};
    use yinzheng_shared::programme::HANGZHOU_2018;

    #[test]
    fn the_catalogue_has_items_of_every_kind() {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        let catalogue = Catalogue::read().unwrap();
        let (training, optimised) = catalogue.for_training(&programme).unwrap();
        assert!(training.len() >= 40 && !optimised.is_empty());
        let rows = catalogue.at_first(&programme).unwrap();
        let codes: BTreeSet<&str> = rows.iter().map(|row| row.code.as_str()).collect();
        assert!(
            (60..=100).contains(&rows.len()) && codes.len() == rows.len(),
            "{}",
            rows.len()
        );
        for row in &rows {
            assert!(programme.knows_code(&row.code), "{}", row.code);
        }
        let bases: BTreeSet<&str> = rows.iter().map(|row| row.base_code.as_str()).collect();
        assert!(
            bases.len() + 10 < rows.len(),
            "districts share base codes with the city"
        );
        let answers =
            |one: &Department| -> Vec<Row> { one.all().map(|item| item.answer(one, SystemLevel::Municipal)).collect() };
        let answers: Vec<Row> = catalogue.departments.iter().flat_map(answers).collect();
        let found: BTreeSet<Reason> = answers.iter().flat_map(|row| reasons(row, &programme.goals)).collect();
        assert_eq!(found, Reason::ALL.into());
        for change in [Change::Cancelled, Change::Moved, Change::New] {
            assert!(answers.iter().any(|row| row.change == Some(change)), "{change:?}");
        }
    }
}
