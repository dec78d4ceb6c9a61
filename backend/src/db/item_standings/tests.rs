//! What is derived piece by piece, against what walking every step tells, over random histories.

use super::walk::{Walked, walked};
use super::{build_missing, faults, settle};
use crate::auth::{Operator, Person};
use crate::clock::Clock;
use crate::db::assessment::{Filter, board, counted_items};
use crate::db::scratch::{count, department, empty, id, person, rules, run};
use crate::db::windows::centres;
use crate::db::{Conn, Tx, dialect};
use proptest::prelude::*;
use uuid::Uuid;
use yinzheng_shared::api::assessment::Assessment;
use yinzheng_shared::api::window::NewCentre;
use yinzheng_shared::assessment::{ItemCount, ItemFigures};
use yinzheng_shared::date::Date;
use yinzheng_shared::id::{CentreId, OrganisationId};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::window::Tier;

const CITY: u128 = 1;
const BUREAU: u128 = 2;
const MARKET: u128 = 3;
const CIVIL: u128 = 4;
/// Of the market's line, in a district.
const DISTRICT_MARKET: u128 = 6;
const DISTRICT: u128 = 5;
const STREET: u128 = 8;
/// Of the city, of its district and of a street there: each with the area that it serves.
const CENTRES: [(u128, u128); 3] = [(7, CITY), (9, DISTRICT), (10, STREET)];
const OWNERS: [u128; 3] = [MARKET, CIVIL, DISTRICT_MARKET];
const ITEMS: usize = 4;
/// Each batch with the last day of its schedule.
const DUES: [(u8, &str); 2] = [(1, "2018-09-12"), (2, "2018-09-20")];

/// Something that happens to an item.
#[derive(Clone, Debug)]
enum Happens {
    /// A step, with the batch that it speaks of.
    Step(&'static str, u8),
    /// A department takes it over.
    TakenOver(u128),
    /// A file gives it to another department.
    Given(u128),
    /// Another unit serves it.
    Served(u128),
    /// A list says whether it is secret.
    Secret(bool),
    /// So many cases of September or October, at a centre.
    Cases(u8, u128, i64),
    /// A centre serves another area from now on.
    Moves(u128, u128),
}

fn happens() -> impl Strategy<Value = Happens> {
    let owner = || prop::sample::select(OWNERS.to_vec());
    let centre = || prop::sample::select(CENTRES.to_vec());
    let step = prop::sample::select(vec![
        "in_scope",
        "in_scope",
        "left_out",
        "moving",
        "stayed",
        "cancelled",
        "scheduled",
        "scheduled",
        "withdrawn",
        "optimised",
        "connected",
        "connected",
        "disconnected",
        "published",
        "published",
    ]);
    prop_oneof![
        8 => (step, 1..=2_u8).prop_map(|(step, batch)| Happens::Step(step, batch)),
        1 => owner().prop_map(Happens::TakenOver),
        1 => owner().prop_map(Happens::Given),
        1 => owner().prop_map(Happens::Served),
        1 => any::<bool>().prop_map(Happens::Secret),
        2 => (9..=10_u8, centre(), 0..50_i64).prop_map(|(month, (centre, _), cases)| Happens::Cases(month, centre, cases)),
        1 => (centre(), centre()).prop_map(|((centre, _), (_, area))| Happens::Moves(centre, area)),
    ]
}

/// What happens to which item, so many days after what happened before.
fn histories() -> impl Strategy<Value = Vec<(usize, Happens, i64)>> {
    prop::collection::vec((0..ITEMS, happens(), 0..4_i64), 8..30)
}

fn world() -> Conn {
    let mut conn = empty();
    let (city, district, street, bureau) = (id(CITY), id(DISTRICT), id(STREET), id(BUREAU));
    run(
        &mut conn,
        &format!(
            "INSERT INTO organisations (id, name, level, path) VALUES ('{city}', 'city', 'city', '{city}/');
             INSERT INTO organisations (id, name, level, parent_id, path)
                 VALUES ('{district}', 'district', 'district', '{city}', '{city}/{district}/');
             INSERT INTO organisations (id, name, level, parent_id, line_id, path)
                 VALUES ('{0}', 'district market', 'district_department', '{district}', '{1}', '{city}/{district}/{0}/');
             INSERT INTO organisations (id, name, level, parent_id, path)
                 VALUES ('{street}', 'street', 'street', '{district}', '{city}/{district}/{street}/')",
            id(DISTRICT_MARKET),
            id(MARKET),
        ),
    );
    for (centre, area) in CENTRES {
        run(
            &mut conn,
            &format!(
                "INSERT INTO service_centres (id, name, folded, level, area_id, registered_on)
                 VALUES ('{}', '{centre}', '{centre}', 'city', '{}', '2018-09-01')",
                id(centre),
                id(area)
            ),
        );
    }
    for number in [BUREAU, MARKET, CIVIL] {
        department(&mut conn, number);
    }
    for (batch, due) in DUES {
        run(
            &mut conn,
            &format!(
                "INSERT INTO records (id, reference, form, state, revision, owner_id, issuer_id, title, content, reasons, version,
                     created_digest, created_by, created_at, updated_at, due_provisional, late, archived_at, archived_on)
                 VALUES ('{}', '{batch}', 'schedule', 'archived', 1, '{bureau}', '{bureau}', '{batch}', '{{\"optimised_by\":\"{due}\",
                     \"registered_by\":\"{due}\",\"debugged_by\":\"{due}\",\"confirmed_by\":\"{due}\",\"published_by\":\"{due}\"}}',
                     '[]', 1, '', 'u', '2018-08-01 00:00:00', '2018-08-01 00:00:00', 0, 0, '2018-08-01 00:00:00', '2018-08-01')",
                id(u128::from(batch) + 50)
            ),
        );
    }
    for number in 0..ITEMS {
        let owner = id(OWNERS[number % OWNERS.len()]);
        run(
            &mut conn,
            &format!(
                "INSERT INTO items (code, name, owner_id, serving_id, base_code, connection, restricted)
                 VALUES ('{number}', '{number}', '{owner}', '{owner}', '', 'none', 0)"
            ),
        );
    }
    conn
}

