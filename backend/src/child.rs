//! What is started as the child that reads an untrusted file.

/// This very program, also after its file was replaced by a newer release.
pub(crate) const PROGRAM: &str = "/proc/self/exe";
