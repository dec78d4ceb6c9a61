//! Tables that are broken, each in its own way, sent to the server: none brings anything in, and each has an
//! answer in the language of whoever sent it, by sheet, row and column.

mod files;

use super::paper::text;
use crate::app::{On, Person, TestApp};
use crate::people::BUREAU;
use anyhow::Result;
use serde_json::Value;
use std::collections::BTreeSet;

async fn sent(person: &Person, language: &str, bytes: &[u8]) -> Result<Value> {
    person
        .import_in(language, "items/import", bytes.to_vec())
        .await?
        .expect(200)
}

async fn each_has_its_answer(on: On) -> Result<()> {
    let app = TestApp::start(on)?;
    let bureau = app.person(BUREAU).await?;
    let before = bureau.read("items?limit=500").await?;
    let files = files::all()?;
    let names: BTreeSet<&str> = files.iter().map(|file| file.what).collect();
    assert!(files.len() >= 30 && names.len() == files.len(), "{}", files.len());
    let mut faults = Vec::new();
    for file in &files {
        for (language, said) in ["zh-CN", "en"].into_iter().zip(file.said) {
            let answer = sent(&bureau, language, &file.bytes).await?;
            let first = &answer["errors"][0];
            let at = (
                text(first, "sheet"),
                first["line"].as_u64().unwrap_or_default(),
                text(first, "letter"),
            );
            if at != file.at || !text(first, "message").contains(said) {
                faults.push(format!("{}: {:?} and “{said}” expected, {answer}", file.what, file.at));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(bureau.read("items?limit=500").await?, before, "nothing was brought in");

    // They are broken by what their names say and nothing else.
    let answer = sent(&bureau, "en", &files::sound_one()?).await?;
    assert_eq!(
        (&answer["added"], &answer["errors"]),
        (&2.into(), &serde_json::json!([])),
        "{answer}"
    );
    Ok(())
}

#[tokio::test]
async fn each_broken_table_has_its_precise_answer_on_sqlite() -> Result<()> {
    each_has_its_answer(On::Sqlite).await
}

#[tokio::test]
async fn each_broken_table_has_its_precise_answer_on_postgres() -> Result<()> {
    each_has_its_answer(On::Postgres).await
}
