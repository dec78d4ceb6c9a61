//! The catalogue, the schedule, sessions, interfaces, and what goes live.

use super::super::place::{MOVED, Place, READY, UNSERVED};
use super::super::row::Row;
use super::super::row::Who::{Logins, Roles};
use super::super::row::{nothing, post, put};
use super::BUREAU;
use crate::api::paper::text;
use crate::api::roles::MARKET;
use crate::api::{interfaces, issuing, optimization_sessions, schedule};
use crate::people;
use anyhow::Result;
use serde_json::json;
use uuid::Uuid;

/// An item of the department that is planned for later.
const LATER: &str = "许可-90004-000";
/// Who keeps interfaces of other units than the example's.
const OTHER_UNITS: &[&str] = &[
    "market",
    "market2",
    "civil",
    "police",
    "donghu",
    "donghu-civil",
    "xijiang",
];

pub(super) async fn rows(place: &Place) -> Result<Vec<Row>> {
    let bureau = place.app.person(people::BUREAU).await?;
    let draft = bureau.read("schedule/batches/2/draft").await?;
    let issue = schedule::issue_body(&place.app, &draft, Uuid::now_v7()).await?;
    let days = bureau.read("schedule").await?["batches"][2]["days"].clone();
    let (ready, unit) = READY;
    let form = issuing::form(&place.app, &bureau, unit, &[ready], Uuid::now_v7()).await?;
    let header = "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感";
    let catalogue = format!("{header}\n服务-80009-000,示例新事项,{MARKET},{MARKET},3,,否\n");
    let spoilt = format!("{header}\n,示例新事项,{MARKET},{MARKET},3,,否\n");
    let full = json!({ "codes": [UNSERVED] });
    let withdrawal = json!({ "codes": [UNSERVED], "reason": "已有业务系统（示例）" });
    let new_interface = json!({ "id": Uuid::now_v7(), "interface": interfaces::planned(&[interfaces::LATER]) });
    let interface = interfaces::registered("JK-2018-101", &[interfaces::ITEM]);
    let session = optimization_sessions::session(&[text(&place.thing("market archived")["content"], "item_code")]);
    let new_session = json!({ "id": Uuid::now_v7(), "session": session });
    let (at_interface, at_session) = (place.id("interface"), text(&place.world.session, "id"));
    let bureau = Roles(BUREAU);
    let technicians = Logins(&["builder", "hr"]);
    Ok(vec![
        post("schedule/batches/{number}/issue", &["2"], bureau, &issue),
        put("schedule/batches/{number}", &["3"], bureau, &days).seen("schedule", "/batches/2/etag"),
        put("schedule/items", &[], bureau, &json!({ "codes": [LATER], "batch": 3 })),
        post("go-live/issue", &[], bureau, &json!({ "forms": [form] })),
        post("scope-lists", &[], Roles(&["bureau", "staff"]), &nothing()),
        post(
            "consolidations",
            &[],
            Logins(&["donghu-reviewer", "xijiang-reviewer"]),
            &nothing(),
        ),
        post(
            "transfers/{record}/{code}",
            &[place.id("accepted list"), MOVED],
            Logins(&["police"]),
            &json!({ "answer": "accept" }),
        ),
        post("items/import", &[], Roles(&["bureau", "admin"]), &nothing()).sending(catalogue.into_bytes()),
        post("items/import/report", &[], Roles(&["bureau", "admin"]), &nothing()).sending(spoilt.into_bytes()),
        post("items/full-process", &[], bureau, &full),
        post("items/full-process/withdraw", &[], bureau, &withdrawal),
        post("interfaces", &[], technicians, &new_interface).stopping(OTHER_UNITS),
        put("interfaces/{id}", &[at_interface], technicians, &interface)
            .seen(&format!("interfaces/{at_interface}"), "/etag"),
        post("optimization-sessions", &[], bureau, &new_session),
        put("optimization-sessions/{id}", &[at_session], bureau, &session)
            .seen(&format!("optimization-sessions/{at_session}"), "/etag"),
        post(
            "optimization-sessions/{id}/call-off",
            &[at_session],
            bureau,
            &json!({ "reason": "场地另有安排（示例）" }),
        )
        .seen(&format!("optimization-sessions/{at_session}"), "/etag"),
    ])
}
