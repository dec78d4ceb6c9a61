//! Lines that say what is going on and how long it took.

use std::io::{IsTerminal, stdout};
use std::time::{Duration, Instant};

/// A named piece of work whose beginning and end are printed.
pub fn phase<T>(name: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    println!("{} {name}", bold("▸"));
    let start = Instant::now();
    let outcome = work();
    let mark = if outcome.is_ok() { "✓" } else { "✗" };
    println!("{} {name}: {}", bold(mark), seconds(start.elapsed()));
    outcome
}

/// A duration as people read it: `0.3 s`, `75 s`, `12 min 5 s`.
pub fn seconds(duration: Duration) -> String {
    match duration.as_secs() {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        whole @ 10..120 => format!("{whole} s"),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

fn bold(text: &str) -> String {
    if stdout().is_terminal() {
        format!("\u{1b}[1m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(seconds(Duration::from_millis(320)), "0.3 s");
        assert_eq!(seconds(Duration::from_secs(75)), "75 s");
        assert_eq!(seconds(Duration::from_secs(725)), "12 min 5 s");
    }
}
