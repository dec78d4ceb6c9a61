//! Paper: prints that were signed, stamped and scanned, and papers that only look like them.

use crate::app::{Person, TestApp, server_path};
use crate::generator::{Layout, Place, Rng, Seal, Sheet, Tone, rasterise, sign, stamp, wrap_pdf};
use crate::people::BUREAU;
use crate::sample;
use anyhow::{Context as _, Result, bail};
use fast_qr::QRBuilder;
use image::{Rgb, RgbImage};
use serde_json::{Value, json};
use std::process::Output;
use std::time::{Duration, Instant};
use yinzheng_scan::Limits;
use yinzheng_shared::code::print_code::ShortCode;

pub const DPI: u32 = 150;
/// How long a scan may take to be read while other tests keep the machine busy.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// The pages of a print, signed and stamped; another seed is another hand.
pub fn signed(pdf: &[u8], seed: u64) -> Result<Vec<RgbImage>> {
    let layout = Layout::a4();
    let mut rng = Rng::new(seed);
    let seal = Seal {
        centre: layout.seal,
        diameter_mm: 42.0,
        opacity: 0.8,
        turn_degrees: 3.0,
        over_code: false,
    };
    let mut pages = plain(pdf)?;
    for page in &mut pages {
        for place in &layout.signatures {
            sign(page, DPI, *place, &mut rng);
        }
        stamp(page, DPI, &seal, &mut rng);
    }
    Ok(pages)
}

/// The pages of a print as they came out of the printer.
pub fn plain(pdf: &[u8]) -> Result<Vec<RgbImage>> {
    let file = tempfile::NamedTempFile::new()?;
    std::fs::write(file.path(), pdf)?;
    Ok(rasterise(file.path(), DPI))
}

/// The file of a scanner through which these sheets went.
pub fn file<'a>(pages: impl IntoIterator<Item = &'a RgbImage>) -> Vec<u8> {
    let sheets: Vec<Sheet> = pages.into_iter().map(|page| Sheet::new(page, Tone::Grey, 85)).collect();
    wrap_pdf(&sheets, DPI)
}

/// An empty sheet; another number is another speck of dust on it.
pub fn blank_sheet(number: u32) -> RgbImage {
    let mut sheet = RgbImage::from_pixel(1240, 1754, Rgb([255; 3]));
    for across in 0..8 {
        sheet.put_pixel(100 + number * 16 + across, 900, Rgb([0; 3]));
    }
    sheet
}

/// A sheet with writing and without a code; another one for each number.
pub fn uncoded_sheet(number: u32) -> RgbImage {
    let mut sheet = blank_sheet(number);
    for (line, letter) in (0..12).flat_map(|line| (0..40).map(move |letter| (line, letter))) {
        for (across, down) in (0..14).flat_map(|across| (0..30).map(move |down| (across, down))) {
            sheet.put_pixel(150 + letter * 22 + across, 300 + line * 60 + down, Rgb([30; 3]));
        }
    }
    sheet
}

/// The page with white correction fluid over both codes.
pub fn without_codes(page: &RgbImage) -> RgbImage {
    let mut page = page.clone();
    let reach = px(24.0);
    for Place { x_mm, y_mm } in Layout::a4().codes {
        let (x, y) = (px(x_mm), px(y_mm));
        for across in x.saturating_sub(reach)..(x + reach).min(page.width()) {
            for down in y.saturating_sub(reach)..(y + reach).min(page.height()) {
                page.put_pixel(across, down, Rgb([255; 3]));
            }
        }
    }
    page
}

/// A sheet with this text as a QR code.
pub fn with_code(text: &str) -> Result<RgbImage> {
    pasted(&uncoded_sheet(0), text, (900, 60))
}

