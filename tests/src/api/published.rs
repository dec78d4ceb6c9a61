//! What is public: read without a session, alike for everybody, and never what is secret or gone.

use super::paper::{self, path, text};
use super::roles::{DONGHU_MARKET, MARKET, MARKET_SECRET};
use super::scope_lists::{answered, own_list};
use super::world::secret_content;
use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, DEPARTMENT, DISTRICT, REVIEWER};
use crate::sample::{self, TODAY};
use anyhow::{Context as _, Result};
use reqwest::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH, RETRY_AFTER, SET_COOKIE};
use serde_json::{Value, json};
use uuid::Uuid;

/// The item whose form is archived.
pub const GUIDED: &str = "许可-90001-000";
/// The same item of a district: another code, the same base code.
const TWIN: &str = "许可-90001-001";
/// Published, without a form of its own.
const BARE: [&str; 2] = ["许可-90002-000", "许可-90003-000"];

/// Brings in a secret item and a district's twin, and makes all ready to be published.
async fn catalogue(bureau: &Person) -> Result<()> {
    let csv = format!(
        "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n\
         {GUIDED},食品经营许可（新办）,{MARKET},{MARKET},1,已联调,否\n\
         {TWIN},食品经营许可（新办）,{DONGHU_MARKET},{DONGHU_MARKET},1,已联调,否\n\
         {MARKET_SECRET},示例涉密事项,{MARKET},{MARKET},1,已联调,涉密\n"
    );
    let answer = bureau
        .post_bytes("items/import", "text/csv", csv.into_bytes())
        .await?
        .expect(200)?;
    assert_eq!(
        (&answer["added"], &answer["changed"]),
        (&json!(2), &json!(1)),
        "{answer}"
    );
    Ok(())
}

