//! A worker that attacks is stopped, each time, and the parent goes on.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in tests a failed expectation is the point"
)]

mod common;

use std::path::Path;
use std::time::Duration;

use yinzheng_scan::{Bounds, DecodeError, Limits, Refusal, decode};

fn stopped(order: &str, limits: &Limits) -> Refusal {
    let program = Path::new(env!("CARGO_BIN_EXE_yinzheng-decode-hostile"));
    match decode(program, common::file(order.as_bytes()), limits) {
        Err(DecodeError::Refused(refusal)) => refusal,
        other => panic!("{order}: {other:?}"),
    }
}

/// How the worker itself ended: the kernel's signal proves that it was stopped, not merely
/// unlucky.
fn signal(order: &str) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt;
    let limits = serde_json::to_string(&Limits::default()).unwrap();
    std::process::Command::new(env!("CARGO_BIN_EXE_yinzheng-decode-hostile"))
        .args([yinzheng_scan::WORKER_ARGUMENT, &limits])
        .env_clear()
        .stdin(common::file(order.as_bytes()))
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
    assert!(!Path::new("/tmp/yinzheng-hostile").exists());
}

#[test]
fn the_environment_is_empty() {
    use std::os::unix::process::ExitStatusExt as _;
    // With a variable to see, the order takes all memory that it gets.
    let program = env!("CARGO_BIN_EXE_yinzheng-decode-hostile");
    assert_eq!(stopped("environment", &Limits::default()), Refusal::Crashed);
    let limits = serde_json::to_string(&Limits::default()).unwrap();
    let leaky = std::process::Command::new(program)
        .args([yinzheng_scan::WORKER_ARGUMENT, &limits])
        .stdin(common::file(b"environment"))
        .status()
        .unwrap();
    assert!(
        leaky.signal().is_some(),
        "the attack itself works where variables are left"
    );
}

#[test]
fn memory_is_bounded() {
    assert_eq!(stopped("allocate", &Limits::default()), Refusal::OutOfMemory);
}

#[test]
fn spinning_ends_by_processor_time() {
    let limits = Limits {
        worker: Bounds {
            cpu_seconds: 1,
            ..Limits::default().worker
        },
        ..Limits::default()
    };
    assert_eq!(stopped("spin", &limits), Refusal::TimedOut);
}

#[test]
fn spinning_and_blocking_end_by_the_clock() {
    let limits = Limits {
        worker: Bounds {
            wall: Duration::from_millis(300),
            ..Limits::default().worker
        },
        ..Limits::default()
    };
    assert_eq!(stopped("spin", &limits), Refusal::TimedOut);
    assert_eq!(stopped("silent", &limits), Refusal::TimedOut);
}

#[test]
fn floods_and_lies_are_not_believed() {
    assert_eq!(stopped("flood", &Limits::default()), Refusal::Crashed);
    assert_eq!(stopped("lie", &Limits::default()), Refusal::Crashed);
}

#[test]
fn a_missing_worker_is_not_the_files_fault() {
    let missing = decode(Path::new("/nonexistent"), common::file(b"x"), &Limits::default());
    assert!(matches!(missing, Err(DecodeError::Unavailable(_))));
}
