//! How the database goes about every list, with fifty thousand items and as many records in it: by an index,
//! never through a whole table.

use super::scratch::{asked, department, empty, id, person, plan, rules, run};
use super::{Conn, Tx, assessment, desk, form_links, go_live, interfaces, item_standings, items, notices, obligations};
use super::{optimization_sessions, progress, published, records, scans, schedules, scope_lists, waiting};
use crate::auth::{Anyone, Scope};
use yinzheng_shared::assessment::{FormCount, ItemCount};
use yinzheng_shared::form::Form;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::programme::annex::Measure;
use yinzheng_shared::record::State;

const CITY: u128 = 1;
const BUREAU: u128 = 2;
/// The first of the departments; the others follow.
const DEPARTMENT: u128 = 10;
const DEPARTMENTS: u128 = 100;
const ROWS: u32 = 50_000;

/// A city with many departments that share its items and records among them.
fn city() -> Conn {
    let mut conn = empty();
    let conn_ref = &mut conn;
    let city = id(CITY);
    run(
        conn_ref,
        &format!("INSERT INTO organisations (id, name, level, path) VALUES ('{city}', 'city', 'city', '{city}/')"),
    );
    department(conn_ref, BUREAU);
    for number in 0..DEPARTMENTS {
        department(conn_ref, DEPARTMENT + number);
    }
    let numbers = format!("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {ROWS})");
    // The identifier of the department whose turn it is, as `id` writes it.
    let owner = format!("printf('00000000-0000-0000-0000-%012x', {DEPARTMENT} + i % {DEPARTMENTS})");
    let key = "printf('00000000-0000-0000-0001-%012x', i)";
    let bureau = id(BUREAU);
    for statement in [
        format!(
            "{numbers} INSERT INTO items (code, name, owner_id, serving_id, base_code, batch, connection, restricted, optimised_on, \
             published_on) SELECT printf('示例-%05d-000', i), 'item ' || i, {owner}, {owner}, printf('示例-%05d', i), 1 + i % 4, \
             'joint_debugged', i % 997 = 0, '2018-09-10', CASE WHEN i % 2 THEN '2018-09-20' END FROM n"
        ),
        format!(
            "{numbers} INSERT INTO records (id, reference, form, state, revision, owner_id, issuer_id, title, content, reasons, version, \
             created_digest, created_by, created_at, updated_at, due_on, due_provisional, late) \
             SELECT {key}, 'R' || i, CASE i % 3 WHEN 0 THEN 'optimization' WHEN 1 THEN 'go-live' ELSE 'joint-debug' END, \
             CASE WHEN i % 20 THEN 'archived' WHEN i % 40 THEN 'printed' ELSE 'matched' END, 1, {owner}, '{bureau}', 'item ' || i, '{{}}', \
             '[]', 1, '', 'u', '2018-09-01 10:00:00', datetime('2018-09-01', '+' || i || ' minutes'), \
             date('2018-09-01', '+' || (i % 90) || ' days'), 0, 0 FROM n"
        ),
        format!(
            "{numbers} INSERT INTO record_items (record_id, item_code) SELECT {key}, printf('示例-%05d-000', i) FROM n"
        ),
        format!(
            "{numbers} INSERT INTO scans (id, organisation_id, sha256, file_name, bytes, uploader_name, uploaded_at, uploaded_on, state, \
             attempts) SELECT {key}, {owner}, 'sha' || i, 'scan.pdf', 1, '', datetime('2018-09-01', '+' || i || ' minutes'), \
             '2018-09-01', 'read', 1 FROM n"
        ),
        format!(
            "{numbers} INSERT INTO scan_pages (scan_id, number, outcome, record_id, revision, page, pages, holds) \
             SELECT {key}, 1, CASE WHEN i % 100 THEN 'matched' ELSE 'unreadable' END, {key}, 1, 1, 1, 1 FROM n"
        ),
        format!(
            "{numbers} INSERT INTO notices (id, user_id, organisation_id, kind, days, record_id, business_date, created_at, occasion) \
             SELECT {key}, printf('00000000-0000-0000-0000-%012x', 90 + i % 100), {owner}, 'issued', 0, {key}, '2018-09-01', \
             datetime('2018-09-01', '+' || i || ' minutes'), 'o' || i FROM n"
        ),
        format!(
            "{numbers} INSERT INTO interfaces (id, unit_id, name, system_level, system_name, progress, version, created_digest) \
             SELECT {key}, {owner}, 'interface', 'municipal', 'system', 'planned', 1, '' FROM n"
        ),
        format!(
            "{numbers} INSERT INTO item_steps (id, item_code, step, on_day, at, batch) \
             SELECT printf('00000000-0000-0000-%04x-%012x', steps.n, i), printf('示例-%05d-000', i), steps.step, \
             date('2018-09-01', '+' || (i % 20 + steps.n) || ' days'), '2018-09-01 10:00:00', 1 + i % 4 \
             FROM n INNER JOIN (SELECT 1 AS n, 'in_scope' AS step UNION ALL SELECT 2, 'scheduled' UNION ALL SELECT 3, 'connected' \
             UNION ALL SELECT 4, 'published') AS steps ON steps.n < 4 OR i % 2"
        ),
    ] {
        run(conn_ref, &statement);
    }
    item_standings::build_missing(&mut Tx::on(conn_ref)).unwrap();
    conn
}

