//! Tasks 5 to 7 over HTTP: what is ready to go live, and a form for each of many units at once.

use super::paper::{self, path, text};
use super::roles::{CIVIL, DONGHU_MARKET, LABOUR, MARKET, MARKET_SECRET, POLICE};
use super::schedule;
use super::scope_lists::{answered, own_list};
use crate::app::{Answer, On, Person, TestApp};
use crate::people::{ADMIN, AUDITOR, BUREAU, DEPARTMENT, OTHER_DEPARTMENT, REVIEWER, SCANNER_KEY, SECOND_BUREAU};
use crate::sample::{self, TODAY};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const HEADER: &str = "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感";

/// Brings rows of the catalogue in.
pub async fn import(bureau: &Person, rows: &[String]) -> Result<()> {
    let csv = format!("{HEADER}\n{}\n", rows.join("\n"));
    let answer = bureau
        .post_bytes("items/import", "text/csv", csv.into_bytes())
        .await?
        .expect(200)?;
    assert_eq!(answer["errors"], json!([]), "{answer}");
    Ok(())
}

/// A server whose first two batches are issued.
pub async fn scheduled(on: On) -> Result<TestApp> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let bureau = app.person(BUREAU).await?;
    for batch in [1, 2] {
        schedule::issue(&app, &bureau, batch, Uuid::now_v7())
            .await?
            .expect(200)?;
    }
    Ok(app)
}

async fn listed(person: &Person, query: &str) -> Result<Vec<Value>> {
    let list = person.read(&format!("go-live/ready?{query}")).await?;
    let entries = list["entries"].as_array().context("entries")?.clone();
    assert_eq!(list["total"], entries.len(), "{query}");
    Ok(entries)
}

async fn codes(person: &Person, query: &str) -> Result<BTreeSet<String>> {
    let entries = listed(person, query).await?;
    Ok(entries
        .iter()
        .map(|entry| text(&entry["item"], "code").to_owned())
        .collect())
}

fn set(codes: &[&str]) -> BTreeSet<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

/// The form of a unit for these of its items, as a page draws it up.
pub(super) async fn form(app: &TestApp, bureau: &Person, unit: &str, items: &[&str], id: Uuid) -> Result<Value> {
    let organisations = bureau.read("organisations").await?;
    let organisations = organisations.as_array().context("organisations")?.iter();
    let unit = organisations
        .into_iter()
        .find(|one| one["name"] == unit)
        .context("the unit")?;
    let mut known = BTreeMap::new();
    for lack in ["nothing", "optimisation", "connection", "both"] {
        for entry in listed(bureau, &format!("lack={lack}&limit=1000")).await? {
            known.insert(text(&entry["item"], "code").to_owned(), entry["item"].clone());
        }
    }
    let facts: Vec<&Value> = items
        .iter()
        .map(|code| known.get(*code).context("a listed item"))
        .collect::<Result<_>>()?;
    let rows: Vec<Value> = (1..)
        .zip(&facts)
        .map(|(number, item)| json!({ "number": number, "item_name": item["name"], "item_code": item["code"] }))
        .collect();
    let content = json!({
        "addressee": unit["name"], "issuer": bureau.me["organisation"]["name"],
        "batch": facts[0]["batch"], "issued": TODAY, "finish_by": "2018-09-20", "rows": rows,
    });
    let rule_set = app.nobody().read("programme").await?["rule_set"].clone();
    Ok(json!({ "id": id, "unit": unit["id"], "submission": {
        "rule_set": rule_set, "content": content, "reasons": [],
        "facts": { "owner": { "name": unit["name"], "level": unit["level"] }, "items": facts },
    } }))
}

async fn issue(person: &Person, forms: &[Value]) -> Result<Answer> {
    person.post("go-live/issue", None, &json!({ "forms": forms })).await
}

