//! Measurements on this machine.

use crate::build::{self, Profile};
use crate::process::{cargo, output, run as run_program};
use crate::progress::phase;
use crate::setup;
use crate::test::{Environment, find};
use anyhow::Result;
use std::fs;
use std::process::Command;
use std::thread::available_parallelism;

/// `cargo xtask bench`.
pub fn run() -> Result<()> {
    setup::run()?;
    let programs = find()?;
    build::page()?;
    build::server(Profile::Release)?;
    println!("machine: {}", machine());
    let environment = Environment::start(&programs)?;
    phase("measuring", || {
        run_program(
            cargo()
                .args(["run", "--release", "-p", "yinzheng-tests", "--bin", "bench"])
                .envs(environment.variables()),
        )
    })
}

/// What figures depend on: processor, cores, memory, kernel, compiler.
fn machine() -> String {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let cores = available_parallelism().map_or(0, usize::from);
    let kernel = output(Command::new("uname").arg("-sr")).unwrap_or_default();
    let compiler = output(Command::new("rustc").arg("--version")).unwrap_or_default();
    let kibibytes: u64 = field(&memory, "MemTotal")
        .trim_end_matches(" kB")
        .parse()
        .unwrap_or(0);
    format!(
        "{}, {cores} cores, {} MiB, {kernel}, {compiler}",
        field(&processors, "model name"),
        kibibytes / 1024
    )
}

fn field<'a>(text: &'a str, name: &str) -> &'a str {
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.trim() == name)
        .map_or("unknown", |(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_field_is_found_by_its_name() {
        assert_eq!(
            super::field("MemFree: 1 kB\nMemTotal:    2048 kB\n", "MemTotal"),
            "2048 kB"
        );
        assert_eq!(super::field("", "MemTotal"), "unknown");
    }
}