fn apply(tx: &mut Tx<'_>, number: usize, what: &Happens, on: Date) {
    let statement = match what {
        Happens::Step(step, batch) => format!(
            "INSERT INTO item_steps (id, item_code, step, on_day, at, batch)
             VALUES ('{}', '{number}', '{step}', '{on}', '2018-09-01 00:00:00', {batch})",
            Uuid::now_v7()
        ),
        Happens::TakenOver(to) => format!(
            "INSERT INTO item_transfers (record_id, item_code, from_id, to_id, remark, asked_on, state, answered_on)
                 SELECT '{0}', code, owner_id, '{1}', '', '{on}', 'accepted', '{on}' FROM items WHERE code = '{number}';
             UPDATE items SET owner_id = '{1}' WHERE code = '{number}';
             INSERT INTO item_steps (id, item_code, step, on_day, at)
                 VALUES ('{0}', '{number}', 'moved', '{on}', '2018-09-01 00:00:00')",
            Uuid::now_v7(),
            id(*to),
        ),
        Happens::Given(to) => format!("UPDATE items SET owner_id = '{}' WHERE code = '{number}'", id(*to)),
        Happens::Served(by) => format!("UPDATE items SET serving_id = '{}' WHERE code = '{number}'", id(*by)),
        Happens::Secret(secret) => format!("UPDATE items SET restricted = {secret} WHERE code = '{number}'"),
        Happens::Moves(centre, area) => {
            let new = NewCentre {
                id: CentreId(Uuid::from_u128(*centre)),
                name: centre.to_string(),
                level: Tier::City,
                area: OrganisationId(Uuid::from_u128(*area)),
                registered_on: "2018-09-01".parse().unwrap(),
            };
            let actor = Operator::of_command("test").actor();
            centres::import(tx, Clock::new(None).stamp(), &actor, &[new], "").unwrap();
            return;
        }
        Happens::Cases(month, centre, cases) => format!(
            "INSERT INTO window_cases (item_code, month, centre_id, cases, reported_by, reported_at)
             VALUES ('{number}', '2018-{month:02}', '{}', {cases}, 'u', '2018-09-01 00:00:00')
             ON CONFLICT DO UPDATE SET cases = excluded.cases",
            id(*centre)
        ),
    };
    run(tx.conn(), &statement);
    tx.touch(&number.to_string());
}

/// Whether the office, staff of the market's department or the hall of the district see an item as it is now.
fn sees(conn: &mut Conn, role: Role, code: &str) -> bool {
    let own = id(if role == Role::Hall { DISTRICT } else { MARKET });
    let others = id(DISTRICT_MARKET);
    role == Role::Bureau
        || count(
            conn,
            &format!(
                "items WHERE code = '{code}' AND (owner_id = '{own}' OR serving_id = '{own}' OR owner_id = '{others}' AND NOT restricted)"
            ),
        ) == 1
}

/// The numbers of items as the walk has them.
fn figures(items: &[Walked], on: &str) -> ItemFigures {
    let mut sum = ItemFigures {
        cases: Some(0),
        ..ItemFigures::default()
    };
    for item in items {
        let due = DUES.iter().find(|(batch, _)| item.batch == Some(batch.to_string()));
        let due = due.map(|(_, day)| *day).filter(|day| *day < on);
        let published = item.published_on.as_deref();
        let one = u64::from;
        if item.scope.as_deref() == Some("in_scope") {
            sum.countable += 1;
            sum.scheduled += one(item.batch.is_some());
            sum.connected += one(item.connected_on.is_some());
            sum.published += one(published.is_some());
            sum.due += one(due.is_some());
            sum.on_time += one(due.is_some_and(|due| published.is_some_and(|day| day <= due)));
            sum.overdue += one(due.is_some() && published.is_none());
        } else if !matches!(item.scope.as_deref(), Some("moving" | "cancelled")) {
            sum.besides += one(published.is_some());
        }
        if let (Some(_), Some(cases)) = (published, item.cases) {
            sum.with_cases += 1;
            sum.cases = sum.cases.map(|sum| sum + u64::try_from(cases).unwrap());
        }
    }
    sum
}

