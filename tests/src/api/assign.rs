//! A page whose code cannot be read: people type the letters beside it, two of them.

use super::paper::{self, file, letters, outcomes, path, signed, state, text, uncoded_sheet, upload};
use crate::app::{On, TestApp};
use crate::people::{COLLEAGUE, DEPARTMENT, OTHER_DEPARTMENT};
use crate::sample::printed;
use anyhow::{Context as _, Result};
use serde_json::json;

/// The code under correction fluid: a person types the letters, another one types the same.
#[tokio::test]
async fn a_typed_code_counts_when_a_second_person_types_the_same() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, colleague) = (app.person(DEPARTMENT).await?, app.person(COLLEAGUE).await?);
    let stranger = app.person(OTHER_DEPARTMENT).await?;
    let (record, pdf) = printed(&app, &staff).await?;
    let (others, _) = printed(&app, &stranger).await?;
    let mut pages = signed(&pdf, 1)?;
    pages[0] = paper::without_codes(&pages[0]);
    let scan = upload(&staff, file(&pages)).await?;
    assert_eq!(outcomes(&scan)[0], "unreadable");
    let assign = format!("scans/{}/assign", text(&scan, "id"));
    let typed = |page: u8, code: String| json!({ "page": page, "code": code });
    let right = letters(&record, 1)?;

    let wrong = [
        another_check(&right),
        letters(&others, 1)?,
        letters(&record, 2)?,
        letters(&record, 99)?,
        "示例".to_owned(),
    ];
    for code in wrong {
        let refused = staff.post(&assign, None, &typed(1, code.clone())).await?;
        assert_eq!(refused.expect(422)?["code"], "wrong_short_code", "{code}");
    }
    let read = staff.post(&assign, None, &typed(2, right.clone())).await?;
    assert_eq!(
        read.expect(409)?["code"],
        "illegal_move",
        "a page that was read is not reassigned"
    );
    assert_eq!(
        stranger.post(&assign, None, &typed(1, right.clone())).await?.status,
        404
    );

    for _ in 0..2 {
        let once = staff.post(&assign, None, &typed(1, right.clone())).await?.expect(200)?;
        assert_eq!(
            outcomes(&once)[0],
            "unreadable",
            "one person, however often, is one person"
        );
        assert_eq!(once["pages"][0]["assigned_by"], staff.me["name"]);
        assert_eq!(state(&staff, &record).await?, "printed");
    }
    assert_eq!(
        colleague.read("desk").await?["unassigned"][0]["assigned_by"],
        staff.me["name"]
    );
    let sloppy = right.to_lowercase().replace('-', " ");
    let twice = colleague.post(&assign, None, &typed(1, sloppy)).await?.expect(200)?;
    assert_eq!(outcomes(&twice), vec!["matched"; pages.len()]);
    assert_eq!(state(&staff, &record).await?, "matched");
    assert_eq!(colleague.read("desk").await?["unassigned"], json!([]));
    let history = staff.read(&format!("{}/history", path(&record))).await?;
    let assigned = history
        .as_array()
        .context("a list")?
        .iter()
        .find(|event| event["action"] == "assigned");
    assert_eq!(
        assigned.context("the first person is in the history")?["actor"],
        staff.me["name"]
    );
    Ok(())
}

/// Two people who read the paper differently do not make a match; the later reading is proposed anew.
#[tokio::test]
async fn two_people_who_type_different_codes_make_no_match() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, colleague) = (app.person(DEPARTMENT).await?, app.person(COLLEAGUE).await?);
    let (one, _) = printed(&app, &staff).await?;
    let (two, _) = printed(&app, &staff).await?;
    let scan = upload(&staff, file([&uncoded_sheet(1)])).await?;
    let assign = format!("scans/{}/assign", text(&scan, "id"));
    staff
        .post(&assign, None, &json!({ "page": 1, "code": letters(&one, 1)? }))
        .await?
        .expect(200)?;
    let second = colleague
        .post(&assign, None, &json!({ "page": 1, "code": letters(&two, 1)? }))
        .await?
        .expect(200)?;
    assert_eq!(outcomes(&second), ["unreadable"]);
    assert_eq!(second["pages"][0]["assigned_by"], colleague.me["name"]);
    let third = staff
        .post(&assign, None, &json!({ "page": 1, "code": letters(&two, 1)? }))
        .await?
        .expect(200)?;
    assert_eq!(outcomes(&third), ["matched"]);
    assert_eq!(third["pages"][0]["shows"]["record"], two["id"]);
    assert_eq!(staff.read(&path(&one)).await?["pages"], json!([]));
    Ok(())
}

/// Paper that waits no longer is not called back to life by its letters; the refusal is the same as for
/// any wrong code.
#[tokio::test]
async fn letters_of_paper_that_no_longer_waits_are_not_taken() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (superseded, _) = printed(&app, &staff).await?;
    staff
        .post(
            &format!("{}/revise", path(&superseded)),
            superseded["etag"].as_str(),
            &json!({}),
        )
        .await?
        .expect(200)?;
    let (void, _) = printed(&app, &staff).await?;
    staff
        .post(
            &format!("{}/void", path(&void)),
            void["etag"].as_str(),
            &json!({ "reason": "示例：不再办理" }),
        )
        .await?
        .expect(200)?;
    let (half, pdf) = printed(&app, &staff).await?;
    upload(&staff, file(&signed(&pdf, 1)?[..1])).await?;
    let (matched, _) = paper::matched(&app, &staff).await?;
    let (archived, _) = paper::archived(&app, &staff).await?;

    let scan = upload(&staff, file([&uncoded_sheet(1)])).await?;
    let assign = format!("scans/{}/assign", text(&scan, "id"));
    let cases = [
        ("superseded", &superseded),
        ("void", &void),
        ("held already", &half),
        ("matched", &matched),
        ("archived", &archived),
    ];
    for (name, record) in cases {
        let history = format!("{}/history", path(record));
        let before = staff.read(&history).await?;
        let typed = json!({ "page": 1, "code": letters(record, 1)? });
        let refused = staff.post(&assign, None, &typed).await?.expect(422)?;
        assert_eq!(refused["code"], "wrong_short_code", "{name}");
        assert!(refused["detail"].is_null(), "{name}: nothing tells which");
        assert_eq!(staff.read(&history).await?, before, "{name}");
    }
    let page = &staff.read(&format!("scans/{}", text(&scan, "id"))).await?["pages"][0];
    assert_eq!(
        (&page["outcome"], &page["assigned_by"]),
        (&json!("unreadable"), &json!(null))
    );
    let waits = json!({ "page": 1, "code": letters(&half, 2)? });
    assert_eq!(
        staff.post(&assign, None, &waits).await?.status,
        200,
        "the other page does wait"
    );
    Ok(())
}

fn another_check(code: &str) -> String {
    let last = if code.ends_with('7') { '8' } else { '7' };
    format!("{}{last}", &code[..code.len() - 1])
}
