//! Who sees what: the table of roles, walked login by login. What is not theirs to see is not there, in no list,
//! no count and no picture. That every address asks who it is at all is walked in [`super::walk`].

mod sessions;

use super::paper::{path, text};
use super::roles::{
    Administration::Shown,
    CIVIL, DONGHU_CIVIL, DONGHU_MARKET, EVERY_RECORD, EVERY_SECRET, LABOUR, MARKET, POLICE, Sees, TABLE,
    Units::{All, These},
    XIJIANG_CIVIL, XIJIANG_MARKET,
};
use super::world::{World, world};
use crate::app::{On, Person, TestApp};
use crate::people::{AUDITOR, SCANNER_KEY};
use crate::sample::TODAY;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use sessions::{assert_links, assert_session};
use std::collections::{BTreeMap, BTreeSet};

const PRINTED: &[&str] = &[
    "market printed",
    "market matched",
    "market archived",
    "market secret archived",
];
const ARCHIVED: &[&str] = &["market archived", "market secret archived"];

fn ids<'a>(named: &'a BTreeMap<&'static str, Value>, names: &[&'static str]) -> BTreeSet<&'a str> {
    names.iter().map(|name| text(&named[name], "id")).collect()
}

fn listed<'a>(list: &'a Value, field: &str) -> BTreeSet<&'a str> {
    list.as_array()
        .into_iter()
        .flatten()
        .map(|entry| text(entry, field))
        .collect()
}

async fn status(person: &Person, path: &str) -> Result<u16> {
    Ok(person.get(path).await?.status().as_u16())
}

/// 200 for those who see it, and for others the same 404 as for something that never was.
async fn assert_shown(person: &Person, path: &str, shown: bool, who: &str) -> Result<()> {
    let expected = if shown { 200 } else { 404 };
    assert_eq!(status(person, path).await?, expected, "{who}: {path}");
    Ok(())
}

async fn assert_records(person: &Person, sees: &Sees, world: &World) -> Result<()> {
    let list = person.read("records?limit=200").await?;
    assert_eq!(
        listed(&list["entries"], "id"),
        ids(&world.records, sees.records),
        "{}: list of records",
        sees.login
    );
    assert_eq!(list["total"], sees.records.len(), "{}: count of records", sees.login);
    for (name, record) in &world.records {
        let (who, at) = (format!("{} and {name}", sees.login), path(record));
        let shown = sees.records.contains(name);
        let found = person.read(&format!("records?q={}", text(record, "reference"))).await?;
        assert_eq!(found["total"], u64::from(shown), "{who}: searched by its number");
        assert_shown(person, &at, shown, &who).await?;
        assert_shown(person, &format!("{at}/history"), shown, &who).await?;
        let printed = shown && PRINTED.contains(name);
        assert_shown(person, &format!("{at}/print.pdf"), printed, &who).await?;
        assert_shown(person, &format!("{at}/print.pdf?revision=2"), false, &who).await?;
        let first = printed || sees.former_prints.contains(name);
        assert_shown(person, &format!("{at}/print.pdf?revision=1"), first, &who).await?;
        assert_shown(person, &format!("{at}/print/1.png"), printed, &who).await?;
        assert_shown(
            person,
            &format!("{at}/package.zip"),
            shown && ARCHIVED.contains(name),
            &who,
        )
        .await?;
        if shown {
            assert_pictures(person, &at, &who).await?;
        }
    }
    Ok(())
}

/// Of the scanned pages that a record shows, every picture can be looked at.
async fn assert_pictures(person: &Person, at: &str, who: &str) -> Result<()> {
    let body = person.read(at).await?;
    for page in body["pages"].as_array().context("pages")? {
        let picture = format!(
            "scans/{}/pages/{}?size=thumbnail",
            text(page, "scan"),
            page["scan_page"]
        );
        assert_shown(person, &picture, true, who).await?;
    }
    Ok(())
}

