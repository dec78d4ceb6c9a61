//! Tasks 4 and 5 over HTTP: the register of interfaces, joint debugging, and items that are handled in the
//! platform.

use super::paper::{self, path, text};
use super::schedule::issue;
use super::world;
use crate::app::{Answer, On, Person, TestApp};
use crate::people::{AUDITOR, BUREAU, DEPARTMENT, OTHER_DEPARTMENT};
use crate::sample::{self, TODAY};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// 建设单位 of a municipal department.
const BUILDER: &str = "builder";
/// Its item that waits for its interface, in the first batch.
pub(super) const ITEM: &str = "许可-90026-000";
/// Another one, in the third.
pub(super) const LATER: &str = "确认-90030-000";

/// A registered interface for one item.
pub(super) fn registered(number: &str, items: &[&str]) -> Value {
    json!({
        "number": number, "name": "受理接口（示例）", "system_level": "municipal", "system_name": "人社业务系统（示例）",
        "progress": "registered", "registered": "2018-09-17", "items": items,
    })
}

pub(super) fn planned(items: &[&str]) -> Value {
    let mut interface = registered("", items);
    (interface["progress"], interface["registered"]) = (json!("planned"), Value::Null);
    interface
}

pub(super) async fn add(person: &Person, interface: &Value) -> Result<Answer> {
    let body = json!({ "id": Uuid::now_v7(), "interface": interface });
    person.post("interfaces", None, &body).await
}

fn broken(answer: &Answer) -> Vec<&str> {
    let findings = answer.body["findings"].as_array().into_iter().flatten();
    findings.filter_map(|finding| finding["rule"].as_str()).collect()
}

async fn item(person: &Person, code: &str) -> Result<Value> {
    Ok(person.read(&format!("items?q={code}")).await?["entries"][0].clone())
}

async fn start(on: On) -> Result<TestApp> {
    TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])
}

async fn a_unit_keeps_its_interfaces(on: On) -> Result<()> {
    let app = start(on).await?;
    let (builder, civil, bureau) = (
        app.person(BUILDER).await?,
        app.person(OTHER_DEPARTMENT).await?,
        app.person(BUREAU).await?,
    );
    issue(&app, &bureau, 1, Uuid::now_v7()).await?.expect(200)?;
    let plan = bureau.read("schedule").await?;

    // It is planned, then registered; the same request again is the same interface.
    let body = json!({ "id": Uuid::now_v7(), "interface": planned(&[ITEM]) });
    let interface = builder.post("interfaces", None, &body).await?.expect(201)?;
    assert_eq!(builder.post("interfaces", None, &body).await?.expect(200)?, interface);
    assert_eq!(
        interface["bearer"], "city",
        "a municipal system is connected at the city's cost"
    );
    assert_eq!(interface["due"], plan["batches"][0]["days"]["registered_by"]);
    let at = format!("interfaces/{}", text(&interface, "id"));
    let sent = registered("JK-2018-101", &[ITEM, LATER]);
    let etag = interface["etag"].as_str();
    assert_eq!(
        civil.put(&at, etag, &sent).await?.status,
        404,
        "another unit's is not known"
    );
    assert_eq!(bureau.put(&at, etag, &sent).await?.status, 403, "its unit keeps it");
    assert_eq!(builder.put(&at, None, &sent).await?.status, 428);
    let kept = builder.put(&at, etag, &sent).await?.expect(200)?;
    assert_eq!(
        builder.put(&at, etag, &sent).await?.expect(200)?,
        kept,
        "after a lost answer"
    );
    let other = registered("JK-2018-102", &[ITEM]);
    assert_eq!(
        builder.put(&at, etag, &other).await?.status,
        412,
        "somebody else has changed it"
    );
    let codes: Vec<&str> = kept["items"]
        .as_array()
        .context("items")?
        .iter()
        .map(|item| text(item, "code"))
        .collect();
    assert_eq!(codes, [LATER, ITEM]);

    // Every rule holds for what is written, each at its field.
    let refused = add(&builder, &registered("", &[ITEM])).await?;
    assert_eq!((refused.status, broken(&refused)), (422, vec!["interface.required"]));
    let own = item(&civil, "确认-90013-000").await?;
    let taken = add(&civil, &registered("JK-2018-101", &[text(&own, "code")])).await?;
    assert_eq!((taken.status, broken(&taken)), (422, vec!["interface.number.taken"]));
    let anothers = add(&civil, &registered("JK-2018-103", &[ITEM])).await?;
    assert_eq!(anothers.status, 422);
    assert_eq!(add(&bureau, &registered("JK-2018-104", &[ITEM])).await?.status, 403);

    // Who sees it, and what is missing.
    for (person, total) in [(&builder, 1), (&bureau, 1), (&civil, 0)] {
        let list = person.read("interfaces?progress=registered").await?;
        assert_eq!(list["total"], total, "{}", person.me["login"]);
    }
    assert_eq!(bureau.read("interfaces?q=jk-2018-101").await?["total"], 1);
    assert_eq!(app.person("admin").await?.get("interfaces").await?.status(), 403);
    let missing = bureau.read("interfaces/missing?batch=1").await?;
    let codes: Vec<&str> = missing["entries"]
        .as_array()
        .context("items")?
        .iter()
        .map(|item| text(item, "code"))
        .collect();
    assert!(!codes.contains(&ITEM) && codes.contains(&"确认-90013-000"), "{codes:?}");
    what_moved_away_is_marked(&builder, &bureau, &at, "JK-2018-101").await
}

