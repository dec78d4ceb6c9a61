//! Papers that are not ours, pretend to be, or come from elsewhere: none of them ever matches, whatever
//! field of the code was changed and however it was signed.

use super::paper::{
    code_of, codes_of, file, outcomes, pasted, path, plain, signed, state, uncoded_sheet, upload, with_code,
};
use crate::app::{On, TestApp};
use crate::people::DEPARTMENT;
use crate::sample::printed;
use anyhow::{Context as _, Result};
use std::path::Path;
use uuid::Uuid;
use yinzheng_shared::code::letters::{decode, encode};
use yinzheng_shared::code::print_code::{PREFIX, PrintCode};
use yinzheng_shared::id::RecordId;

/// What is not ours, what pretends to be, and what comes from elsewhere are three different things.
#[tokio::test]
async fn foreign_forged_unknown_and_anothers_are_told_apart() -> Result<()> {
    let (app, elsewhere) = (TestApp::start(On::Sqlite)?, TestApp::start(On::Sqlite)?);
    let staff = app.person(DEPARTMENT).await?;
    let (record, pdf) = printed(&app, &staff).await?;
    let code = code_of(&plain(&pdf)?[0])?;
    let (other, other_pdf) = printed(&elsewhere, &elsewhere.person(DEPARTMENT).await?).await?;
    assert_ne!(record["id"], other["id"]);

    let sheets = [
        ("foreign", with_code("https://example.org/示例")?),
        ("foreign", with_code("SF1234567890123")?),
        ("unreadable", uncoded_sheet(3)),
        ("forged", with_code(&another_letter(&code, code.len() - 2))?),
        ("forged", with_code(&another_letter(&code, 20))?),
        ("another_installation", plain(&other_pdf)?[0].clone()),
        ("matched", with_code(&code)?),
    ];
    assert_outcomes(&staff, &sheets).await
}

/// Every field of a genuine code, changed: with the check value that it had, and with the right one,
/// as somebody who holds the key could make it.
#[tokio::test]
async fn a_code_with_any_field_changed_never_matches() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (record, pdf) = printed(&app, &staff).await?;
    let pages = plain(&pdf)?;
    let text = code_of(&pages[0])?;
    let code = PrintCode::read(&text).ok().context("a code of ours")?.0;
    let secret = mac_key(app.data.path())?;
    assert_eq!(code.encode(&secret), text, "the test signs as the server does");
    let next = PrintCode { page: 2, ..code };
    assert_eq!(
        next.encode(&secret),
        code_of(&pages[1])?,
        "the right value of the next page is the next page"
    );

    let beyond = code.pages + 1;
    let record_of_nobody = RecordId(Uuid::now_v7());
    let changed = [
        (
            PrintCode {
                installation: code.installation + 1,
                ..code
            },
            "another_installation",
            "another_installation",
        ),
        (
            PrintCode {
                key: code.key + 1,
                ..code
            },
            "another_installation",
            "another_installation",
        ),
        (
            PrintCode {
                record: record_of_nobody,
                ..code
            },
            "unknown_here",
            "forged",
        ),
        (
            PrintCode {
                revision: code.revision + 1,
                ..code
            },
            "unknown_here",
            "forged",
        ),
        (PrintCode { page: beyond, ..code }, "forged", "forged"),
        (
            PrintCode {
                page: beyond,
                pages: beyond,
                ..code
            },
            "unknown_here",
            "forged",
        ),
        (PrintCode { pages: beyond, ..code }, "unknown_here", "forged"),
        (PrintCode { digest: [0; 6], ..code }, "unknown_here", "forged"),
    ];
    let mut sheets = vec![("forged", with_code(&grafted(&next, &text)?)?)];
    for (code, signed_anew, as_it_was) in changed {
        sheets.push((signed_anew, with_code(&code.encode(&secret))?));
        sheets.push((as_it_was, with_code(&grafted(&code, &text)?)?));
    }
    assert_outcomes(&staff, &sheets).await?;
    let after = staff.read(&path(&record)).await?;
    assert_eq!((&after["state"], &after["pages"]), (&record["state"], &record["pages"]));
    Ok(())
}

/// Somebody's waybill sticks on the form, or a sticker with an address: our own code still counts.
#[tokio::test]
async fn a_foreign_code_pasted_on_a_genuine_page_does_not_win() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (record, pdf) = printed(&app, &staff).await?;
    let foreign = "https://example.org/示例";
    let mut pages = signed(&pdf, 1)?;
    for page in &mut pages {
        *page = pasted(page, foreign, (520, 900))?;
        assert!(codes_of(page)?.iter().any(|code| code == foreign), "it can be read");
    }
    let scan = upload(&staff, file(&pages)).await?;
    assert_eq!(outcomes(&scan), vec!["matched"; pages.len()]);
    assert_eq!(state(&staff, &record).await?, "matched");
    Ok(())
}

async fn assert_outcomes(staff: &crate::app::Person, sheets: &[(&str, image::RgbImage)]) -> Result<()> {
    let scan = upload(staff, file(sheets.iter().map(|(_, sheet)| sheet))).await?;
    let expected: Vec<&str> = sheets.iter().map(|(outcome, _)| *outcome).collect();
    assert_eq!(outcomes(&scan), expected);
    for page in scan["pages"].as_array().context("pages")? {
        let known = page["outcome"] == "matched";
        assert_eq!(page["shows"].is_null(), !known, "{page}");
    }
    Ok(())
}

/// The code with the check value of another one, as a forger without the key would have it.
fn grafted(code: &PrintCode, genuine: &str) -> Result<String> {
    let start = PREFIX.len() + 1;
    let body = decode(&code.encode(&[])[start..]).context("a body")?;
    let mac = decode(&genuine[start..]).context("a check value")?;
    let end = body.len() - 8;
    Ok(format!(
        "{}{}",
        &genuine[..start],
        encode(&[&body[..end], &mac[end..]].concat())
    ))
}

fn another_letter(code: &str, place: usize) -> String {
    let (before, rest) = code.split_at(place);
    let letter = if rest.starts_with('A') { 'B' } else { 'A' };
    assert!(before.starts_with(PREFIX));
    format!("{before}{letter}{}", &rest[1..])
}

fn mac_key(data: &Path) -> Result<Vec<u8>> {
    let hex = std::fs::read_to_string(data.join("keys/mac-001.key"))?;
    let hex = hex.trim();
    (0..hex.len())
        .step_by(2)
        .map(|at| Ok(u8::from_str_radix(&hex[at..at + 2], 16)?))
        .collect()
}
