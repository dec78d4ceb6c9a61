//! Plan, issue and what stands against it, asked of a real database.

use super::{NewSchedule, draft, issue, plan, plan_items, set_days};
use crate::auth::{Operator, Person};
use crate::clock::Clock;
use crate::db::audit::Stamp;
use crate::db::dialect::Place;
use crate::db::records::{self, Submission};
use crate::db::{Db, desk, items, notices, organisations, schema, users};
use crate::error::Result;
use crate::items::{ItemRow, Privacy};
use crate::state::Rules;
use crate::store::{self, Hash};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;
use yinzheng_shared::api::admin::NewOrganisation;
use yinzheng_shared::api::record::{Record, WarningReason};
use yinzheng_shared::api::schedule::{BatchDays, BatchPlan};
use yinzheng_shared::calendar::CHINA;
use yinzheng_shared::finding::Severity;
use yinzheng_shared::form::{self, Content};
use yinzheng_shared::id::{OrganisationId, RecordId, UserId};
use yinzheng_shared::locale::Language;
use yinzheng_shared::notice::NoticeKind;
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::programme::HANGZHOU_2018;
use yinzheng_shared::record::State;

struct City {
    db: Db,
    rules: Rules,
    organisations: HashMap<&'static str, OrganisationId>,
    folder: std::path::PathBuf,
}

