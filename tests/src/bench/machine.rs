//! What figures depend on beside the program.

use std::fmt;
use std::path::Path;
use std::process::Command;
use std::thread::available_parallelism;
use std::{env, fs};

use serde::Serialize;

/// The machine and the build.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Machine {
    processor: String,
    cores: usize,
    memory_mib: u64,
    kernel: String,
    /// Device and file system of the folder for temporary files, where databases are put.
    disk: String,
    compiler: String,
    /// Whether this program is optimised as it is for use.
    profile: &'static str,
    /// Processes ready to run, mean of the last minute, when measuring began.
    load: String,
}

impl Machine {
    pub(super) fn look() -> Self {
        let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let kibibytes = field(&memory, "MemTotal")
            .trim_end_matches(" kB")
            .parse()
            .unwrap_or(0_u64);
        Self {
            processor: field(&processors, "model name").to_owned(),
            cores: available_parallelism().map_or(0, usize::from),
            memory_mib: kibibytes / 1024,
            kernel: said("uname", &["-sr"]),
            disk: disk(&env::temp_dir()),
            compiler: said("rustc", &["--version"]),
            profile: if cfg!(debug_assertions) { "dev" } else { "release" },
            load: load.split(' ').next().unwrap_or("unknown").to_owned(),
        }
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            processor,
            cores,
            memory_mib,
            kernel,
            disk,
            compiler,
            profile,
            load,
        } = self;
        writeln!(
            out,
            "machine  {processor}, {cores} cores, {memory_mib} MiB, {kernel}, load {load}"
        )?;
        writeln!(out, "disk     {disk}")?;
        write!(out, "build    {compiler}, profile {profile}")
    }
}

fn field<'a>(text: &'a str, name: &str) -> &'a str {
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.trim() == name)
        .map_or("unknown", |(_, value)| value.trim())
}

fn disk(folder: &Path) -> String {
    let table = said("df", &["--output=source,fstype", &folder.to_string_lossy()]);
    let words: Vec<&str> = table.lines().last().unwrap_or("unknown").split_whitespace().collect();
    words.join(" ")
}

/// What a program prints, or `unknown`.
fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let text = output
        .ok()
        .filter(|output| output.status.success())
        .map(|output| output.stdout);
    text.map_or_else(
        || "unknown".to_owned(),
        |bytes| String::from_utf8_lossy(&bytes).trim().to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn a_field_is_found_by_its_name() {
        assert_eq!(field("MemFree: 1 kB\nMemTotal:    2048 kB\n", "MemTotal"), "2048 kB");
        assert_eq!(field("", "MemTotal"), "unknown");
    }
}
