//! What leaves the house and whose turn it is, asked of a database in memory.

use super::*;
use crate::db::scratch::{self, id, record, run};
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
