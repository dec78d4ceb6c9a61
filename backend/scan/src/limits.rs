//! How much one file may cost.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use yinzheng_child::Bounds;

/// Bounds for decoding one file. The parent enforces `wall`, `answer_bytes` and `pages`,
/// the kernel `memory_bytes` and `cpu_seconds`, the worker the rest before it allocates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Largest accepted file, in bytes.
    pub file_bytes: u64,
    /// Most pages in one file.
    pub pages: u16,
    /// Most pixels of one page (width × height).
    pub page_pixels: u64,
    /// Private memory of the worker, in bytes, beyond its program text.
    pub memory_bytes: u64,
    /// Processor time of the worker, in seconds.
    pub cpu_seconds: u64,
    /// Time from start to answer.
    pub wall: Duration,
    /// Most bytes the worker may answer with: pictures, thumbnails and codes together.
    pub answer_bytes: u64,
}

impl Default for Limits {
    /// 64 MiB, 200 pages of 40 megapixels (A4 in colour at 600 dpi has 35), 300 MB. The
    /// clock is generous, since several workers may share a processor.
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            pages: 200,
            page_pixels: 40_000_000,
            memory_bytes: 300_000_000,
            cpu_seconds: 240,
            wall: Duration::from_secs(600),
            answer_bytes: 192 << 20,
        }
    }
}

impl Limits {
    /// What of it bounds the worker as a process.
    pub(crate) const fn bounds(&self) -> Bounds {
        Bounds {
            memory_bytes: self.memory_bytes,
            cpu_seconds: self.cpu_seconds,
            wall: self.wall,
            answer_bytes: self.answer_bytes,
        }
    }
}
