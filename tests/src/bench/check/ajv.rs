//! A well-known schema validator on the same forms, in node.

use std::env;
use std::io::Write as _;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::{Batches, Texts, Timed, instruction, spread};

const SCRIPT: &str = include_str!("ajv.js");
const OPTIMIZATION: &str = include_str!("optimization.schema.json");
const GO_LIVE: &str = include_str!("go-live.schema.json");

/// What ran, with versions, and two rows a form.
pub(super) fn measure(forms: &[Texts], batches: Batches) -> Result<(String, Vec<Timed>)> {
    let mut rows = Vec::new();
    let mut name = String::new();
    for texts in forms {
        let schema: Value = serde_json::from_str(if texts.form == "go-live" { GO_LIVE } else { OPTIMIZATION })?;
        let given = json!({ "schema": schema, "content": texts.content, "batches": instruction(batches) });
        let answer = node(&given)?;
        let row = |work, times: &Value| Timed {
            form: texts.name.clone(),
            place: "Ajv",
            work,
            microseconds: spread(times),
        };
        rows.push(row("shape alone", &answer["parsed"]));
        rows.push(row("content from bytes", &answer["bytes"]));
        name = answer["versions"].as_str().unwrap_or_default().to_owned();
    }
    Ok((name, rows))
}

fn node(given: &Value) -> Result<Value> {
    let modules = env::var_os("YINZHENG_BENCH_AJV")
        .context("YINZHENG_BENCH_AJV names the folder of ajv; run `cargo xtask bench`")?;
    let program = env::var_os("YINZHENG_BENCH_NODE").unwrap_or_else(|| "node".into());
    let mut child = Command::new(program)
        .args(["-e", SCRIPT, "--"])
        .arg(modules)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("node cannot be started")?;
    let mut input = child.stdin.take().context("standard input is piped")?;
    input.write_all(given.to_string().as_bytes())?;
    drop(input);
    let output = child.wait_with_output()?;
    ensure!(
        output.status.success(),
        "node failed on Ajv's measurement: {}",
        output.status
    );
    serde_json::from_slice(&output.stdout).context("node answers JSON")
}
