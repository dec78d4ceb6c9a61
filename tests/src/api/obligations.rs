//! What is due: whose it is, by when, and in which order.

use super::paper::{matched, path, text};
use crate::app::{On, Person, TestApp};
use crate::people::{ADMIN, BUREAU, DEPARTMENT, DISTRICT, OTHER_DEPARTMENT, SCANNER_KEY};
use crate::sample::{TODAY, issued_go_live, printed, submitted};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

async fn due(person: &Person, query: &str) -> Result<Vec<Value>> {
    let list = person.read(&format!("obligations?{query}")).await?;
    let entries = list["entries"].as_array().context("a list")?.clone();
    assert_eq!(list["total"], entries.len(), "{query}");
    Ok(entries)
}

fn references(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| text(entry, "reference")).collect()
}

async fn what_is_due_is_listed(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let (staff, civil, bureau) = (
        app.person(DEPARTMENT).await?,
        app.person(OTHER_DEPARTMENT).await?,
        app.person(BUREAU).await?,
    );
    let form = submitted(&app, &staff).await?;
    let (other, _) = printed(&app, &civil).await?;
    let issued = issued_go_live(&app, &bureau, &staff).await?;

    // The go-live form is due in two working days, the others in three.
    let all = due(&bureau, "limit=200").await?;
    let [first, rest @ ..] = all.as_slice() else {
        anyhow::bail!("nothing is due");
    };
    assert_eq!(text(first, "reference"), text(&issued, "reference"));
    assert_eq!(
        (&first["kind"], &first["due"]["date"], &first["days"], &first["late"]),
        (&json!("stamped_form"), &json!("2018-09-20"), &json!(2), &json!(false))
    );
    assert_eq!(first["bearer"], staff.me["organisation"]);
    let mut after = references(rest);
    after.sort_unstable();
    let mut expected = [text(&form, "reference"), text(&other, "reference")];
    expected.sort_unstable();
    assert_eq!(after, expected, "a draft is due by no day");

    // Page by page it is the same list.
    let (mut paged, mut address) = (Vec::new(), "obligations?limit=1".to_owned());
    loop {
        let page = bureau.read(&address).await?;
        assert_eq!(page["total"], 3);
        paged.extend(page["entries"].as_array().context("a list")?.clone());
        match page["next"].as_str() {
            Some(next) => address = format!("obligations?limit=1&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(paged, all);

    // Filters.
    assert_eq!(references(&due(&staff, "mine=true").await?).len(), 2);
    let unit = text(&civil.me["organisation"], "id");
    assert_eq!(
        references(&due(&bureau, &format!("organisation={unit}")).await?),
        [text(&other, "reference")]
    );
    let wanted = text(&form, "reference").to_lowercase();
    assert_eq!(
        references(&due(&bureau, &format!("q={wanted}")).await?),
        [text(&form, "reference")]
    );
    assert!(due(&bureau, "late=true").await?.is_empty());
    assert!(due(&bureau, "kind=confirmation").await?.is_empty());
    assert!(due(&bureau, "q=%25").await?.is_empty(), "a sign is a sign");
    for wrong in [
        "kind=wish",
        "cursor=x",
        "late=perhaps",
        "mine=true&organisation=01890a5d-ac96-774b-bcce-b302099a8057",
        "unknown=1",
    ] {
        let status = bureau.get(&format!("obligations?{wrong}")).await?.status().as_u16();
        assert_eq!(status, 400, "{wrong}");
    }

    // The day goes on; mid-autumn's Monday is no working day.
    let admin = app.person(ADMIN).await?;
    admin
        .post("business-date", None, &json!({ "today": "2018-09-25" }))
        .await?
        .expect(200)?;
    let late = due(&staff, "late=true&mine=true").await?;
    let days: Vec<(&str, &Value)> = late
        .iter()
        .map(|entry| (text(entry, "reference"), &entry["days"]))
        .collect();
    assert_eq!(
        days,
        [
            (text(&issued, "reference"), &json!(-2)),
            (text(&form, "reference"), &json!(-1))
        ]
    );

    // What is not theirs to see is not there, in no list and no count.
    assert!(due(&app.person(DISTRICT).await?, "limit=200").await?.is_empty());
    assert!(due(&admin, "limit=200").await?.is_empty());
    assert_eq!(
        app.machine(SCANNER_KEY)?.get("obligations").await?.status().as_u16(),
        403
    );
    assert_eq!(app.nobody().get("obligations").await?.status().as_u16(), 401);
    Ok(())
}

#[tokio::test]
async fn what_is_due_is_listed_for_those_who_see_it_on_sqlite() -> Result<()> {
    what_is_due_is_listed(On::Sqlite).await
}

#[tokio::test]
async fn what_is_due_is_listed_for_those_who_see_it_on_postgres() -> Result<()> {
    what_is_due_is_listed(On::Postgres).await
}

/// Once every page is there it is the bureau's turn; when it is done, nobody owes anything.
#[tokio::test]
async fn a_complete_set_is_the_bureaus_to_look_at() -> Result<()> {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
        let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
        let (record, scan) = matched(&app, &staff).await?;
        assert!(due(&staff, "mine=true").await?.is_empty(), "{on:?}");
        let waiting = due(&bureau, "mine=true").await?;
        assert_eq!(references(&waiting), [text(&record, "reference")]);
        assert_eq!(waiting[0]["kind"], "confirmation");
        assert_eq!(waiting[0]["bearer"], bureau.me["organisation"]);
        assert_eq!(waiting[0]["due"], record["due"], "what the notice says, and no more");

        let confirm = format!("scans/{}/confirm", text(&scan, "id"));
        bureau
            .post(&confirm, None, &super::paper::confirmation(&record))
            .await?
            .expect(200)?;
        assert!(due(&bureau, "limit=200").await?.is_empty());
        assert_eq!(bureau.read(&path(&record)).await?["state"], "archived");
    }
    Ok(())
}