/// Issues one form, which nothing stops; the record.
pub(super) async fn issued(app: &TestApp, bureau: &Person, unit: &str, items: &[&str]) -> Result<Value> {
    let form = form(app, bureau, unit, items, Uuid::now_v7()).await?;
    let answer = issue(bureau, &[form]).await?.expect(200)?;
    let record = &answer["forms"][0]["issued"];
    assert_eq!(record["state"], "submitted", "{answer}");
    bureau.read(&path(record)).await
}

/// Everything that keeps an item from going live, one after another.
async fn what_is_ready_is_all_that_lacks_nothing(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let (bureau, civil) = (app.person(BUREAU).await?, app.person(OTHER_DEPARTMENT).await?);
    import(
        &bureau,
        &[
            // Connected, not optimised; neither; served by another unit than its owner; optimised, not connected.
            format!("许可-98001-000,示例事项甲,{CIVIL},{CIVIL},1,已联调,否"),
            format!("许可-98002-000,示例事项乙,{CIVIL},{CIVIL},1,,否"),
            format!("许可-90003-000,食品经营许可（延续）,{MARKET},{DONGHU_MARKET},1,全流程办理,否"),
            format!("许可-90023-000,大型群众性活动安全许可,{POLICE},{POLICE},2,未接入,否"),
        ],
    )
    .await?;
    assert_eq!(codes(&bureau, "").await?, set(&[]), "no batch is issued");
    schedule::issue(&app, &bureau, 1, Uuid::now_v7()).await?.expect(200)?;
    let first = set(&[
        "许可-90002-000",
        "许可-90003-000",
        "确认-90014-000",
        "许可-90022-000",
        "许可-90027-000",
    ]);
    let ready = codes(&bureau, "").await?;
    assert!(first.is_subset(&ready), "{ready:?}");
    for entry in listed(&bureau, "").await? {
        let item = &entry["item"];
        assert_eq!(item["batch"], 1, "the second batch is not issued: {item}");
        assert_eq!((&item["optimised"], &item["published"]), (&json!(true), &json!(false)));
        assert_ne!(item["connection"], "none");
    }
    assert!(codes(&bureau, "lack=optimisation").await?.contains("许可-98001-000"));
    assert!(codes(&bureau, "lack=both").await?.contains("许可-98002-000"));
    assert_eq!(codes(&bureau, "lack=connection").await?, set(&[]));
    schedule::issue(&app, &bureau, 2, Uuid::now_v7()).await?.expect(200)?;
    assert_eq!(codes(&bureau, "lack=connection").await?, set(&["许可-90023-000"]));
    let both = codes(&bureau, "").await?;
    assert!(
        both.contains("许可-90004-000") && !both.contains("其他-90024-000"),
        "{both:?}"
    );
    assert_eq!(codes(&bureau, "batch=1").await?, ready);
    assert_eq!(codes(&bureau, "q=90014").await?, set(&["确认-90014-000"]));

    // By unit: who serves it, whoever owns it.
    let served = listed(&bureau, "q=90003").await?;
    let unit = text(&served[0], "unit").to_owned();
    assert!(
        codes(&bureau, &format!("unit={unit}"))
            .await?
            .contains("许可-90003-000")
    );
    let state = bureau.read("go-live").await?;
    assert_eq!(state["ready"], both.len());
    assert_eq!(state["not_connected"], codes(&bureau, "lack=connection").await?.len());
    assert_eq!(state["not_optimised"], codes(&bureau, "lack=optimisation").await?.len());
    assert_eq!(state["neither"], codes(&bureau, "lack=both").await?.len());
    let units = state["units"].as_array().context("units")?;
    let sum: u64 = units.iter().filter_map(|line| line["ready"].as_u64()).sum();
    assert_eq!(sum, both.len() as u64);
    let donghu = units.iter().find(|line| line["unit"]["name"] == DONGHU_MARKET);
    assert!(donghu.is_some_and(|line| line["batch"] == 1), "{units:?}");

    // Page by page it is the same.
    let (mut paged, mut cursor) = (Vec::new(), String::new());
    loop {
        let list = bureau.read(&format!("go-live/ready?limit=2{cursor}")).await?;
        paged.extend(list["entries"].as_array().context("entries")?.iter().cloned());
        let Some(next) = list["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(paged, listed(&bureau, "").await?);

    // What a form under way names is not offered again, until it is given up.
    let draft = sample::go_live(&bureau, &app.person("police").await?).await?;
    assert!(!codes(&bureau, "").await?.contains("许可-90022-000"));
    bureau
        .post(
            &format!("{}/void", path(&draft)),
            draft["etag"].as_str(),
            &json!({ "reason": "示例" }),
        )
        .await?
        .expect(200)?;
    assert!(codes(&bureau, "").await?.contains("许可-90022-000"));

    // Published, it is done.
    let staff = app.person("police").await?;
    let record = issued(&app, &bureau, POLICE, &["许可-90022-000"]).await?;
    publish(&app, &staff, &record).await?;
    assert!(!codes(&bureau, "").await?.contains("许可-90022-000"));

    // An item that its department's accepted list calls cancelled is gone.
    assert!(codes(&bureau, "").await?.contains("确认-90014-000"));
    cancel(&app, &civil, "确认-90014-000").await?;
    for lack in ["nothing", "optimisation", "connection", "both"] {
        let listed = codes(&bureau, &format!("lack={lack}")).await?;
        assert!(!listed.contains("确认-90014-000"), "{lack}");
    }
    Ok(())
}

async fn publish(app: &TestApp, staff: &Person, record: &Value) -> Result<()> {
    let at = path(record);
    let print = staff
        .post(&format!("{at}/print"), record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let pdf = paper::bytes(staff, &format!("{at}/print.pdf")).await?;
    let scan = paper::upload(staff, paper::file(&paper::signed(&pdf, 5)?)).await?;
    let second = app.person(SECOND_BUREAU).await?;
    second
        .post(
            &format!("scans/{}/confirm", text(&scan, "id")),
            None,
            &paper::confirmation(&print),
        )
        .await?
        .expect(200)
        .map(drop)
}

async fn cancel(app: &TestApp, staff: &Person, code: &str) -> Result<()> {
    staff.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let list = own_list(staff).await?;
    let mut content = answered(&list)?;
    let rows = content["rows"].as_array_mut().context("rows")?;
    let row = rows.iter_mut().find(|row| row["code"] == code).context("the row")?;
    *row = json!({ "code": code, "name": row["name"], "change": "cancelled", "remark": "取消（示例）" });
    sample::submit(app, staff, &list, &content).await?.expect(200)?;
    let reviewer = app.person(REVIEWER).await?;
    let seen = reviewer.read(&path(&list)).await?;
    reviewer
        .post(
            &format!("{}/accept", path(&list)),
            seen["etag"].as_str(),
            &json!({ "consents": [code] }),
        )
        .await?
        .expect(200)
        .map(drop)
}

#[tokio::test]
async fn what_is_ready_is_all_that_lacks_nothing_on_sqlite() -> Result<()> {
    what_is_ready_is_all_that_lacks_nothing(On::Sqlite).await
}

#[tokio::test]
async fn what_is_ready_is_all_that_lacks_nothing_on_postgres() -> Result<()> {
    what_is_ready_is_all_that_lacks_nothing(On::Postgres).await
}

/// What the person was told of go-live forms, newest first.
pub(super) async fn told(person: &Person) -> Result<Vec<(String, String)>> {
    let list = person.read("notices?limit=200").await?;
    let notices = list["entries"].as_array().context("notices")?.iter();
    Ok(notices
        .filter(|notice| notice["form"] == "go-live")
        .map(|notice| (text(notice, "kind").to_owned(), text(notice, "record").to_owned()))
        .collect())
}

/// Three units; what stops the third holds back no other, and leaves nothing behind.
async fn each_unit_gets_its_form_or_the_reason_why_not(on: On) -> Result<()> {
    let app = scheduled(on).await?;
    let (bureau, market) = (app.person(BUREAU).await?, app.person(DEPARTMENT).await?);
    let (civil, police) = (app.person(OTHER_DEPARTMENT).await?, app.person("police").await?);
    let ids = [(); 3].map(|()| Uuid::now_v7());
    let forms = [
        form(&app, &bureau, MARKET, &["许可-90002-000", "许可-90003-000"], ids[0]).await?,
        // It has not been joint-debugged.
        form(&app, &bureau, POLICE, &["许可-90022-000", "其他-90021-000"], ids[1]).await?,
        form(&app, &bureau, CIVIL, &["确认-90014-000"], ids[2]).await?,
    ];
    let answer = issue(&bureau, &forms).await?.expect(200)?;
    let answers = answer["forms"].as_array().context("forms")?;
    let expected: Vec<Value> = ids.iter().map(|id| json!(id)).collect();
    assert_eq!(
        answers.iter().map(|one| one["id"].clone()).collect::<Vec<_>>(),
        expected
    );
    for (place, person) in [(0, &market), (2, &civil)] {
        let record = person.read(&format!("records/{}", ids[place])).await?;
        let issued = &answers[place]["issued"];
        assert_eq!((&record["state"], &issued["id"]), (&json!("submitted"), &record["id"]));
        assert_eq!(record["due"]["date"], "2018-09-20");
        assert_eq!(record["content"], forms[place]["submission"]["content"]);
        assert!(
            record["digests"]["sha256"].is_string(),
            "frozen like any other: {record}"
        );
        assert_eq!(told(person).await?, [("issued".to_owned(), ids[place].to_string())]);
        let history = person.read(&format!("records/{}/history", ids[place])).await?;
        let actions: Vec<&str> = history
            .as_array()
            .context("events")?
            .iter()
            .map(|event| text(event, "action"))
            .collect();
        assert_eq!(actions, ["created", "submitted"]);
    }
    let stopped = &answers[1]["stopped"];
    assert_eq!(stopped["code"], "rules_broken", "{stopped}");
    let rules: Vec<&str> = stopped["findings"]
        .as_array()
        .context("findings")?
        .iter()
        .map(|one| text(one, "rule"))
        .collect();
    assert_eq!(rules, ["go-live.row.not_connected", "go-live.row.not_optimised"]);
    assert_eq!(stopped["findings"][0]["path"], "/rows/1/item_code");
    assert_eq!(
        police.read("records?form=go-live").await?["total"],
        0,
        "nothing half done"
    );
    assert_eq!(told(&police).await?, []);
    assert_eq!(bureau.get(&format!("records/{}", ids[1])).await?.status(), 404);

    // The same again, after a lost answer: whatever became of the forms since.
    let record = market.read(&format!("records/{}", ids[0])).await?;
    market
        .post(&format!("{}/print", path(&record)), record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let again = issue(&bureau, &forms).await?.expect(200)?;
    assert_eq!(again["forms"][0]["issued"]["state"], "printed");
    assert_eq!(again["forms"][2], answers[2]);
    assert_eq!(again["forms"][1]["stopped"]["code"], "rules_broken");
    assert_eq!(bureau.read("records?form=go-live").await?["total"], 2);
    assert_eq!(told(&civil).await?.len(), 1);

    // Under the same identifier nothing else is asked for, and nobody names an item twice.
    let mut other = forms[2].clone();
    other["submission"]["content"]["finish_by"] = json!("2018-09-21");
    let twice = form(&app, &bureau, POLICE, &["许可-90022-000"], Uuid::now_v7()).await?;
    let mut taken = forms[2].clone();
    taken["id"] = json!(Uuid::now_v7());
    let answer = issue(&bureau, &[other.clone(), twice, taken]).await?.expect(200)?;
    assert_eq!(answer["forms"][0]["stopped"]["code"], "id_taken");
    assert_eq!(answer["forms"][1]["issued"]["state"], "submitted");
    let stopped = &answer["forms"][2]["stopped"];
    assert_eq!(
        (&stopped["code"], &stopped["detail"]),
        (&json!("facts_changed"), &json!("/items/确认-90014-000"))
    );

    // A warning wants its reason, as on a form that is filled by hand.
    let mut late = form(&app, &bureau, LABOUR, &["许可-90027-000"], Uuid::now_v7()).await?;
    late["submission"]["content"]["finish_by"] = json!("2018-09-21");
    let answer = issue(&bureau, std::slice::from_ref(&late)).await?.expect(200)?;
    assert_eq!(answer["forms"][0]["stopped"]["code"], "reason_missing", "{answer}");
    late["submission"]["reasons"] =
        json!([{ "path": "/finish_by", "rule": "go-live.finish_by.late", "reason": "示例：中秋前后" }]);
    let answer = issue(&bureau, &[late]).await?.expect(200)?;
    assert_eq!(answer["forms"][0]["issued"]["due"]["date"], "2018-09-21");

    // What the page saw is compared with what is.
    let mut stale = form(&app, &bureau, CIVIL, &["确认-90016-000"], Uuid::now_v7()).await?;
    stale["submission"]["facts"]["items"][0]["optimised"] = json!(false);
    let answer = issue(&bureau, std::slice::from_ref(&stale)).await?.expect(200)?;
    assert_eq!(answer["forms"][0]["stopped"]["code"], "facts_changed");
    stale["submission"]["rule_set"] = json!("0");
    let refused = issue(&bureau, &[stale]).await?;
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("stale_rules")));
    assert_eq!(issue(&bureau, &[]).await?.status, 422);
    let verify = app.run(&["verify"])?;
    assert!(verify.status.success(), "{}", paper::said(&verify));
    Ok(())
}

#[tokio::test]
async fn each_unit_gets_its_form_or_the_reason_why_not_on_sqlite() -> Result<()> {
    each_unit_gets_its_form_or_the_reason_why_not(On::Sqlite).await
}

#[tokio::test]
async fn each_unit_gets_its_form_or_the_reason_why_not_on_postgres() -> Result<()> {
    each_unit_gets_its_form_or_the_reason_why_not(On::Postgres).await
}

/// The bureau issues, supervision reads, and to nobody else is any of it shown: it names secret items.
#[tokio::test]
async fn the_bureau_issues_and_supervision_reads() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let bureau = app.person(BUREAU).await?;
    import(
        &bureau,
        &[format!("{MARKET_SECRET},示例涉密事项,{MARKET},{MARKET},1,已联调,涉密")],
    )
    .await?;
    schedule::issue(&app, &bureau, 1, Uuid::now_v7()).await?.expect(200)?;
    let form = form(&app, &bureau, MARKET, &["许可-90002-000"], Uuid::now_v7()).await?;
    let programme = app.nobody().read("programme").await?;
    for login in programme["demonstration_logins"].as_array().context("logins")? {
        let (login, role) = (text(login, "login"), text(login, "role"));
        let person = app.person(login).await?;
        let reads = if ["bureau", "auditor"].contains(&role) {
            200
        } else {
            403
        };
        for address in ["go-live", "go-live/ready", "go-live/ready?lack=optimisation"] {
            assert_eq!(person.get(address).await?.status(), reads, "{login}: {address}");
        }
        if role != "bureau" {
            let refused = issue(&person, std::slice::from_ref(&form)).await?;
            assert_eq!(refused.status, 403, "{login}");
        }
    }
    assert!(
        codes(&app.person(AUDITOR).await?, "lack=optimisation")
            .await?
            .contains(MARKET_SECRET)
    );
    assert_eq!(app.nobody().get("go-live/ready").await?.status(), 401);
    assert_eq!(issue(&app.nobody(), std::slice::from_ref(&form)).await?.status, 401);
    assert_eq!(
        issue(&app.machine(SCANNER_KEY)?, std::slice::from_ref(&form))
            .await?
            .status,
        403
    );
    assert_eq!(app.person(ADMIN).await?.get("go-live").await?.status(), 403);
    assert_eq!(bureau.read("records?form=go-live").await?["total"], 0);
    for query in ["lack=all", "cursor=1", "batch=x", "limit=a"] {
        assert_eq!(
            bureau.get(&format!("go-live/ready?{query}")).await?.status(),
            400,
            "{query}"
        );
    }
    Ok(())
}