impl Drop for City {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

fn stamp() -> Stamp {
    Stamp {
        on: "2018-09-10".parse().unwrap(),
        ..Clock::new(None).stamp()
    }
}

impl City {
    /// A bureau and two departments; `market` has `a`, `b` and the secret `s`, `civil` has `c`.
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("yinzheng-{}", Uuid::now_v7()));
        std::fs::create_dir(&folder).unwrap();
        let db = Db::open(&Place::Sqlite(folder.join("db").to_string_lossy().into_owned())).unwrap();
        db.migrate().unwrap();
        let actor = Operator::of_command("test").actor();
        let names = ["city", "bureau", "market", "civil"];
        let ids: HashMap<&str, OrganisationId> = names
            .map(|name| (name, OrganisationId(Uuid::now_v7())))
            .into_iter()
            .collect();
        db.write_now(|tx| {
            for name in names {
                let is_city = name == "city";
                let new = NewOrganisation {
                    id: ids[name],
                    name: name.to_owned(),
                    level: if is_city { Level::City } else { Level::CityDepartment },
                    parent: (!is_city).then(|| ids["city"]),
                    line: None,
                };
                organisations::add(tx, stamp(), &actor, &new)?;
            }
            let item = |code: &str, owner: &str, privacy| ItemRow {
                code: code.to_owned(),
                name: code.to_owned(),
                base_code: code.to_owned(),
                owner: ids[owner],
                serving: ids[owner],
                batch: None,
                connection: None,
                privacy,
            };
            let rows = [
                item("a-01", "market", Privacy::Open),
                item("b-01", "market", Privacy::Open),
                item("s-01", "market", Privacy::Restricted),
                item("c-01", "civil", Privacy::Open),
            ];
            items::import(tx, stamp(), &actor, &rows, "").map(drop)
        })
        .unwrap();
        let rules = Rules {
            programme: toml::from_str(HANGZHOU_2018).unwrap(),
            calendar: toml::from_str(CHINA).unwrap(),
            digest: String::new(),
        };
        Self {
            db,
            rules,
            organisations: ids,
            folder,
        }
    }

    fn person(&self, role: Role, organisation: &str) -> Person {
        let id = UserId(Uuid::now_v7());
        let seat = self
            .db
            .read_now(|conn| organisations::seat(conn, self.organisations[organisation]))
            .unwrap()
            .unwrap();
        let units = self
            .db
            .read_now(|conn| organisations::units(conn, role, &seat))
            .unwrap();
        let person = Person {
            id,
            name: id.to_string(),
            login: id.to_string(),
            role,
            seat,
            units,
            request: String::new(),
        };
        let new = users::NewUser {
            id,
            login: person.login.clone(),
            name: person.name.clone(),
            role,
            organisation: person.seat.id,
            password_hash: String::new(),
            email: None,
        };
        let actor = Operator::of_command("test").actor();
        self.db.write_now(|tx| users::add(tx, stamp(), &actor, &new)).unwrap();
        person
    }

    fn plan(&self, by: &Person, codes: &[&str], batch: Option<u8>) {
        let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        let programme = &self.rules.programme;
        self.db
            .write_now(|tx| plan_items(tx, &by.scope(), stamp(), &by.actor(), programme, &codes, batch))
            .unwrap();
    }

    /// What a page would send of a batch as it is planned now.
    fn seen(&self, by: &Person, number: u8) -> NewSchedule {
        let draft = self
            .db
            .read_now(|conn| draft(conn, &by.scope(), &self.rules, stamp().on, number))
            .unwrap();
        let content = Content::Schedule(draft.content);
        let report = form::check(
            &content,
            &draft.facts,
            &self.rules.context(stamp().on),
            Language::English,
        );
        let reasons = report
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Warning)
            .map(|finding| WarningReason {
                path: finding.path.clone(),
                rule: finding.rule.clone(),
                reason: "示例".to_owned(),
            })
            .collect();
        NewSchedule {
            id: RecordId(Uuid::now_v7()),
            number,
            digest: format!("{number}"),
            submission: Submission {
                expected: 1,
                rule_set: String::new(),
                facts: draft.facts,
                content,
                reasons,
                language: Language::English,
            },
        }
    }

    fn hand_in(&self, by: &Person, new: &NewSchedule) -> Result<i64> {
        self.db
            .write_now(|tx| issue(tx, &by.scope(), stamp(), &by.actor(), &self.rules, new))
            .map(|issued| issued.version)
    }

    /// Closes what was handed in, as once its package is durable.
    fn close(&self, by: &Person, id: RecordId, version: i64) -> Result<()> {
        let ready = self
            .db
            .read_now(|conn| records::acceptable(conn, &by.scope(), id, version, &[]))?;
        ready.map_or(Ok(()), |ready| self.close_ready(by, &ready))
    }

    fn close_ready(&self, by: &Person, ready: &records::Acceptable) -> Result<()> {
        let package = store::Stored {
            hash: Hash::of(ready.record.id.to_string().as_bytes()),
            bytes: 1,
        };
        let programme = &self.rules.programme;
        self.db
            .write_now(|tx| records::accept(tx, &by.scope(), stamp(), &by.actor(), programme, ready, package))
    }

    fn ready(&self, by: &Person, number: u8) -> records::Acceptable {
        let new = self.seen(by, number);
        let version = self.hand_in(by, &new).unwrap();
        self.db
            .read_now(|conn| records::acceptable(conn, &by.scope(), new.id, version, &[]))
            .unwrap()
            .unwrap()
    }

    fn issue(&self, by: &Person, number: u8) -> RecordId {
        let new = self.seen(by, number);
        let version = self.hand_in(by, &new).unwrap();
        self.close(by, new.id, version).unwrap();
        new.id
    }

    fn batch_of(&self, code: &str) -> Option<i32> {
        let batch = schema::items::table.find(code).select(schema::items::batch);
        self.db.read_now(|conn| Ok(batch.first(conn)?)).unwrap()
    }

    fn set_days(&self, by: &Person, number: u8, expected: i64, days: &BatchDays) -> Result<i64> {
        let (rules, at) = (&self.rules, stamp());
        self.db
            .write_now(|tx| set_days(tx, &by.scope(), at, &by.actor(), rules, number, expected, days))
    }

    /// A batch as `GET schedule` shows it.
    fn batch(&self, to: &Person, number: u8) -> BatchPlan {
        let plan = self
            .db
            .read_now(|conn| plan(conn, &to.scope(), &self.rules, stamp().on))
            .unwrap();
        plan.batches.into_iter().find(|batch| batch.number == number).unwrap()
    }

    fn read(&self, by: &Person, id: RecordId) -> Result<Record> {
        self.db.read_now(|conn| {
            let stored = records::find(conn, &by.scope(), id)?;
            records::body(conn, &by.scope(), &self.rules.context(stamp().on), &stored)
        })
    }

    /// Records that a person finds by part of a code.
    fn found(&self, by: &Person, text: &str) -> Vec<RecordId> {
        let filter = records::Filter {
            text: Some(text.to_owned()),
            limit: 10,
            ..records::Filter::default()
        };
        let list = self
            .db
            .read_now(|conn| records::list(conn, &by.scope(), &filter))
            .unwrap();
        list.entries.iter().map(|record| record.id).collect()
    }

    fn told(&self, person: &Person) -> Vec<(NoticeKind, RecordId)> {
        let filter = notices::Filter {
            which: notices::Which::All,
            after: None,
            limit: 10,
        };
        let list = self
            .db
            .read_now(|conn| notices::list(conn, &person.scope(), filter))
            .unwrap();
        list.entries.iter().map(|notice| (notice.kind, notice.record)).collect()
    }

    /// Reasons of the audit trail for this action, oldest first.
    fn audited(&self, action: &str) -> Vec<Option<String>> {
        use schema::audit;
        let rows = audit::table
            .filter(audit::action.eq(action))
            .order(audit::id.asc())
            .select(audit::reason);
        self.db.read_now(|conn| Ok(rows.load(conn)?)).unwrap()
    }

    fn state_of(&self, by: &Person, id: RecordId) -> State {
        self.db
            .read_now(|conn| records::find(conn, &by.scope(), id))
            .unwrap()
            .state
    }
}

