//! A list beside a catalogue that has moved on.

use super::types::{Change, Row};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a list that is still filled, with those of the catalogue that it lacks at its end: items
/// that came to the department since. `catalogue` are codes and names.
#[must_use]
pub fn completed(rows: &[Row], catalogue: &[(String, String)]) -> Vec<Row> {
    let there: BTreeSet<&str> = rows.iter().map(|row| row.code.trim()).collect();
    let missing = catalogue.iter().filter(|(code, _)| !there.contains(code.as_str()));
    rows.iter().cloned().chain(missing.map(fresh)).collect()
}

/// The rows of a list that takes the place of an accepted one: what the catalogue has now, with the
/// answers that were accepted. What was new is so no longer; who refused an item leaves it to be answered
/// here.
#[must_use]
pub fn renewed(accepted: &[Row], catalogue: &[(String, String)]) -> Vec<Row> {
    let accepted: BTreeMap<&str, &Row> = accepted.iter().map(|row| (row.code.trim(), row)).collect();
    let row = |item: &(String, String)| match accepted.get(item.0.as_str()) {
        Some(before) if before.stays() => Row {
            code: item.0.clone(),
            name: item.1.clone(),
            change: before.change.filter(|change| *change != Change::New),
            ..(*before).clone()
        },
        _ => fresh(item),
    };
    catalogue.iter().map(row).collect()
}

fn fresh((code, name): &(String, String)) -> Row {
    Row {
        code: code.clone(),
        name: name.clone(),
        ..Row::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(code: &str) -> (String, String) {
        (code.to_owned(), format!("名 {code}"))
    }

    fn row(code: &str, change: Option<Change>) -> Row {
        Row {
            annual_cases: Some(7),
            change,
            ..fresh(&item(code))
        }
    }

    #[test]
    fn a_list_being_filled_keeps_its_rows_in_their_places_and_gains_what_came() {
        let rows = [row("b", None), row("x", Some(Change::New))];
        let completed = completed(&rows, &[item("a"), item("b")]);
        assert_eq!(completed[..2], rows);
        assert_eq!(completed[2..], [fresh(&item("a"))]);
    }

    #[test]
    fn a_list_in_place_of_another_has_its_answers_and_no_more_news() {
        let accepted = [
            row("a", None),
            row("b", Some(Change::New)),
            row("c", Some(Change::Moved)),
            row("gone", Some(Change::Cancelled)),
        ];
        let renewed = renewed(&accepted, &[item("a"), item("b"), item("c"), item("d")]);
        let expected = [row("a", None), row("b", None), fresh(&item("c")), fresh(&item("d"))];
        assert_eq!(renewed, expected);
    }
}
