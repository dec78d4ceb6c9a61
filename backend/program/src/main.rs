//! The program: the server and its commands, with the files of the page in it. It stands apart so that
//! the rest is compiled while the page still is.

use clap::Parser as _;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;
use yinzheng_backend::command::{Line, run};

include!(concat!(env!("OUT_DIR"), "/page.rs"));

fn main() -> ExitCode {
    // The child that decodes an untrusted file must not read settings or open anything first.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == yinzheng_scan::WORKER_ARGUMENT)
    {
        return yinzheng_scan::worker();
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
