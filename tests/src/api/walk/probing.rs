//! Requests that name what whoever sends them may not know, to learn of it by what is answered: whatever comes of
//! them, nothing is told that they did not say themselves.

use super::place::{HIDDEN_NUMBER, POLICE_SECRET, Place};
use super::row::Who::{Logins, Roles};
use super::row::{Row, get, post, put};
use crate::api::interfaces;
use crate::api::roles::{DONGHU_SECRET, MARKET_SECRET};
use crate::people::OTHER_DEPARTMENT;
use crate::sample;
use anyhow::Result;
use serde_json::json;
use uuid::Uuid;

const CIVIL: &[&str] = &["civil"];
const HALLS: &[&str] = &["hall", "hall-city", "hall-street"];

pub(super) async fn rows(place: &Place) -> Result<Vec<Row>> {
    let civil = place.app.person(OTHER_DEPARTMENT).await?;
    let readers = Roles(&["staff", "reviewer", "egov", "hall"]);
    let mut rows = Vec::new();
    for code in [MARKET_SECRET, DONGHU_SECRET, POLICE_SECRET] {
        let mut content = sample::optimization(&civil).await?;
        content["item_code"] = json!(code);
        let new = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
        let link = json!({ "id": Uuid::now_v7(), "record": place.thing("market archived")["id"], "code": code });
        let mut interface = interfaces::registered(HIDDEN_NUMBER, &[code]);
        interface["name"] = json!("探问的接口（示例）");
        let interface = json!({ "id": Uuid::now_v7(), "interface": interface });
        let centre = &place.thing("centre of the street")["id"];
        let cases = json!({ "item": code, "month": "2018-09", "centre": centre, "cases": 1 });
        let outside =
            json!({ "id": Uuid::now_v7(), "item": code, "on": "2018-09-17", "place": "某处（示例）", "note": "" });
        rows.extend([
            post("records", &[], Logins(CIVIL), &new),
            post("form-links", &[], Logins(CIVIL), &link),
            post("interfaces", &[], Logins(CIVIL), &interface),
            put("cases", &[], Logins(HALLS), &cases),
            post("outside-cases", &[], Logins(HALLS), &outside),
            get("published/{code}", &[code], readers),
        ]);
        let lists = [
            "items",
            "records",
            "interfaces",
            "obligations",
            "published",
            "optimization-sessions",
        ];
        rows.extend(lists.map(|list| get(list, &[], readers).asking(&format!("q={code}"))));
    }
    rows.push(get("interfaces", &[], Logins(CIVIL)).asking(&format!("q={HIDDEN_NUMBER}")));
    rows.push(get("interfaces", &[], Logins(CIVIL)).asking(&format!("item={MARKET_SECRET}")));
    Ok(rows)
}

/// Whether the words of an answer are those that were asked with.
pub(super) fn was_said(row: &Row, word: &str) -> bool {
    row.at.contains(word) || String::from_utf8_lossy(&row.body).contains(word)
}
