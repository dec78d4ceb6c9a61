//! What SQLite refuses whoever asks; the same on PostgreSQL is asked of a running installation.

use crate::db::Conn;
use crate::db::dialect::migrate;
use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, SqliteConnection};

#[test]
fn the_audit_trail_only_grows_and_a_printed_revision_stays() {
    let mut conn = Conn::Sqlite(SqliteConnection::establish(":memory:").unwrap());
    migrate(&mut conn).unwrap();
    let Conn::Sqlite(conn) = &mut conn else { unreachable!() };
    let row = |number: u8, print: &str| {
        format!(
            "INSERT INTO revisions (record_id, revision, canonical, sha256, sm3, rule_set, facts, reasons,
                submitted_by, submitted_at, submitted_on, print_sha256)
             VALUES ('r', {number}, 'c', '', '', '', '', '', 'u', '2018-09-20 10:00:00', '2018-09-20', {print})"
        )
    };
    conn.batch_execute("PRAGMA foreign_keys = OFF").unwrap();
    conn.batch_execute(&row(1, "'p'")).unwrap();
    conn.batch_execute(&row(2, "NULL")).unwrap();
    conn.batch_execute(
        "INSERT INTO audit (id, at, business_date, actor_name, organisation_name, action, revision, request_id)
         VALUES ('a', '2018-09-20 10:00:00', '2018-09-20', 'n', '', 'created', 1, '')",
    )
    .unwrap();
    for statement in [
        "UPDATE audit SET actor_name = 'x'",
        "DELETE FROM audit",
        "UPDATE revisions SET canonical = 'x' WHERE revision = 1",
        "UPDATE revisions SET print_sha256 = NULL WHERE revision = 1",
        "DELETE FROM revisions WHERE revision = 1",
    ] {
        assert!(conn.batch_execute(statement).is_err(), "{statement}");
    }
    for statement in [
        "UPDATE revisions SET voided_at = '2018-09-21 10:00:00' WHERE revision = 1",
        "UPDATE revisions SET print_sha256 = 'q' WHERE revision = 2",
    ] {
        conn.batch_execute(statement).unwrap();
    }
}
