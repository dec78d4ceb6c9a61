//! Reasons stand at paths; when rows change places the reasons go along.

use super::grid::{Grid, Row, matrix, row_of};
use super::place::{set, text};
use std::collections::{BTreeMap, BTreeSet};
use yinzheng_shared::api::record::WarningReason;
use yinzheng_shared::finding::Path;
use yinzheng_shared::form::Content;

/// Where the named rows of a content stand after `change`: path before → path after. A row without
/// a name cannot be followed; a row that went away is absent.
#[must_use]
pub fn relocation(content: &Content, change: impl FnOnce(&mut Content)) -> BTreeMap<String, String> {
    let mut marked = content.clone();
    let before = rows(&marked);
    for row in &before {
        if text(content, row.first_cell()).is_some_and(|name| !name.trim().is_empty()) {
            set(&mut marked, row.first_cell(), &path(*row));
        }
    }
    change(&mut marked);
    rows(&marked)
        .into_iter()
        .filter_map(|row| Some((text(&marked, row.first_cell())?, path(row))))
        .filter(|(old, _)| old.starts_with('/'))
        .collect()
}

/// The reasons at their new paths; those of rows that went away are dropped.
#[must_use]
pub fn relocated(reasons: &[WarningReason], before: &Content, moved: &BTreeMap<String, String>) -> Vec<WarningReason> {
    let known: BTreeSet<String> = rows(before).into_iter().map(path).collect();
    reasons
        .iter()
        .filter_map(|reason| {
            let old = reason.path.as_str();
            let row = prefixes(old).find(|prefix| known.contains(*prefix));
            let path = match row {
                None => reason.path.clone(),
                Some(prefix) => {
                    let tail = old.strip_prefix(prefix).unwrap_or_default();
                    Path::from(format!("{}{tail}", moved.get(prefix)?).as_str())
                }
            };
            Some(WarningReason { path, ..reason.clone() })
        })
        .collect()
}

/// The reasons that still fit where another content took the place of one: those outside lists and
/// those of rows that bear the same name at the same place.
#[must_use]
pub fn kept(reasons: &[WarningReason], before: &Content, after: &Content) -> Vec<WarningReason> {
    let names = |content: &Content| -> BTreeMap<String, Option<String>> {
        rows(content)
            .into_iter()
            .map(|row| (path(row), text(content, row.first_cell())))
            .collect()
    };
    let (old, new) = (names(before), names(after));
    let stays = |reason: &&WarningReason| match prefixes(reason.path.as_str()).find(|prefix| old.contains_key(*prefix))
    {
        Some(row) => old.get(row) == new.get(row),
        None => true,
    };
    reasons.iter().filter(stays).cloned().collect()
}

/// The path itself and those above it, longest first.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| {
        path.rsplit_once('/')
            .map(|(above, _)| above)
            .filter(|above| !above.is_empty())
    })
}

fn rows(content: &Content) -> BTreeSet<Row> {
    Grid::ALL
        .into_iter()
        .flat_map(|grid| matrix(content, grid))
        .flatten()
        .filter_map(row_of)
        .collect()
}

fn path(row: Row) -> String {
    let cell = row.first_cell().path();
    cell.as_str()
        .rsplit_once('/')
        .map(|(above, _)| above.to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::grid::Direction;
    use super::super::{rows as structure, sample};
    use super::*;

    fn reason(path: &str) -> WarningReason {
        WarningReason {
            path: Path::from(path),
            rule: "optimization.scenario.single".into(),
            reason: "示例原因".into(),
        }
    }

    fn paths(reasons: &[WarningReason]) -> Vec<&str> {
        reasons.iter().map(|reason| reason.path.as_str()).collect()
    }

    #[test]
    fn a_reason_goes_along_with_its_row() {
        let content = Content::Optimization(sample::annex_3());
        let given = [
            reason("/scenarios/0/subclasses/1"),
            reason("/material_groups/1/materials/3/name"),
            reason("/leader"),
        ];
        let moved = relocation(&content, |form| {
            structure::shift(form, Row::Scenario(0), Direction::Down).expect("moved");
            structure::shift(form, Row::Material(1, 3), Direction::Up).expect("moved");
        });
        assert_eq!(
            paths(&relocated(&given, &content, &moved)),
            [
                "/scenarios/1/subclasses/1",
                "/material_groups/1/materials/2/name",
                "/leader"
            ]
        );
    }

    #[test]
    fn when_the_content_is_replaced_reasons_stay_with_rows_of_the_same_name() {
        let before = Content::Optimization(sample::annex_3());
        let mut after = before.clone();
        structure::delete(&mut after, Row::Material(1, 3)).expect("deleted");
        let given = [
            reason("/leader"),
            reason("/material_groups/1/materials/0"),
            reason("/material_groups/1/materials/3"),
        ];
        assert_eq!(
            paths(&kept(&given, &before, &after)),
            ["/leader", "/material_groups/1/materials/0"]
        );
    }

    #[test]
    fn the_reason_of_a_deleted_row_is_dropped_and_never_given_to_its_neighbour() {
        let content = Content::Optimization(sample::annex_3());
        let given = [
            reason("/material_groups/1/materials/3/name"),
            reason("/material_groups/1/materials/4/name"),
        ];
        let moved = relocation(&content, |form| {
            structure::delete(form, Row::Material(1, 3)).expect("deleted");
        });
        assert_eq!(
            paths(&relocated(&given, &content, &moved)),
            ["/material_groups/1/materials/3/name"]
        );
        assert_eq!(
            relocated(&given, &content, &moved)[0],
            reason("/material_groups/1/materials/3/name")
        );
    }
}
