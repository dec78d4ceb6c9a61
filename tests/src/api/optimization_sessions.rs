//! Task 3 over HTTP: sessions are convened, forms are begun from them, and the stamp is due so many working
//! days after the session.

use super::paper::{self, path, text};
use crate::app::{Answer, On, Person, TestApp};
use crate::people::{AUDITOR, BUREAU, DEPARTMENT, DISTRICT, OTHER_DEPARTMENT};
use crate::sample::{self, TODAY};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// A session on a Monday in which these items are gone through.
pub fn session(items: &[&str]) -> Value {
    json!({
        "title": "第一批事项梳理会（示例）", "held_on": "2018-09-17", "hours": "9:00至11:30",
        "place": "市民中心会议室（示例）", "items": items, "invited": [], "participants": [],
    })
}

/// Convenes it.
pub async fn convene(bureau: &Person, session: &Value) -> Result<Answer> {
    let body = json!({ "id": Uuid::now_v7(), "session": session });
    bureau.post("optimization-sessions", None, &body).await
}

fn at(session: &Value) -> String {
    format!("optimization-sessions/{}", text(session, "id"))
}

fn broken(answer: &Answer) -> Vec<(&str, &str)> {
    let findings = answer.body["findings"].as_array().into_iter().flatten();
    findings
        .map(|finding| (text(finding, "path"), text(finding, "rule")))
        .collect()
}

/// An item of the person's organisation that waits for its form.
async fn item(person: &Person) -> Result<Value> {
    let content = sample::optimization(person).await?;
    let list = person.read(&format!("items?q={}", text(&content, "item_code"))).await?;
    Ok(list["entries"][0].clone())
}

