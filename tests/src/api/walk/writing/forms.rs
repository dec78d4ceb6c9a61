//! Records, their way over paper, and links.

use super::super::place::Place;
use super::super::row::Row;
use super::super::row::Who::{Anyone, Logins, Roles};
use super::super::row::{nothing, post, put};
use super::{BUREAU, OWNERS};
use crate::api::paper::{self, path, text};
use crate::people::{DEPARTMENT, DISTRICT};
use crate::sample;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

pub(super) async fn rows(place: &Place) -> Result<Vec<Row>> {
    let mut rows = begun(place).await?;
    rows.extend(lists(place).await?);
    rows.extend(on_paper(place).await?);
    rows.extend(links(place).await?);
    Ok(rows)
}

/// The address of what is done to a record, with the version that was seen.
fn step(place: &Place, name: &str, row: impl FnOnce(&str) -> Row) -> Row {
    let record = place.thing(name);
    row(text(record, "id")).seen(&path(record), "/etag")
}

/// From nothing to what is handed in, sent back, given up.
async fn begun(place: &Place) -> Result<Vec<Row>> {
    let market = place.app.person(DEPARTMENT).await?;
    let unit = &market.me["organisation"]["id"];
    let content = sample::optimization(&market).await?;
    let new = |form: &str, owner: &Value, content: &Value| json!({ "id": Uuid::now_v7(), "form": form, "owner": owner, "content": content });
    // As it is now: what was issued since is among its facts.
    let draft = market.read(&path(place.thing("market draft"))).await?;
    let submission = sample::submission(&place.app, &draft, &draft["content"]).await?;
    let reason = json!({ "reason": "示例：请更正" });
    let go_live = &place.thing("go-live draft")["content"];
    let bulletin = &place.thing("bulletin")["content"];
    Ok(vec![
        post(
            "check/{subject}",
            &["optimization"],
            Anyone,
            &json!({ "content": content, "facts": {} }),
        ),
        post(
            "records",
            &[],
            Roles(&["staff"]),
            &new("optimization", &Value::Null, &content),
        ),
        post("records", &[], Logins(OWNERS), &new("optimization", unit, &content)),
        post("records", &[], Roles(BUREAU), &new("go-live", unit, go_live)),
        post("records", &[], Roles(BUREAU), &new("bulletin", &Value::Null, bulletin)),
        step(place, "market draft", |id| {
            put(
                "records/{id}",
                &[id],
                Logins(OWNERS),
                &json!({ "content": draft["content"] }),
            )
        }),
        step(place, "market draft", |id| {
            post("records/{id}/submit", &[id], Logins(OWNERS), &submission)
        }),
        step(place, "market submitted", |id| {
            post("records/{id}/return", &[id], Roles(BUREAU), &reason)
        }),
        step(place, "market once secret", |id| {
            post(
                "records/{id}/void",
                &[id],
                Logins(&["market", "market2", "bureau", "bureau2"]),
                &reason,
            )
        }),
        step(place, "returned", |id| {
            post(
                "records/{id}/reissue",
                &[id],
                Roles(BUREAU),
                &json!({ "id": Uuid::now_v7() }),
            )
        }),
    ])
}

async fn lists(place: &Place) -> Result<Vec<Row>> {
    let donghu = place.app.person(DISTRICT).await?;
    let list = place.thing("list of the district");
    let table = donghu.file(&format!("{}/table.xlsx", path(list))).await?;
    // Its own header with a row that is no item.
    let spoilt = format!("{}\n示例-00000-000,没有的事项\n", "事项编码,事项名称");
    let id = text(list, "id");
    let who = Logins(&["donghu"]);
    Ok(vec![
        post("records/{id}/table", &[id], who, &nothing()).sending(table),
        post("records/{id}/table/report", &[id], who, &nothing()).sending(spoilt.into_bytes()),
        step(place, "list", |id| {
            post("records/{id}/accept", &[id], Logins(&["reviewer"]), &nothing()).of_a_list()
        }),
    ])
}

async fn on_paper(place: &Place) -> Result<Vec<Row>> {
    let printed = place.thing("market printed");
    let typed = json!({ "page": 1, "code": paper::letters(printed, 1)? });
    let matched = place.thing("market matched");
    let mut refusal = paper::confirmation(place.thing("second set"));
    refusal.as_object_mut().context("a body")?.remove("marks");
    refusal["reason"] = json!("示例：印章不清");
    Ok(vec![
        step(place, "civil submitted", |id| {
            post("records/{id}/print", &[id], Logins(&["civil"]), &nothing())
        }),
        post("scans", &[], Roles(&["staff", "builder", "bureau"]), &nothing())
            .sending(paper::file([&paper::uncoded_sheet(7)]))
            .for_keys(),
        post(
            "scans/{id}/assign",
            &[place.id("by key")],
            Logins(&["market", "market2", "bureau", "bureau2"]),
            &typed,
        ),
        post(
            "scans/{id}/confirm",
            &[place.id("matched set")],
            Roles(BUREAU),
            &paper::confirmation(matched),
        ),
        post("scans/{id}/refuse", &[place.id("second scan")], Roles(BUREAU), &refusal),
        step(place, "market printed", |id| {
            post("records/{id}/revise", &[id], Logins(OWNERS), &nothing())
        }),
    ])
}

async fn links(place: &Place) -> Result<Vec<Row>> {
    let donghu = place.app.person(DISTRICT).await?;
    let archived = place.thing("market archived");
    let at = format!("{}/links", path(archived));
    let known = donghu.read(&at).await?;
    let linked = known.get(0).context("a link")?;
    let items = donghu.read("items?limit=500").await?;
    let open = |item: &&Value| {
        item["owner"]["id"] == donghu.me["organisation"]["id"]
            && item["optimised_on"].is_null()
            && item["code"] != linked["code"]
    };
    let item = items["entries"].as_array().into_iter().flatten().find(open);
    let code = &item.context("another item that waits for its form")?["code"];
    let proposal = json!({ "id": Uuid::now_v7(), "record": archived["id"], "code": code });
    Ok(vec![
        post("form-links", &[], Logins(&["donghu"]), &proposal),
        post(
            "form-links/{id}",
            &[text(linked, "id")],
            Logins(OWNERS),
            &json!({ "step": "agree" }),
        )
        .seen(&at, "/0/etag")
        .stopping(&["donghu"]),
    ])
}
