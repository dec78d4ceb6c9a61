//! The reader of spreadsheets as a program of its own.

use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(yinzheng_sheets::WORKER_ARGUMENT) {
        yinzheng_sheets::worker()
    } else {
        ExitCode::from(2)
    }
}
