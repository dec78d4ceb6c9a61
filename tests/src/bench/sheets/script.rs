//! A script with openpyxl and pydantic on the same list, in Python.

use std::env;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::list::rules;
use crate::bench::statistics::Spread;

const SCRIPT: &str = include_str!("openpyxl.py");

/// What it took.
pub(super) struct Times {
    pub versions: String,
    pub read: Spread,
    pub write: Spread,
}

pub(super) fn measure(workbook: &Path, rows: usize, rounds: usize) -> Result<Times> {
    let given = json!({ "path": workbook, "rows": rows, "rounds": rounds, "columns": rules() });
    let answer = python(&given)?;
    let spread = |key: &str| {
        let list = answer[key].as_array().into_iter().flatten();
        Spread::of(&list.filter_map(Value::as_f64).collect::<Vec<_>>())
    };
    Ok(Times {
        versions: answer["versions"].as_str().unwrap_or_default().to_owned(),
        read: spread("read"),
        write: spread("write"),
    })
}

fn python(given: &Value) -> Result<Value> {
    let folders = env::var_os("YINZHENG_BENCH_PYTHONPATH")
        .context("YINZHENG_BENCH_PYTHONPATH names the folders of openpyxl; run `cargo xtask bench`")?;
    let program = env::var_os("YINZHENG_BENCH_PYTHON").unwrap_or_else(|| "python3".into());
    let mut child = Command::new(program)
        .args(["-c", SCRIPT])
        .env("PYTHONPATH", folders)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("python3 cannot be started")?;
    let mut input = child.stdin.take().context("standard input is piped")?;
    input.write_all(given.to_string().as_bytes())?;
    drop(input);
    let output = child.wait_with_output()?;
    ensure!(
        output.status.success(),
        "python3 failed on the script: {}",
        output.status
    );
    serde_json::from_slice(&output.stdout).context("the script answers JSON")
}
