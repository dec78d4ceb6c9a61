//! The table of roles, asked of a real database.

use crate::auth::{Asker, Operator, Person, Seat};
use crate::clock::Clock;
use crate::db::dialect::Place;
use crate::db::maker::Created;
use crate::db::records::{self, Filter, NewRecord};
use crate::db::{Db, items, organisations, schema, scratch, users};
use crate::items::{ItemRow, Privacy};
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;
use yinzheng_shared::api::admin::NewOrganisation;
use yinzheng_shared::form::go_live::GoLive;
use yinzheng_shared::form::item_row::ItemRow as FormRow;
use yinzheng_shared::form::optimization::Optimization;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::{OrganisationId, RecordId, UserId};
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::record::State;

const TREE: [(&str, Level, Option<&str>, Option<&str>); 10] = [
    ("city", Level::City, None, None),
    ("east", Level::District, Some("city"), None),
    ("west", Level::District, Some("city"), None),
    ("bureau", Level::CityDepartment, Some("city"), None),
    ("market", Level::CityDepartment, Some("city"), None),
    ("civil", Level::CityDepartment, Some("city"), None),
    ("east-market", Level::DistrictDepartment, Some("east"), Some("market")),
    ("east-office", Level::DistrictDepartment, Some("east"), None),
    ("west-market", Level::DistrictDepartment, Some("west"), Some("market")),
    ("west-office", Level::DistrictDepartment, Some("west"), None),
];

struct Town {
    db: Db,
    seats: HashMap<&'static str, Seat>,
    titles: HashMap<RecordId, &'static str>,
    folder: std::path::PathBuf,
}

impl Drop for Town {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

impl Town {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("yinzheng-{}", Uuid::now_v7()));
        std::fs::create_dir(&folder).unwrap();
        let db = Db::open(&Place::Sqlite(folder.join("db").to_string_lossy().into_owned())).unwrap();
        db.migrate().unwrap();
        let (stamp, actor) = (Clock::new(None).stamp(), Operator::of_command("test").actor());
        let ids: HashMap<&str, OrganisationId> = TREE
            .iter()
            .map(|(name, ..)| (*name, OrganisationId(Uuid::now_v7())))
            .collect();
        db.write_now(|tx| {
            for (name, level, parent, line) in TREE {
                let (parent, line) = (parent.map(|name| ids[name]), line.map(|name| ids[name]));
                let new = NewOrganisation {
                    id: ids[name],
                    name: name.to_owned(),
                    level,
                    parent,
                    line,
                };
                organisations::add(tx, stamp, &actor, &new)?;
            }
            let item = |code: &str, privacy| ItemRow {
                code: code.to_owned(),
                name: code.to_owned(),
                base_code: code.to_owned(),
                owner: ids["market"],
                serving: ids["market"],
                batch: None,
                connection: None,
                privacy,
            };
            let rows = [item("open", Privacy::Open), item("secret", Privacy::Restricted)];
            items::import(tx, stamp, &actor, &rows, "").map(drop)
        })
        .unwrap();
        let seat = |name: &'static str| {
            let found = db
                .read_now(|conn| organisations::seat(conn, ids[name]))
                .unwrap()
                .unwrap();
            (name, found)
        };
        let seats = TREE.iter().map(|(name, ..)| seat(name)).collect();
        Self {
            db,
            seats,
            titles: HashMap::new(),
            folder,
        }
    }

    fn person(&self, role: Role, organisation: &str) -> Person {
        let id = UserId(Uuid::now_v7());
        let seat = self.seats[organisation].clone();
        let units = self
            .db
            .read_now(|conn| organisations::units(conn, role, &seat))
            .unwrap();
        let person = Person {
            id,
            name: String::new(),
            login: id.to_string(),
            role,
            seat,
            units,
            request: String::new(),
        };
        let new = users::NewUser {
            id,
            login: person.login.clone(),
            name: String::new(),
            role,
            organisation: person.seat.id,
            password_hash: String::new(),
            email: None,
        };
        let (stamp, actor) = (Clock::new(None).stamp(), Operator::of_command("test").actor());
        self.db.write_now(|tx| users::add(tx, stamp, &actor, &new)).unwrap();
        person
    }

    fn record(&mut self, title: &'static str, by: &Person, content: Content, owner: Option<&str>, state: State) {
        let new = NewRecord {
            id: RecordId(Uuid::now_v7()),
            content,
            owner: owner.map(|name| self.seats[name].id),
            replaces: None,
            digest: title.to_owned(),
        };
        let stamp = Clock::new(None).stamp();
        let begin = |tx: &mut crate::db::Tx<'_>| {
            let created = records::create(tx, &by.scope(), stamp, &by.actor(), "bureau", &new)?;
            diesel::update(schema::records::table.find(new.id.to_string()))
                .set(schema::records::state.eq(state.code()))
                .execute(tx.conn())?;
            Ok(created)
        };
        assert_eq!(self.db.write_now(begin).unwrap(), Created::Now);
        self.titles.insert(new.id, title);
    }

    fn sees(&self, person: &Person) -> BTreeSet<&'static str> {
        let filter = Filter {
            limit: 100,
            ..Filter::default()
        };
        let listing = self
            .db
            .read_now(|conn| records::list(conn, &person.scope(), &filter))
            .unwrap();
        assert_eq!(usize::try_from(listing.total).unwrap(), listing.entries.len());
        listing.entries.iter().map(|entry| self.titles[&entry.id]).collect()
    }
}

