//! How much one child may cost.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What one child may use up before it is stopped. The parent enforces `wall` and
/// `answer_bytes`, the kernel the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// Private memory, in bytes, beyond the program text.
    pub memory_bytes: u64,
    /// Processor time, in seconds.
    pub cpu_seconds: u64,
    /// Time from start to answer.
    pub wall: Duration,
    /// Most bytes the child may answer with.
    pub answer_bytes: u64,
}
