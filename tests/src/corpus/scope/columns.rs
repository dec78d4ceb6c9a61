//! The columns of an item.

use super::{BLANK, HIDDEN, RECEIVER, Spoil, add, catalogue, long, mutation, row, texts};
use crate::corpus::Place;
use yinzheng_shared::form::scope::{Change, SystemLevel};

pub(super) fn mutations() -> Vec<Spoil> {
    [names(), columns(), changes()].into_iter().flatten().collect()
}

/// Code and name; a changed code is an item that vanished and one that is unknown.
fn names() -> Vec<Spoil> {
    let altered = ["scope.row.unknown", "scope.row.vanished"];
    let mut all = vec![
        row("an altered code", &altered, |row| row.code = "许可-00501-000".into()),
        row("no code", &["scope.required", "scope.row.vanished"], |row| {
            row.code.clear()
        }),
        mutation(
            "row: a code of no catalogue",
            Place::Rows,
            &["scope.row.unknown"],
            |given| {
                add(given);
                catalogue(given).items.pop();
            },
        ),
        mutation(
            "row: a long code of no catalogue",
            Place::Rows,
            &["scope.row.unknown", "scope.too_long"],
            |given| {
                add(given).code = long(65);
                catalogue(given).items.pop();
            },
        ),
        row("an altered name", &["scope.row.name_changed"], |row| {
            row.name = "另一个名称（示例）".into();
        }),
        row(
            "a name that is too long",
            &["scope.row.name_changed", "scope.too_long"],
            |row| row.name = long(201),
        ),
        row("added, though it is known", &["scope.row.known"], |row| {
            row.change = Some(Change::New);
            row.remark = "新增（示例）".into();
        }),
        mutation(
            "row: added, though others have it",
            Place::Rows,
            &["scope.row.taken"],
            |given| {
                let row = add(given);
                row.change = Some(Change::New);
                row.remark = "新增（示例）".into();
                let code = row.code.clone();
                catalogue(given).items.pop();
                catalogue(given).taken.push(code);
            },
        ),
        mutation(
            "row: added, of no known format",
            Place::Rows,
            &["scope.row.code_format"],
            |given| {
                let row = add(given);
                row.code = "许可-1".into();
                row.change = Some(Change::New);
                row.remark = "新增（示例）".into();
                catalogue(given).items.pop();
            },
        ),
    ];
    for (what, text) in BLANK {
        all.push(row(&format!("the name is {what}"), &["scope.required"], move |row| {
            row.name = text.into();
        }));
    }
    for (what, text) in HIDDEN {
        all.push(row(
            &format!("the name has {what}"),
            &["scope.characters", "scope.row.name_changed"],
            move |row| row.name = text.into(),
        ));
    }
    all
}

fn columns() -> Vec<Spoil> {
    let required = &["scope.required"];
    let mut all = vec![
        row("no level of system", required, |row| row.system_level = None),
        row("no system", required, |row| row.system_name.clear()),
        row("no coverage", required, |row| row.coverage = "\u{3000}".into()),
        row("no privacy", required, |row| row.privacy = None),
        row("no cases", required, |row| row.annual_cases = None),
        row("no answer about windows", required, |row| row.at_window = None),
        row("no special domain", required, |row| row.special_domain = None),
        row("no answer about networks", required, |row| row.private_network = None),
        row("a system though there is none", &["scope.system.superfluous"], |row| {
            row.system_level = Some(SystemLevel::None);
            row.coverage.clear();
        }),
        row(
            "a coverage though there is no system",
            &["scope.system.superfluous"],
            |row| {
                row.system_level = Some(SystemLevel::None);
                row.system_name.clear();
            },
        ),
        row("a batch that the programme lacks", &["scope.batch.unknown"], |row| {
            row.batch = Some(9);
            // Left out, so that the share stays as it is.
            row.at_window = Some(false);
        }),
        mutation(
            "row: few cases, many elsewhere",
            Place::Rows,
            &["scope.cases.contradicted"],
            |given| {
                let row = add(given);
                row.annual_cases = Some(10);
                if let Some(item) = catalogue(given).items.last_mut() {
                    item.cases_elsewhere = 3;
                }
            },
        ),
    ];
    all.extend(texts("system", 100, |row, text| row.system_name = text.into()));
    all.extend(texts("coverage", 100, |row, text| row.coverage = text.into()));
    all
}

fn changes() -> Vec<Spoil> {
    let marked = |row: &mut yinzheng_shared::form::scope::Row, change| {
        row.change = Some(change);
        row.batch = None;
        row.remark = "说明（示例）".into();
    };
    let mut all = vec![
        row("cancelled, with a batch", &["scope.batch.superfluous"], move |row| {
            marked(row, Change::Cancelled);
            row.batch = Some(2);
        }),
        row("cancelled without a remark", &["scope.remark.missing"], move |row| {
            marked(row, Change::Cancelled);
            row.remark = " ".into();
        }),
        row("moves, nobody knows where", &["scope.receiver.missing"], move |row| {
            marked(row, Change::Moved)
        }),
        row("moves to nobody", &["scope.receiver.unknown"], move |row| {
            marked(row, Change::Moved);
            row.receiver = "没有的部门（示例）".into();
        }),
        row("moves to itself", &["scope.receiver.unknown"], move |row| {
            marked(row, Change::Moved);
            row.receiver = super::DEPARTMENT.into();
        }),
        row("stays, and has a receiver", &["scope.receiver.superfluous"], |row| {
            row.receiver = RECEIVER.into();
        }),
    ];
    all.extend(texts("remark", 500, |row, text| row.remark = text.into()));
    all
}