/// Whatever is asked for, the counts are those of the person's own records.
async fn assert_searches(person: &Person, sees: &Sees, world: &World) -> Result<()> {
    let mut searches: Vec<(String, BTreeSet<&str>)> = Vec::new();
    let those = |of: &dyn Fn(&Value) -> bool| {
        let seen = sees.records.iter().map(|name| &world.records[name]);
        seen.filter(|record| of(record))
            .map(|record| text(record, "id"))
            .collect::<BTreeSet<_>>()
    };
    for form in ["optimization", "go-live"] {
        searches.push((format!("form={form}"), those(&|record| record["form"] == form)));
    }
    for state in [
        "draft",
        "submitted",
        "returned",
        "printed",
        "matched",
        "archived",
        "void",
    ] {
        searches.push((format!("state={state}"), those(&|record| record["state"] == state)));
    }
    for record in world.records.values() {
        let title = text(record, "title");
        searches.push((
            format!("q={title}"),
            those(&|other| text(other, "title").contains(title)),
        ));
        for code in codes(record) {
            searches.push((format!("q={code}"), those(&|other| codes(other).contains(&code))));
        }
    }
    for (search, expected) in searches {
        let found = person.read(&format!("records?limit=200&{search}")).await?;
        assert_eq!(listed(&found["entries"], "id"), expected, "{}: {search}", sees.login);
        assert_eq!(found["total"], expected.len(), "{}: count of {search}", sees.login);
    }
    Ok(())
}

fn codes(record: &Value) -> Vec<&str> {
    let content = &record["content"];
    let rows = content["rows"].as_array().into_iter().flatten();
    let codes = rows
        .map(|row| text(row, "item_code"))
        .chain([text(content, "item_code")]);
    codes.filter(|code| !code.is_empty()).collect()
}

/// The timeline is the same for everybody who sees the record, and tells of no other.
async fn assert_histories(person: &Person, sees: &Sees, world: &World, auditor: &Person) -> Result<()> {
    for name in sees.records {
        let at = format!("{}/history", path(&world.records[name]));
        let history = person.read(&at).await?;
        assert_eq!(history, auditor.read(&at).await?, "{}: history of {name}", sees.login);
        for (other, record) in world.records.iter().filter(|(other, _)| *other != name) {
            for field in ["id", "reference"] {
                assert!(
                    !history.to_string().contains(text(record, field)),
                    "{}: {other} in the history of {name}",
                    sees.login
                );
            }
        }
    }
    Ok(())
}

