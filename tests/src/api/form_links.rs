//! A municipal form covers items of districts: by their base code, or linked by hand with consent.

use super::paper::{self, path, text};
use crate::app::{Answer, On, Person, TestApp};
use crate::people::{AUDITOR, BUREAU, DEPARTMENT, DISTRICT, OTHER_DEPARTMENT};
use crate::sample::TODAY;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use uuid::Uuid;

/// Proposes that the form covers the item.
pub async fn propose(district: &Person, record: &Value, code: &str) -> Result<Answer> {
    let body = json!({ "id": Uuid::now_v7(), "record": record["id"], "code": code });
    district.post("form-links", None, &body).await
}

async fn answer(person: &Person, link: &Value, step: &Value) -> Result<Answer> {
    let at = format!("form-links/{}", text(link, "id"));
    person.post(&at, link["etag"].as_str(), step).await
}

async fn last(person: &Person, record: &Value) -> Result<Value> {
    let links = person.read(&format!("{}/links", path(record))).await?;
    Ok(links
        .as_array()
        .and_then(|links| links.last())
        .context("a link")?
        .clone())
}

async fn item(person: &Person, code: &str) -> Result<Value> {
    Ok(person.read(&format!("items?q={code}")).await?["entries"][0].clone())
}

/// An item of the district that no form covers.
pub async fn uncovered(district: &Person) -> Result<String> {
    let list = district.read("items?limit=500").await?;
    let own = &district.me["organisation"]["id"];
    let open = list["entries"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|item| item["owner"]["id"] == *own && item["optimised_on"].is_null());
    Ok(text(open.context("an item that waits for its form")?, "code").to_owned())
}

async fn told(person: &Person, kind: &str) -> Result<bool> {
    let list = person.read("notices?limit=200").await?;
    let mut notices = list["entries"].as_array().into_iter().flatten();
    Ok(notices.any(|notice| notice["kind"] == kind))
}

async fn a_district_reuses_a_municipal_form(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let (market, district, bureau) = (
        app.person(DEPARTMENT).await?,
        app.person(DISTRICT).await?,
        app.person(BUREAU).await?,
    );
    let (record, _) = paper::archived(&app, &market).await?;
    let code = uncovered(&district).await?;
    let before = item(&district, &code).await?;

    // The district proposes, once; its department is told.
    let body = json!({ "id": Uuid::now_v7(), "record": record["id"], "code": code });
    let made = district.post("form-links", None, &body).await?.expect(201)?;
    assert_eq!(district.post("form-links", None, &body).await?.expect(200)?, made);
    assert_eq!(
        propose(&district, &record, &code).await?.status,
        409,
        "it waits for an answer"
    );
    assert!(told(&market, "link_proposed").await?);
    let link = last(&district, &record).await?;
    assert_eq!(
        link["moves"],
        json!(["withdraw"]),
        "nobody consents to their own proposal"
    );
    assert_eq!(answer(&district, &link, &json!({ "step": "agree" })).await?.status, 409);
    assert_eq!(item(&district, &code).await?, before, "a proposal moves nothing");

    // Whom it does not concern sees nothing of it and answers nothing.
    let civil = app.person(OTHER_DEPARTMENT).await?;
    let neighbour = app.person("xijiang").await?;
    assert_eq!(neighbour.read(&format!("{}/links", path(&record))).await?, json!([]));
    assert_eq!(civil.get(&format!("{}/links", path(&record))).await?.status(), 404);
    for person in [&neighbour, &civil] {
        assert_eq!(answer(person, &link, &json!({ "step": "agree" })).await?.status, 404);
    }
    assert_eq!(answer(&bureau, &link, &json!({ "step": "agree" })).await?.status, 403);

    // The department consents: the item is optimised by its form.
    let waiting = last(&market, &record).await?;
    assert_eq!(waiting["moves"], json!(["agree", "decline"]));
    let agree = json!({ "step": "agree" });
    let at = format!("form-links/{}", text(&waiting, "id"));
    assert_eq!(market.post(&at, None, &agree).await?.status, 428);
    let agreed = answer(&market, &waiting, &agree).await?.expect(200)?;
    assert_eq!(
        answer(&market, &waiting, &agree).await?.expect(200)?,
        agreed,
        "after a lost answer"
    );
    let covered = item(&district, &code).await?;
    assert_eq!(
        (&covered["optimised_on"], &covered["optimised_by"]),
        (&json!(TODAY), &record["id"])
    );
    assert!(told(&district, "link_agreed").await?);
    assert_eq!(
        propose(&district, &record, &code).await?.status,
        409,
        "it is covered already"
    );
    let auditor = app.person(AUDITOR).await?;
    assert_eq!(last(&auditor, &record).await?["state"], "agreed");

    // Either side takes it back, with a reason; then it may be proposed and declined.
    let link = last(&market, &record).await?;
    let without = json!({ "step": "withdraw", "reason": " " });
    assert_eq!(answer(&market, &link, &without).await?.status, 422);
    let withdraw = json!({ "step": "withdraw", "reason": "材料不同（示例）" });
    assert_eq!(
        answer(&district, &waiting, &withdraw).await?.status,
        412,
        "the link has gone on"
    );
    answer(&market, &link, &withdraw).await?.expect(200)?;
    assert_eq!(item(&district, &code).await?, before);
    assert_eq!(last(&district, &record).await?["reason"], "材料不同（示例）");
    assert!(told(&district, "link_withdrawn").await?);
    propose(&district, &record, &code).await?.expect(201)?;
    let decline = json!({ "step": "decline", "reason": "不是同一事项（示例）" });
    answer(&market, &last(&market, &record).await?, &decline)
        .await?
        .expect(200)?;
    let declined = last(&district, &record).await?;
    assert_eq!((text(&declined, "state"), &declined["moves"]), ("declined", &json!([])));
    assert_eq!(item(&district, &code).await?, before);
    Ok(())
}