/// A joint debugging form for the item, as its page begins it.
async fn begun(builder: &Person, outcome: &str) -> Result<(Value, Value)> {
    let item = item(builder, ITEM).await?;
    let unit = builder.me["organisation"]["name"].clone();
    let content = json!({
        "unit": unit, "system_level": "municipal", "system_name": "人社业务系统（示例）", "mode": "on_site",
        "started": "2018-09-17", "finished": TODAY,
        "interfaces": [{
            "number": "JK-2018-101", "name": "受理接口（示例）", "registered": "2018-09-17", "normal": "passed",
            "wrong_data": "passed", "timeout": outcome, "duplicate": "passed", "note": "超时（示例）",
        }],
        "rows": [{ "number": 1, "item_name": item["name"], "item_code": ITEM }],
        "participants": [{ "name": "技术甲（示例）", "unit": unit, "position": "技术负责人" }],
        "conclusion": outcome,
    });
    let body = json!({ "id": Uuid::now_v7(), "form": "joint-debug", "content": content });
    Ok((builder.post("records", None, &body).await?.expect(201)?, content))
}

/// Handed in, printed, signed, scanned and confirmed.
async fn carried(app: &TestApp, builder: &Person, bureau: &Person, outcome: &str) -> Result<Value> {
    let (record, content) = begun(builder, outcome).await?;
    let record = sample::submit(app, builder, &record, &content).await?.expect(200)?;
    let at = path(&record);
    let print = format!("{at}/print");
    let record = builder
        .post(&print, record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let pdf = paper::bytes(builder, &format!("{at}/print.pdf")).await?;
    let scan = paper::upload(builder, paper::file(&paper::signed(&pdf, 3)?)).await?;
    assert_eq!(builder.read(&at).await?["state"], "matched");
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    let mut seen = json!({ "record": record["id"], "revision": record["revision"], "marks": ["signatures"] });
    assert_eq!(
        bureau.post(&confirm, None, &seen).await?.status,
        422,
        "the day was not looked for"
    );
    // It is signed, not stamped.
    seen["marks"] = json!(["signatures", "date"]);
    bureau.post(&confirm, None, &seen).await?.expect(200)
}

async fn what_passed_is_connected_and_what_failed_is_kept(on: On) -> Result<()> {
    let app = start(on).await?;
    let (builder, bureau) = (app.person(BUILDER).await?, app.person(BUREAU).await?);
    add(&builder, &registered("JK-2018-101", &[ITEM])).await?.expect(201)?;

    // An interface that the register does not know connects nothing.
    let (record, mut content) = begun(&builder, "passed").await?;
    content["interfaces"][0]["number"] = json!("JK-2018-109");
    let refused = sample::submit(&app, &builder, &record, &content).await?;
    assert_eq!(
        (refused.status, broken(&refused)),
        (
            422,
            vec!["joint-debug.interface.unknown", "joint-debug.row.no_interface"]
        )
    );

    let failed = carried(&app, &builder, &bureau, "failed").await?;
    assert_eq!(failed["state"], "archived");
    assert_eq!(item(&bureau, ITEM).await?["connection"], "none");

    let passed = carried(&app, &builder, &bureau, "passed").await?;
    assert_eq!(item(&bureau, ITEM).await?["connection"], "joint_debugged");
    let history = bureau.read(&format!("{}/history", path(&passed))).await?;
    let told: Vec<&str> = history
        .as_array()
        .context("events")?
        .iter()
        .map(|event| text(event, "action"))
        .collect();
    assert!(told.contains(&"connected"), "{told:?}");

    // A file does not take it back.
    let csv = format!(
        "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n{ITEM},劳务派遣经营许可,{unit},{unit},1,未接入,否\n",
        unit = text(&builder.me["organisation"], "name"),
    );
    let answer = bureau
        .post_bytes("items/import", "text/csv", csv.into_bytes())
        .await?
        .expect(200)?;
    assert_eq!(answer["errors"], json!([]));
    assert_eq!(item(&bureau, ITEM).await?["connection"], "joint_debugged");
    let verify = app.run(&["verify"])?;
    assert!(verify.status.success(), "{}", paper::said(&verify));
    Ok(())
}

async fn an_item_without_a_system_is_led_by_who_shares_it(on: On) -> Result<()> {
    let app = start(on).await?;
    let (bureau, market, auditor) = (
        app.person(BUREAU).await?,
        app.person(DEPARTMENT).await?,
        app.person(AUDITOR).await?,
    );
    // The same item in two districts, and one that a single district has.
    let csv = "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n\
        服务-80001-001,共用事项（示例）,东湖区民政局（示例）,东湖区民政局（示例）,1,,否\n\
        服务-80001-002,共用事项（示例）,西江区民政局（示例）,西江区民政局（示例）,1,,否\n\
        服务-80002-001,个性事项（示例）,东湖区民政局（示例）,东湖区民政局（示例）,1,,否\n\
        服务-80003-000,通用事项（示例）,杭州市民政局（示例）,杭州市民政局（示例）,1,,否\n\
        服务-80003-001,通用事项（示例）,东湖区民政局（示例）,东湖区民政局（示例）,1,,否\n";
    bureau
        .post_bytes("items/import", "text/csv", csv.as_bytes().to_vec())
        .await?
        .expect(200)?;
    let leads = [
        ("服务-80001-001", "杭州市数据资源管理局（示例）"),
        ("服务-80002-001", "东湖区民政局（示例）"),
        ("服务-80003-001", "杭州市民政局（示例）"),
    ];
    let missing = auditor.read("interfaces/missing?limit=500").await?;
    for (code, lead) in leads {
        let found = missing["entries"]
            .as_array()
            .context("items")?
            .iter()
            .find(|item| item["code"] == code);
        assert_eq!(
            found.context("an item that nobody serves")?["lead"]["name"],
            lead,
            "{code}"
        );
    }

    let codes = json!({ "codes": leads.map(|(code, _)| code) });
    assert_eq!(market.post("items/full-process", None, &codes).await?.status, 403);
    for _ in 0..2 {
        bureau.post("items/full-process", None, &codes).await?.expect(204)?;
    }
    for (code, lead) in leads {
        let item = item(&bureau, code).await?;
        assert_eq!(
            (text(&item, "connection"), text(&item["serving"], "name")),
            ("full_process", lead)
        );
    }

    takes_back(&app, &bureau, &market, leads.map(|(code, _)| code)).await?;

    // What an interface serves, and what is not there, is named, and nothing of it is kept.
    let builder = app.person(BUILDER).await?;
    add(&builder, &planned(&[ITEM])).await?.expect(201)?;
    let mixed = json!({ "codes": ["其他-90021-000", ITEM, "许可-00000-999"] });
    let refused = bureau.post("items/full-process", None, &mixed).await?;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("facts_changed")));
    assert_eq!(refused.body["detail"], format!("/items/许可-00000-999 /items/{ITEM}"));
    assert_eq!(item(&bureau, "其他-90021-000").await?["connection"], "none");
    Ok(())
}

