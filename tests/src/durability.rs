//! “What is acknowledged is durable”, as the kernel saw it: file, folder, row, and only then the reply.

use crate::api::paper::{archived, text};
use crate::app::TestApp;
use crate::people::DEPARTMENT;
use crate::sample::submitted;
use anyhow::{Context as _, Result, ensure};
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

/// The calls of a server, asked by what they did.
struct Trace(Vec<Call>);

impl Trace {
    fn of(app: &mut TestApp) -> Result<Self> {
        app.kill()?;
        Ok(Self(calls(&fs::read_to_string(app.data.path().join("calls.log"))?)))
    }

    /// The first call from `from` on that is wanted.
    fn after(&self, what: &str, from: usize, wanted: impl Fn(&Call) -> bool) -> Result<usize> {
        let found = self
            .0
            .iter()
            .enumerate()
            .skip(from)
            .find(|(_, call)| wanted(call))
            .map(|(at, _)| at);
        found.with_context(|| format!("no {what} after call {from}"))
    }

    /// The object is whole before it has its name, and its name is on disk: the call that did so.
    fn kept(&self, sha256: &str) -> Result<usize> {
        let (shelf, name) = sha256.split_at(2);
        let named = self.after("final name", 0, |call| {
            (call.name.starts_with("rename") || call.name.starts_with("link")) && call.arguments.contains(name)
        })?;
        let file = self.0[..named]
            .iter()
            .rposition(|call| is_sync(call) && call.arguments.contains("/store/incoming/"));
        ensure!(file.is_some(), "the bytes are synced before the file gets its name");
        self.after("sync of the folder", named, |call| {
            is_sync(call) && call.arguments.contains(&format!("/store/{shelf}>"))
        })
    }
}

fn is_sync(call: &Call) -> bool {
    call.name == "fsync" || call.name == "fdatasync"
}

fn is_row(call: &Call) -> bool {
    is_sync(call) && call.arguments.contains("yinzheng.sqlite")
}

fn is_reply(status: u16) -> impl Fn(&Call) -> bool {
    move |call| call.arguments.contains(&format!("HTTP/1.1 {status}"))
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
    let trace = Trace::of(&mut app)?;
    let kept = trace.kept(scan["sha256"].as_str().context("a digest")?)?;
    let row = trace.after("sync of the database", kept, is_row)?;
    let reply = trace.after("reply", 0, is_reply(202))?;
    assert!(
        row < reply,
        "the row is synced (call {row}) before the reply (call {reply})"
    );
    Ok(())
}

/// The package of an archived form, and the row that archives it.
#[tokio::test]
async fn an_archived_form_is_on_disk_before_it_is_acknowledged() -> Result<()> {
    let mut app = TestApp::start_traced(CALLS)?;
    let staff = app.person(DEPARTMENT).await?;
    let (record, _) = archived(&app, &staff).await?;
    let trace = Trace::of(&mut app)?;
    let printed = trace.kept(text(&record["print"], "sha256"))?;
    let kept = trace.kept(text(&record["archived"], "package_sha256"))?;
    assert!(printed < kept, "the print comes before the package");
    let row = trace.after("sync of the database", kept, is_row)?;
    let reply = trace.after("reply to the confirmation", kept, is_reply(200))?;
    assert!(
        row < reply,
        "the row is synced (call {row}) before the reply (call {reply})"
    );
    Ok(())
}

/// Rows alone: a form is begun, then handed in.
#[tokio::test]
async fn a_handed_in_form_is_on_disk_before_it_is_acknowledged() -> Result<()> {
    let mut app = TestApp::start_traced(CALLS)?;
    let staff = app.person(DEPARTMENT).await?;
    submitted(&app, &staff).await?;
    let trace = Trace::of(&mut app)?;
    let is_any_reply = |call: &Call| call.arguments.contains("HTTP/1.1 ");
    let synced_since_the_last_reply = |reply: usize| {
        let before = trace.0[..reply].iter().rposition(is_any_reply).unwrap_or(0);
        trace.0[before..reply].iter().any(is_row)
    };
    let begun = trace.after("reply to the creation", 0, is_reply(201))?;
    assert!(
        synced_since_the_last_reply(begun),
        "the draft is synced before the reply"
    );
    // The submission is the last thing that was asked.
    let handed_in = trace.0.iter().rposition(is_any_reply).context("a reply")?;
    assert!(
        synced_since_the_last_reply(handed_in),
        "the revision is synced before the reply"
    );
    Ok(())
}
