//! A database in memory for tests of queries, filled by hand.

use super::dialect::migrate;
use super::{Conn, organisations};
use crate::auth::Person;
use crate::state::Rules;
use diesel::connection::{InstrumentationEvent, SimpleConnection as _};
use diesel::{Connection as _, SqliteConnection};
use std::sync::{Arc, Mutex};
use uuid::Uuid;
use yinzheng_shared::calendar::CHINA;
use yinzheng_shared::form::Form;
use yinzheng_shared::id::{OrganisationId, UserId};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::programme::HANGZHOU_2018;
use yinzheng_shared::record::State;

/// Somebody of an organisation that is there.
pub fn person(conn: &mut Conn, role: Role, organisation: u128) -> Person {
    let seat = organisations::seat(conn, OrganisationId(Uuid::from_u128(organisation)));
    let seat = seat.unwrap().unwrap();
    Person {
        id: UserId(Uuid::from_u128(99)),
        name: String::new(),
        login: String::new(),
        role,
        units: organisations::units(conn, role, &seat).unwrap(),
        seat,
        request: String::new(),
    }
}

/// An empty one with every table. Rows need not refer to others that are there.
pub fn empty() -> Conn {
    let mut conn = Conn::Sqlite(SqliteConnection::establish(":memory:").unwrap());
    migrate(&mut conn).unwrap();
    run(&mut conn, "PRAGMA foreign_keys = OFF");
    conn
}

/// The rules of the built-in programme.
pub fn rules() -> Rules {
    Rules {
        programme: toml::from_str(HANGZHOU_2018).unwrap(),
        calendar: toml::from_str(CHINA).unwrap(),
        digest: String::new(),
    }
}

/// Runs a statement.
pub fn run(conn: &mut Conn, statement: &str) {
    conn.batch_execute(statement).unwrap();
}

/// The identifier that stands for a small number.
pub fn id(number: u128) -> String {
    Uuid::from_u128(number).to_string()
}

/// Adds a record of these organisations.
pub fn record(conn: &mut Conn, number: u128, (form, state): (Form, State), (owner, issuer): (u128, u128), due: &str) {
    run(
        conn,
        &format!(
            "INSERT INTO records (id, reference, form, state, revision, owner_id, issuer_id, title, content, reasons,
                version, created_digest, created_by, created_at, updated_at, due_on, due_provisional, late)
             VALUES ('{}', 'R{number}', '{}', '{}', 1, '{}', '{}', 'title {number}', '{{}}', '[]',
                1, '', 'u', '2018-09-01 10:00:00', '2018-09-01 10:00:00', '{due}', 0, 0)",
            id(number),
            form.code(),
            state.code(),
            id(owner),
            id(issuer),
        ),
    );
}

/// Adds a department of the city, which has the number 1.
pub fn department(conn: &mut Conn, number: u128) {
    run(
        conn,
        &format!(
            "INSERT INTO organisations (id, name, level, parent_id, path)
             VALUES ('{0}', 'department {number}', 'city_department', '{1}', '{1}/{0}/')",
            id(number),
            id(1),
        ),
    );
}

/// Adds somebody who works there in this role.
pub fn user(conn: &mut Conn, number: u128, organisation: u128, role: &str, email: Option<&str>) {
    let email = email.map_or("NULL".to_owned(), |email| format!("'{email}'"));
    run(
        conn,
        &format!(
            "INSERT INTO users (id, login, name, role, organisation_id, password_hash, active, created_at, email)
             VALUES ('{}', 'user{number}', '', '{role}', '{}', '', 1, '2018-09-01 10:00:00', {email})",
            id(number),
            id(organisation),
        ),
    );
}

/// How many rows a query counts.
pub fn count(conn: &mut Conn, from: &str) -> i64 {
    use diesel::prelude::*;
    use diesel::sql_types::BigInt;
    diesel::select(diesel::dsl::sql::<BigInt>(&format!("(SELECT COUNT(*) FROM {from})")))
        .get_result(conn)
        .unwrap()
}

/// The statements that some work asks the database.
pub fn asked(conn: &mut Conn, work: impl FnOnce(&mut Conn)) -> Vec<String> {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&asked);
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            kept.lock().unwrap().push(query.to_string());
        }
    });
    work(conn);
    conn.set_instrumentation(|_: InstrumentationEvent<'_>| {});
    asked.lock().unwrap().clone()
}

/// How SQLite goes about a statement of [`asked`], a line for each step.
pub fn plan(conn: &mut Conn, statement: &str) -> Vec<String> {
    use diesel::prelude::*;
    #[derive(QueryableByName)]
    struct Step {
        #[diesel(sql_type = diesel::sql_types::Text)]
        detail: String,
    }
    let (statement, _) = statement.split_once(" -- binds").unwrap_or((statement, ""));
    let steps: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}"))
        .load(conn)
        .unwrap();
    steps.into_iter().map(|step| step.detail).collect()
}