/// Carries a submitted record of this person over paper to the archive.
async fn archive(app: &TestApp, staff: &Person, record: &Value, seed: u64) -> Result<Value> {
    let at = path(record);
    let print = format!("{at}/print");
    let print = staff
        .post(&print, record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let pdf = paper::bytes(staff, &format!("{at}/print.pdf")).await?;
    let scan = paper::upload(staff, paper::file(&paper::signed(&pdf, seed)?)).await?;
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    let bureau = app.person(BUREAU).await?;
    bureau
        .post(&confirm, None, &paper::confirmation(&print))
        .await?
        .expect(200)
}

/// The archived optimisation form of an item.
async fn archived_form(app: &TestApp, staff: &Person, code: &str, seed: u64) -> Result<Value> {
    let content = secret_content(staff, code).await?;
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let record = staff.post("records", None, &body).await?.expect(201)?;
    let record = sample::submit(app, staff, &record, &content).await?.expect(200)?;
    archive(app, staff, &record, seed).await
}

/// Publishes the ready items of this person's unit by a stamped go-live form.
pub(super) async fn publish(app: &TestApp, staff: &Person) -> Result<()> {
    let bureau = app.person(BUREAU).await?;
    let record = sample::issued_go_live(app, &bureau, staff).await?;
    archive(app, staff, &record, 3).await.map(drop)
}

/// A department with an archived form, its items published, a secret one among them, and a district's
/// twin: the archived form. Wants a server whose business date is [`TODAY`].
pub async fn something_is_published(app: &TestApp) -> Result<Value> {
    let (bureau, market) = (app.person(BUREAU).await?, app.person(DEPARTMENT).await?);
    catalogue(&bureau).await?;
    let form = archived_form(app, &market, GUIDED, 1).await?;
    archived_form(app, &market, MARKET_SECRET, 2).await?;
    publish(app, &market).await?;
    publish(app, &app.person(DISTRICT).await?).await?;
    Ok(form)
}

async fn codes(nobody: &Person, query: &str) -> Result<Vec<(String, bool)>> {
    let list = nobody.read(&format!("published?{query}")).await?;
    let entries = list["entries"].as_array().context("entries")?;
    assert!(entries.len() as u64 <= list["total"].as_u64().context("a count")?);
    Ok(entries
        .iter()
        .map(|item| (text(item, "code").to_owned(), item["has_guide"] == json!(true)))
        .collect())
}

fn of(codes: &[(&str, bool)]) -> Vec<(String, bool)> {
    codes.iter().map(|(code, guide)| ((*code).to_owned(), *guide)).collect()
}

async fn status(person: &Person, path: &str) -> Result<u16> {
    Ok(person.get(path).await?.status().as_u16())
}

/// The department hands in its list: the guided item is secret after all, another one is cancelled.
async fn hands_in_what_is_secret(app: &TestApp, market: &Person) -> Result<Value> {
    market.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let list = own_list(market).await?;
    let mut content = answered(&list)?;
    for row in content["rows"].as_array_mut().context("rows")? {
        let code = text(row, "code").to_owned();
        if [GUIDED, MARKET_SECRET].contains(&code.as_str()) {
            row["privacy"] = json!("secret");
        } else if code == BARE[0] {
            *row = json!({ "code": code, "name": row["name"], "change": "cancelled", "remark": "取消（示例）" });
        }
    }
    sample::submit(app, market, &list, &content).await?.expect(200)
}

async fn what_is_secret_or_gone_is_never_public(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let nobody = app.nobody();
    assert_eq!(nobody.read("published").await?, json!({ "entries": [], "total": 0 }));
    let form = something_is_published(&app).await?;
    let market = app.person(DEPARTMENT).await?;

    // What was secret from the outset is published within, and not there without.
    let secret = market.read(&format!("items?q={MARKET_SECRET}")).await?;
    assert_eq!(secret["entries"][0]["published_on"], TODAY);
    let all = of(&[(GUIDED, true), (TWIN, true), (BARE[0], false), (BARE[1], false)]);
    assert_eq!(codes(&nobody, "").await?, all);
    assert_eq!(codes(&nobody, &format!("q={MARKET_SECRET}")).await?, []);
    for code in [MARKET_SECRET, "许可-90004-000", "许可-00000-000"] {
        assert_eq!(status(&nobody, &format!("published/{code}")).await?, 404, "{code}");
    }

    // Searched, narrowed, page by page.
    assert_eq!(codes(&nobody, "q=新办").await?, all[..2]);
    let units = nobody.read("published-organisations").await?;
    let unit = |name: &str| {
        let found = units.as_array().into_iter().flatten().find(|unit| unit["name"] == name);
        found.map(|unit| text(unit, "id").to_owned()).unwrap_or_default()
    };
    assert_eq!(units.as_array().map(Vec::len), Some(2), "{units}");
    let of_district = format!("organisation={}", unit(DONGHU_MARKET));
    assert_eq!(codes(&nobody, &of_district).await?, all[1..2]);
    assert_eq!(codes(&nobody, "batch=1").await?, all);
    assert_eq!(codes(&nobody, "batch=2").await?, []);
    let (mut paged, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = nobody.read(&format!("published?limit=1{cursor}")).await?;
        assert_eq!(page["total"], 4);
        paged.push(text(&page["entries"][0], "code").to_owned());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(paged, all.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>());

    // The guide is that of the form, without the people whom it names; the district shares it.
    for code in [GUIDED, TWIN] {
        let shown = nobody.read(&format!("published/{code}")).await?;
        assert_eq!(shown["item"]["published_on"], TODAY);
        assert_eq!(
            shown["guide"],
            json!({
                "material_groups": form["content"]["material_groups"],
                "scenarios": form["content"]["scenarios"],
                "archived_on": TODAY,
            })
        );
        for participant in form["content"]["participants"].as_array().context("participants")? {
            assert!(!shown.to_string().contains(text(participant, "name")), "{shown}");
        }
        assert!(!shown.to_string().contains(text(&form["content"], "leader")));
    }
    assert_eq!(
        nobody.read(&format!("published/{}", BARE[0])).await?["guide"],
        Value::Null
    );

    // Alike for whoever is signed in, even for those who see the secret one elsewhere.
    for login in [DEPARTMENT, BUREAU] {
        let person = app.person(login).await?;
        assert_eq!(
            person.read("published").await?,
            nobody.read("published").await?,
            "{login}"
        );
        assert_eq!(status(&person, &format!("published/{MARKET_SECRET}")).await?, 404);
    }

    // Handed in as secret: gone at once, and no guide names it; the district's item stays.
    let list = hands_in_what_is_secret(&app, &market).await?;
    let left = of(&[(TWIN, false), (BARE[0], false), (BARE[1], false)]);
    assert_eq!(codes(&nobody, "").await?, left);
    assert_eq!(status(&nobody, &format!("published/{GUIDED}")).await?, 404);
    assert_eq!(nobody.read(&format!("published/{TWIN}")).await?["guide"], Value::Null);

    // Accepted as cancelled: gone.
    let reviewer = app.person(REVIEWER).await?;
    let seen = reviewer.read(&path(&list)).await?;
    let accept = format!("{}/accept", path(&list));
    reviewer
        .post(&accept, seen["etag"].as_str(), &json!({ "consents": [BARE[0]] }))
        .await?
        .expect(200)?;
    assert_eq!(codes(&nobody, "").await?, of(&[(TWIN, false), (BARE[1], false)]));
    assert_eq!(status(&nobody, &format!("published/{}", BARE[0])).await?, 404);
    Ok(())
}

#[tokio::test]
async fn what_is_secret_or_gone_is_never_public_on_sqlite() -> Result<()> {
    what_is_secret_or_gone_is_never_public(On::Sqlite).await
}

#[tokio::test]
async fn what_is_secret_or_gone_is_never_public_on_postgres() -> Result<()> {
    what_is_secret_or_gone_is_never_public(On::Postgres).await
}

/// A form that was corrected gives no guide any more, even where its correction speaks of another item.
#[tokio::test]
async fn a_corrected_form_gives_no_guide() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let (bureau, market, nobody) = (app.person(BUREAU).await?, app.person(DEPARTMENT).await?, app.nobody());
    catalogue(&bureau).await?;
    let form = archived_form(&app, &market, GUIDED, 1).await?;
    publish(&app, &market).await?;
    assert_eq!(
        codes(&nobody, "").await?,
        of(&[(GUIDED, true), (BARE[0], false), (BARE[1], false)])
    );

    let mut content = form["content"].clone();
    content["item_code"] = json!(BARE[0]);
    content["item_name"] = json!("食品经营许可（变更）");
    content["scenarios"][0]["name"] = json!("更正后的主类（示例）");
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "replaces": form["id"], "content": content });
    let correction = market.post("records", None, &body).await?.expect(201)?;
    let correction = sample::submit(&app, &market, &correction, &content)
        .await?
        .expect(200)?;
    archive(&app, &market, &correction, 4).await?;
    assert_eq!(
        codes(&nobody, "").await?,
        of(&[(GUIDED, false), (BARE[0], true), (BARE[1], false)])
    );
    let shown = nobody.read(&format!("published/{}", BARE[0])).await?;
    assert_eq!(shown["guide"]["scenarios"][0]["name"], "更正后的主类（示例）");
    Ok(())
}

