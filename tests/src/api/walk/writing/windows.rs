//! Centres, accounts, training, and cases.

use super::super::place::Place;
use super::super::row::Row;
use super::super::row::Who::{Logins, Roles};
use super::super::row::{nothing, post, put};
use crate::api::paper::text;
use crate::api::roles::CIVIL;
use crate::api::windows::{self, CENTRES, training};
use crate::sample::TODAY;
use anyhow::Result;
use serde_json::json;
use uuid::Uuid;

/// Who administers the district, and the city above it.
const HALLS: &[&str] = &["hall", "hall-city"];
/// These, and the street's administrator.
const HALLS_OF_STREET: &[&str] = &["hall", "hall-city", "hall-street"];
/// Who keeps other people's accounts, or none.
const OTHERS: &[&str] = &[
    "market",
    "market2",
    "police",
    "donghu",
    "donghu-civil",
    "xijiang",
    "hr",
    "bureau",
    "bureau2",
    "egov",
    "hall",
    "hall-city",
    "hall-street",
];
const OTHER_KEEPERS: &[&str] = &[
    "market",
    "market2",
    "police",
    "donghu",
    "donghu-civil",
    "xijiang",
    "hr",
    "hall",
    "hall-city",
    "hall-street",
];

pub(super) async fn rows(place: &Place) -> Result<Vec<Row>> {
    let hall = place.app.person("hall").await?;
    let (account, of_district) = (place.id("account"), place.id("account of the district"));
    let (street, district) = (place.id("centre of the street"), place.id("district"));
    let item = text(place.thing("published"), "code");
    let community = windows::unit(&hall, "湖滨一社区（示例）").await?;
    let keeper = Logins(&["civil"]);
    let changed = windows::authorised("窗口甲（示例）", "13877661001", CIVIL, 0, "2018-09-12");
    let another = windows::new(&windows::somebody("窗口乙（示例）", "13877661009", CIVIL, 0));
    let roster = format!(
        "姓名,手机号,所在单位,层级,服务中心,注册日期,授权日期,分发日期,说明\n窗口丙（示例）,13877661008,{CIVIL},市级,{},,,,\n",
        CENTRES[0].0
    );
    let films = json!([{ "film": "sign-in", "on": "2018-09-14" }]);
    let lessons = json!({ "content": { "rows": [{ "account": account, "films": films }] } });
    let centre = json!({
        "id": Uuid::now_v7(), "name": "湖滨一社区二站（示例）", "level": "community", "area": community, "registered_on": "2018-09-10",
    });
    let centres = "服务中心,层级,服务区域,注册日期\n东湖区政务大厅（示例）,区县级,东湖区（示例）,2018-09-10\n";
    let holds = json!({ "films": true, "manual": true, "maintainers": false });
    let cases = json!({ "item": item, "month": "2018-09", "centre": street, "cases": 15 });
    let counted = format!("事项编码,月份,服务中心,办件量\n{item},2018-09,{},16\n", CENTRES[2].0);
    let outside =
        json!({ "id": Uuid::now_v7(), "item": item, "on": "2018-09-17", "place": "湖滨街道（示例）", "note": "" });
    let reporters = Logins(&["hall", "hall-city", "hall-street", "bureau", "bureau2"]);
    Ok(vec![
        post("window-accounts", &[], keeper, &another).stopping(OTHERS),
        post("window-accounts/import", &[], keeper, &nothing())
            .sending(roster.into_bytes())
            .stopping(OTHER_KEEPERS),
        put(
            "window-accounts/{id}",
            &[account],
            keeper,
            &json!({ "account": changed }),
        )
        .seen(&format!("window-accounts/{account}"), "/etag"),
        post(
            "window-accounts/{id}/hand-over",
            &[account],
            keeper,
            &json!({ "on": TODAY }),
        ),
        post("window-accounts/{id}/exercise", &[account], keeper, &training::right()),
        post("trainings", &[], keeper, &lessons).stopping(OTHERS),
        post(
            "window-accounts/{id}/deactivate",
            &[of_district],
            Logins(&["donghu-civil"]),
            &nothing(),
        ),
        put("window-groups/{area}", &[district], Logins(HALLS), &holds),
        put("cases", &[], reporters, &cases),
        post("cases/import", &[], reporters, &nothing()).sending(counted.into_bytes()),
        post(
            "outside-cases",
            &[],
            Roles(&["staff", "hall", "egov", "bureau"]),
            &outside,
        ),
        post("centres", &[], Logins(HALLS_OF_STREET), &centre),
        post("centres/import", &[], Logins(HALLS), &nothing())
            .sending(centres.into())
            .stopping(&["hall-street"]),
        post("centres/{id}/close", &[street], Logins(HALLS_OF_STREET), &nothing()),
    ])
}