async fn what_cannot_be_linked_is_not(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let (market, district, bureau) = (
        app.person(DEPARTMENT).await?,
        app.person(DISTRICT).await?,
        app.person(BUREAU).await?,
    );
    super::world::secret_items(&bureau).await?;
    let (record, _) = paper::archived(&app, &market).await?;
    let code = uncovered(&district).await?;
    let draft = crate::sample::submitted(&app, &market).await?;
    let market_item = text(&draft["content"], "item_code").to_owned();
    for (what, person, form, code, status) in [
        ("a form that is not archived", &district, &draft, code.as_str(), 404),
        ("another's item", &district, &record, market_item.as_str(), 404),
        ("no item", &district, &record, "许可-00000-000", 404),
        ("a secret item", &district, &record, super::roles::DONGHU_SECRET, 409),
        ("a municipal department", &market, &record, market_item.as_str(), 403),
        ("the bureau", &bureau, &record, code.as_str(), 403),
    ] {
        assert_eq!(propose(person, form, code).await?.status, status, "{what}");
    }
    assert_eq!(district.read(&format!("{}/links", path(&record))).await?, json!([]));

    // Once published the item stays as it is.
    propose(&district, &record, &code).await?.expect(201)?;
    let link = last(&market, &record).await?;
    answer(&market, &link, &json!({ "step": "agree" })).await?.expect(200)?;
    if on == On::Postgres {
        app.change_rows(&format!(
            "UPDATE items SET published_on = '{TODAY}' WHERE code = '{code}'"
        ))?;
        // Anybody reads the guide of the form that covers it.
        let shown = app.nobody().read(&format!("published/{code}")).await?;
        let (groups, expected) = (
            &shown["guide"]["material_groups"],
            &record["content"]["material_groups"],
        );
        assert_eq!(groups, expected, "{shown}");
        let link = last(&district, &record).await?;
        let withdraw = json!({ "step": "withdraw", "reason": "太晚（示例）" });
        assert_eq!(answer(&district, &link, &withdraw).await?.status, 409);
        assert_eq!(last(&market, &record).await?["state"], "agreed");
    }
    Ok(())
}

async fn a_link_follows_its_item(on: On) -> Result<()> {
    let app = TestApp::start_with(on, &[("YINZHENG_TODAY", TODAY)])?;
    let (market, district, bureau) = (
        app.person(DEPARTMENT).await?,
        app.person(DISTRICT).await?,
        app.person(BUREAU).await?,
    );
    let (record, _) = paper::archived(&app, &market).await?;
    let code = uncovered(&district).await?;
    let name = text(&item(&district, &code).await?, "name").to_owned();
    propose(&district, &record, &code).await?.expect(201)?;

    // The item comes to another department of the district, which has the link from then on.
    let neighbour = app.person("donghu-civil").await?;
    let unit = text(&neighbour.me["organisation"], "name");
    let csv = format!(
        "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n{code},{name},{unit},{unit},,,否\n"
    );
    bureau
        .post_bytes("items/import", "text/csv", csv.into_bytes())
        .await?
        .expect(200)?;
    let mut link = last(&neighbour, &record).await?;
    assert_eq!(
        (&link["unit"]["id"], &link["moves"]),
        (&neighbour.me["organisation"]["id"], &json!(["withdraw"]))
    );
    let links = district.read(&format!("{}/links", path(&record))).await?;
    let mut left = links.as_array().into_iter().flatten();
    assert!(left.all(|link| link["moves"] == json!([])), "{links}");
    let withdraw = json!({ "step": "withdraw", "reason": "事项不同（示例）" });
    assert_eq!(answer(&district, &link, &withdraw).await?.status, 404);

    // The department consents, and it is the one that has the item now that is told, and may take it back.
    let waiting = last(&market, &record).await?;
    assert_eq!(waiting["unit"], link["unit"]);
    answer(&market, &waiting, &json!({ "step": "agree" }))
        .await?
        .expect(200)?;
    assert!(told(&neighbour, "link_agreed").await? && !told(&district, "link_agreed").await?);
    link = last(&neighbour, &record).await?;
    answer(&neighbour, &link, &withdraw).await?.expect(200)?;
    let ended = last(&neighbour, &record).await?;
    assert_eq!((&ended["state"], &ended["unit"]), (&json!("withdrawn"), &link["unit"]));
    assert_eq!(item(&neighbour, &code).await?["optimised_on"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn a_district_reuses_a_municipal_form_on_sqlite() -> Result<()> {
    a_district_reuses_a_municipal_form(On::Sqlite).await
}

#[tokio::test]
async fn a_district_reuses_a_municipal_form_on_postgres() -> Result<()> {
    a_district_reuses_a_municipal_form(On::Postgres).await
}

#[tokio::test]
async fn what_cannot_be_linked_is_not_on_sqlite() -> Result<()> {
    what_cannot_be_linked_is_not(On::Sqlite).await
}

#[tokio::test]
async fn what_cannot_be_linked_is_not_on_postgres() -> Result<()> {
    what_cannot_be_linked_is_not(On::Postgres).await
}

#[tokio::test]
async fn a_link_follows_its_item_on_sqlite() -> Result<()> {
    a_link_follows_its_item(On::Sqlite).await
}

#[tokio::test]
async fn a_link_follows_its_item_on_postgres() -> Result<()> {
    a_link_follows_its_item(On::Postgres).await
}
