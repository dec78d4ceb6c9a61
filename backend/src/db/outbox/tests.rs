//! What leaves the house and whose turn it is, asked of a database in memory.

use super::*;
use crate::db::Tx;
use crate::db::moment::from_millis;
use crate::db::schema::outbox;
use crate::db::scratch::{self, id, record, run};
use std::time::Duration;
use yinzheng_shared::form::Form;
use yinzheng_shared::record::State;

#[test]
fn a_list_with_a_secret_row_and_a_form_of_a_secret_item_stay_in_the_house() {
    let mut conn = scratch::empty();
    let wanted: Vec<String> = (11..=14).map(id).collect();
    for number in [11, 12] {
        record(&mut conn, number, (Form::Scope, State::Draft), (2, 3), "2018-09-07");
    }
    for number in [13, 14] {
        record(&mut conn, number, (Form::GoLive, State::Printed), (2, 3), "2018-09-20");
        run(
            &mut conn,
            &format!("INSERT INTO record_items VALUES ('{}', 'item{number}')", id(number)),
        );
        run(
            &mut conn,
            &format!(
                "INSERT INTO items (code, name, owner_id, serving_id, base_code, connection, restricted)
                 VALUES ('item{number}', '', '', '', '', 'none', {})",
                u8::from(number == 13)
            ),
        );
    }
    run(
        &mut conn,
        &format!("UPDATE records SET restricted = 1 WHERE id = '{}'", id(11)),
    );
    let open = open_ones(&mut conn, &wanted).unwrap();
    assert_eq!(open, HashSet::from([id(12), id(14)]));
}

/// Adds rows that wait for a receiver since `minute`.
fn waiting(conn: &mut Conn, channel: Channel, receiver: &str, minute: u32, rows: u32) {
    for row in 0..rows {
        run(
            conn,
            &format!(
                "INSERT INTO outbox (id, channel, receiver, kind, days, record_id, organisation_id, occasion, created_at,
                    state, attempts, not_before)
                 VALUES ('{receiver}:{minute}:{row}', '{}', '{receiver}', 'overdue', 1, '{}', '{}', '{minute}:{row}',
                    '2018-09-20 10:{minute:02}:00', 'waiting', 0, '2018-09-20 10:{minute:02}:00')",
                channel.code(),
                id(11),
                id(2),
            ),
        );
    }
}

fn claimed(conn: &mut Conn, channel: Channel) -> Option<String> {
    let now = from_millis(1_537_441_200_000).unwrap();
    let pace = Pace {
        window: Duration::from_secs(60),
        most: 2,
        claim: Duration::from_secs(60),
    };
    let message = claim(&mut Tx::on(conn), Sender::new(), channel, now, pace).unwrap()?;
    let receiver: String = outbox::table
        .filter(outbox::message_id.eq(message.id))
        .select(outbox::receiver)
        .first(conn)
        .unwrap();
    Some(receiver)
}

#[test]
fn who_has_waited_longest_is_next_and_whoever_takes_no_more_now_stands_in_nobodys_way() {
    let mut conn = scratch::empty();
    scratch::department(&mut conn, 2);
    record(&mut conn, 11, (Form::GoLive, State::Printed), (2, 3), "2018-09-20");
    waiting(&mut conn, Channel::Mail, "mail:a", 0, 1);
    waiting(&mut conn, Channel::Robot, "robot:loud", 1, 1_100);
    waiting(&mut conn, Channel::Robot, "robot:quiet", 2, 1);
    let turns: Vec<Option<String>> = (0..4).map(|_| claimed(&mut conn, Channel::Robot)).collect();
    let turns: Vec<Option<&str>> = turns.iter().map(Option::as_deref).collect();
    assert_eq!(
        turns,
        [Some("robot:loud"), Some("robot:loud"), Some("robot:quiet"), None],
        "five hundred to a message, two messages to a receiver"
    );
    assert_eq!(claimed(&mut conn, Channel::Mail).as_deref(), Some("mail:a"));
}

#[test]
fn whose_turn_it_is_stands_in_an_index() {
    let mut conn = scratch::empty();
    scratch::department(&mut conn, 2);
    record(&mut conn, 11, (Form::GoLive, State::Printed), (2, 3), "2018-09-20");
    waiting(&mut conn, Channel::Robot, "robot:loud", 1, 3);
    let asked = scratch::asked(&mut conn, |conn| drop(claimed(conn, Channel::Robot)));
    let of_rows = asked
        .iter()
        .filter(|statement| statement.starts_with("SELECT") && statement.contains("`outbox`"));
    for statement in of_rows {
        let plan = scratch::plan(&mut conn, statement);
        assert!(plan.iter().all(|step| !step.contains("SCAN")), "{statement}: {plan:?}");
    }
    for (statement, index) in [(&asked[0], "outbox_by_turn"), (&asked[2], "outbox_by_receiver")] {
        let plan = scratch::plan(&mut conn, statement);
        assert!(plan[0].contains(index), "{statement}: {plan:?}");
    }
}
