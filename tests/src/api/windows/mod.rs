//! Windows: who keeps whose account, who sees which number, what counts as opened.

mod accounts;
mod cases;
mod coverage;
mod import;
mod numbers;
mod office;
pub(super) mod training;

use super::paper::{self, path, text};
use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, DEPARTMENT};
use crate::sample::{self, TODAY};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// Centres: name, level, area, and who registers it.
pub(super) const CENTRES: [(&str, &str, &str, &str); 5] = [
    ("市民中心（示例）", "city", "杭州市（示例）", "hall-city"),
    ("东湖区服务中心（示例）", "district", "东湖区（示例）", "hall"),
    ("湖滨街道服务中心（示例）", "street", "湖滨街道（示例）", "hall-street"),
    ("湖滨一社区服务站（示例）", "community", "湖滨一社区（示例）", "hall"),
    ("西江区服务中心（示例）", "district", "西江区（示例）", "hall-city"),
];

pub(super) async fn unit(person: &Person, name: &str) -> Result<Value> {
    let all = person.read("organisations").await?;
    let found = all.as_array().into_iter().flatten().find(|unit| unit["name"] == name);
    Ok(found.with_context(|| format!("the organisation {name}"))?["id"].clone())
}

/// A server on [`TODAY`] with centres at every level.
async fn with_centres(on: On) -> Result<TestApp> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    adds_centres(&app).await?;
    Ok(app)
}

/// Registers centres at every level; the name of one in a street.
pub(super) async fn adds_centres(app: &TestApp) -> Result<&'static str> {
    for (name, level, area, login) in CENTRES {
        let hall = app.person(login).await?;
        let body = json!({
            "id": Uuid::now_v7(), "name": name, "level": level, "area": unit(&hall, area).await?, "registered_on": "2018-09-03",
        });
        hall.post("centres", None, &body).await?.expect(201)?;
        assert_eq!(
            hall.post("centres", None, &body).await?.status,
            200,
            "{name}: said again"
        );
    }
    Ok(CENTRES[2].0)
}

pub(super) async fn centre(person: &Person, name: &str) -> Result<Value> {
    let all = person.read("centres").await?;
    let found = all
        .as_array()
        .into_iter()
        .flatten()
        .find(|centre| centre["name"] == name);
    Ok(found.with_context(|| format!("the centre {name}"))?["id"].clone())
}

/// Somebody at the window of one of [`CENTRES`].
pub(super) fn somebody(name: &str, mobile: &str, unit: &str, centre: usize) -> Value {
    let (centre, level, ..) = CENTRES[centre];
    json!({ "name": name, "mobile": mobile, "organisation": unit, "level": level, "centre": centre })
}

/// Somebody whose account was registered and authorised.
pub(super) fn authorised(name: &str, mobile: &str, unit: &str, centre: usize, on: &str) -> Value {
    let mut account = somebody(name, mobile, unit, centre);
    account["registered"] = json!("2018-09-10");
    account["authorised"] = json!(on);
    account
}

pub(super) fn new(account: &Value) -> Value {
    json!({ "id": Uuid::now_v7(), "account": account })
}

pub(super) async fn add(person: &Person, account: &Value) -> Result<Value> {
    person.post("window-accounts", None, &new(account)).await?.expect(201)
}

pub(super) fn at(account: &Value) -> String {
    format!("window-accounts/{}", text(account, "id"))
}

/// The rules that an answer says are broken, with their places.
fn broken(answer: &Value) -> Vec<(&str, &str)> {
    let findings = answer["findings"].as_array().into_iter().flatten();
    findings
        .map(|found| (text(found, "path"), text(found, "rule")))
        .collect()
}

/// Publishes the ready items of the department; the code of one.
async fn published(app: &TestApp) -> Result<String> {
    let (bureau, staff) = (app.person(BUREAU).await?, app.person(DEPARTMENT).await?);
    let record = sample::issued_go_live(app, &bureau, &staff).await?;
    let at = path(&record);
    let record = staff
        .post(&format!("{at}/print"), record["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let pdf = paper::bytes(&staff, &format!("{at}/print.pdf")).await?;
    let scan = paper::upload(&staff, paper::file(&paper::signed(&pdf, 1)?)).await?;
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    bureau
        .post(&confirm, None, &paper::confirmation(&record))
        .await?
        .expect(200)?;
    let code = &record["content"]["rows"][0]["item_code"];
    Ok(code.as_str().context("a code")?.to_owned())
}
