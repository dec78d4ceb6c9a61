//! Characters that nobody sees: a draft keeps them, paper never gets them.

use super::paper::path;
use crate::app::{On, TestApp};
use crate::people::DEPARTMENT;
use crate::sample;
use anyhow::{Context as _, Result};
use serde_json::json;
use uuid::Uuid;

/// A draft keeps whatever was typed, so that nothing is lost; handing in refuses at the field what
/// cannot be seen on paper.
#[tokio::test]
async fn characters_that_hide_are_kept_in_a_draft_and_never_handed_in_on_both_databases() -> Result<()> {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on)?;
        let staff = app.person(DEPARTMENT).await?;
        let mut content = sample::optimization(&staff).await?;
        let begun = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
        let mut record = staff.post("records", None, &begun).await?.expect(201)?;
        for odd in ["甲\u{0}乙", "甲\u{7}乙", "甲\u{202e}乙", "甲\u{2066}乙", "甲\u{e000}乙"] {
            content["item_name"] = json!(odd);
            content["item_code"] = json!(odd);
            let saved = staff
                .put(&path(&record), record["etag"].as_str(), &json!({ "content": content }))
                .await?;
            record = saved.expect(200)?;
            assert_eq!(record["content"]["item_name"], odd, "{on:?}");
            let submission = json!({
                "rule_set": app.nobody().read("programme").await?["rule_set"], "facts": record["facts"], "content": content,
            });
            let submit = format!("{}/submit", path(&record));
            let refused = staff
                .post(&submit, record["etag"].as_str(), &submission)
                .await?
                .expect(422)?;
            assert_eq!(refused["code"], "rules_broken", "{on:?} {odd:?}");
            let findings = refused["findings"].as_array().context("findings")?;
            for place in ["/item_name", "/item_code"] {
                assert!(
                    findings.iter().any(|finding| finding["path"] == place),
                    "{on:?} {odd:?}: {findings:?}"
                );
            }
            assert_eq!(staff.read("records").await?["total"], 1, "{on:?}: and lists go on");
        }
        assert_eq!(staff.read(&path(&record)).await?["state"], "draft", "{on:?}");
    }
    Ok(())
}
