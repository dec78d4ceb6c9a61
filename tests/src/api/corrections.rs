//! An archived form is corrected only by a new one that names it.

use super::paper::{archived, path};
use crate::app::{On, TestApp};
use crate::people::{DEPARTMENT, OTHER_DEPARTMENT};
use crate::sample::{submit, submitted};
use anyhow::Result;
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn a_correction_names_what_it_corrects_and_leaves_it_as_it_is() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (record, _) = archived(&app, &staff).await?;
    let before = staff.read(&path(&record)).await?;
    let mut content = record["content"].clone();
    content["scenarios"][0]["name"] = json!("更正后的主类（示例）");
    let body =
        json!({ "id": Uuid::now_v7(), "form": "optimization", "replaces": record["id"], "content": record["content"] });
    let correction = staff.post("records", None, &body).await?.expect(201)?;
    assert_eq!(correction["replaces"], record["id"]);
    assert_eq!(
        correction["content"], record["content"],
        "it begins with what was archived"
    );
    let correction = submit(&app, &staff, &correction, &content).await?.expect(200)?;
    assert_eq!(correction["replaces"], record["id"]);
    assert_eq!(staff.read(&path(&record)).await?, before);
    Ok(())
}

#[tokio::test]
async fn only_an_archived_form_of_ones_own_can_be_corrected() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, other) = (app.person(DEPARTMENT).await?, app.person(OTHER_DEPARTMENT).await?);
    let open = submitted(&app, &staff).await?;
    let (archived, _) = archived(&app, &staff).await?;
    for (person, replaced, status) in [(&staff, &open, 409), (&other, &archived, 409), (&other, &open, 404)] {
        let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "replaces": replaced["id"], "content": {} });
        let answer = person.post("records", None, &body).await?;
        // What another department may not even see is not there for it.
        assert!(
            answer.status == status || (answer.status == 404 && person.get(&path(replaced)).await?.status() == 404),
            "{}: {}",
            answer.status,
            answer.body
        );
    }
    Ok(())
}
