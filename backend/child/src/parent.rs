//! The parent's side: start a child, read its answer within bounds, end it.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::os::fd::AsFd;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{MemfdFlags, memfd_create};
use serde::Serialize;

use crate::bounds::Bounds;
use crate::serve::NOT_CONFINED;

/// What of the child's last words is looked at.
const LAST_WORDS: u64 = 4 << 10;

/// How a child was stopped, or stopped itself, without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// It used up its time.
    TimedOut,
    /// It used up its memory.
    OutOfMemory,
    /// It died or answered nonsense.
    Crashed,
}

/// Why there is no answer; `R` is what the reader itself may object to in a file.
#[derive(Debug)]
pub enum Trouble<R> {
    /// The reader refused the file.
    Refused(R),
    /// The child came to no answer: the file is at fault.
    Stopped(Stopped),
    /// The child could not be started or spoken to: the file is not at fault.
    Unavailable(io::Error),
}

/// Why reading an answer ended before its end.
#[derive(Debug)]
pub enum Failure<R> {
    /// The child said so.
    Refused(R),
    /// Not the protocol, or more than allowed.
    Nonsense,
    /// The deadline passed.
    Late,
    /// The child closed its output before the end.
    Ended,
    /// Reading failed for a reason of our own.
    Unreadable(io::Error),
}

impl<R> From<io::Error> for Failure<R> {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::TimedOut => Self::Late,
            io::ErrorKind::UnexpectedEof => Self::Ended,
            io::ErrorKind::InvalidData => Self::Nonsense,
            _ => Self::Unreadable(error),
        }
    }
}

/// Has one file read in a child. `program` must answer `argument`; it is normally the
/// running program itself. `file` is read from where it stands, `limits` are what the child
/// is told, `read` takes its answer. Blocks until the answer is complete or `bounds` are
/// used up, so call it where blocking is allowed; the child is gone when it returns.
///
/// # Errors
/// [`Trouble`].
pub fn ask<T, R>(
    program: &Path,
    argument: &str,
    limits: &impl Serialize,
    bounds: &Bounds,
    file: File,
    read: impl FnOnce(&mut Answer) -> Result<T, Failure<R>>,
) -> Result<T, Trouble<R>> {
    let mut child = start(program, argument, limits, file).map_err(Trouble::Unavailable)?;
    let answer = take_answer(&mut child, bounds).and_then(|mut answer| read(&mut answer));
    // The answer is whole or void by now. A child that is already ending keeps its own
    // exit status: the signal comes too late to change it.
    let ended = child.kill().and_then(|()| child.wait());
    let status = ended.map_err(Trouble::Unavailable)?;
    answer.map_err(|failure| match failure {
        Failure::Refused(refusal) => Trouble::Refused(refusal),
        Failure::Late => Trouble::Stopped(Stopped::TimedOut),
        Failure::Nonsense => Trouble::Stopped(Stopped::Crashed),
        Failure::Unreadable(error) => Trouble::Unavailable(error),
        Failure::Ended => died(status, &last_words(&mut child)),
    })
}

/// Bytes as a file for a child, without a place on a disk.
///
/// # Errors
/// When there is no memory for it.
pub fn in_memory(bytes: &[u8]) -> io::Result<File> {
    let mut file = File::from(memfd_create("upload", MemfdFlags::CLOEXEC)?);
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file)
}

fn start(program: &Path, argument: &str, limits: &impl Serialize, file: File) -> io::Result<Child> {
    Command::new(program)
        .args([argument, &serde_json::to_string(limits)?])
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::from(file))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
}

fn take_answer<R>(child: &mut Child, bounds: &Bounds) -> Result<Answer, Failure<R>> {
    let output = child.stdout.take();
    Ok(Answer {
        from: output.ok_or_else(|| io::Error::from(io::ErrorKind::BrokenPipe))?,
        deadline: Instant::now() + bounds.wall,
        left: bounds.answer_bytes,
    })
}

/// What the child writes, until a deadline and no more than so many bytes.
#[derive(Debug)]
pub struct Answer {
    from: ChildStdout,
    deadline: Instant,
    left: u64,
}

impl Read for Answer {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = self
            .deadline
            .checked_duration_since(Instant::now())
            .ok_or(io::ErrorKind::TimedOut)?;
        let timeout = Timespec::try_from(rest).map_err(|_| io::ErrorKind::InvalidInput)?;
        let mut ready = [PollFd::from_borrowed_fd(self.from.as_fd(), PollFlags::IN)];
        if poll(&mut ready, Some(&timeout))? == 0 {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let read = self.from.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or(io::ErrorKind::InvalidData)?;
        Ok(read)
    }
}

fn last_words(child: &mut Child) -> Vec<u8> {
    let mut words = Vec::new();
    if let Some(errors) = child.stderr.take() {
        // The child is gone, so this ends; what cannot be read says nothing.
        let _ = errors.take(LAST_WORDS).read_to_end(&mut words);
    }
    words
}

/// What the end of a child without an answer means.
fn died<R>(status: ExitStatus, last_words: &[u8]) -> Trouble<R> {
    let words = String::from_utf8_lossy(last_words);
    if status.code() == Some(NOT_CONFINED.into()) {
        return Trouble::Unavailable(io::Error::other(words.into_owned()));
    }
    // Rust's and C++'s words for an allocation that failed.
    if words.contains("memory allocation of") || words.contains("bad_alloc") {
        return Trouble::Stopped(Stopped::OutOfMemory);
    }
    Trouble::Stopped(match status.signal() {
        Some(libc::SIGXCPU) => Stopped::TimedOut,
        // Not ours (that child was still alive): the kernel's, short of memory.
        Some(libc::SIGKILL) => Stopped::OutOfMemory,
        _ => Stopped::Crashed,
    })
}
