//! “What is acknowledged is durable”, as the kernel saw it: file, folder, row, and only then the reply.

use crate::app::TestApp;
use crate::people::DEPARTMENT;
use anyhow::{Context as _, Result};
use std::collections::HashMap;
use std::fs;

const CALLS: &str = "fsync,fdatasync,rename,renameat,renameat2,link,linkat,write,writev,sendto,sendmsg";

/// A system call that has returned: its name and what stands between its brackets.
#[derive(Debug)]
struct Call {
    name: String,
    arguments: String,
}

/// Calls in the order in which they returned; strace splits those that others overtook.
fn calls(log: &str) -> Vec<Call> {
    let mut begun: HashMap<&str, String> = HashMap::new();
    let mut done = Vec::new();
    for line in log.lines() {
        let Some((thread, rest)) = line.split_once(' ') else {
            continue;
        };
        let rest = rest.trim_start();
        let whole = if let Some((head, _)) = rest.split_once(" <unfinished ...>") {
            begun.insert(thread, head.to_owned());
            continue;
        } else if rest.starts_with("<... ") {
            begun.remove(thread).unwrap_or_default()
        } else {
            rest.to_owned()
        };
        if let Some((name, arguments)) = whole.split_once('(') {
            done.push(Call {
                name: name.to_owned(),
                arguments: arguments.to_owned(),
            });
        }
    }
    done
}

#[tokio::test]
async fn an_upload_is_on_disk_before_it_is_acknowledged() -> Result<()> {
    let mut app = TestApp::start_traced(CALLS)?;
    let staff = app.person(DEPARTMENT).await?;
    // A PDF by its first bytes is enough to be stored; what is wrong with it is found out later.
    let scan = staff
        .upload("page.pdf", b"%PDF-1.7\nsample for the order of calls".to_vec())
        .await?
        .expect(202)?;
    let sha256 = scan["sha256"].as_str().context("a digest")?;
    let (folder, name) = sha256.split_at(2);
    app.kill()?;

    let calls = calls(&fs::read_to_string(app.data.path().join("calls.log"))?);
    let at = |what: &str, from: usize, wanted: &dyn Fn(&Call) -> bool| {
        let found = calls
            .iter()
            .enumerate()
            .skip(from)
            .find(|(_, call)| wanted(call))
            .map(|(at, _)| at);
        found.with_context(|| format!("no {what} after call {from}"))
    };
    let synced = |call: &Call| call.name == "fsync" || call.name == "fdatasync";
    let named = at("final name", 0, &|call| {
        (call.name.starts_with("rename") || call.name.starts_with("link")) && call.arguments.contains(name)
    })?;
    let file = calls[..named]
        .iter()
        .rposition(|call| synced(call) && call.arguments.contains("/store/incoming/"));
    assert!(file.is_some(), "the bytes are synced before the file gets its name");
    let listed = at("sync of the folder", named, &|call| {
        synced(call) && call.arguments.contains(&format!("/store/{folder}>"))
    })?;
    let row = at("sync of the database", listed, &|call| {
        synced(call) && call.arguments.contains("yinzheng.sqlite")
    })?;
    let reply = at("reply", 0, &|call| call.arguments.contains("HTTP/1.1 202"))?;
    assert!(
        row < reply,
        "the row is synced (call {row}) before the reply (call {reply})"
    );
    Ok(())
}