/// Prints what was handed in, has it signed and stamped, uploads it, and has it confirmed.
async fn stamped(market: &Person, bureau: &Person, record: &Value) -> Result<()> {
    let at = path(record);
    let record = market
        .post(&format!("{at}/print"), record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let pdf = market.file(&format!("{at}/print.pdf")).await?;
    let scan = paper::upload(market, paper::file(&paper::signed(&pdf, 3)?)).await?;
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    let seen = paper::confirmation(&record);
    bureau.post(&confirm, None, &seen).await?.expect(200).map(drop)
}

async fn a_session_is_convened_and_changed(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let (bureau, market, civil, donghu) = (
        app.person(BUREAU).await?,
        app.person(DEPARTMENT).await?,
        app.person(OTHER_DEPARTMENT).await?,
        app.person(DISTRICT).await?,
    );
    let item = item(&market).await?;
    let code = text(&item, "code");

    // The same request again is the same session; another under its identifier is refused.
    let body = json!({ "id": Uuid::now_v7(), "session": session(&[code]) });
    let made = bureau.post("optimization-sessions", None, &body).await?.expect(201)?;
    let again = bureau.post("optimization-sessions", None, &body).await?.expect(200)?;
    assert_eq!(again, made);
    assert_eq!(made["items"][0]["name"], item["name"]);
    assert_eq!(made["items"][0]["form"], Value::Null);
    let mut other = body.clone();
    other["session"]["title"] = json!("另一个（示例）");
    assert_eq!(bureau.post("optimization-sessions", None, &other).await?.status, 409);

    // Only the bureau convenes and changes; who is not invited knows nothing of it.
    let at = at(&made);
    let etag = made["etag"].as_str();
    let mut wanted = session(&[code]);
    assert_eq!(convene(&market, &wanted).await?.status, 403);
    assert_eq!(market.put(&at, etag, &wanted).await?.status, 403);
    assert_eq!(market.read(&at).await?["yours"], false);
    assert_eq!(civil.get(&at).await?.status(), 404);
    assert_eq!(donghu.get(&at).await?.status(), 404);

    // A district is invited, and the day moves.
    wanted["invited"] = json!([donghu.me["organisation"]["id"]]);
    wanted["held_on"] = json!("2018-09-19");
    assert_eq!(bureau.put(&at, None, &wanted).await?.status, 428);
    let changed = bureau.put(&at, etag, &wanted).await?.expect(200)?;
    assert_eq!(
        bureau.put(&at, etag, &wanted).await?.expect(200)?,
        changed,
        "after a lost answer"
    );
    wanted["held_on"] = json!("2018-09-20");
    assert_eq!(bureau.put(&at, etag, &wanted).await?.status, 412, "changed meanwhile");
    let seen = donghu.read(&at).await?;
    assert_eq!(seen["invited"][0]["id"], donghu.me["organisation"]["id"]);
    assert_eq!(seen["items"][0]["code"], code, "what is gone through is no secret");
    let list = donghu.read("optimization-sessions?q=市民中心").await?;
    assert_eq!((&list["total"], &list["entries"][0]["id"]), (&json!(1), &made["id"]));
    assert_eq!(donghu.read("optimization-sessions?q=别处").await?["total"], 0);

    // Both changes stand in the audit trail, with day and items and without names.
    if on == On::Postgres {
        app.change_rows(
            "DO $$ BEGIN IF (SELECT string_agg(action || ' ' || reason, '; ' ORDER BY id) FROM audit \
                 WHERE action IN ('session_convened', 'session_changed')) NOT LIKE \
                 'session_convened held_on=2018-09-17 %; session_changed held_on=2018-09-19 participants=0 items=%' \
             THEN RAISE EXCEPTION 'rows of the audit trail'; END IF; END $$",
        )?;
    }
    Ok(())
}

async fn what_breaks_a_rule_is_not_kept(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let bureau = app.person(BUREAU).await?;
    let mut empty = session(&[]);
    empty["held_on"] = Value::Null;
    let refused = convene(&bureau, &empty).await?;
    let expected = [
        ("/held_on", "optimization-session.required"),
        ("/items", "optimization-session.item.none"),
    ];
    assert_eq!((refused.status, broken(&refused)), (422, expected.to_vec()));
    let unknown = convene(&bureau, &session(&["许可-00000-000", "许可-00000-001"])).await?;
    assert_eq!(
        broken(&unknown),
        [
            ("/items/0", "optimization-session.item.unknown"),
            ("/items/1", "optimization-session.item.unknown")
        ]
    );
    let market = app.person(DEPARTMENT).await?;
    let mut stranger = session(&[text(&item(&market).await?, "code")]);
    stranger["invited"] = json!([Uuid::now_v7()]);
    assert_eq!(convene(&bureau, &stranger).await?.status, 404, "nobody is that");
    let many: Vec<String> = (0..201).map(|number| format!("许可-{number:05}-000")).collect();
    let many = convene(&bureau, &session(&many.iter().map(String::as_str).collect::<Vec<_>>())).await?;
    assert_eq!((many.status, &many.body["detail"]), (422, &json!("/session/items")));
    assert_eq!(bureau.read("optimization-sessions").await?["total"], 0);
    for (query, status) in [
        ("cursor=2018-09-17", 400),
        ("cursor=2018-02-30.x", 400),
        ("since=1", 400),
    ] {
        let answer = bureau.get(&format!("optimization-sessions?{query}")).await?;
        assert_eq!(answer.status(), status, "{query}");
    }
    Ok(())
}

async fn a_form_counts_its_days_from_the_session(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let (bureau, market, donghu) = (
        app.person(BUREAU).await?,
        app.person(DEPARTMENT).await?,
        app.person(DISTRICT).await?,
    );
    // Without a session the days count from handing in, on Tuesday: three working days later is Friday.
    let without = sample::submitted(&app, &market).await?;
    assert_eq!(without["due"]["date"], "2018-09-21");
    let give_up = json!({ "reason": "重复（示例）" });
    market
        .post(&format!("{}/void", path(&without)), without["etag"].as_str(), &give_up)
        .await?
        .expect(200)?;

    let item = item(&market).await?;
    let mut convened = session(&[text(&item, "code")]);
    convened["invited"] = json!([donghu.me["organisation"]["id"]]);
    let made = convene(&bureau, &convened).await?.expect(201)?;
    let at = at(&made);
    assert_eq!(
        made["items"][0]["form"],
        Value::Null,
        "what was given up counts no more"
    );

    // Begun as its page begins it; from then on the session tells how far it is, to those who see the form.
    let mut content = sample::optimization(&market).await?;
    content["session_on"] = made["held_on"].clone();
    content["materials_before"] = json!(20);
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let record = market.post("records", None, &body).await?.expect(201)?;
    let form = bureau.read(&at).await?["items"][0]["form"].clone();
    assert_eq!((&form["record"], text(&form, "state")), (&record["id"], "draft"));
    assert_eq!(form["difference"]["before"], 20);
    let after = form["difference"]["after"].as_u64().context("materials after")?;
    let unshared = content["material_groups"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|group| group["materials"].as_array().into_iter().flatten())
        .filter(|material| material["shared"] != json!(true));
    assert_eq!(after, unshared.count() as u64);
    assert_eq!(
        donghu.read(&at).await?["items"][0]["form"],
        Value::Null,
        "a draft is its department's"
    );

    // Three working days after Monday are Thursday; what is archived is the form.
    let record = sample::submit(&app, &market, &record, &content).await?.expect(200)?;
    assert_eq!(record["due"]["date"], "2018-09-20");
    let form = market.read(&at).await?["items"][0]["form"].clone();
    assert_eq!((&form["record"], text(&form, "state")), (&record["id"], "submitted"));
    stamped(&market, &bureau, &record).await?;
    let form = donghu.read(&at).await?["items"][0]["form"].clone();
    assert_eq!((&form["record"], text(&form, "state")), (&record["id"], "archived"));
    let auditor = app.person(AUDITOR).await?;
    assert_eq!(auditor.read(&at).await?["items"][0]["form"], form);
    Ok(())
}

async fn a_form_names_the_day_of_its_session(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let (bureau, market) = (app.person(BUREAU).await?, app.person(DEPARTMENT).await?);
    let mut content = sample::optimization(&market).await?;
    let convened = session(&[text(&content, "item_code")]);
    let made = convene(&bureau, &convened).await?.expect(201)?;
    let at = at(&made);
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let record = market.post("records", None, &body).await?.expect(201)?;
    assert_eq!(record["facts"]["sessions"], json!(["2018-09-17"]));

    // Neither another day nor none: the days to the stamp are not the department's to choose.
    let refused = |day: Value, rule: &'static str| {
        let (app, market, id, mut content) = (&app, market.clone(), path(&record), content.clone());
        async move {
            content["session_on"] = day;
            let record = market.read(&id).await?;
            let answer = sample::submit(app, &market, &record, &content).await?;
            assert_eq!(broken(&answer), [("/session_on", rule)], "{}", answer.body);
            Ok::<(), anyhow::Error>(())
        }
    };
    let (other, none) = ("optimization.session_on.other", "optimization.session_on.none");
    refused(Value::Null, other).await?;
    refused(json!("2018-09-18"), other).await?;

    // The day of the session moves: the draft learns of it.
    let mut moved = convened.clone();
    moved["held_on"] = json!("2018-09-18");
    let changed = bureau.put(&at, made["etag"].as_str(), &moved).await?.expect(200)?;
    refused(json!("2018-09-17"), other).await?;

    // It is called off by the bureau alone, once, for a reason; then nothing of it is changed.
    let call_off = format!("{at}/call-off");
    let because = json!({ "reason": "会场另有安排（示例）" });
    let etag = changed["etag"].as_str();
    assert_eq!(market.post(&call_off, etag, &because).await?.status, 403);
    assert_eq!(bureau.post(&call_off, None, &because).await?.status, 428);
    assert_eq!(
        bureau.post(&call_off, etag, &json!({ "reason": " " })).await?.status,
        422
    );
    assert_eq!(
        bureau.post(&call_off, made["etag"].as_str(), &because).await?.status,
        412
    );
    let called_off = bureau.post(&call_off, etag, &because).await?.expect(200)?;
    assert_eq!(
        called_off["called_off"],
        json!({ "on": TODAY, "because": "会场另有安排（示例）" })
    );
    assert_eq!(called_off["yours"], false);
    let again = bureau.post(&call_off, etag, &because).await?.expect(200)?;
    assert_eq!(again, called_off, "after a lost answer");
    let other_reason = json!({ "reason": "另一个原因（示例）" });
    assert_eq!(
        bureau
            .post(&call_off, called_off["etag"].as_str(), &other_reason)
            .await?
            .status,
        409
    );
    assert_eq!(bureau.put(&at, called_off["etag"].as_str(), &moved).await?.status, 409);
    assert_eq!(market.read(&at).await?["called_off"], called_off["called_off"]);

    // What was begun stays; its days count from handing in, and its item is free for another session.
    refused(json!("2018-09-18"), none).await?;
    let record = market.read(&path(&record)).await?;
    content["session_on"] = Value::Null;
    let record = sample::submit(&app, &market, &record, &content).await?.expect(200)?;
    assert_eq!(record["due"]["date"], "2018-09-21");
    convene(&bureau, &convened).await?.expect(201)?;
    Ok(())
}