/// Asks for the first page of everything that a page of the product lists.
fn every_list(conn: &mut Conn, scope: &Scope) {
    let rules = rules();
    let today = "2018-10-08".parse().unwrap();
    let limit = 50;
    items::list(
        conn,
        scope,
        &items::Filter {
            limit,
            ..items::Filter::default()
        },
    )
    .unwrap();
    let batch = Some(2);
    items::list(
        conn,
        scope,
        &items::Filter {
            limit,
            batch,
            ..items::Filter::default()
        },
    )
    .unwrap();
    for filter in [
        records::Filter::default(),
        records::Filter {
            forms: vec![Form::GoLive],
            states: vec![State::Printed, State::Matched],
            ..records::Filter::default()
        },
    ] {
        records::list(conn, scope, &records::Filter { limit, ..filter }).unwrap();
    }
    let every = records::Filter {
        limit: 1,
        ..records::Filter::default()
    };
    for record in records::list(conn, scope, &every).unwrap().entries {
        form_links::of_record(conn, scope, record.id).unwrap();
    }
    let every = optimization_sessions::Filter {
        limit,
        ..optimization_sessions::Filter::default()
    };
    optimization_sessions::list(conn, scope, &every).unwrap();
    waiting::count(conn, scope).unwrap();
    let unread = notices::Filter {
        which: notices::Which::Unread,
        after: None,
        limit,
    };
    notices::list(conn, scope, unread).unwrap();
    scans::list(conn, scope, None, limit).unwrap();
    let every = interfaces::Filter {
        limit,
        ..interfaces::Filter::default()
    };
    interfaces::list(conn, scope, &rules.programme, &every).unwrap();
    let owed = obligations::Filter {
        limit: 50,
        ..obligations::Filter::default()
    };
    obligations::list(conn, scope, &rules, today, &owed).unwrap();
    assessment::board(conn, scope, &rules.programme, today, today).unwrap();
    let every = assessment::Filter {
        limit,
        ..assessment::Filter::default()
    };
    for count in ItemCount::ALL {
        assessment::counted_items(conn, scope, &rules.programme, today, *count, &every).unwrap();
    }
    for count in FormCount::ALL {
        assessment::counted_forms(conn, scope, today, *count, &every).unwrap();
    }
    scope_lists::overview(conn, scope, &rules.programme).unwrap();
    if scope.role() != Some(Role::Reviewer) {
        schedules::plan(conn, scope, &rules, today).unwrap();
    }
    for measure in [
        Measure::Optimised,
        Measure::Connected,
        Measure::JointDebugged,
        Measure::GoLive,
        Measure::Published,
    ] {
        progress::of(conn, scope, &rules.programme, today, measure).unwrap();
    }
    if scope.role() == Some(Role::Bureau) {
        go_live::state(conn, scope).unwrap();
        desk::sets(conn, scope, limit).unwrap();
        scans::unassigned(conn, scope, limit).unwrap();
        let planned = schedules::Filter {
            limit,
            ..schedules::Filter::default()
        };
        schedules::planned_items(conn, scope, &planned).unwrap();
        go_live::list(
            conn,
            scope,
            &go_live::Filter {
                limit,
                ..go_live::Filter::default()
            },
        )
        .unwrap();
    }
    published::list(
        conn,
        Anyone::in_a_test(),
        &published::Filter {
            limit,
            ..published::Filter::default()
        },
    )
    .unwrap();
}

const LARGE: [&str; 14] = [
    "items",
    "item_standings",
    "item_steps",
    "window_cases",
    "records",
    "record_items",
    "scans",
    "scan_pages",
    "notices",
    "interfaces",
    "optimization_sessions",
    "optimization_session_items",
    "optimization_session_guests",
    "form_links",
];

#[test]
fn no_list_reads_a_whole_table() {
    let mut conn = city();
    let mut slow = Vec::new();
    for (role, organisation) in [
        (Role::Bureau, BUREAU),
        (Role::Auditor, BUREAU),
        (Role::Staff, DEPARTMENT),
        (Role::Reviewer, DEPARTMENT),
    ] {
        let scope = person(&mut conn, role, organisation).scope();
        for statement in asked(&mut conn, |conn| every_list(conn, &scope)) {
            let steps = plan(&mut conn, &statement);
            let whole = |step: &String| LARGE.iter().any(|table| *step == format!("SCAN {table}"));
            // A question that nothing can answer reads nothing, whatever the plan is called; numbers of forms are small,
            // and stand in for the forms.
            let small = statement.contains("(1=0)") || statement.contains("FROM form_counts AS records");
            if steps.iter().any(whole) && !small {
                slow.push(format!("{role:?}: {statement}\n    {}", steps.join("\n    ")));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n\n"));
}
