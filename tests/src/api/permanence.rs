//! What no statement changes, not even beside the server.

use super::paper::{archived, path};
use crate::app::{On, TestApp};
use crate::people::{DEPARTMENT, OTHER_DEPARTMENT};
use crate::sample::printed;
use anyhow::Result;

#[tokio::test]
async fn the_audit_trail_only_grows_and_a_printed_revision_stays() -> Result<()> {
    let app = TestApp::start(On::Postgres)?;
    let (staff, civil) = (app.person(DEPARTMENT).await?, app.person(OTHER_DEPARTMENT).await?);
    let (record, _) = archived(&app, &staff).await?;
    let at = path(&record);
    let before = staff.read(&format!("{at}/history")).await?;
    for statement in [
        "DELETE FROM audit",
        "UPDATE audit SET actor_name = '别人'",
        "TRUNCATE audit",
        "UPDATE revisions SET canonical = ''",
        "UPDATE revisions SET print_sha256 = NULL",
        "DELETE FROM revisions",
        "TRUNCATE revisions CASCADE",
    ] {
        assert!(app.change_rows(statement).is_err(), "{statement}");
    }
    assert_eq!(staff.read(&format!("{at}/history")).await?, before);
    let verified = app.run(&["verify"])?;
    assert!(verified.status.success());

    // What was never printed may still be handed in anew, and a print be given up.
    let (record, _) = printed(&app, &civil).await?;
    let void = format!("{}/void", path(&record));
    civil
        .post(
            &void,
            record["etag"].as_str(),
            &serde_json::json!({ "reason": "示例：作废" }),
        )
        .await?
        .expect(200)?;
    Ok(())
}
