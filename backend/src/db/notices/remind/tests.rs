//! A day's start, asked of a database in memory.

use super::*;
use crate::db::moment::from_millis;
use crate::db::scratch::{self, count, id, run};
use yinzheng_shared::form::Form;
use yinzheng_shared::record::State;

const TODAY: &str = "2018-12-20";

fn stamp() -> Stamp {
    Stamp {
        at: from_millis(1_545_267_600_000).unwrap(),
        on: TODAY.parse().unwrap(),
    }
}

/// A department with two people and a robot, and so many of its forms overdue.
fn overdue(forms: u128) -> Conn {
    let mut conn = scratch::empty();
    scratch::department(&mut conn, 2);
    scratch::user(&mut conn, 21, 2, "staff", Some("a@example.cn"));
    scratch::user(&mut conn, 22, 2, "staff", None);
    scratch::user(&mut conn, 23, 2, "builder", None);
    robot(&mut conn, 31);
    run(
        &mut conn,
        r#"INSERT INTO settings VALUES ('channels', '{"mail":"On","robot":"On"}')"#,
    );
    for number in 0..forms {
        let form = (Form::GoLive, State::Printed);
        scratch::record(&mut conn, 1_000 + number, form, (2, 3), "2018-09-20");
    }
    conn
}

fn robot(conn: &mut Conn, number: u128) {
    run(
        conn,
        &format!(
            "INSERT INTO robots VALUES ('{}', '', '{}', '', '', '2018-09-01 10:00:00')",
            id(number),
            id(2)
        ),
    );
}

/// What a day's start does; how many people and robots hear of something.
fn begin(conn: &mut Conn) -> usize {
    let (server, rules) = (Operator::of_command("test"), scratch::rules());
    let records = unheard(conn, &server, &rules, stamp().on).unwrap();
    records
        .chunks(AT_ONCE)
        .map(|piece| remind(&mut Tx::on(conn), &server, stamp(), &rules, piece).unwrap())
        .sum()
}

#[test]
fn everybody_hears_once_and_whoever_comes_later_hears_the_latest() {
    let mut conn = overdue(3);
    assert_eq!(
        begin(&mut conn),
        3 * 4,
        "two people, the group's robot, the installation's"
    );
    assert_eq!(begin(&mut conn), 0);
    assert_eq!(count(&mut conn, "notices"), 6);
    assert_eq!(count(&mut conn, "outbox WHERE channel = 'mail'"), 3);
    assert_eq!(count(&mut conn, "outbox WHERE channel = 'robot'"), 6);
    assert_eq!(count(&mut conn, "audit"), 1, "who is told nothing leaves no trace");
    scratch::user(&mut conn, 24, 2, "staff", None);
    assert_eq!(begin(&mut conn), 3);
}

/// Backups hold neither robots nor what waits for them: the robots are added anew, under other identifiers.
#[test]
fn robots_that_are_added_anew_after_a_restore_say_nothing_again() {
    let mut conn = overdue(3);
    begin(&mut conn);
    run(&mut conn, "DELETE FROM outbox; DELETE FROM robots");
    robot(&mut conn, 32);
    assert_eq!(begin(&mut conn), 0);
    assert_eq!(count(&mut conn, "outbox"), 0);
    scratch::record(&mut conn, 5_000, (Form::GoLive, State::Printed), (2, 3), "2018-09-21");
    assert_eq!(begin(&mut conn), 4, "what is new they say");
}

/// What names a secret item is told on the page, and does not make every day look for it again.
#[test]
fn what_is_secret_is_told_on_the_page_alone() {
    let mut conn = overdue(1);
    run(&mut conn, "UPDATE records SET restricted = 1");
    assert_eq!(begin(&mut conn), 2);
    assert_eq!(count(&mut conn, "outbox"), 0);
    let (server, rules) = (Operator::of_command("test"), scratch::rules());
    assert!(unheard(&mut conn, &server, &rules, stamp().on).unwrap().is_empty());
}

/// Forms stay overdue for years; a day on which nobody has anything to hear writes nothing and asks little.
#[test]
fn a_day_without_news_is_cheap() {
    let mut conn = overdue(10_000);
    let first = begin(&mut conn);
    assert_eq!(first, 40_000);
    let asked = scratch::asked(&mut conn, |conn| assert_eq!(begin(conn), 0)).len();
    assert!(asked <= 10 * 10_000_usize.div_ceil(AT_ONCE), "{asked} statements");
    for statement in [
        "SELECT id FROM users WHERE organisation_id IN ('a', 'b') AND role IN ('staff') AND active = 1",
        "SELECT occasion, user_id FROM notices WHERE occasion IN ('a', 'b')",
    ] {
        let plan = scratch::plan(&mut conn, statement);
        assert!(plan.iter().all(|step| !step.starts_with("SCAN")), "{plan:?}");
    }
}
