//! A full disk: what was acknowledged stays, what could not be kept is said so, and with room again
//! the work goes on.

use crate::api::paper::{confirmation, matched, path, said, text};
use crate::app::{Answer, On, Person, SmallCluster, TestApp, server_path};
use crate::people::{BUREAU, DEPARTMENT};
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

/// A write of the interface, ready to be sent as often as it takes.
struct Write {
    by: Person,
    address: String,
    etag: Option<String>,
    body: Value,
    /// What must be as before when the write is refused.
    watched: String,
    done: u16,
}

impl Write {
    fn post(by: &Person, record: &Value, step: &str, body: Value) -> Self {
        Self {
            by: by.clone(),
            address: format!("{}/{step}", path(record)),
            etag: record["etag"].as_str().map(ToOwned::to_owned),
            body,
            watched: path(record),
            done: 200,
        }
    }

    async fn send(&self) -> Result<Answer> {
        self.by.post(&self.address, self.etag.as_deref(), &self.body).await
    }

    async fn seen(&self) -> Result<(Value, Value)> {
        let record = self.by.read(&self.watched).await?;
        let history = self.by.read(&format!("{}/history", self.watched)).await?;
        Ok((record, history))
    }
}

/// One of every kind, each on a record of its own.
async fn writes(app: &TestApp) -> Result<Vec<Write>> {
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let content = sample::optimization(&staff).await?;
    let draft = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let draft = staff.post("records", None, &draft).await?.expect(201)?;
    let submission = sample::submission(app, &draft, &content).await?;
    let (to_print, to_return, to_void) = (
        sample::submitted(app, &staff).await?,
        sample::submitted(app, &staff).await?,
        sample::submitted(app, &staff).await?,
    );
    let (to_revise, _) = sample::printed(app, &staff).await?;
    let (to_confirm, scan) = matched(app, &staff).await?;
    let (to_refuse, other) = matched(app, &staff).await?;
    let because = json!({ "reason": "示例：请补正" });
    let at_desk = |scan: &Value, step: &str, record: &Value, body: Value| Write {
        address: format!("scans/{}/{step}", text(scan, "id")),
        etag: None,
        ..Write::post(&bureau, record, step, body)
    };
    let mut refusal = confirmation(&to_refuse);
    refusal["reason"] = json!("示例：缺公章");
    if let Some(fields) = refusal.as_object_mut() {
        fields.remove("marks");
    }
    Ok(vec![
        Write::post(&staff, &draft, "submit", submission),
        Write::post(&staff, &to_print, "print", json!({})),
        Write::post(&bureau, &to_return, "return", because.clone()),
        Write::post(&staff, &to_void, "void", because),
        Write::post(&staff, &to_revise, "revise", json!({})),
        at_desk(&scan, "confirm", &to_confirm, confirmation(&to_confirm)),
        at_desk(&other, "refuse", &to_refuse, refusal),
    ])
}

/// Sends them all; those that were refused, which changed nothing.
async fn refused(writes: &[Write]) -> Result<Vec<&Write>> {
    let mut refused = Vec::new();
    for write in writes {
        let before = write.seen().await?;
        let answer = write.send().await?;
        if answer.status == write.done {
            continue;
        }
        let code = text(&answer.body, "code").to_owned();
        assert_eq!(answer.status, 503, "{}: {}", write.address, answer.body);
        assert!(
            matches!(code.as_str(), "store_unavailable" | "database_unavailable"),
            "{code}"
        );
        assert_eq!(write.seen().await?, before, "{} changed something", write.address);
        refused.push(write);
    }
    Ok(refused)
}

/// Every kind of write meets a disk without a free byte: it is kept whole or refused in words and
/// changes nothing; with room again the same request does what it asks.
#[tokio::test]
async fn a_full_disk_refuses_every_kind_of_write_whole() -> Result<()> {
    let app = TestApp::start_on_small_disk(48)?;
    let writes = writes(&app).await?;
    let data = app.data.path().to_string_lossy().into_owned();
    let fill = format!("cat /dev/zero > '{data}/filler' 2>/dev/null; true");
    let filled = app.beside_the_server(&["sh", "-c", &fill])?;
    ensure!(filled.status.success(), "{}", said(&filled));
    let refused = refused(&writes).await?;
    let names: Vec<&str> = refused.iter().map(|write| write.address.as_str()).collect();
    assert!(
        names.len() >= 3,
        "the disk was hardly full: only {names:?} were refused"
    );
    assert!(
        names.iter().any(|name| name.ends_with("/print")) && names.iter().any(|name| name.ends_with("/confirm")),
        "print and package need room in the store: {names:?}"
    );

    let emptied = app.beside_the_server(&["rm", &format!("{data}/filler")])?;
    ensure!(emptied.status.success(), "{}", said(&emptied));
    for write in refused {
        write.send().await?.expect(write.done)?;
    }
    let verify = app.beside_the_server(&[&server_path().to_string_lossy(), "verify"])?;
    assert!(verify.status.success(), "{}", said(&verify));
    Ok(())
}

/// The same with a PostgreSQL that has no room, while the store has.
#[tokio::test]
async fn a_full_postgres_refuses_every_kind_of_write_whole() -> Result<()> {
    let cluster = SmallCluster::start(64)?;
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_DATABASE_URL", &cluster.url)])?;
    let writes = writes(&app).await?;
    let staff = app.person(DEPARTMENT).await?;
    let content = sample::optimization(&staff).await?;

    cluster.fill()?;
    // What is free inside the tables' files is used up first.
    let mut drafts = Vec::new();
    loop {
        let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
        let answer = staff.post("records", None, &body).await?;
        if answer.status == 503 {
            assert_eq!(answer.body["code"], "database_unavailable");
            break;
        }
        drafts.push(answer.expect(201)?);
        ensure!(drafts.len() < 2_000, "the database never fills");
    }
    let refused = refused(&writes).await?;
    ensure!(!refused.is_empty(), "the database was hardly full");
    let upload = staff.upload("page.pdf", megabyte(1)).await?;
    assert!(matches!(upload.status, 202 | 503), "{}", upload.body);

    cluster.empty()?;
    for write in refused {
        write.send().await?.expect(write.done)?;
    }
    for draft in &drafts {
        assert_eq!(staff.read(&path(draft)).await?["content"], content);
    }
    staff.upload("page.pdf", megabyte(1)).await?.expect(202)?;
    let verify = app.run(&["verify"])?;
    assert!(verify.status.success(), "{}", said(&verify));
    Ok(())
}
