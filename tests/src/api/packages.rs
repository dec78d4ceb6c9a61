//! The archive's proof: the package speaks for itself, and `verify` finds what was touched.

use super::paper::{self, archived, bytes, file, matched, path, said, signed, text, uncoded_sheet, upload};
use crate::app::{On, TestApp};
use crate::people::{BUREAU, DEPARTMENT, DISTRICT, OTHER_DEPARTMENT};
use crate::sample::{self, printed};
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use uuid::Uuid;
use yinzheng_shared::digest::Digests;
use zip::ZipArchive;

/// Files of a package by their path below its only folder.
fn unpacked(package: &[u8]) -> Result<(String, BTreeMap<String, Vec<u8>>)> {
    let mut zip = ZipArchive::new(Cursor::new(package))?;
    let mut files = BTreeMap::new();
    let mut folders = Vec::new();
    for place in 0..zip.len() {
        let mut entry = zip.by_index(place)?;
        let name = entry.name()?.to_string();
        let (folder, name) = name.split_once('/').context("every file is in the package's folder")?;
        folders.push(folder.to_owned());
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        ensure!(files.insert(name.to_owned(), bytes).is_none(), "{name} is there twice");
    }
    folders.dedup();
    ensure!(folders.len() == 1, "one folder, not {folders:?}");
    Ok((folders.remove(0), files))
}

/// Digests by path of a manifest.
fn manifest(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Result<BTreeMap<String, String>> {
    let text = String::from_utf8(files.get(name).with_context(|| format!("no {name}"))?.clone())?;
    let lines = text
        .lines()
        .map(|line| line.split_once("  ").context("digest and path"));
    lines
        .map(|line| line.map(|(digest, path)| (path.to_owned(), digest.to_owned())))
        .collect()
}

#[tokio::test]
async fn a_package_proves_itself_and_tells_nothing_of_others() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, other, bureau) = (
        app.person(DEPARTMENT).await?,
        app.person(OTHER_DEPARTMENT).await?,
        app.person(BUREAU).await?,
    );
    let (others, _) = matched(&app, &other).await?;
    let (record, pdf) = printed(&app, &staff).await?;
    let (front, back) = (signed(&pdf, 1)?, signed(&pdf, 2)?);
    let (one, two) = (file([&front[0], &uncoded_sheet(4)]), file(&back[1..]));
    upload(&staff, one.clone()).await?;
    let last = upload(&staff, two.clone()).await?;
    let missing = format!("{}/package.zip", path(&record));
    assert_eq!(
        staff.get(&missing).await?.status().as_u16(),
        404,
        "there is none before a person confirms"
    );
    let confirm = format!("scans/{}/confirm", text(&last, "id"));
    let record = bureau
        .post(&confirm, None, &paper::confirmation(&record))
        .await?
        .expect(200)?;

    let package = bytes(&staff, &missing).await?;
    assert_eq!(Digests::of(&package).sha256, record["archived"]["package_sha256"]);
    assert!(
        package == bytes(&bureau, &missing).await?,
        "the same bytes for everybody, every time"
    );
    let (folder, files) = unpacked(&package)?;
    assert_eq!(folder, format!("{}-r1", text(&record, "reference")));
    let (payload, tags) = (
        manifest(&files, "manifest-sha256.txt")?,
        manifest(&files, "tagmanifest-sha256.txt")?,
    );
    let sm3 = manifest(&files, "manifest-sm3.txt")?;
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "tagmanifest-sha256.txt") {
        let digests = Digests::of(bytes);
        let named = if name.starts_with("data/") { &payload } else { &tags };
        assert_eq!(named.get(name), Some(&digests.sha256), "{name}");
        assert_eq!(
            sm3.get(name),
            name.starts_with("data/").then_some(&digests.sm3),
            "{name}"
        );
    }
    assert_eq!(
        files.len(),
        payload.len() + tags.len() + 1,
        "nothing is named that is not there"
    );

    assert!(files["data/print.pdf"] == pdf, "the print as it was signed");
    let scans: Vec<&Vec<u8>> = files
        .iter()
        .filter(|(name, _)| name.starts_with("data/scans/"))
        .map(|(_, bytes)| bytes)
        .collect();
    assert!(scans == [&one, &two], "the scans as they were uploaded");
    assert_eq!(
        serde_json::from_slice::<Value>(&files["data/content.json"])?,
        record["content"]
    );
    assert_eq!(
        Digests::of(&files["data/canonical.txt"]).sha256,
        record["digests"]["sha256"]
    );
    let sheet: Value = serde_json::from_slice(&files["data/record.json"])?;
    assert_eq!(sheet["confirmation"]["by"], bureau.me["name"]);

    let foreign = [
        text(&others, "id"),
        text(&others, "reference"),
        text(&others, "title"),
        text(&other.me, "name"),
    ];
    for (name, bytes) in &files {
        let content = String::from_utf8_lossy(bytes);
        for word in foreign {
            assert!(!content.contains(word), "{word} in {name}");
        }
    }
    Ok(())
}

fn object(app: &TestApp, sha256: &str) -> Result<PathBuf> {
    let (shelf, name) = sha256.split_at(2);
    let found = walk(app.data.path())?
        .into_iter()
        .find(|file| file.ends_with(Path::new(shelf).join(name)));
    found.with_context(|| format!("object {sha256} in the data folder"))
}

fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(walk(&path)?)
        } else {
            files.push(path)
        }
    }
    Ok(files)
}

fn flip(file: &Path) -> Result<()> {
    let mut bytes = fs::read(file)?;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    Ok(fs::write(file, bytes)?)
}

/// One flipped bit or one lost file, in a scan, a print or a package, is named and fails the command.
#[tokio::test]
async fn verify_names_what_was_touched() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (record, scan) = archived(&app, &staff).await?;
    let clean = app.run(&["verify"])?;
    assert!(clean.status.success(), "{}", said(&clean));

    let package = app.data.path().join("package.zip");
    fs::write(
        &package,
        bytes(&staff, &format!("{}/package.zip", path(&record))).await?,
    )?;
    let alone = ["verify", "--package", package.to_str().context("a path")?];
    assert!(app.run(&alone)?.status.success());
    flip(&package)?;
    let touched = app.run(&alone)?;
    assert_eq!(touched.status.code(), Some(1), "{}", said(&touched));

    let hashes = [
        text(&scan, "sha256"),
        text(&record["print"], "sha256"),
        text(&record["archived"], "package_sha256"),
    ];
    for hash in hashes {
        let file = object(&app, hash)?;
        let kept = fs::read(&file)?;
        flip(&file)?;
        let touched = app.run(&["verify"])?;
        assert_eq!(touched.status.code(), Some(1), "{}", said(&touched));
        assert!(said(&touched).contains(hash), "{hash} is named in {}", said(&touched));
        fs::remove_file(&file)?;
        let lost = app.run(&["verify"])?;
        assert_eq!(lost.status.code(), Some(1), "{}", said(&lost));
        assert!(said(&lost).contains(hash), "{hash} is named in {}", said(&lost));
        fs::write(&file, kept)?;
    }
    let mended = app.run(&["verify"])?;
    assert!(mended.status.success(), "{}", said(&mended));
    Ok(())
}

/// A scan or print whose bytes are no longer those that were uploaded must not get into a package that
/// swears to them.
#[tokio::test]
async fn damaged_bytes_are_never_archived() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let (record, scan) = matched(&app, &staff).await?;
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    for hash in [text(&scan, "sha256"), text(&record["print"], "sha256")] {
        let file = object(&app, hash)?;
        let kept = fs::read(&file)?;
        flip(&file)?;
        let answer = bureau.post(&confirm, None, &paper::confirmation(&record)).await?;
        assert!(answer.status >= 500, "{hash}: {answer:?}");
        assert_eq!(bureau.read(&path(&record)).await?["state"], "matched");
        fs::write(&file, kept)?;
    }
    let done = bureau
        .post(&confirm, None, &paper::confirmation(&record))
        .await?
        .expect(200)?;
    assert_eq!(done["state"], "archived");
    Ok(())
}

/// Districts read the city's archived forms; what lay in the same stack on the scanner, a secret form
/// perhaps, they must not read with them.
#[tokio::test]
async fn a_shared_form_does_not_carry_the_secret_one_of_the_same_stack() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau, district) = (
        app.person(DEPARTMENT).await?,
        app.person(BUREAU).await?,
        app.person(DISTRICT).await?,
    );
    let unit = text(&staff.me["organisation"], "name");
    let csv = format!(
        "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n其他-99001-000,示例涉密事项,{unit},{unit},,,涉密\n"
    );
    bureau
        .post_bytes("items/import", "text/csv", csv.into_bytes())
        .await?
        .expect(200)?;
    let mut content = sample::optimization(&staff).await?;
    let (open, open_pdf) = printed(&app, &staff).await?;
    content["item_code"] = json!("其他-99001-000");
    content["item_name"] = json!("示例涉密事项");
    let body = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": content });
    let secret = staff.post("records", None, &body).await?.expect(201)?;
    let secret = sample::submit(&app, &staff, &secret, &content).await?.expect(200)?;
    let at = path(&secret);
    staff
        .post(&format!("{at}/print"), secret["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let secret_pdf = bytes(&staff, &format!("{at}/print.pdf")).await?;

    let mut stack = signed(&open_pdf, 1)?;
    stack.extend(signed(&secret_pdf, 2)?);
    let stack = file(&stack);
    let scan = upload(&staff, stack.clone()).await?;
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    bureau
        .post(&confirm, None, &paper::confirmation(&open))
        .await?
        .expect(200)?;

    assert_eq!(district.get(&path(&open)).await?.status().as_u16(), 200, "shared");
    assert_eq!(district.get(&at).await?.status().as_u16(), 404, "secret");
    let package = format!("{}/package.zip", path(&open));
    let refused = district.get(&package).await?;
    assert_eq!(
        refused.status().as_u16(),
        403,
        "the stack with the secret form is in it"
    );
    assert_eq!(refused.json::<Value>().await?["code"], "forbidden");
    for (who, person) in [("its owner", &staff), ("the bureau", &bureau)] {
        let (_, files) = unpacked(&bytes(person, &package).await?)?;
        assert!(files.values().any(|bytes| *bytes == stack), "{who} gets all of it");
    }
    Ok(())
}