#[tokio::test]
async fn an_answer_is_kept_for_a_minute_and_not_sent_twice() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let first = app.nobody().get("published").await?;
    assert_eq!(
        first.headers().get(CACHE_CONTROL).context("freshness")?,
        "public, max-age=60"
    );
    assert!(first.headers().get(SET_COOKIE).is_none());
    let tag = first.headers().get(ETAG).context("a tag")?.clone();
    let again = reqwest::Client::new()
        .get(format!("{}/api/v1/published", app.url))
        .header(IF_NONE_MATCH, &tag)
        .send()
        .await?;
    assert_eq!((again.status().as_u16(), again.headers().get(ETAG)), (304, Some(&tag)));
    assert_eq!(again.bytes().await?.len(), 0);
    let unknown = app.nobody().get("published/许可-00000-000").await?;
    assert_eq!(
        unknown.headers().get(CACHE_CONTROL).context("freshness")?,
        "no-store",
        "what is not there may be there soon"
    );
    Ok(())
}

#[tokio::test]
async fn whoever_asks_too_often_waits_and_checks_are_counted_apart() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_CHECKS_A_MINUTE", "3")])?;
    let nobody = app.nobody();
    for path in ["published", "published-organisations", "published/许可-00000-000"] {
        assert_ne!(status(&nobody, path).await?, 429, "{path}");
    }
    for path in ["published", "published-organisations", "published/许可-00000-000"] {
        let refused = nobody.get(path).await?;
        assert_eq!(refused.status(), 429, "{path}");
        let wait: u64 = refused
            .headers()
            .get(RETRY_AFTER)
            .context("how long")?
            .to_str()?
            .parse()?;
        assert!((1..=60).contains(&wait), "{wait}");
    }
    let check = nobody.post("check/go-live", None, &json!({ "content": {} })).await?;
    assert_eq!(check.status, 200, "{}", check.body);
    Ok(())
}
