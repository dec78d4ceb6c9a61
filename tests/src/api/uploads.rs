//! How files come in: once, whole, as a form or as they are, and several at a time.

use super::paper::{self, file, outcomes, path, signed, state, text, uncoded_sheet, upload};
use crate::app::{On, TestApp};
use crate::people::{COLLEAGUE, DEPARTMENT, SCANNER_KEY};
use crate::sample::printed;
use anyhow::Result;
use serde_json::json;

/// A double click or a retry makes one entry; a scanner and a colleague who send the same file too.
async fn the_same_file_twice_is_one_entry(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (staff, colleague) = (app.person(DEPARTMENT).await?, app.person(COLLEAGUE).await?);
    let (record, pdf) = printed(&app, &staff).await?;
    let bytes = file(&signed(&pdf, 1)?);
    let (one, two) = tokio::join!(
        staff.upload("a.pdf", bytes.clone()),
        staff.upload("b.pdf", bytes.clone())
    );
    let (one, two) = (one?.expect(202)?, two?.expect(202)?);
    assert_eq!(one["id"], two["id"], "two at once");
    assert_ne!(one["seen_before"], two["seen_before"]);
    let read = paper::read(&staff, text(&one, "id")).await?;
    assert!(outcomes(&read).iter().all(|outcome| *outcome == "matched"), "{read}");

    let again = colleague.upload("c.pdf", bytes.clone()).await?.expect(202)?;
    assert_eq!((&again["id"], &again["seen_before"]), (&one["id"], &json!(true)));
    assert_eq!(
        outcomes(&again),
        outcomes(&read),
        "told at once what became of the first"
    );
    let machine = app
        .machine(SCANNER_KEY)?
        .upload("d.pdf", bytes.clone())
        .await?
        .expect(202)?;
    assert_eq!((&machine["id"], &machine["seen_before"]), (&one["id"], &json!(true)));
    assert_eq!(staff.read("scans").await?["total"], 1);
    assert_eq!(state(&staff, &record).await?, "matched");
    let kept = staff
        .get(&format!("scans/{}/file", text(&one, "id")))
        .await?
        .bytes()
        .await?;
    assert!(kept == bytes, "stored as it came");
    Ok(())
}

#[tokio::test]
async fn the_same_file_twice_is_one_entry_on_sqlite() -> Result<()> {
    the_same_file_twice_is_one_entry(On::Sqlite).await
}

#[tokio::test]
async fn the_same_file_twice_is_one_entry_on_postgres() -> Result<()> {
    the_same_file_twice_is_one_entry(On::Postgres).await
}

/// Two scanners, two copies of one stack, read at the same moment: each page is held once.
async fn two_copies_at_once_hold_each_page_once(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let (staff, machine) = (app.person(DEPARTMENT).await?, app.machine(SCANNER_KEY)?);
    let (record, pdf) = printed(&app, &staff).await?;
    let (one, two) = (file(&signed(&pdf, 1)?), file(&signed(&pdf, 2)?));
    let (one, two) = tokio::join!(upload(&staff, one), upload(&machine, two));
    let (one, two) = (one?, two?);
    for (left, right) in outcomes(&one).into_iter().zip(outcomes(&two)) {
        assert!(
            matches!((left, right), ("matched", "duplicate") | ("duplicate", "matched")),
            "{one} {two}"
        );
    }
    let after = staff.read(&path(&record)).await?;
    assert_eq!(after["state"], "matched");
    assert_eq!(
        after["pages"].as_array().map(Vec::len),
        Some(outcomes(&one).len()),
        "{}",
        after["pages"]
    );
    Ok(())
}

#[tokio::test]
async fn two_copies_at_once_hold_each_page_once_on_sqlite() -> Result<()> {
    two_copies_at_once_hold_each_page_once(On::Sqlite).await
}

#[tokio::test]
async fn two_copies_at_once_hold_each_page_once_on_postgres() -> Result<()> {
    two_copies_at_once_hold_each_page_once(On::Postgres).await
}

/// A page's form and a bare body are the same upload.
#[tokio::test]
async fn a_file_comes_as_a_form_or_as_it_is() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let bytes = file([&uncoded_sheet(1)]);
    let form = staff
        .upload_form("file", "扫描 1.pdf", bytes.clone())
        .await?
        .expect(202)?;
    assert_eq!(
        (&form["file_name"], &form["bytes"]),
        (&json!("扫描 1.pdf"), &json!(bytes.len()))
    );
    let bare = staff.upload("other.pdf", bytes.clone()).await?.expect(202)?;
    assert_eq!((&bare["id"], &bare["seen_before"]), (&form["id"], &json!(true)));
    assert_eq!(
        staff.upload_form("picture", "a.pdf", bytes.clone()).await?.status,
        400,
        "no part is called file"
    );
    assert_eq!(
        staff.upload_form("file", "a.pdf", Vec::new()).await?.status,
        400,
        "an empty file"
    );
    assert_eq!(
        staff.upload_form("file", "a.pdf", b"<html>".to_vec()).await?.status,
        415
    );
    let path = staff
        .upload_form("file", "../../etc/passwd", file([&uncoded_sheet(2)]))
        .await?
        .expect(202)?;
    assert_eq!(path["file_name"], "passwd");
    assert_eq!(staff.read("scans").await?["total"], 2);
    Ok(())
}

/// A PDF of so many empty pages, with something more in its catalogue and its trailer.
fn pdf(pages: usize, catalogue: &str, trailer: &str) -> Vec<u8> {
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", page + 3)).collect();
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>"),
        format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>"),
    ];
    objects.resize(
        pages + 2,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>".to_owned(),
    );
    let (mut text, mut table) = ("%PDF-1.7\n".to_owned(), String::new());
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", text.len()));
        text.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (start, size) = (text.len(), objects.len() + 1);
    text.push_str(&format!("xref\n0 {size}\n0000000000 65535 f \n{table}"));
    text.push_str(&format!(
        "trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    ));
    text.into_bytes()
}

/// Whatever is wrong with a file, its sender reads what, and the scans after it are read.
#[tokio::test]
async fn a_bad_file_is_set_aside_with_its_own_reason() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let whole = file([&uncoded_sheet(7)]);
    let script = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>";
    let attachment = "/Names << /EmbeddedFiles << /Names [] >> >>";
    let locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 >> /ID [<00> <00>]";
    let cases = [
        (whole[..whole.len() / 2].to_vec(), "broken"),
        (pdf(1, script, ""), "active-content"),
        (pdf(1, attachment, ""), "active-content"),
        (pdf(1, "", locked), "encrypted"),
        (pdf(201, "", ""), "too-many-pages"),
        (b"%PDF-1.4\n".to_vec(), "broken"),
        (b"%PDF-1.4\nnothing that a reader knows\n".to_vec(), "broken"),
    ];
    for (bytes, reason) in cases {
        let scan = upload(&staff, bytes.clone()).await?;
        assert_eq!((text(&scan, "state"), text(&scan, "set_aside")), ("set_aside", reason));
        assert_eq!(scan["pages"], json!([]), "{reason}");
        let kept = staff.get(&format!("scans/{}/file", text(&scan, "id"))).await?;
        assert!(
            kept.bytes().await? == bytes,
            "{reason}: kept as it came, to be looked at"
        );
    }
    assert_eq!(outcomes(&upload(&staff, pdf(1, "", "")).await?), ["blank"]);
    assert_eq!(outcomes(&upload(&staff, whole).await?), ["unreadable"]);
    Ok(())
}