fn problem(done: Result<()>) -> Option<Problem> {
    done.err().map(|error| error.problem())
}

#[test]
fn what_waits_never_overwrites_what_was_issued_since() {
    let city = City::new();
    let bureau = city.person(Role::Bureau, "bureau");
    city.plan(&bureau, &["a-01", "b-01"], Some(2));
    // Its package was not kept: it waits.
    let old = city.seen(&bureau, 2);
    let version = city.hand_in(&bureau, &old).unwrap();
    let meanwhile = city.ready(&bureau, 2);
    city.plan(&bureau, &["b-01"], None);
    let newer = city.issue(&bureau, 2);
    assert_eq!((city.batch_of("a-01"), city.batch_of("b-01")), (Some(2), None));
    for (id, late) in [
        (old.id, city.close(&bureau, old.id, version)),
        (meanwhile.record.id, city.close_ready(&bureau, &meanwhile)),
    ] {
        assert_eq!(problem(late), Some(Problem::ScheduleOvertaken));
        assert_eq!(city.state_of(&bureau, id), State::Void);
    }
    assert_eq!(city.state_of(&bureau, newer), State::Archived);
    assert_eq!((city.batch_of("a-01"), city.batch_of("b-01")), (Some(2), None));
}

#[test]
fn an_identifier_stands_for_what_was_asked_under_it() {
    let city = City::new();
    let bureau = city.person(Role::Bureau, "bureau");
    city.plan(&bureau, &["a-01"], Some(2));
    city.plan(&bureau, &["b-01"], Some(3));
    let asked = city.seen(&bureau, 2);
    let version = city.hand_in(&bureau, &asked).unwrap();
    assert_eq!(city.hand_in(&bureau, &asked).unwrap(), version);
    let other = NewSchedule {
        id: asked.id,
        ..city.seen(&bureau, 3)
    };
    assert_eq!(problem(city.hand_in(&bureau, &other).map(drop)), Some(Problem::IdTaken));
    let staff = city.person(Role::Staff, "market");
    assert_eq!(
        problem(city.hand_in(&staff, &asked).map(drop)),
        Some(Problem::Forbidden)
    );
    city.close(&bureau, asked.id, version).unwrap();
    assert_eq!((city.batch_of("a-01"), city.batch_of("b-01")), (Some(2), None));
}

#[test]
fn two_batches_issued_at_once_never_hold_the_same_item() {
    let city = City::new();
    let bureau = city.person(Role::Bureau, "bureau");
    city.plan(&bureau, &["a-01", "b-01"], Some(2));
    let second = city.ready(&bureau, 2);
    city.plan(&bureau, &["b-01", "c-01"], Some(3));
    let third = city.ready(&bureau, 3);
    city.close_ready(&bureau, &second).unwrap();
    assert_eq!(problem(city.close_ready(&bureau, &third)), Some(Problem::FactsChanged));
    assert_eq!((city.batch_of("b-01"), city.batch_of("c-01")), (Some(2), None));
}

#[test]
fn what_was_published_or_cancelled_meanwhile_stays_where_it_is() {
    use schema::items::{code, published_on, scope};
    let city = City::new();
    let bureau = city.person(Role::Bureau, "bureau");
    city.plan(&bureau, &["a-01", "b-01", "c-01"], Some(2));
    let ready = city.ready(&bureau, 2);
    city.db
        .write_now(|tx| {
            let items = schema::items::table;
            diesel::update(items.filter(code.eq("a-01")))
                .set(published_on.eq("2018-09-10"))
                .execute(tx.conn())?;
            diesel::update(items.filter(code.eq("b-01")))
                .set(scope.eq("cancelled"))
                .execute(tx.conn())?;
            Ok(())
        })
        .unwrap();
    city.close_ready(&bureau, &ready).unwrap();
    assert_eq!(
        ["a-01", "b-01", "c-01"].map(|item| city.batch_of(item)),
        [None, None, Some(2)]
    );
}

