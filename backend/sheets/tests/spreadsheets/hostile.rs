//! A worker that attacks is stopped, each time, and the parent goes on.

use std::path::Path;
use std::time::Duration;

use yinzheng_sheets::{Bounds, Limits, ReadError, Refusal, WORKER_ARGUMENT, read};

const HOSTILE: &str = env!("CARGO_BIN_EXE_yinzheng-sheet-hostile");

fn stopped(order: &str, limits: &Limits) -> Refusal {
    match read(Path::new(HOSTILE), order.as_bytes(), limits) {
        Err(ReadError::Refused(refusal)) => refusal,
        other => panic!("{order}: {other:?}"),
    }
}

/// How the worker itself ended: the kernel's signal proves that it was stopped, not merely
/// unlucky.
fn signal(order: &str) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt;
    let limits = serde_json::to_string(&Limits::default()).unwrap();
    std::process::Command::new(HOSTILE)
        .args([WORKER_ARGUMENT, &limits])
        .env_clear()
        .stdin(yinzheng_child::in_memory(order.as_bytes()).unwrap())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap()
        .signal()
}

#[test]
fn forbidden_calls_end_the_worker() {
    for order in ["socket", "open", "write", "exec", "thread"] {
        assert_eq!(signal(order), Some(libc::SIGSYS), "{order}");
        assert_eq!(stopped(order, &Limits::default()), Refusal::Crashed, "{order}");
    }
}

#[test]
fn memory_time_and_output_are_bounded() {
    assert_eq!(stopped("allocate", &Limits::default()), Refusal::OutOfMemory);
    let limits = Limits {
        worker: Bounds {
            cpu_seconds: 1,
            ..Limits::default().worker
        },
        ..Limits::default()
    };
    assert_eq!(stopped("spin", &limits), Refusal::TimedOut);
    let limits = Limits {
        worker: Bounds {
            wall: Duration::from_millis(300),
            ..Limits::default().worker
        },
        ..Limits::default()
    };
    assert_eq!(stopped("silent", &limits), Refusal::TimedOut);
    assert_eq!(stopped("flood", &Limits::default()), Refusal::Crashed);
}

#[test]
fn the_environment_is_empty_and_lies_are_not_believed() {
    assert_eq!(stopped("environment", &Limits::default()), Refusal::Crashed);
    assert_eq!(stopped("lie", &Limits::default()), Refusal::Crashed);
}

#[test]
fn a_missing_worker_is_not_the_files_fault() {
    let missing = read(Path::new("/nonexistent"), b"x", &Limits::default());
    assert!(matches!(missing, Err(ReadError::Unavailable(_))));
}
