//! Power cuts: what was acknowledged is there afterwards, and nothing half-done is visible.

use crate::api::paper::{bytes, confirmation, file, plain, read, text};
use crate::app::{On, Person, TestApp};
use crate::people::{BUREAU, DEPARTMENT};
use crate::sample;
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use uuid::Uuid;
use yinzheng_shared::digest::Digests;

const ROUNDS: u64 = 50;

/// What a client was told is done.
#[derive(Debug)]
enum Acknowledged {
    Begun { id: String, content: Value },
    HandedIn { id: String },
    Printed { id: String, sha256: String },
    Uploaded { id: String, sha256: String },
    Archived { id: String, package: String },
}

/// Begins records, hands them in, prints them, uploads scans and has them confirmed until the server is
/// gone.
async fn work(
    (staff, bureau): (Person, Person),
    (rule_set, content): (Value, Value),
    told: UnboundedSender<Acknowledged>,
    seed: u64,
) -> Result<()> {
    for step in 0_u64.. {
        let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
        let record = staff.post("records", None, &body).await?.expect(201)?;
        let id = record["id"].as_str().context("an identifier")?.to_owned();
        told.send(Acknowledged::Begun {
            id: id.clone(),
            content: content.clone(),
        })?;

        let submission = json!({ "rule_set": rule_set, "facts": record["facts"], "content": content, "reasons": [] });
        let path = format!("records/{id}/submit");
        let record = staff
            .post(&path, record["etag"].as_str(), &submission)
            .await?
            .expect(200)?;
        told.send(Acknowledged::HandedIn { id: id.clone() })?;

        let upload = |scan: &Value| Acknowledged::Uploaded {
            id: text(scan, "id").to_owned(),
            sha256: text(scan, "sha256").to_owned(),
        };
        let scan = staff
            .upload("page.png", pixels(seed * 1_000 + step))
            .await?
            .expect(202)?;
        told.send(upload(&scan))?;

        let path = format!("records/{id}/print");
        let record = staff
            .post(&path, record["etag"].as_str(), &json!({}))
            .await?
            .expect(200)?;
        told.send(Acknowledged::Printed {
            id: id.clone(),
            sha256: text(&record["print"], "sha256").to_owned(),
        })?;
        let pdf = bytes(&staff, &format!("records/{id}/print.pdf")).await?;
        let pages = tokio::task::spawn_blocking(move || plain(&pdf)).await??;
        let scan = staff.upload("stack.pdf", file(&pages)).await?.expect(202)?;
        told.send(upload(&scan))?;
        let scan = read(&staff, text(&scan, "id")).await?;
        let confirm = format!("scans/{}/confirm", text(&scan, "id"));
        let record = bureau.post(&confirm, None, &confirmation(&record)).await?.expect(200)?;
        told.send(Acknowledged::Archived {
            id,
            package: text(&record["archived"], "package_sha256").to_owned(),
        })?;
    }
    Ok(())
}

/// A small PNG that no other seed makes: the pixels spell the seed.
fn pixels(seed: u64) -> Vec<u8> {
    use image::{ImageFormat, Luma};
    let picture = image::ImageBuffer::from_fn(64, 64, |x, y| Luma([(seed.rotate_left(x + y) & 0xff) as u8]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("memory takes every write");
    bytes.into_inner()
}

async fn every_acknowledged_thing_survives(on: On) -> Result<()> {
    let mut app = TestApp::start(on)?;
    let rule_set = app.nobody().read("programme").await?["rule_set"].clone();
    let content = sample::optimization(&app.person(DEPARTMENT).await?).await?;
    let (told, mut heard) = unbounded_channel();
    let mut acknowledged = Vec::new();
    for round in 0..ROUNDS {
        let mut tasks = Vec::new();
        for worker in 0..2 {
            let people = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
            tasks.push(tokio::spawn(work(
                people,
                (rule_set.clone(), content.clone()),
                told.clone(),
                round * 10 + worker,
            )));
        }
        // The cut comes after another number of acknowledgements and turns each round, so that it
        // meets the two workers at other points of their requests.
        for _ in 0..=(round * 7 % 11) {
            ensure!(!tasks.iter().all(JoinHandle::is_finished), "no work is being done");
            acknowledged.push(heard.recv().await.context("a worker is there")?);
        }
        for _ in 0..(round * 7_919 % 997) {
            tokio::task::yield_now().await;
        }
        app.kill()?;
        for task in tasks {
            // Ends with the connection.
            let _ = task.await?;
        }
        while let Ok(one) = heard.try_recv() {
            acknowledged.push(one);
        }
        app.restart()?;
    }
    assert!(acknowledged.len() as u64 >= ROUNDS);

    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    for one in &acknowledged {
        match one {
            Acknowledged::Begun { id, content } => {
                assert_eq!(
                    &staff.read(&format!("records/{id}")).await?["content"],
                    content,
                    "record {id}"
                );
            }
            Acknowledged::HandedIn { id } => {
                let state = bureau.read(&format!("records/{id}")).await?["state"].clone();
                assert!(state != "draft", "record {id} is {state}");
            }
            Acknowledged::Printed { id, sha256 } => {
                let print = bytes(&staff, &format!("records/{id}/print.pdf")).await?;
                assert_eq!(&Digests::of(&print).sha256, sha256, "print of record {id}");
            }
            Acknowledged::Archived { id, package } => {
                assert_eq!(
                    bureau.read(&format!("records/{id}")).await?["state"],
                    "archived",
                    "record {id}"
                );
                let zip = bytes(&bureau, &format!("records/{id}/package.zip")).await?;
                assert_eq!(&Digests::of(&zip).sha256, package, "package of record {id}");
            }
            Acknowledged::Uploaded { id, sha256 } => {
                assert_eq!(
                    staff.read(&format!("scans/{id}")).await?["sha256"],
                    *sha256,
                    "scan {id}"
                );
                assert!(
                    staff.get(&format!("scans/{id}/file")).await?.status().is_success(),
                    "file of scan {id}"
                );
            }
        }
    }
    // What was acknowledged as uploaded is read in the end, whatever happened to its readers.
    for one in &acknowledged {
        if let Acknowledged::Uploaded { id, .. } = one {
            assert_eq!(read(&staff, id).await?["state"], "read", "scan {id}");
        }
    }
    let verify = app.run(&["verify"])?;
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_power_cuts_lose_nothing_on_sqlite() -> Result<()> {
    every_acknowledged_thing_survives(On::Sqlite).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_power_cuts_lose_nothing_on_postgres() -> Result<()> {
    every_acknowledged_thing_survives(On::Postgres).await
}
