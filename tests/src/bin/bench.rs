//! Measurements, as `cargo xtask bench` starts them.

use std::process::ExitCode;

use clap::Parser;
use yinzheng_tests::bench::{Options, run};

/// Measures the product on this machine; `cargo xtask bench` prepares what it needs.
#[derive(Parser)]
#[command(name = "bench")]
struct Arguments {
    #[command(flatten)]
    options: Options,
}

fn main() -> ExitCode {
    // Scans and spreadsheets are read by a child process of this very program.
    match std::env::args().nth(1).as_deref() {
        Some(yinzheng_scan::WORKER_ARGUMENT) => return yinzheng_scan::worker(),
        Some(yinzheng_sheets::WORKER_ARGUMENT) => return yinzheng_sheets::worker(),
        _ => {}
    }
    match run(&Arguments::parse().options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