fn optimization(code: &str) -> Content {
    Content::Optimization(Optimization {
        item_code: code.to_owned(),
        ..Optimization::default()
    })
}

fn go_live() -> Content {
    let row = FormRow {
        number: 1,
        item_name: "open".to_owned(),
        item_code: "open".to_owned(),
    };
    Content::GoLive(GoLive {
        rows: vec![row],
        ..GoLive::default()
    })
}

#[test]
fn everybody_sees_what_the_table_of_roles_says() {
    let mut town = Town::new();
    let market = town.person(Role::Staff, "market");
    let east = town.person(Role::Staff, "east-market");
    let west = town.person(Role::Staff, "west-market");
    let bureau = town.person(Role::Bureau, "bureau");
    town.record("city draft", &market, optimization("open"), None, State::Draft);
    town.record("city archived", &market, optimization("open"), None, State::Archived);
    town.record("city secret", &market, optimization("secret"), None, State::Archived);
    town.record("east draft", &east, optimization("open"), None, State::Draft);
    town.record("west secret", &west, optimization("secret"), None, State::Draft);
    town.record("not issued", &bureau, go_live(), Some("market"), State::Draft);
    town.record("issued", &bureau, go_live(), Some("market"), State::Submitted);

    let all = [
        "city draft",
        "city archived",
        "city secret",
        "east draft",
        "west secret",
        "not issued",
        "issued",
    ];
    let cases: [(Role, &str, &[&str]); 12] = [
        (Role::Bureau, "bureau", &all),
        (Role::Auditor, "civil", &all),
        (Role::Admin, "bureau", &[]),
        (
            Role::Staff,
            "market",
            &["city draft", "city archived", "city secret", "east draft", "issued"],
        ),
        (Role::Staff, "civil", &[]),
        (Role::Staff, "east-market", &["east draft", "city archived"]),
        (Role::Staff, "west-market", &["west secret", "city archived"]),
        (Role::Staff, "east-office", &["city archived"]),
        (
            Role::Reviewer,
            "civil",
            &["city draft", "city archived", "east draft", "issued"],
        ),
        (Role::Egov, "east-office", &["east draft", "city archived"]),
        (Role::Hall, "west-office", &["city archived"]),
        (Role::Builder, "civil", &[]),
    ];
    for (role, organisation, seen) in cases {
        let person = town.person(role, organisation);
        assert_eq!(
            town.sees(&person),
            seen.iter().copied().collect(),
            "{role:?} of {organisation}"
        );
    }
    let operator = Operator::of_command("test");
    let names = town
        .db
        .read_now(|conn| organisations::all(conn, Asker::Operator(&operator)))
        .unwrap();
    assert_eq!(names.len(), TREE.len());
}

/// However items become secret, cease to be, come and go in records: the database knows which records name one.
#[test]
fn the_database_knows_what_names_a_secret() {
    let mut conn = scratch::empty();
    for number in 0..4 {
        scratch::record(&mut conn, number, (Form::GoLive, State::Draft), (2, 3), "2018-09-07");
    }
    let mut turn = 0_u32;
    for step in 0..400_u32 {
        // A sequence that goes through everything in no order.
        turn = turn.wrapping_mul(1_664_525).wrapping_add(1_013_904_223 + step);
        let (record, item) = (scratch::id(u128::from(turn >> 8 & 3)), turn >> 16 & 7);
        scratch::run(
            &mut conn,
            &match turn >> 24 & 7 {
                0 => format!(
                    "INSERT OR IGNORE INTO items (code, name, owner_id, serving_id, base_code, connection, restricted) \
                     VALUES ('{item}', '', 'o', 'o', '', 'none', {})",
                    turn >> 28 & 1
                ),
                1 => format!("UPDATE items SET restricted = NOT restricted WHERE code = '{item}'"),
                2 => format!("UPDATE items SET restricted = TRUE WHERE code = '{item}'"),
                3 => format!("DELETE FROM record_items WHERE record_id = '{record}'"),
                4 => format!("DELETE FROM record_items WHERE item_code = '{item}'"),
                _ => format!("INSERT OR IGNORE INTO record_items (record_id, item_code) VALUES ('{record}', '{item}')"),
            },
        );
        let wrong = scratch::count(
            &mut conn,
            "records WHERE names_restricted <> EXISTS (SELECT 1 FROM record_items INNER JOIN items \
             ON items.code = record_items.item_code WHERE record_items.record_id = records.id AND items.restricted)",
        );
        assert_eq!(wrong, 0, "step {step}");
    }
}
