//! Who sees what: the table of roles, walked login by login and address by address. What is not
//! theirs to see is not there, in no list, no count and no picture.

use super::paper::{self, path, text};
use super::roles::{
    Administration::Shown,
    CIVIL, DONGHU_CIVIL, DONGHU_MARKET, DONGHU_SECRET, EVERY_RECORD, EVERY_SECRET, LABOUR, MARKET, MARKET_SECRET,
    POLICE, Sees, TABLE,
    Units::{All, These},
    XIJIANG_CIVIL, XIJIANG_MARKET,
};
use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, DEPARTMENT, DISTRICT, OTHER_DEPARTMENT, SCANNER_KEY};
use crate::sample::{self, TODAY};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What there is to see, by the names of the table.
struct World {
    records: BTreeMap<&'static str, Value>,
    scans: BTreeMap<&'static str, Value>,
}

const PRINTED: &[&str] = &[
    "market printed",
    "market matched",
    "market archived",
    "market secret archived",
];
const ARCHIVED: &[&str] = &["market archived", "market secret archived"];

async fn world(app: &TestApp) -> Result<World> {
    let bureau = app.person(BUREAU).await?;
    let (market, civil, donghu) = (
        app.person(DEPARTMENT).await?,
        app.person(OTHER_DEPARTMENT).await?,
        app.person(DISTRICT).await?,
    );
    secret_items(&bureau).await?;

    let (archived, archived_set) = paper::archived(app, &market).await?;
    let (secret, secret_set) = archived_secret(app, &market, &bureau).await?;
    let (matched, matched_set) = paper::matched(app, &market).await?;
    let draft =
        json!({ "id": Uuid::now_v7(), "form": "optimization", "content": sample::optimization(&market).await? });
    let hidden = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": secret_content(&donghu, DONGHU_SECRET).await? });
    let records = BTreeMap::from([
        ("market draft", market.post("records", None, &draft).await?.expect(201)?),
        ("market submitted", sample::submitted(app, &market).await?),
        ("market printed", sample::printed(app, &market).await?.0),
        ("market matched", matched),
        ("market archived", archived),
        ("market secret archived", secret),
        ("civil submitted", sample::submitted(app, &civil).await?),
        ("donghu submitted", sample::submitted(app, &donghu).await?),
        (
            "donghu secret",
            donghu.post("records", None, &hidden).await?.expect(201)?,
        ),
        ("go-live issued", sample::issued_go_live(app, &bureau, &market).await?),
        ("go-live draft", sample::go_live(&bureau, &market).await?),
    ]);
    let machine = app.machine(SCANNER_KEY)?;
    let scans = BTreeMap::from([
        ("archived set", archived_set),
        ("secret archived set", secret_set),
        ("matched set", matched_set),
        (
            "by key",
            paper::upload(&machine, paper::file([&paper::uncoded_sheet(1)])).await?,
        ),
        (
            "donghu page",
            paper::upload(&donghu, paper::file([&paper::uncoded_sheet(2)])).await?,
        ),
    ]);
    Ok(World { records, scans })
}

/// Adds a secret item of the department and a sensitive one of the district's.
pub async fn secret_items(bureau: &Person) -> Result<()> {
    let csv = format!(
        "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n\
         {MARKET_SECRET},示例涉密事项,{MARKET},{MARKET},,,涉密\n{DONGHU_SECRET},示例敏感事项,{DONGHU_MARKET},{DONGHU_MARKET},,,敏感\n"
    );
    let answer = bureau
        .post_bytes("items/import", "text/csv", csv.into_bytes())
        .await?
        .expect(200)?;
    assert_eq!(answer["added"], 2, "{answer}");
    Ok(())
}

/// The sample made out for an item of this code.
pub async fn secret_content(staff: &Person, code: &str) -> Result<Value> {
    let mut content = sample::optimization(staff).await?;
    let items = staff.read("items?limit=500").await?;
    let item = items["entries"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|item| item["code"] == code);
    content["item_code"] = json!(code);
    content["item_name"] = item.context("the secret item is its owner's to see")?["name"].clone();
    Ok(content)
}

async fn archived_secret(app: &TestApp, staff: &Person, bureau: &Person) -> Result<(Value, Value)> {
    let content = secret_content(staff, MARKET_SECRET).await?;
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let record = staff.post("records", None, &body).await?.expect(201)?;
    let record = sample::submit(app, staff, &record, &content).await?.expect(200)?;
    let at = path(&record);
    let record = staff
        .post(&format!("{at}/print"), record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let pdf = staff
        .get(&format!("{at}/print.pdf"))
        .await?
        .error_for_status()?
        .bytes()
        .await?;
    let scan = paper::upload(staff, paper::file(&paper::signed(&pdf, 2)?)).await?;
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    let record = bureau
        .post(&confirm, None, &paper::confirmation(&record))
        .await?
        .expect(200)?;
    Ok((record, scan))
}

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
        assert_shown(person, &format!("{at}/print/1.png"), printed, &who).await?;
        assert_shown(
            person,
            &format!("{at}/package.zip"),
            shown && ARCHIVED.contains(name),
            &who,
        )
        .await?;
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
    assert_eq!(
        *waiting,
        json!({ "records": records, "desk": at_desk, "unassigned": unassigned }),
        "{}: waiting",
        sees.login
    );
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
    for list in ["users", "keys"] {
        assert_eq!(status(person, list).await?, expected, "{}: {list}", sees.login);
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
    for sees in TABLE {
        let person = app.person(sees.login).await?;
        assert_records(&person, sees, &world).await?;
        assert_scans(&person, sees.login, sees.scans, &world).await?;
        assert_items(&person, sees).await?;
        assert_desk(&person, sees, &world).await?;
        assert_administration(&person, sees).await?;
    }
    let machine = app.machine(SCANNER_KEY)?;
    assert_scans(&machine, "the scanner", &["by key"], &world).await?;
    for (person, expected) in [(&machine, 403), (&app.nobody(), 401)] {
        for path in closed_addresses(&world) {
            assert_eq!(status(person, &path).await?, expected, "{path}");
        }
    }
    for path in [
        "scans".to_owned(),
        format!("scans/{}", text(&world.scans["by key"], "id")),
    ] {
        assert_eq!(status(&app.nobody(), &path).await?, 401, "{path}");
    }
    Ok(())
}

/// Addresses that only a person signed in may ask.
fn closed_addresses(world: &World) -> Vec<String> {
    let at = path(&world.records["market archived"]);
    let of_record = ["", "/history", "/print.pdf", "/print/1.png", "/package.zip"].map(|end| format!("{at}{end}"));
    let lists = ["records", "desk", "items", "organisations", "users", "keys", "me"].map(ToOwned::to_owned);
    of_record.into_iter().chain(lists).collect()
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
