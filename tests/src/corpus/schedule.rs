//! Every rule of 《事项发布进度安排表》, broken alone.

mod head;
mod rows;

use super::{Given, Mutation, Place, day, items};
use yinzheng_shared::facts::{Connection, Facts, ItemFact, OwnerFact};
use yinzheng_shared::form::schedule::{Row, Schedule};
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::organisation::Level;

type Spoil = Mutation<Schedule>;

const BUREAU: &str = "杭州市数据资源管理局（示例）";
const DEPARTMENT: &str = "杭州市民政局（示例）";

pub(super) fn mutations() -> Vec<Spoil> {
    [head::mutations(), rows::mutations()].into_iter().flatten().collect()
}

/// The second batch, issued in time.
pub(super) fn sample() -> Given<Schedule> {
    let rows: Vec<Row> = (1..=4).map(|place| row(&format!("许可-0010{place}-000"))).collect();
    Given {
        facts: Facts {
            owner: Some(OwnerFact {
                name: BUREAU.into(),
                level: Level::CityDepartment,
            }),
            items: Some(rows.iter().map(known).collect()),
            ..Facts::default()
        },
        form: Schedule {
            issuer: BUREAU.into(),
            batch: Some(2),
            optimised_by: Some(day("2018-10-10")),
            registered_by: Some(day("2018-10-16")),
            debugged_by: Some(day("2018-10-19")),
            confirmed_by: Some(day("2018-10-23")),
            published_by: Some(day("2018-10-25")),
            rows,
        },
        today: day("2018-09-20"),
    }
}

fn row(code: &str) -> Row {
    Row {
        item_code: code.into(),
        item_name: format!("事项{code}（示例）"),
        department: DEPARTMENT.into(),
    }
}

fn known(row: &Row) -> ItemFact {
    ItemFact {
        code: row.item_code.clone(),
        name: row.item_name.clone(),
        owner: row.department.clone(),
        serving: row.department.clone(),
        scope: ItemScope::InScope,
        proposed_batch: Some(2),
        batch: None,
        connection: Connection::None,
        optimised: false,
        published: false,
    }
}

/// A row of its own at the end, known to the catalogue.
fn add(given: &mut Given<Schedule>) -> (&mut Row, &mut ItemFact) {
    let row = row("许可-00500-000");
    items(&mut given.facts).push(known(&row));
    given.form.rows.push(row);
    (
        given.form.rows.last_mut().expect("just added"),
        items(&mut given.facts).last_mut().expect("just added"),
    )
}

fn mutation(
    name: impl Into<String>,
    place: Place,
    breaks: &[&'static str],
    apply: impl Fn(&mut Given<Schedule>) + 'static,
) -> Spoil {
    super::mutation(name, place, breaks, apply)
}
