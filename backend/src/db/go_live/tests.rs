//! How the database goes about a million items.

use super::ready::{Filter, list, state};
use crate::auth::scope::Units;
use crate::auth::{Person, Seat};
use crate::db::scratch;
use uuid::Uuid;
use yinzheng_shared::api::go_live::Lack;
use yinzheng_shared::form::Form;
use yinzheng_shared::id::{OrganisationId, UserId};
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::record::State;

fn bureau() -> Person {
    Person {
        id: UserId(Uuid::from_u128(9)),
        login: "bureau".to_owned(),
        name: "bureau".to_owned(),
        role: Role::Bureau,
        seat: Seat {
            id: OrganisationId(Uuid::from_u128(3)),
            name: "bureau".to_owned(),
            level: Level::CityDepartment,
            path: String::new(),
            line: None,
        },
        units: Units::Sought,
        request: String::new(),
    }
}

#[test]
fn what_is_ready_and_what_others_lack_is_read_from_indexes() {
    let mut conn = scratch::empty();
    scratch::record(&mut conn, 7, (Form::Schedule, State::Archived), (3, 3), "2018-09-07");
    scratch::run(&mut conn, "UPDATE records SET title = '1'");
    let scope = bureau().scope();
    let asked = scratch::asked(&mut conn, |conn| {
        for lack in Lack::ALL {
            let filter = Filter {
                lack,
                limit: 10,
                after: "00000000000000000000000000000001.1.a".parse().ok(),
                ..Filter::default()
            };
            list(conn, &scope, &filter).unwrap();
        }
        state(conn, &scope).unwrap();
    });
    let of_items: Vec<String> = asked
        .iter()
        .map(|statement| statement.replace('`', "\""))
        .filter(|statement| statement.contains("published_on\" IS NULL"))
        .collect();
    // Totals are those of the kinds of items, without what forms under way name.
    let (of_kinds, of_items): (Vec<&String>, Vec<&String>) = of_items
        .iter()
        .partition(|statement| statement.starts_with("WITH items"));
    let (listed, named): (Vec<&String>, Vec<&String>) = of_items
        .into_iter()
        .partition(|statement| statement.contains("(SELECT COUNT(*) FROM \"record_items\""));
    assert_eq!((of_kinds.len(), named.len(), listed.len()), (5, 5, 4), "{asked:#?}");
    for statement in named {
        let plan = scratch::plan(&mut conn, statement);
        assert!(!plan.contains(&"SCAN items".to_owned()), "{statement}\n{plan:#?}");
    }
    for statement in listed {
        let plan = scratch::plan(&mut conn, statement);
        let ready = statement.contains("optimised_on IS NOT NULL") && statement.contains("<> 'none'");
        let index = if ready { "items_ready" } else { "items_unpublished" };
        assert!(plan.iter().any(|step| step.contains(index)), "{statement}\n{plan:#?}");
        assert!(
            !plan.iter().any(|step| step.contains("TEMP B-TREE FOR ORDER BY")),
            "{statement}\n{plan:#?}"
        );
        let once = plan.iter().any(|step| step.starts_with("LIST SUBQUERY"));
        assert!(once, "forms under way are read once: {statement}\n{plan:#?}");
    }
}