/// Items are taken back from the platform for a reason, unless they are published, under way or connected otherwise.
async fn takes_back(app: &TestApp, bureau: &Person, market: &Person, codes: [&str; 3]) -> Result<()> {
    const AT: &str = "items/full-process/withdraw";
    let sent = |codes: &[&str], reason: &str| json!({ "codes": codes, "reason": reason });
    let whole = sent(&codes, "已有业务系统（示例）");
    assert_eq!(market.post(AT, None, &whole).await?.status, 403);
    assert_eq!(bureau.post(AT, None, &sent(&codes, " ")).await?.status, 422);
    for _ in 0..2 {
        bureau.post(AT, None, &whole).await?.expect(204)?;
    }
    let missing = bureau.read("interfaces/missing?limit=500").await?.to_string();
    for code in codes {
        let item = item(bureau, code).await?;
        assert_eq!((text(&item, "connection"), &item["serving"]), ("none", &item["owner"]));
        assert!(missing.contains(code), "{code} waits for an interface again");
    }
    const UNDER_WAY: &str = "许可-90003-000";
    sample::issued_go_live(app, bureau, market).await?;
    assert_eq!(item(bureau, UNDER_WAY).await?["connection"], "full_process");
    let refused = bureau
        .post(AT, None, &sent(&[UNDER_WAY, "许可-90002-000"], "示例"))
        .await?;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("facts_changed")));
    assert_eq!(
        refused.body["detail"],
        format!("/items/许可-90002-000 /items/{UNDER_WAY}")
    );
    assert_eq!(item(bureau, UNDER_WAY).await?["connection"], "full_process");
    Ok(())
}