#[test]
fn days_of_a_batch_are_not_overwritten_unseen() {
    let city = City::new();
    let (bureau, other) = (city.person(Role::Bureau, "bureau"), city.person(Role::Bureau, "bureau"));
    let batch = city.batch(&bureau, 2);
    assert_eq!(batch.etag, "v0");
    let proposed = batch.days.unwrap();
    let days = BatchDays {
        optimised_by: "2018-09-12".parse().unwrap(),
        ..proposed
    };
    assert_eq!(city.set_days(&bureau, 2, 0, &days).unwrap(), 1);
    assert_eq!(city.set_days(&bureau, 2, 0, &days).unwrap(), 1, "the answer was lost");
    let late = city.set_days(&other, 2, 0, &proposed).map(drop);
    assert_eq!(problem(late), Some(Problem::StaleRecord));
    let batch = city.batch(&other, 2);
    assert_eq!((batch.etag.as_str(), batch.days), ("v1", Some(days)));
    assert_eq!(city.set_days(&other, 2, 1, &proposed).unwrap(), 2);

    city.plan(&bureau, &["a-01"], Some(2));
    city.plan(&bureau, &["a-01"], Some(3));
    city.plan(&bureau, &["a-01"], None);
    let audited: Vec<String> = city.audited("plan_changed").into_iter().flatten().collect();
    assert_eq!(audited.len(), 5);
    assert!(
        audited[0].starts_with("batch=2 optimised_by=2018-09-12 registered_by="),
        "{audited:?}"
    );
    assert_eq!(audited[2..], ["from=none to=2", "from=2 to=3", "from=3 to=none"]);
}

#[test]
fn a_department_reads_its_own_rows_of_what_was_issued() {
    let city = City::new();
    let bureau = city.person(Role::Bureau, "bureau");
    let (market, civil) = (city.person(Role::Staff, "market"), city.person(Role::Staff, "civil"));
    city.plan(&bureau, &["a-01", "s-01", "c-01"], Some(2));
    let days = city.batch(&bureau, 2).days.unwrap();
    assert_eq!(city.batch(&civil, 2).days, None, "nothing is issued yet");
    let id = city.issue(&bureau, 2);

    let codes = |person: &Person| {
        let record = city.read(person, id).unwrap();
        let Content::Schedule(schedule) = Content::from_value(record.summary.form, record.content).unwrap() else {
            panic!("a schedule")
        };
        let facts: Vec<String> = record.facts.items.unwrap().into_iter().map(|item| item.code).collect();
        let rows: Vec<String> = schedule.rows.into_iter().map(|row| row.item_code).collect();
        assert_eq!(facts, rows);
        assert_eq!(record.reasons.len(), rows.len(), "each row is provisional");
        rows
    };
    assert_eq!(codes(&bureau).len(), 3);
    assert_eq!(codes(&market), ["a-01", "s-01"]);
    assert_eq!(codes(&civil), ["c-01"]);
    // The package holds every row, and a search finds no other department's codes.
    let package = |person: &Person| {
        let package = city.db.read_now(|conn| desk::package(conn, &person.scope(), id));
        problem(package.map(drop))
    };
    assert_eq!((package(&bureau), package(&civil)), (None, Some(Problem::Forbidden)));
    assert_eq!(city.found(&market, "s-01"), [id]);
    assert_eq!(city.found(&civil, "c-01"), [id]);
    assert!(city.found(&civil, "s-01").is_empty());

    // What the bureau plans next is no department's matter until it is issued.
    let later = BatchDays {
        optimised_by: "2018-09-14".parse().unwrap(),
        ..days
    };
    city.set_days(&bureau, 2, 0, &later).unwrap();
    city.plan(&bureau, &["c-01"], Some(3));
    let shown = city.batch(&civil, 2);
    assert_eq!((shown.days, shown.planned), (Some(days), 1));
    assert_eq!((shown.added, shown.removed), (0, 0));
    assert_eq!(shown.issued.unwrap().id, id);
    assert_eq!(city.batch(&bureau, 2).days, Some(later));

    // Issued again without it: it no longer reads that one, but the one before.
    let again = city.issue(&bureau, 2);
    let shown = city.batch(&civil, 2);
    assert!(shown.is_issued && shown.issued.is_none());
    assert_eq!(problem(city.read(&civil, again).map(drop)), Some(Problem::NotFound));
    assert_eq!(codes(&civil), ["c-01"]);
    let issued = |id| (NoticeKind::Issued, id);
    assert_eq!(city.told(&market), [issued(again), issued(id)]);
    assert_eq!(city.told(&civil), [issued(id)]);
    assert!(city.told(&bureau).is_empty());
}
