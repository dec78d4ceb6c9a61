//! How much one spreadsheet may cost.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use yinzheng_child::Bounds;

/// Bounds for reading one spreadsheet. The parent enforces `worker`, the worker the rest before
/// it allocates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Largest accepted file, in bytes.
    pub file_bytes: u64,
    /// Most bytes that the parts of a workbook may have once unpacked.
    pub unpacked_bytes: u64,
    /// Most sheets.
    pub sheets: usize,
    /// Last row that may have content.
    pub rows: u32,
    /// Most columns with content.
    pub columns: u16,
    /// Most cells with content, all sheets together.
    pub cells: usize,
    /// Most bytes of text, all cells together.
    pub text_bytes: usize,
    /// What the worker may use up as a process.
    pub worker: Bounds,
}

impl Default for Limits {
    /// Lists of offices have thousands of rows, the longest 20,000 and a head; whatever has more, or unpacks to
    /// more than 100 MiB, is formatted down to its last row or meant to hurt. The clock is
    /// generous, since the processor is shared.
    fn default() -> Self {
        Self {
            file_bytes: 10 << 20,
            unpacked_bytes: 100 << 20,
            sheets: 50,
            rows: 20_100,
            columns: 100,
            cells: 400_000,
            text_bytes: 16 << 20,
            worker: Bounds {
                memory_bytes: 256 << 20,
                cpu_seconds: 20,
                wall: Duration::from_secs(60),
                answer_bytes: 128 << 20,
            },
        }
    }
}
