//! What there is to see in the walk of roles: records in every state, secret and open, and scans.

use super::form_links::{propose, uncovered};
use super::optimization_sessions::{convene, session};
use super::paper::{self, path, text};
use super::roles::{DONGHU_MARKET, DONGHU_SECRET, MARKET, MARKET_SECRET};
use crate::app::{Person, TestApp};
use crate::people::{BUREAU, DEPARTMENT, DISTRICT, OTHER_DEPARTMENT, SCANNER_KEY};
use crate::sample;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What there is to see, by the names of the table.
pub struct World {
    pub records: BTreeMap<&'static str, Value>,
    pub scans: BTreeMap<&'static str, Value>,
    /// A session with an open and a secret item of the department, to which the district is invited.
    pub session: Value,
}

/// Makes all of it.
pub async fn world(app: &TestApp) -> Result<World> {
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
        ("market once secret", once_secret(app, &market).await?),
        ("civil submitted", sample::submitted(app, &civil).await?),
        ("donghu submitted", sample::submitted(app, &donghu).await?),
        (
            "donghu secret",
            donghu.post("records", None, &hidden).await?.expect(201)?,
        ),
        ("go-live issued", sample::issued_go_live(app, &bureau, &market).await?),
        ("go-live draft", sample::go_live(&bureau, &market).await?),
    ]);
    let mut gone_through = session(&[text(&records["market archived"]["content"], "item_code"), MARKET_SECRET]);
    gone_through["invited"] = json!([donghu.me["organisation"]["id"]]);
    let session = convene(&bureau, &gone_through).await?.expect(201)?;
    let linked = uncovered(&donghu).await?;
    propose(&donghu, &records["market archived"], &linked)
        .await?
        .expect(201)?;
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
    Ok(World {
        records,
        scans,
        session,
    })
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

/// A form whose first revision named a secret item and was printed; the next one, a draft, names an
/// open one.
async fn once_secret(app: &TestApp, staff: &Person) -> Result<Value> {
    let record = printed_secret(app, staff).await?;
    let revise = format!("{}/revise", path(&record));
    let draft = staff
        .post(&revise, record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let open = json!({ "content": sample::optimization(staff).await? });
    staff
        .put(&path(&draft), draft["etag"].as_str(), &open)
        .await?
        .expect(200)
}

async fn printed_secret(app: &TestApp, staff: &Person) -> Result<Value> {
    let content = secret_content(staff, MARKET_SECRET).await?;
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let record = staff.post("records", None, &body).await?.expect(201)?;
    let record = sample::submit(app, staff, &record, &content).await?.expect(200)?;
    let at = path(&record);
    staff
        .post(&format!("{at}/print"), record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)
}

async fn archived_secret(app: &TestApp, staff: &Person, bureau: &Person) -> Result<(Value, Value)> {
    let record = printed_secret(app, staff).await?;
    let at = path(&record);
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
