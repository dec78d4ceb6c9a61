//! A child that attacks from inside the jail, as its file tells it. Exit status 0
//! means that the attack went through. Only tests start it.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::TcpListener;
use std::process::{Command, ExitCode};
use std::thread;

use serde::Deserialize;
use yinzheng_child::{Bounds, confine};

/// What the limits of files of every kind have in common.
#[derive(Deserialize)]
struct Limits {
    worker: Bounds,
}

fn main() -> ExitCode {
    let Some(limits) = std::env::args()
        .nth(2)
        .and_then(|json| serde_json::from_str::<Limits>(&json).ok())
    else {
        return ExitCode::from(2);
    };
    if confine(&limits.worker).is_err() {
        return ExitCode::from(3);
    }
    let mut order = String::new();
    let read = io::stdin().read_to_string(&mut order);
    match read.and_then(|_| attack(&order)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn attack(order: &str) -> io::Result<()> {
    match order {
        "socket" => TcpListener::bind("127.0.0.1:0").map(drop),
        "open" => File::open("/etc/passwd").map(drop),
        "write" => File::create("/tmp/yinzheng-hostile").map(drop),
        "exec" => Command::new("/bin/true").status().map(drop),
        "thread" => thread::Builder::new().spawn(|| ()).map(drop),
        "environment" => match std::env::vars_os().next() {
            // An end that nobody takes for the other.
            Some(_) => attack("allocate"),
            None => Err(io::ErrorKind::NotFound.into()),
        },
        "allocate" => {
            let mut hoard = Vec::new();
            loop {
                hoard.push(vec![1_u8; 1 << 20]);
                std::hint::black_box(&hoard);
            }
        }
        "spin" => loop {
            std::hint::spin_loop();
        },
        "flood" => loop {
            io::stdout().write_all(&[0; 1 << 16])?;
        },
        "silent" => loop {
            // Blocks for good once the pipe nobody reads is full.
            io::stderr().write_all(&[b'.'; 1 << 16])?;
        },
        "lie" => {
            // A frame that nobody expects at the beginning.
            let header = br#"{"kind":"end"}"#;
            io::stdout().write_all(&(header.len() as u32).to_le_bytes())?;
            io::stdout().write_all(header)
        }
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}
