//! What is counted by kind, against what looking at each form counts.

use super::*;
use crate::db::scratch::{department, empty, id, person, record, run};
use crate::db::{Tx, form_counts};
use yinzheng_shared::form::Form;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::record::State;

const BUREAU: u128 = 2;

/// Forms of two departments in every state, handed in, due and back on days that go round.
fn forms() -> Conn {
    let mut conn = empty();
    let city = id(1);
    run(
        &mut conn,
        &format!("INSERT INTO organisations (id, name, level, path) VALUES ('{city}', 'city', 'city', '{city}/')"),
    );
    for number in [BUREAU, 3, 4] {
        department(&mut conn, number);
    }
    for number in 100..400_u128 {
        let form = [Form::Optimization, Form::GoLive, Form::JointDebug][(number % 3) as usize];
        let due = format!("2018-09-{:02}", 10 + number % 7);
        record(
            &mut conn,
            number,
            (form, State::Submitted),
            (3 + number % 2, BUREAU),
            &due,
        );
        let (key, handed_in) = (id(number), 5 + number % 11);
        run(
            &mut conn,
            &format!(
                "INSERT INTO revisions (record_id, revision, canonical, sha256, sm3, rule_set, facts, reasons, submitted_by,
                     submitted_at, submitted_on)
                 VALUES ('{key}', 1, '', '', '', '', '', '', 'u', '2018-09-01 00:00:00', '2018-09-{handed_in:02}')"
            ),
        );
        let state = State::ALL[(number % 5) as usize % State::ALL.len()].code();
        let state = if number % 2 == 0 { "archived" } else { state };
        run(
            &mut conn,
            &format!(
                "UPDATE records SET state = '{state}', received_on = CASE WHEN '{state}' = 'archived' AND {number} % 13
                     THEN '2018-09-{:02}' END WHERE id = '{key}'",
                9 + number % 12
            ),
        );
    }
    // The one is a district's, in the line of the other, which reads nothing secret of it.
    run(
        &mut conn,
        &format!("UPDATE organisations SET line_id = '{}' WHERE id = '{}'", id(3), id(4)),
    );
    run(
        &mut conn,
        "UPDATE records SET restricted = TRUE WHERE CAST(SUBSTR(reference, 2) AS INTEGER) % 23 = 0;
         INSERT INTO items (code, name, owner_id, serving_id, base_code, connection, restricted)
             VALUES ('secret', '', 'o', 'o', '', 'none', TRUE);
         INSERT INTO record_items (record_id, item_code)
             SELECT id, 'secret' FROM records WHERE CAST(SUBSTR(reference, 2) AS INTEGER) % 17 = 0",
    );
    conn
}

#[test]
fn what_is_counted_is_what_looking_at_each_form_counts() {
    let mut conn = forms();
    let people = [(Role::Bureau, BUREAU), (Role::Staff, 3), (Role::Staff, 4)];
    let scopes = people.map(|(role, of)| person(&mut conn, role, of).scope());
    let everything = |conn: &mut Conn| {
        for (day, scope) in (1..=30).flat_map(|day| scopes.iter().map(move |scope| (day, scope))) {
            let on: Date = format!("2018-09-{day:02}").parse().unwrap();
            let mut each = count_each(conn, scope, on, Looked::InOrder).unwrap();
            each.retain(|_, figures| *figures != FormFigures::default());
            assert_eq!(count(conn, scope, on).unwrap(), each, "{on}");
        }
    };
    everything(&mut conn);
    // A due date that is computed anew, an owner that changes.
    run(
        &mut conn,
        "UPDATE records SET due_on = '2018-09-21' WHERE state = 'archived' AND due_on = '2018-09-12'",
    );
    run(
        &mut conn,
        &format!(
            "UPDATE records SET owner_id = '{}' WHERE due_on = '2018-09-13'",
            id(BUREAU)
        ),
    );
    everything(&mut conn);
    run(&mut conn, "DELETE FROM form_counts");
    assert!(form_counts::build_missing(&mut Tx::on(&mut conn)).unwrap() > 0);
    assert_eq!(form_counts::build_missing(&mut Tx::on(&mut conn)).unwrap(), 0);
    everything(&mut conn);
}
