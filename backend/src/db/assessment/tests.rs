//! Where items stood on past days, asked of a real database, and how the database goes about it.

use super::{Filter, board, counted_items};
use crate::auth::Person;
use crate::db::scratch::{asked, department, empty, id, person, plan, rules, run};
use crate::db::{Conn, Tx, item_standings};
use yinzheng_shared::api::assessment::Assessment;
use yinzheng_shared::assessment::ItemCount;
use yinzheng_shared::date::Date;
use yinzheng_shared::organisation::Role;

const CITY: u128 = 1;
const BUREAU: u128 = 2;
const MARKET: u128 = 3;
const CIVIL: u128 = 4;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A city with three departments.
fn city() -> Conn {
    let mut conn = empty();
    run(
        &mut conn,
        &format!(
            "INSERT INTO organisations (id, name, level, path) VALUES ('{0}', 'city', 'city', '{0}/')",
            id(CITY)
        ),
    );
    for number in [BUREAU, MARKET, CIVIL] {
        department(&mut conn, number);
    }
    conn
}

fn item(conn: &mut Conn, code: &str, owner: u128) {
    let owner = id(owner);
    run(
        conn,
        &format!(
            "INSERT INTO items (code, name, owner_id, serving_id, base_code, connection, restricted)
             VALUES ('{code}', '{code}', '{owner}', '{owner}', '{code}', 'none', 0)"
        ),
    );
}

/// Notes steps in the order in which they come.
fn steps(conn: &mut Conn, steps: &[(&str, &str, &str)]) {
    for (item, step, on) in steps {
        let (step, batch) = step
            .split_once(' ')
            .map_or((*step, "NULL"), |(step, batch)| (step, batch));
        run(
            conn,
            &format!(
                "INSERT INTO item_steps (id, item_code, step, on_day, at, batch)
                 VALUES ('{}', '{item}', '{step}', '{on}', '2018-09-01 00:00:00', {batch})",
                uuid::Uuid::now_v7(),
            ),
        );
    }
}

/// The board, from what is derived of every step.
fn told(conn: &mut Conn, person: &Person, on: &str) -> Assessment {
    run(
        conn,
        "DELETE FROM item_standings; DELETE FROM item_figures; DELETE FROM area_cases",
    );
    item_standings::build_missing(&mut Tx::on(conn)).unwrap();
    let rules = rules();
    board(conn, &person.scope(), &rules.programme, day(on), day("2019-01-01")).unwrap()
}

fn codes(conn: &mut Conn, person: &Person, on: &str, count: ItemCount, filter: Filter) -> Vec<String> {
    let rules = rules();
    let filter = Filter { limit: 100, ..filter };
    let list = counted_items(conn, &person.scope(), &rules.programme, day(on), count, &filter).unwrap();
    assert_eq!(list.total, list.entries.len() as u64);
    list.entries.into_iter().map(|item| item.code).collect()
}

#[test]
fn an_item_that_failed_is_connected_again_when_it_is() {
    let mut conn = city();
    item(&mut conn, "a", MARKET);
    steps(
        &mut conn,
        &[
            ("a", "in_scope", "2018-09-07"),
            ("a", "connected", "2018-09-10"),
            ("a", "disconnected", "2018-09-12"),
            ("a", "connected", "2018-09-14"),
        ],
    );
    let bureau = person(&mut conn, Role::Bureau, BUREAU);
    let mut connected = |on: &str| told(&mut conn, &bureau, on).whole.items.connected;
    for (on, expected) in [
        ("2018-09-09", 0),
        ("2018-09-11", 1),
        ("2018-09-13", 0),
        ("2018-09-14", 1),
    ] {
        assert_eq!(connected(on), expected, "{on}");
    }
}

