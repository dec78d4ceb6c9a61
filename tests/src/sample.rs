//! Sample content that the demonstration's items carry, and the steps that every test needs.

use crate::app::{Answer, Person, TestApp};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// The annex 3 sample, made out for an item of this person's organisation.
///
/// # Errors
/// When the person has no item.
pub async fn optimization(staff: &Person) -> Result<Value> {
    let items = staff.read("items").await?;
    let own = staff.me["organisation"]["id"].clone();
    let entries = items["entries"].as_array().context("a list of items")?;
    let item = entries
        .iter()
        .find(|item| item["owner"]["id"] == own && item["optimised_on"].is_null())
        .context("an item of one's own that is not optimised")?;
    let mut content: Value = serde_json::from_str(include_str!("corpus/annex3.json"))?;
    content["item_name"] = item["name"].clone();
    content["item_code"] = item["code"].clone();
    for participant in content["participants"].as_array_mut().context("participants")? {
        participant["unit"] = staff.me["organisation"]["name"].clone();
    }
    Ok(content)
}

/// What a page sends to hand in `content`: the rule set of the server, the facts as last read, a
/// reason for every warning.
///
/// # Errors
/// When the server does not answer.
pub async fn submission(app: &TestApp, record: &Value, content: &Value) -> Result<Value> {
    let programme = app.nobody().read("programme").await?;
    let form = record["form"].as_str().context("a form")?;
    let request = json!({ "content": content, "facts": record["facts"] });
    let report = app
        .nobody()
        .post(&format!("check/{form}"), None, &request)
        .await?
        .expect(200)?;
    let warnings = report["findings"]
        .as_array()
        .context("findings")?
        .iter()
        .filter(|finding| finding["severity"] == "warning");
    let reasons: Vec<Value> = warnings
        .map(|finding| json!({ "path": finding["path"], "rule": finding["rule"], "reason": "示例：已核实" }))
        .collect();
    Ok(json!({ "rule_set": programme["rule_set"], "facts": record["facts"], "content": content, "reasons": reasons }))
}

/// Saves the content, so that its facts are known, and hands it in.
///
/// # Errors
/// When the server cannot be reached.
pub async fn submit(app: &TestApp, person: &Person, record: &Value, content: &Value) -> Result<Answer> {
    let path = format!("records/{}", record["id"].as_str().context("an identifier")?);
    let saved = person
        .put(&path, record["etag"].as_str(), &json!({ "content": content }))
        .await?
        .expect(200)?;
    let body = submission(app, &saved, content).await?;
    person
        .post(&format!("{path}/submit"), saved["etag"].as_str(), &body)
        .await
}

/// A submitted optimisation form of this person's organisation.
///
/// # Errors
/// When the server refuses any step.
pub async fn submitted(app: &TestApp, staff: &Person) -> Result<Value> {
    let content = optimization(staff).await?;
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let record = staff.post("records", None, &body).await?.expect(201)?;
    submit(app, staff, &record, &content).await?.expect(200)
}

/// A submitted form, frozen and printed: the record and its PDF.
///
/// # Errors
/// When the server refuses any step.
pub async fn printed(app: &TestApp, staff: &Person) -> Result<(Value, Vec<u8>)> {
    let record = submitted(app, staff).await?;
    let path = format!("records/{}", record["id"].as_str().context("an identifier")?);
    let record = staff
        .post(&format!("{path}/print"), record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let pdf = staff
        .get(&format!("{path}/print.pdf"))
        .await?
        .error_for_status()?
        .bytes()
        .await?;
    Ok((record, pdf.to_vec()))
}

/// The business date of tests that need one: a Tuesday before the first batch is due.
pub const TODAY: &str = "2018-09-18";

/// A go-live form of the bureau for this person's unit, not issued yet: its ready items of the first
/// batch. Wants a server whose business date is [`TODAY`].
///
/// # Errors
/// When the server refuses.
pub async fn go_live(bureau: &Person, addressee: &Person) -> Result<Value> {
    let items = addressee.read("items?batch=1").await?;
    let unit = &addressee.me["organisation"];
    let ready = |item: &&Value| {
        item["serving"]["id"] == unit["id"]
            && item["connection"] != "none"
            && !item["optimised_on"].is_null()
            && item["published_on"].is_null()
    };
    let ready = items["entries"]
        .as_array()
        .context("a list of items")?
        .iter()
        .filter(ready);
    let rows: Vec<Value> = (1..)
        .zip(ready)
        .map(|(number, item)| json!({ "number": number, "item_name": item["name"], "item_code": item["code"] }))
        .collect();
    let content = json!({
        "addressee": unit["name"], "issuer": bureau.me["organisation"]["name"],
        "batch": 1, "issued": TODAY, "finish_by": "2018-09-20", "rows": rows,
    });
    let body = json!({ "id": Uuid::now_v7(), "form": "go-live", "owner": unit["id"], "content": content });
    bureau.post("records", None, &body).await?.expect(201)
}

/// The same, issued.
///
/// # Errors
/// When the server refuses.
pub async fn issued_go_live(app: &TestApp, bureau: &Person, addressee: &Person) -> Result<Value> {
    let record = go_live(bureau, addressee).await?;
    submit(app, bureau, &record, &record["content"]).await?.expect(200)
}
