//! What the disk gives before any database.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use super::Floor;
use crate::bench::statistics::Spread;

/// Appends and syncs for so long, by so many writers at once.
pub(super) fn measure(writers: usize, time: Duration) -> Result<Floor> {
    let folder = tempfile::Builder::new().prefix("yinzheng-bench-").tempdir()?;
    let start = Instant::now();
    let milliseconds = thread::scope(|scope| -> Result<Vec<f64>> {
        let path = |writer: usize| folder.path().join(writer.to_string());
        let tasks: Vec<_> = (0..writers)
            .map(path)
            .map(|path| scope.spawn(move || write(&path, start + time)))
            .collect();
        let mut milliseconds = Vec::new();
        for task in tasks {
            milliseconds.extend(task.join().map_err(|_| anyhow!("a writer panicked"))??);
        }
        Ok(milliseconds)
    })?;
    Ok(Floor {
        writers,
        writes_a_second: milliseconds.len() as f64 / start.elapsed().as_secs_f64(),
        milliseconds: Spread::of(&milliseconds),
    })
}

fn write(path: &Path, end: Instant) -> Result<Vec<f64>> {
    let mut file = File::create(path)?;
    let mut milliseconds = Vec::new();
    while Instant::now() < end {
        let start = Instant::now();
        file.write_all(&[0x59; 4096])?;
        file.sync_all()?;
        milliseconds.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(milliseconds)
}