fn told(conn: &mut Conn, person: &Person, on: &str) -> Assessment {
    let today = "2019-01-01".parse().unwrap();
    board(conn, &person.scope(), &rules().programme, on.parse().unwrap(), today).unwrap()
}

/// Everything that is derived, in order; sums that came to nothing aside.
fn derived(conn: &mut Conn) -> Vec<String> {
    let standings = "SELECT item_code || ' ' || since_on || ' ' || until_on || ' ' || held_by || ' ' || owner_id || ' ' || serving_id
        || ' ' || restricted || ' ' || scope || ' ' || batch || ' ' || COALESCE(connected_on, '-') || ' '
        || COALESCE(published_on, '-') || ' ' || COALESCE(cases, -1) AS line FROM item_standings ORDER BY line";
    let cases =
        "SELECT item_code || ' ' || since_on || ' ' || area_id || ' ' || cases AS line FROM area_cases ORDER BY line";
    let figures = "SELECT area_id || ' ' || on_day || ' ' || held_by || ' ' || owner_id || ' ' || serving_id || ' ' || restricted || ' ' || batch || ' '
        || measure || ' ' || of_day || ' ' || amount AS line FROM item_figures WHERE amount <> 0 ORDER BY line";
    [standings, cases, figures]
        .map(|query| dialect::lines(conn, query).unwrap())
        .concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_day_is_told_as_the_steps_tell_it(history in histories()) {
        let mut conn = world();
        let mut on: Date = "2018-09-01".parse().unwrap();
        for (number, what, days) in &history {
            on = on.plus_days(*days);
            let mut tx = Tx::on(&mut conn);
            apply(&mut tx, *number, what, on);
            settle(&mut tx).unwrap();
        }
        let last = on.plus_days(9);
        let mut day: Date = "2018-08-31".parse().unwrap();
        while day <= last {
            let on = day.to_string();
            for (role, organisation) in [(Role::Bureau, BUREAU), (Role::Staff, MARKET), (Role::Hall, DISTRICT)] {
                let area = format!("{}/{}", id(CITY), if role == Role::Hall { id(DISTRICT) } else { String::new() });
                let walked = walked(&mut conn, &on, &area);
                let person = person(&mut conn, role, organisation);
                let seen: Vec<Walked> = walked.iter().filter(|item| sees(&mut conn, role, &item.code)).cloned().collect();
                let board = told(&mut conn, &person, &on);
                let expected = figures(&seen, &on);
                prop_assert_eq!(board.whole.items, expected, "{:?} {}", role, &on);
                for department in &board.departments {
                    let owner = department.department.id.to_string();
                    let held: Vec<Walked> = seen.iter().filter(|item| item.held_by == owner).cloned().collect();
                    prop_assert_eq!(department.figures.items, figures(&held, &on), "{} {}", &owner, &on);
                }
                for count in ItemCount::ALL {
                    let filter = Filter { limit: 10, ..Filter::default() };
                    let list = counted_items(&mut conn, &person.scope(), &rules().programme, day, *count, &filter).unwrap();
                    prop_assert_eq!(list.total, expected.of(*count));
                    prop_assert_eq!(list.entries.len() as u64, list.total, "{:?} {:?} {}", role, count, &on);
                }
            }
            day = day.plus_days(1);
        }
        prop_assert_eq!(faults(&mut conn).unwrap(), Vec::<String>::new());
        // Piece by piece or all at once, it is the same.
        let piecewise = derived(&mut conn);
        run(&mut conn, "DELETE FROM item_standings; DELETE FROM item_figures; DELETE FROM area_cases");
        build_missing(&mut Tx::on(&mut conn)).unwrap();
        prop_assert_eq!(piecewise, derived(&mut conn));
    }
}

#[test]
fn what_is_derived_already_is_left_alone() {
    let mut conn = world();
    assert_eq!(build_missing(&mut Tx::on(&mut conn)).unwrap(), 0, "no step was taken");
    let mut tx = Tx::on(&mut conn);
    apply(&mut tx, 0, &Happens::Step("in_scope", 1), "2018-09-07".parse().unwrap());
    assert_eq!(build_missing(&mut tx).unwrap(), ITEMS);
    assert_eq!(build_missing(&mut tx).unwrap(), 0);
    assert_eq!(count(&mut conn, "item_standings"), 1);
}

#[test]
fn what_a_hand_changed_is_named() {
    let mut conn = world();
    let mut tx = Tx::on(&mut conn);
    apply(&mut tx, 0, &Happens::Step("in_scope", 1), "2018-09-07".parse().unwrap());
    settle(&mut tx).unwrap();
    run(&mut conn, "UPDATE item_standings SET scope = 'left_out'");
    let owner = id(OWNERS[0]);
    assert_eq!(
        faults(&mut conn).unwrap(),
        [
            "item 0: its standings are not what its steps tell".to_owned(),
            format!("figures of {owner} on 2018-09-07 are not what its items come to"),
        ]
    );
}
