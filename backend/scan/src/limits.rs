//! How much one file may cost.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use yinzheng_child::Bounds;

/// Bounds for decoding one file. The parent enforces `worker` and `pages`, the worker the rest
/// before it allocates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Largest accepted file, in bytes.
    pub file_bytes: u64,
    /// Most pages in one file.
    pub pages: u16,
    /// Most pixels of one page (width × height).
    pub page_pixels: u64,
    /// What the worker may use up as a process.
    pub worker: Bounds,
}

impl Default for Limits {
    /// 64 MiB, 200 pages of 40 megapixels (A4 in colour at 600 dpi has 35), 300 MB. The
    /// clock is generous, since several workers may share a processor.
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            pages: 200,
            page_pixels: 40_000_000,
            worker: Bounds {
                memory_bytes: 300_000_000,
                cpu_seconds: 240,
                wall: Duration::from_secs(600),
                answer_bytes: 192 << 20,
            },
        }
    }
}