/// The page with this text as a QR code on a white sticker, the code's corner at so many pixels.
pub fn pasted(page: &RgbImage, text: &str, (left, top): (u32, u32)) -> Result<RgbImage> {
    let qr = QRBuilder::new(text)
        .build()
        .ok()
        .context("a text that fits a QR code")?;
    let (module, margin, mut page) = (4, 16, page.clone());
    let side = u32::try_from(qr.size)? * module;
    for across in 0..side + 2 * margin {
        for down in 0..side + 2 * margin {
            page.put_pixel(left - margin + across, top - margin + down, Rgb([255; 3]));
        }
    }
    for (across, down) in (0..side).flat_map(|across| (0..side).map(move |down| (across, down))) {
        let (row, column) = ((down / module) as usize, (across / module) as usize);
        if qr[row][column].value() {
            page.put_pixel(left + across, top + down, Rgb([0; 3]));
        }
    }
    Ok(page)
}

/// The text of the code on a page, read by the decoder that the server uses.
pub fn code_of(page: &RgbImage) -> Result<String> {
    codes_of(page)?.into_iter().next().context("a code")
}

/// The texts of all codes on a page.
pub fn codes_of(page: &RgbImage) -> Result<Vec<String>> {
    let mut scan = tempfile::NamedTempFile::new()?;
    std::io::Write::write_all(&mut scan, &file([page]))?;
    let decoded = yinzheng_scan::decode(&server_path(), scan.reopen()?, &Limits::default())?;
    let page = decoded.pages.first().context("a page")?;
    Ok(page.codes.iter().map(|code| code.text.clone()).collect())
}

/// The letters that stand under the code of a page of the record's current print.
pub fn letters(record: &Value, page: u8) -> Result<String> {
    let reference = text(record, "reference").to_owned();
    let revision = record["revision"].as_u64().context("a revision")?.try_into()?;
    Ok(ShortCode {
        reference,
        revision,
        page,
    }
    .to_string())
}

/// Uploads a file and waits until its pages are read.
pub async fn upload(person: &Person, bytes: Vec<u8>) -> Result<Value> {
    let scan = person.upload("scan.pdf", bytes).await?.expect(202)?;
    read(person, text(&scan, "id")).await
}

/// Waits until the pages of an upload are read.
pub async fn read(person: &Person, scan: &str) -> Result<Value> {
    let begun = Instant::now();
    let mut turn = tokio::time::interval(Duration::from_millis(50));
    while begun.elapsed() < PATIENCE {
        turn.tick().await;
        let scan = person.read(&format!("scans/{scan}")).await?;
        if scan["state"] != "received" {
            return Ok(scan);
        }
    }
    bail!("scan {scan} is still not read after {PATIENCE:?}")
}

/// Outcomes of an upload's pages in order.
pub fn outcomes(scan: &Value) -> Vec<&str> {
    scan["pages"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|page| text(page, "outcome"))
        .collect()
}

/// A printed form of this person whose whole stamped scan was uploaded by the same person: the record
/// and the scan.
pub async fn matched(app: &TestApp, staff: &Person) -> Result<(Value, Value)> {
    let (record, pdf) = sample::printed(app, staff).await?;
    let scan = upload(staff, file(&signed(&pdf, 1)?)).await?;
    Ok((staff.read(&path(&record)).await?, scan))
}

/// What the person at the desk sends for a set on which everything was seen.
pub fn confirmation(record: &Value) -> Value {
    json!({ "record": record["id"], "revision": record["revision"], "marks": ["signatures", "stamp", "date"] })
}

/// A form of this person in the archive: the record and the scan.
pub async fn archived(app: &TestApp, staff: &Person) -> Result<(Value, Value)> {
    let (record, scan) = matched(app, staff).await?;
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    let bureau = app.person(BUREAU).await?;
    let record = bureau.post(&confirm, None, &confirmation(&record)).await?.expect(200)?;
    Ok((record, scan))
}

/// What an address answers, which must be 200.
pub async fn bytes(person: &Person, path: &str) -> Result<Vec<u8>> {
    Ok(person.get(path).await?.error_for_status()?.bytes().await?.to_vec())
}

/// What a command printed.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Where a record stands.
pub fn path(record: &Value) -> String {
    format!("records/{}", text(record, "id"))
}

/// The state of a record.
pub async fn state(person: &Person, record: &Value) -> Result<String> {
    Ok(text(&person.read(&path(record)).await?, "state").to_owned())
}

/// A text field; empty when there is none.
pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

fn px(mm: f64) -> u32 {
    (mm / 25.4 * f64::from(DPI)) as u32
}
