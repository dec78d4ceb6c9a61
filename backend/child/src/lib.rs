//! The short-lived, limited child process in which untrusted files are read, whatever kind
//! they are: scans in `yinzheng-scan`, spreadsheets in `yinzheng-sheets`.
//!
//! The child is the same program, started with an argument of the reader's own. It gets one
//! file as its standard input and nothing else: no environment, no other descriptors, hard
//! limits on memory, time and output, and a system-call allow-list that is in force before
//! the first byte is read. It answers in frames ([`frame`]) that the parent does not trust.

mod bounds;
mod confine;
pub mod frame;
mod parent;
mod serve;

pub use bounds::Bounds;
pub use confine::{ConfineError, confine};
pub use parent::{Answer, Failure, Stopped, Trouble, ask, in_memory};
pub use serve::serve;
