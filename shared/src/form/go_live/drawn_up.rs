//! A form as the product draws it up: from items that are ready, and from one that came back.

use super::{GoLive, finish_by};
use crate::form::item_row::{ItemRow, renumber};
use crate::programme::Context;

/// The form for items of a batch, issued today with the days that the notice allows. The rows name the items;
/// their numbers are given here.
#[must_use]
pub fn drawn_up(addressee: &str, issuer: &str, batch: Option<u8>, rows: Vec<ItemRow>, context: &Context<'_>) -> GoLive {
    let mut form = GoLive {
        addressee: addressee.to_owned(),
        issuer: issuer.to_owned(),
        batch,
        issued: Some(context.today),
        finish_by: Some(finish_by(context.today, context).date),
        rows,
    };
    renumber(&mut form.rows);
    form
}

/// The form for what passed of one that came back, without the rows of these item codes; none when nothing
/// passed.
#[must_use]
pub fn reissued(returned: &GoLive, failed: &[&str], context: &Context<'_>) -> Option<GoLive> {
    let passed = |row: &&ItemRow| !failed.contains(&row.item_code.trim());
    let rows: Vec<ItemRow> = returned.rows.iter().filter(passed).cloned().collect();
    if rows.is_empty() {
        return None;
    }
    Some(drawn_up(
        &returned.addressee,
        &returned.issuer,
        returned.batch,
        rows,
        context,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{CHINA, Calendar};
    use crate::programme::{HANGZHOU_2018, Programme};

    #[test]
    fn what_passed_is_issued_today_with_new_numbers_and_days() {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        let calendar: Calendar = toml::from_str(CHINA).unwrap();
        let context = Context {
            programme: &programme,
            calendar: &calendar,
            today: "2018-09-20".parse().unwrap(),
        };
        let row = |code: &str| ItemRow {
            item_code: code.to_owned(),
            ..ItemRow::default()
        };
        let form = GoLive {
            batch: Some(1),
            issued: "2018-09-18".parse().ok(),
            finish_by: "2018-09-20".parse().ok(),
            rows: vec![row("a"), row(" b "), row("c")],
            ..GoLive::default()
        };
        let next = reissued(&form, &["b"], &context).unwrap();
        let rows: Vec<(u32, &str)> = next
            .rows
            .iter()
            .map(|row| (row.number, row.item_code.as_str()))
            .collect();
        assert_eq!(rows, [(1, "a"), (2, "c")]);
        // 2018-09-22 to 24 are the Mid-Autumn holiday.
        let days = [next.issued, next.finish_by].map(|day| day.unwrap().to_string());
        assert_eq!(days, ["2018-09-20", "2018-09-25"]);
        assert_eq!(reissued(&form, &["a", "b", "c"], &context), None);
    }
}