/// An item that moved away is marked, and can only be taken off.
async fn what_moved_away_is_marked(builder: &Person, bureau: &Person, at: &str, number: &str) -> Result<()> {
    let csv = |owner: &str| {
        format!(
            "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n{LATER},移走的事项（示例）,{owner},杭州市公安局（示例）,1,,否\n"
        )
    };
    // The unit still owns it, and then knows no more of it than the code.
    for (owner, name) in [
        ("杭州市人力资源和社会保障局（示例）", "移走的事项（示例）"),
        ("杭州市公安局（示例）", ""),
    ] {
        let moved = csv(owner).into_bytes();
        bureau
            .post_bytes("items/import", "text/csv", moved)
            .await?
            .expect(200)?;
        let interface = builder.read(at).await?;
        let items = interface["items"].as_array().context("items")?;
        let told: Vec<(&str, &str, bool)> = items
            .iter()
            .map(|item| (text(item, "code"), text(item, "name"), item["moved"] == true))
            .filter(|(.., moved)| *moved)
            .collect();
        assert_eq!(told, [(LATER, name, true)]);
    }
    let own = text(&builder.me["organisation"], "id").to_owned();
    let offered = builder.read(&format!("items?serving={own}&limit=500")).await?;
    let offered = offered["entries"].as_array().context("items")?;
    assert!(!offered.is_empty() && offered.iter().all(|item| item["serving"]["id"] == *own));

    let etag = builder.read(at).await?;
    let etag = etag["etag"].as_str();
    let mut renamed = registered(number, &[ITEM, LATER]);
    renamed["name"] = json!("另一个名称（示例）");
    assert_eq!(builder.put(at, etag, &renamed).await?.status, 422, "it cannot stay");
    let kept = builder.put(at, etag, &registered(number, &[ITEM])).await?.expect(200)?;
    assert_eq!(kept["items"].as_array().map(Vec::len), Some(1));
    Ok(())
}

async fn an_interface_of_a_secret_item_is_not_for_readers(on: On) -> Result<()> {
    let app = start(on).await?;
    let bureau = app.person(BUREAU).await?;
    world::secret_items(&bureau).await?;
    let donghu = app.person("donghu").await?;
    let secret = super::roles::DONGHU_SECRET;
    let mut open = planned(&["确认-90032-000"]);
    open["system_level"] = json!("district");
    let mut hidden = open.clone();
    hidden["items"] = json!([secret]);
    assert_eq!(add(&donghu, &open).await?.expect(201)?["bearer"], "district");
    let hidden = add(&donghu, &hidden).await?.expect(201)?;
    for (login, seen) in [
        ("donghu", 2),
        ("bureau", 2),
        ("auditor", 2),
        ("egov", 1),
        ("market", 1),
        ("civil", 0),
    ] {
        let person = app.person(login).await?;
        let list = person.read("interfaces").await?;
        assert_eq!(list["total"], seen, "{login}");
        let shown = person.get(&format!("interfaces/{}", text(&hidden, "id"))).await?;
        assert_eq!(shown.status() == 200, seen == 2, "{login}");
        assert_eq!(list.to_string().contains(secret), seen == 2, "{login}");
    }
    Ok(())
}

#[tokio::test]
async fn a_unit_keeps_its_interfaces_on_sqlite() -> Result<()> {
    a_unit_keeps_its_interfaces(On::Sqlite).await
}

#[tokio::test]
async fn a_unit_keeps_its_interfaces_on_postgres() -> Result<()> {
    a_unit_keeps_its_interfaces(On::Postgres).await
}

#[tokio::test]
async fn what_passed_is_connected_and_what_failed_is_kept_on_sqlite() -> Result<()> {
    what_passed_is_connected_and_what_failed_is_kept(On::Sqlite).await
}

#[tokio::test]
async fn what_passed_is_connected_and_what_failed_is_kept_on_postgres() -> Result<()> {
    what_passed_is_connected_and_what_failed_is_kept(On::Postgres).await
}

#[tokio::test]
async fn an_item_without_a_system_is_led_by_who_shares_it_on_sqlite() -> Result<()> {
    an_item_without_a_system_is_led_by_who_shares_it(On::Sqlite).await
}

#[tokio::test]
async fn an_item_without_a_system_is_led_by_who_shares_it_on_postgres() -> Result<()> {
    an_item_without_a_system_is_led_by_who_shares_it(On::Postgres).await
}

#[tokio::test]
async fn an_interface_of_a_secret_item_is_not_for_readers_on_sqlite() -> Result<()> {
    an_interface_of_a_secret_item_is_not_for_readers(On::Sqlite).await
}

#[tokio::test]
async fn an_interface_of_a_secret_item_is_not_for_readers_on_postgres() -> Result<()> {
    an_interface_of_a_secret_item_is_not_for_readers(On::Postgres).await
}