async fn assert_scans(person: &Person, who: &str, scans: &[&'static str], world: &World) -> Result<()> {
    let list = person.read("scans?limit=200").await?;
    assert_eq!(
        listed(&list["entries"], "id"),
        ids(&world.scans, scans),
        "{who}: list of scans"
    );
    assert_eq!(list["total"], scans.len(), "{who}: count of scans");
    for (name, scan) in &world.scans {
        let (at, shown) = (format!("scans/{}", text(scan, "id")), scans.contains(name));
        let who = format!("{who} and {name}");
        assert_shown(person, &at, shown, &who).await?;
        assert_shown(person, &format!("{at}/file"), shown, &who).await?;
        assert_shown(person, &format!("{at}/pages/1"), shown, &who).await?;
        assert_shown(person, &format!("{at}/pages/1?size=thumbnail"), shown, &who).await?;
    }
    Ok(())
}

async fn assert_items(person: &Person, sees: &Sees) -> Result<()> {
    let list = person.read("items?limit=500").await?;
    let entries = list["entries"].as_array().context("a list")?;
    assert_eq!(list["total"], entries.len(), "{}: count of items", sees.login);
    let secret = |item: &&Value| EVERY_SECRET.contains(&text(item, "code"));
    let secrets: BTreeSet<&str> = entries.iter().filter(secret).map(|item| text(item, "code")).collect();
    assert_eq!(
        secrets,
        sees.secrets.iter().copied().collect(),
        "{}: secret items",
        sees.login
    );
    let owners: BTreeSet<&str> = entries.iter().map(|item| text(&item["owner"], "name")).collect();
    let expected: BTreeSet<&str> = match sees.items_of {
        All => [
            MARKET,
            CIVIL,
            POLICE,
            LABOUR,
            DONGHU_MARKET,
            DONGHU_CIVIL,
            XIJIANG_MARKET,
            XIJIANG_CIVIL,
        ]
        .into(),
        These(units) => units.iter().copied().collect(),
    };
    assert_eq!(owners, expected, "{}: units whose items are listed", sees.login);
    Ok(())
}

async fn assert_desk(person: &Person, sees: &Sees, world: &World) -> Result<()> {
    let desk = person.read("desk").await?;
    let sets: BTreeSet<&str> = desk["sets"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|set| text(&set["record"], "id"))
        .collect();
    assert_eq!(sets, ids(&world.records, sees.desk), "{}: sets at the desk", sees.login);
    assert_eq!(
        listed(&desk["unassigned"], "scan"),
        ids(&world.scans, sees.unassigned),
        "{}: pages to assign",
        sees.login
    );
    let waiting = &person.read("me").await?["waiting"];
    let (records, at_desk, unassigned) = sees.waiting;
    let notices = person.read("notices?unread=true").await?["total"].clone();
    assert_eq!(
        *waiting,
        json!({ "records": records, "desk": at_desk, "unassigned": unassigned, "notices": notices }),
        "{}: waiting",
        sees.login
    );
    Ok(())
}

/// What is due is what is open among the records that the person sees.
async fn assert_obligations(person: &Person, sees: &Sees, world: &World) -> Result<()> {
    let open = |name: &&&str| {
        let record = &world.records[**name];
        let state = text(record, "state");
        matches!(state, "submitted" | "printed" | "matched") && !record["due"].is_null()
    };
    let expected: Vec<&'static str> = sees.records.iter().filter(open).copied().collect();
    let list = person.read("obligations?limit=200").await?;
    assert_eq!(
        listed(&list["entries"], "record"),
        ids(&world.records, &expected),
        "{}: what is due",
        sees.login
    );
    assert_eq!(list["total"], expected.len(), "{}: count of what is due", sees.login);
    for (name, record) in &world.records {
        let found = person
            .read(&format!("obligations?q={}", text(record, "reference")))
            .await?;
        let shown = expected.contains(name);
        assert_eq!(found["total"], u64::from(shown), "{} and {name}: searched", sees.login);
    }
    Ok(())
}

/// Notices are of the own organisation's matters.
async fn assert_notices(person: &Person, sees: &Sees, world: &World) -> Result<()> {
    let list = person.read("notices?limit=200").await?;
    let shown = ids(&world.records, sees.records);
    for notice in list["entries"].as_array().context("a list")? {
        assert!(shown.contains(text(notice, "record")), "{}: {notice}", sees.login);
        assert_eq!(
            notice["organisation"], person.me["organisation"],
            "{}: {notice}",
            sees.login
        );
    }
    Ok(())
}

async fn assert_administration(person: &Person, sees: &Sees) -> Result<()> {
    assert_eq!(
        status(person, "organisations").await?,
        200,
        "{}: names of organisations",
        sees.login
    );
    let expected = if sees.administration == Shown { 200 } else { 403 };
    for list in ["users", "keys", "robots", "messages"] {
        assert_eq!(status(person, list).await?, expected, "{}: {list}", sees.login);
    }
    Ok(())
}

/// What is ready to go live names every unit's items: it is for those who see everything.
async fn assert_go_live(person: &Person, sees: &Sees) -> Result<()> {
    let expected = if sees.records == EVERY_RECORD { 200 } else { 403 };
    for path in ["go-live", "go-live/ready", "go-live/ready?lack=both"] {
        assert_eq!(status(person, path).await?, expected, "{}: {path}", sees.login);
    }
    Ok(())
}

async fn everyone_sees_what_is_theirs(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let world = world(&app).await?;
    assert_eq!(
        world.records.keys().copied().collect::<BTreeSet<_>>(),
        EVERY_RECORD.iter().copied().collect()
    );
    let auditor = app.person(AUDITOR).await?;
    for sees in TABLE {
        let person = app.person(sees.login).await?;
        assert_records(&person, sees, &world).await?;
        assert_searches(&person, sees, &world).await?;
        assert_histories(&person, sees, &world, &auditor).await?;
        assert_scans(&person, sees.login, sees.scans, &world).await?;
        assert_items(&person, sees).await?;
        assert_desk(&person, sees, &world).await?;
        assert_obligations(&person, sees, &world).await?;
        assert_notices(&person, sees, &world).await?;
        assert_administration(&person, sees).await?;
        assert_go_live(&person, sees).await?;
        assert_session(&person, sees, &world).await?;
        assert_links(&person, sees, &world).await?;
    }
    let machine = app.machine(SCANNER_KEY)?;
    assert_scans(&machine, "the scanner", &["by key"], &world).await?;
    Ok(())
}

#[tokio::test]
async fn the_table_knows_every_login_of_the_demonstration() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let programme = app.nobody().read("programme").await?;
    let logins = listed(&programme["demonstration_logins"], "login");
    assert_eq!(logins, TABLE.iter().map(|sees| sees.login).collect());
    Ok(())
}

#[tokio::test]
async fn everyone_sees_what_is_theirs_and_nothing_else_on_sqlite() -> Result<()> {
    everyone_sees_what_is_theirs(On::Sqlite).await
}

#[tokio::test]
async fn everyone_sees_what_is_theirs_and_nothing_else_on_postgres() -> Result<()> {
    everyone_sees_what_is_theirs(On::Postgres).await
}
