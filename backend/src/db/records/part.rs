//! What of a schedule a department reads: the rows of its own items.

use super::filled::Filled;
use crate::auth::Scope;
use crate::db::{Conn, visible};
use crate::error::Result;
use std::collections::{HashMap, HashSet};
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::finding::Path;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::schedule::Schedule;
use yinzheng_shared::problem::Problem;

/// What is filled in of a schedule with the rows alone whose items the caller's organisation owns or
/// serves.
///
/// # Errors
/// [`Problem::OlderFormat`] when the rows cannot be told apart, and those of the database.
pub(super) fn own_rows(conn: &mut Conn, scope: &Scope, whole: &Filled) -> Result<Filled> {
    let content = whole.content()?;
    let own = visible::own_codes(conn, scope, &content.item_codes())?;
    let Content::Schedule(schedule) = content else {
        return Err(Problem::NotFound.into());
    };
    let (schedule, reasons) = part(schedule, whole.reasons()?, &own);
    Filled::of(&Content::Schedule(schedule), &reasons)
}

/// The rows of these items, and the reasons that speak of them or of no row, by their new places.
fn part(mut schedule: Schedule, reasons: Vec<WarningReason>, own: &HashSet<String>) -> (Schedule, Vec<WarningReason>) {
    let rows = std::mem::take(&mut schedule.rows).into_iter().enumerate();
    let kept: Vec<_> = rows.filter(|(_, row)| own.contains(row.item_code.trim())).collect();
    let places: HashMap<usize, usize> = kept.iter().enumerate().map(|(now, (was, _))| (*was, now)).collect();
    schedule.rows = kept.into_iter().map(|(_, row)| row).collect();
    let reasons = reasons.into_iter().filter_map(|reason| moved(reason, &places));
    (schedule, reasons.collect())
}

fn moved(reason: WarningReason, places: &HashMap<usize, usize>) -> Option<WarningReason> {
    let Some(of_row) = reason.path.as_str().strip_prefix("/rows/") else {
        return Some(reason);
    };
    let (was, field) = of_row.split_once('/').unwrap_or((of_row, ""));
    let now = places.get(&was.parse().ok()?)?;
    let row = Path::root().field("rows").row(*now);
    let path = if field.is_empty() { row } else { row.field(field) };
    Some(WarningReason { path, ..reason })
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::form::schedule::Row;

    #[test]
    fn other_departments_rows_and_reasons_are_left_out() {
        let row = |code: &str| Row {
            item_code: code.to_owned(),
            ..Row::default()
        };
        let reason = |path: &str| WarningReason {
            path: Path::from(path),
            rule: "schedule.row.provisional".to_owned(),
            reason: path.to_owned(),
        };
        let schedule = Schedule {
            batch: Some(2),
            rows: ["a", "b", " c "].map(row).into(),
            ..Schedule::default()
        };
        let given = ["/batch", "/rows/0/item_code", "/rows/1/item_code", "/rows/2/item_code"];
        let own = ["b", "c"].map(str::to_owned).into();
        let (part, reasons) = part(schedule, given.map(reason).into(), &own);
        assert_eq!((part.batch, part.rows), (Some(2), ["b", " c "].map(row).to_vec()));
        let told: Vec<(&str, &str)> = reasons
            .iter()
            .map(|reason| (reason.path.as_str(), reason.reason.as_str()))
            .collect();
        let kept = [
            ("/batch", "/batch"),
            ("/rows/0/item_code", "/rows/1/item_code"),
            ("/rows/1/item_code", "/rows/2/item_code"),
        ];
        assert_eq!(told, kept);
    }
}
