//! The decode worker as a program of its own.

use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(yinzheng_scan::WORKER_ARGUMENT) {
        yinzheng_scan::worker()
    } else {
        ExitCode::from(2)
    }
}
