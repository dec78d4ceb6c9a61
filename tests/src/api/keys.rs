//! API keys: a scanner's key uploads scans and learns the outcome of its own, and nothing else.

use super::paper::{self, file, outcomes, path, signed, text, uncoded_sheet};
use crate::app::{On, Person, TestApp};
use crate::people::{ADMIN, DEPARTMENT, OTHER_DEPARTMENT, SCANNER_KEY};
use crate::sample::printed;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

async fn issue(admin: &Person, organisation: &Value) -> Result<Value> {
    admin
        .post(
            "keys",
            None,
            &json!({ "label": "示例扫描仪", "organisation": organisation }),
        )
        .await?
        .expect(201)
}

#[tokio::test]
async fn a_key_is_shown_once_and_ends_when_it_is_revoked() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (admin, staff) = (app.person(ADMIN).await?, app.person(DEPARTMENT).await?);
    let unit = &staff.me["organisation"]["id"];
    assert_eq!(
        staff
            .post("keys", None, &json!({ "label": "x", "organisation": unit }))
            .await?
            .status,
        403
    );
    let issued = issue(&admin, unit).await?;
    let secret = text(&issued, "secret").to_owned();
    assert!(secret.starts_with("yzk_") && secret.len() > 40, "hard to guess");

    let machine = app.machine(&secret)?;
    let scan = machine.upload("a.pdf", file([&uncoded_sheet(0)])).await?.expect(202)?;
    assert_eq!(
        (&scan["uploaded_by"], &scan["organisation"]["id"]),
        (&json!("示例扫描仪"), unit)
    );
    let list = admin.read("keys").await?;
    assert!(!list.to_string().contains(&secret[4..]), "kept as a digest only");
    let key = list
        .as_array()
        .context("a list")?
        .iter()
        .find(|key| key["id"] == issued["key"]["id"]);
    assert!(!key.context("the key is listed")?["used_at"].is_null());
    let kept = std::fs::read(app.data.path().join("server.log"))?;
    assert!(!String::from_utf8_lossy(&kept).contains(&secret[4..]), "not in the log");

    let at = format!("keys/{}", text(&issued["key"], "id"));
    assert_eq!(staff.delete(&at).await?.status, 403);
    assert_eq!(admin.delete(&at).await?.status, 204);
    let late = machine.upload("b.pdf", file([&uncoded_sheet(1)])).await?;
    assert_eq!(late.expect(401)?["code"], "wrong_key");
    assert_eq!(machine.get("scans").await?.status().as_u16(), 401);
    assert_eq!(staff.read("scans").await?["total"], 1, "what it sent before stays");
    Ok(())
}

#[tokio::test]
async fn a_wrong_key_is_refused_even_beside_a_session() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    for key in ["yzk_", "yzk_demonstration_scanner_key_loopback_onlx", "x", "0000"] {
        let answer = app.machine(key)?.upload("a.pdf", file([&uncoded_sheet(0)])).await?;
        assert_eq!(answer.expect(401)?["code"], "wrong_key", "{key}");
    }
    Ok(())
}

#[tokio::test]
async fn a_key_reads_no_form_and_moves_nothing() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (machine, staff) = (app.machine(SCANNER_KEY)?, app.person(DEPARTMENT).await?);
    let (record, _) = printed(&app, &staff).await?;
    let at = path(&record);
    for path in [
        "records",
        &at,
        &format!("{at}/history"),
        &format!("{at}/print.pdf"),
        "items",
        "desk",
        "users",
        "keys",
        "me",
    ] {
        assert_eq!(machine.get(path).await?.status().as_u16(), 403, "{path}");
    }
    let reason = json!({ "reason": "示例" });
    for step in ["void", "return", "revise", "print", "submit"] {
        let status = machine
            .post(&format!("{at}/{step}"), record["etag"].as_str(), &reason)
            .await?
            .status;
        assert!(matches!(status, 403 | 422), "{step}: {status}");
    }
    let scan = paper::upload(&machine, file([&uncoded_sheet(0)])).await?;
    let code = json!({ "page": 1, "code": paper::letters(&record, 1)? });
    assert_eq!(
        machine
            .post(&format!("scans/{}/assign", text(&scan, "id")), None, &code)
            .await?
            .status,
        403
    );
    assert_eq!(staff.read(&at).await?["state"], "printed");
    Ok(())
}

/// The scanner of one unit sees its own uploads, not those of its colleagues and not those of another.
#[tokio::test]
async fn a_key_sees_its_own_uploads_only() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (admin, staff, other) = (
        app.person(ADMIN).await?,
        app.person(DEPARTMENT).await?,
        app.person(OTHER_DEPARTMENT).await?,
    );
    let machine = app.machine(SCANNER_KEY)?;
    let neighbour = app.machine(text(&issue(&admin, &staff.me["organisation"]["id"]).await?, "secret"))?;
    let elsewhere = app.machine(text(&issue(&admin, &other.me["organisation"]["id"]).await?, "secret"))?;
    let (record, pdf) = printed(&app, &staff).await?;
    let pages = signed(&pdf, 1)?;

    let theirs = paper::upload(&elsewhere, file([&pages[0], &uncoded_sheet(3)])).await?;
    assert_eq!(outcomes(&theirs), ["not_yours", "unreadable"]);
    assert!(!theirs.to_string().contains(text(&record, "reference")), "{theirs}");
    let own = paper::upload(&machine, file(&pages[1..])).await?;
    assert!(outcomes(&own).iter().all(|outcome| *outcome == "matched"), "{own}");
    let by_hand = paper::upload(&staff, file([&uncoded_sheet(5)])).await?;
    assert_eq!(
        staff.read(&path(&record)).await?["state"],
        "matched",
        "pages by any road make the set"
    );

    let who = [(&machine, &own), (&elsewhere, &theirs)];
    for (key, mine) in who {
        let list = key.read("scans").await?;
        assert_eq!((&list["total"], &list["entries"][0]["id"]), (&json!(1), &mine["id"]));
        for scan in [&own, &theirs, &by_hand] {
            let expected = if scan["id"] == mine["id"] { 200 } else { 404 };
            for end in ["", "/file", "/pages/1"] {
                let at = format!("scans/{}{end}", text(scan, "id"));
                assert_eq!(key.get(&at).await?.status().as_u16(), expected, "{at}");
            }
        }
    }
    assert_eq!(
        neighbour.read("scans").await?["total"],
        0,
        "another scanner of the same unit"
    );
    assert_eq!(
        staff.read("scans").await?["total"],
        2,
        "people see what their unit sent"
    );
    Ok(())
}