async fn an_item_that_another_form_covers_needs_none(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let bureau = app.person(BUREAU).await?;
    let csv = "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n\
        服务-80003-000,通用事项（示例）,杭州市市场监督管理局（示例）,杭州市市场监督管理局（示例）,1,,否\n\
        服务-80003-001,通用事项（示例）,东湖区市场监督管理局（示例）,东湖区市场监督管理局（示例）,1,,否\n";
    let csv = csv.as_bytes().to_vec();
    bureau.post_bytes("items/import", "text/csv", csv).await?.expect(200)?;
    let codes = ["服务-80003-000", "服务-80003-001"];
    let made = convene(&bureau, &session(&codes)).await?.expect(201)?;
    let settled = |session: &Value| {
        codes
            .iter()
            .enumerate()
            .map(|(place, _)| session["items"][place]["settled"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(settled(&made), [json!(false), json!(false)]);

    let market = app.person(DEPARTMENT).await?;
    let mut content = sample::optimization(&market).await?;
    (content["item_name"], content["item_code"]) = (json!("通用事项（示例）"), json!(codes[0]));
    content["session_on"] = made["held_on"].clone();
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let record = market.post("records", None, &body).await?.expect(201)?;
    let record = sample::submit(&app, &market, &record, &content).await?.expect(200)?;
    stamped(&market, &bureau, &record).await?;

    // The one has its form; the other is covered by it, whoever reads.
    for login in [BUREAU, DISTRICT] {
        let seen = app.person(login).await?.read(&at(&made)).await?;
        assert_eq!(settled(&seen), [json!(false), json!(true)], "{login}");
        assert_eq!(seen["items"][1]["form"], Value::Null, "{login}");
    }
    Ok(())
}

#[tokio::test]
async fn pages_of_sessions_follow_each_other_and_none_is_lost() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let (bureau, market) = (app.person(BUREAU).await?, app.person(DEPARTMENT).await?);
    let item = item(&market).await?;
    for day in ["2018-09-17", "2018-09-20", "2018-09-17", "2018-09-03", "2018-09-20"] {
        let mut one = session(&[text(&item, "code")]);
        one["held_on"] = json!(day);
        convene(&bureau, &one).await?.expect(201)?;
    }
    let (mut days, mut cursor) = (Vec::new(), String::new());
    loop {
        let list = market.read(&format!("optimization-sessions?limit=2{cursor}")).await?;
        assert_eq!(list["total"], 5);
        let entries = list["entries"].as_array().context("entries")?;
        days.extend(entries.iter().map(|entry| text(entry, "held_on").to_owned()));
        match list["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(
        days,
        ["2018-09-20", "2018-09-20", "2018-09-17", "2018-09-17", "2018-09-03"]
    );
    Ok(())
}

#[tokio::test]
async fn a_session_is_convened_and_changed_on_sqlite() -> Result<()> {
    a_session_is_convened_and_changed(On::Sqlite).await
}

#[tokio::test]
async fn a_session_is_convened_and_changed_on_postgres() -> Result<()> {
    a_session_is_convened_and_changed(On::Postgres).await
}

#[tokio::test]
async fn what_breaks_a_rule_of_sessions_is_not_kept_on_sqlite() -> Result<()> {
    what_breaks_a_rule_is_not_kept(On::Sqlite).await
}

#[tokio::test]
async fn what_breaks_a_rule_of_sessions_is_not_kept_on_postgres() -> Result<()> {
    what_breaks_a_rule_is_not_kept(On::Postgres).await
}

#[tokio::test]
async fn a_form_counts_its_days_from_the_session_on_sqlite() -> Result<()> {
    a_form_counts_its_days_from_the_session(On::Sqlite).await
}

#[tokio::test]
async fn a_form_counts_its_days_from_the_session_on_postgres() -> Result<()> {
    a_form_counts_its_days_from_the_session(On::Postgres).await
}

#[tokio::test]
async fn a_form_names_the_day_of_its_session_on_sqlite() -> Result<()> {
    a_form_names_the_day_of_its_session(On::Sqlite).await
}

#[tokio::test]
async fn a_form_names_the_day_of_its_session_on_postgres() -> Result<()> {
    a_form_names_the_day_of_its_session(On::Postgres).await
}

#[tokio::test]
async fn an_item_that_another_form_covers_needs_none_on_sqlite() -> Result<()> {
    an_item_that_another_form_covers_needs_none(On::Sqlite).await
}

#[tokio::test]
async fn an_item_that_another_form_covers_needs_none_on_postgres() -> Result<()> {
    an_item_that_another_form_covers_needs_none(On::Postgres).await
}
