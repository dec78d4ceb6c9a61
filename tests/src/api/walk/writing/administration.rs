//! Notices, and what the administrator keeps; signing in and out at the end.

use super::super::place::Place;
use super::super::row::Row;
use super::super::row::Who::{Anyone, Logins, Roles, SignedIn};
use super::super::row::{delete, nothing, post, put};
use crate::api::paper::text;
use crate::people::{DEPARTMENT, OTHER_DEPARTMENT};
use anyhow::Result;
use serde_json::json;
use uuid::Uuid;

pub(super) async fn rows(place: &Place) -> Result<Vec<Row>> {
    let admin = Roles(&["admin"]);
    let unit = &place.thing("robot")["organisation"]["id"];
    let city = place.app.person(OTHER_DEPARTMENT).await?.read("organisations").await?[0]["id"].clone();
    let organisation =
        json!({ "id": Uuid::now_v7(), "name": "杭州市新设局（示例）", "level": "city_department", "parent": city });
    let user = json!({
        "id": Uuid::now_v7(), "login": "new-one", "name": "新人甲（示例）", "role": "staff", "organisation": unit,
        "password": "示例口令一二三四五六",
    });
    let robot = json!({
        "id": Uuid::now_v7(), "label": "另一个群（示例）", "organisation": unit, "address": place.robot_address(), "secret": "SECanother",
    });
    let credentials = json!({ "login": DEPARTMENT, "password": place.app.password(DEPARTMENT).await? });
    let somebody = place.id("user");
    Ok(vec![
        post(
            "notices/{id}/read",
            &[place.id("notice")],
            Logins(&["market"]),
            &nothing(),
        ),
        post("notices/read", &[], SignedIn, &nothing()),
        post("organisations", &[], admin, &organisation),
        post("users", &[], admin, &user),
        put(
            "users/{id}/email",
            &[somebody],
            admin,
            &json!({ "email": "xijiang@example.cn" }),
        ),
        post("users/{id}/deactivate", &[somebody], admin, &nothing()),
        post(
            "keys",
            &[],
            admin,
            &json!({ "label": "三楼扫描仪（示例）", "organisation": unit }),
        ),
        delete("keys/{id}", &[place.id("key")], admin),
        post("robots", &[], admin, &robot),
        delete("robots/{id}", &[place.id("robot")], admin),
        post(
            "messages/{id}/send",
            &[text(place.thing("message"), "message")],
            admin,
            &nothing(),
        ),
        post("business-date", &[], admin, &json!({ "today": "2018-09-19" })),
        post("session", &[], Anyone, &credentials),
        delete("session", &[], SignedIn),
    ])
}