#[test]
fn the_last_word_of_a_day_holds() {
    let mut conn = city();
    for code in ["a", "b", "c", "d"] {
        item(&mut conn, code, MARKET);
    }
    steps(
        &mut conn,
        &[
            ("a", "in_scope", "2018-09-07"),
            ("b", "in_scope", "2018-09-07"),
            ("c", "left_out", "2018-09-07"),
            ("a", "scheduled 1", "2018-09-08"),
            ("b", "scheduled 2", "2018-09-08"),
            ("b", "withdrawn 2", "2018-09-09"),
            ("d", "connected", "2018-09-09"),
            ("a", "connected", "2018-09-10"),
            ("b", "left_out", "2018-09-11"),
            ("a", "published", "2018-09-12"),
            ("c", "published", "2018-09-12"),
        ],
    );
    let bureau = person(&mut conn, Role::Bureau, BUREAU);
    let mut figures = |on: &str| {
        let items = told(&mut conn, &bureau, on).whole.items;
        [
            items.countable,
            items.scheduled,
            items.connected,
            items.published,
            items.besides,
        ]
    };
    assert_eq!(figures("2018-09-06"), [0, 0, 0, 0, 0]);
    assert_eq!(figures("2018-09-07"), [2, 0, 0, 0, 0]);
    assert_eq!(figures("2018-09-08"), [2, 2, 0, 0, 0]);
    assert_eq!(figures("2018-09-09"), [2, 1, 0, 0, 0], "withdrawn");
    assert_eq!(
        figures("2018-09-10"),
        [2, 1, 1, 0, 0],
        "no list speaks of the other one"
    );
    assert_eq!(figures("2018-09-11"), [1, 1, 1, 0, 0], "left out since");
    assert_eq!(figures("2018-09-12"), [1, 1, 1, 1, 1]);
    let two = Filter {
        batch: Some(Some(2)),
        ..Filter::default()
    };
    assert_eq!(
        codes(&mut conn, &bureau, "2018-09-08", ItemCount::Scheduled, two.clone()),
        ["b"]
    );
    assert_eq!(
        codes(&mut conn, &bureau, "2018-09-12", ItemCount::Scheduled, two),
        Vec::<String>::new()
    );
}

#[test]
fn an_item_counted_for_whoever_had_it_then() {
    let mut conn = city();
    item(&mut conn, "a", CIVIL);
    steps(
        &mut conn,
        &[
            ("a", "in_scope", "2018-09-07"),
            ("a", "moving", "2018-09-10"),
            ("a", "moved", "2018-09-12"),
            ("a", "in_scope", "2018-09-14"),
        ],
    );
    run(
        &mut conn,
        &format!(
            "INSERT INTO item_transfers (record_id, item_code, from_id, to_id, remark, asked_on, state, answered_on)
             VALUES ('r', 'a', '{}', '{}', '', '2018-09-10', 'accepted', '2018-09-12')",
            id(MARKET),
            id(CIVIL)
        ),
    );
    let bureau = person(&mut conn, Role::Bureau, BUREAU);
    let mut owners = |on: &str| -> Vec<String> {
        let departments = told(&mut conn, &bureau, on).departments.into_iter();
        let counting = departments.filter(|one| one.figures.items.countable > 0);
        counting.map(|one| one.department.name).collect()
    };
    assert_eq!(owners("2018-09-09"), ["department 3"]);
    assert_eq!(owners("2018-09-11"), Vec::<String>::new(), "it waits");
    assert_eq!(owners("2018-09-14"), ["department 4"]);
}

#[test]
fn numbers_are_summed_and_forms_are_read_from_an_index_alone() {
    let mut conn = city();
    let bureau = person(&mut conn, Role::Bureau, BUREAU);
    let rules = rules();
    let statements = asked(&mut conn, |conn| {
        board(
            conn,
            &bureau.scope(),
            &rules.programme,
            day("2018-10-01"),
            day("2018-10-01"),
        )
        .map(drop)
        .unwrap();
    });
    for table in ["item_steps", "item_standings", "window_cases"] {
        assert!(
            !statements.iter().any(|asked| asked.contains(table)),
            "{table} in {statements:#?}"
        );
    }
    let forms = statements.iter().find(|asked| asked.contains("WITH owed")).unwrap();
    let forms = plan(&mut conn, forms).join("\n");
    assert!(!forms.contains("SCAN records"), "{forms}");
    assert!(forms.contains("USING COVERING INDEX revisions_by_day"), "{forms}");
}
