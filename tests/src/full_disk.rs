//! A full disk: what was acknowledged stays, what could not be kept is said so, and with room again
//! the work goes on.

use crate::app::{TestApp, server_path};
use crate::people::DEPARTMENT;
use crate::sample;
use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use uuid::Uuid;

/// A megabyte that begins like a PDF and that no other seed makes.
fn megabyte(seed: u64) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut state = seed + 1;
    while bytes.len() < 1 << 20 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        bytes.extend(state.to_le_bytes());
    }
    bytes
}

#[tokio::test]
async fn a_full_disk_loses_nothing_that_was_acknowledged() -> Result<()> {
    let app = TestApp::start_on_small_disk(24)?;
    let staff = app.person(DEPARTMENT).await?;
    let content = sample::optimization(&staff).await?;
    let mut kept: Vec<Value> = Vec::new();
    let refused = loop {
        let answer = staff.upload("page.pdf", megabyte(kept.len() as u64)).await?;
        if answer.status != 202 {
            break answer;
        }
        kept.push(answer.body);
        ensure!(kept.len() < 100, "the disk never fills");
    };
    ensure!(!kept.is_empty(), "the first upload was refused: {}", refused.body);
    let code = refused.body["code"].as_str().unwrap_or_default();
    assert!(
        matches!(code, "store_unavailable" | "database_unavailable"),
        "{}",
        refused.body
    );

    // Small writes may still find room; each is either kept whole or refused in words.
    let mut records = Vec::new();
    let mut database_full = false;
    for _ in 0..400 {
        let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
        let answer = staff.post("records", None, &body).await?;
        match answer.status {
            201 => records.push(answer.body["id"].as_str().context("an identifier")?.to_owned()),
            503 => {
                assert_eq!(answer.body["code"], "database_unavailable");
                database_full = true;
                break;
            }
            other => bail!("{other}: {}", answer.body),
        }
    }
    assert!(database_full, "the database found room for {} records", records.len());

    let room = app.beside_the_server(&["mount", "-o", "remount,size=96m", &app.data.path().to_string_lossy()])?;
    ensure!(room.status.success(), "{}", String::from_utf8_lossy(&room.stderr));
    for scan in &kept {
        let id = scan["id"].as_str().context("an identifier")?;
        assert_eq!(staff.read(&format!("scans/{id}")).await?["sha256"], scan["sha256"]);
        let file = staff.get(&format!("scans/{id}/file")).await?.bytes().await?;
        assert_eq!(file.len() as u64, scan["bytes"].as_u64().context("a size")?);
    }
    for id in &records {
        assert_eq!(staff.read(&format!("records/{id}")).await?["content"], content);
    }
    staff.upload("page.pdf", megabyte(1_000)).await?.expect(202)?;
    assert_eq!(
        staff.read("scans").await?["total"],
        kept.len() + 1,
        "nothing half-done is listed"
    );
    let verify = app.beside_the_server(&[&server_path().to_string_lossy(), "verify"])?;
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
    Ok(())
}
