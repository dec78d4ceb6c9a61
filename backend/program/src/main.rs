//! The program: the server and its commands, with the files of the page in it. It stands apart so that
//! the rest is compiled while the page still is.

use clap::Parser as _;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;
use yinzheng_backend::command::{Line, run};

include!(concat!(env!("OUT_DIR"), "/page.rs"));

fn main() -> ExitCode {
    // A child that reads an untrusted file must not read settings or open anything first.
    if let Some(child) = child() {
        return child();
    }
    let filter = EnvFilter::try_from_env("YINZHENG_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match run(Line::parse(), FILES) {
        Ok(code) => code,
        Err(error) => {
            tracing::error!(cause = %error, "stopped");
            ExitCode::FAILURE
        }
    }
}

/// What this process is to do when it was started to read one untrusted file.
fn child() -> Option<fn() -> ExitCode> {
    let first = std::env::args_os().nth(1)?;
    if first == yinzheng_scan::WORKER_ARGUMENT {
        Some(yinzheng_scan::worker)
    } else if first == yinzheng_sheets::WORKER_ARGUMENT {
        Some(yinzheng_sheets::worker)
    } else {
        None
    }
}
