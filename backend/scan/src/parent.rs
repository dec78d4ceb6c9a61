//! The parent's side: start a worker, read its answer within bounds, end it.

use std::fs::File;
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::error::{DecodeError, Refusal};
use crate::frame::{self, Frame};
use crate::limits::Limits;
use crate::page::Decoded;
use crate::worker::WORKER_ARGUMENT;

/// What of the worker's last words is looked at.
const LAST_WORDS: u64 = 4 << 10;

/// Decodes one file in a worker process. `program` must answer [`WORKER_ARGUMENT`]; it is
/// normally the running program itself. `file` is read from where it stands. Blocks until
/// the answer is complete or `limits` are used up, so call it where blocking is allowed;
/// the worker is gone when it returns.
///
/// # Errors
/// [`DecodeError::Refused`] if the file is at fault, [`DecodeError::Unavailable`] if the
/// worker cannot be run.
pub fn decode(program: &Path, file: File, limits: &Limits) -> Result<Decoded, DecodeError> {
    let deadline = Instant::now() + limits.wall;
    let arguments = serde_json::to_string(limits).map_err(io::Error::from)?;
    let mut child = Command::new(program)
        .args([WORKER_ARGUMENT, &arguments])
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::from(file))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let answer = read_answer(&mut child, limits, deadline);
    // The answer is whole or void by now. A worker that is already ending keeps its own
    // exit status: the signal comes too late to change it.
    child.kill()?;
    let status = child.wait()?;
    answer.map_err(|failure| match failure {
        Failure::Refused(refusal) => refusal.into(),
        Failure::Late => Refusal::TimedOut.into(),
        Failure::Nonsense => Refusal::Crashed.into(),
        Failure::Unreadable(error) => DecodeError::Unavailable(error),
        Failure::Ended => died(status, last_words(&mut child)),
    })
}

enum Failure {
    /// The worker said so.
    Refused(Refusal),
    /// The deadline passed.
    Late,
    /// Not the protocol, or more than allowed.
    Nonsense,
    /// The worker closed its output before the end.
    Ended,
    /// Reading failed for a reason of our own.
    Unreadable(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::TimedOut => Self::Late,
            io::ErrorKind::UnexpectedEof => Self::Ended,
            io::ErrorKind::InvalidData => Self::Nonsense,
            _ => Self::Unreadable(error),
        }
    }
}

fn read_answer(child: &mut Child, limits: &Limits, deadline: Instant) -> Result<Decoded, Failure> {
    let output = child
        .stdout
        .take()
        .ok_or_else(|| io::Error::from(io::ErrorKind::BrokenPipe))?;
    let mut output = Timed {
        from: output,
        deadline,
        left: limits.answer_bytes,
    };
    let media = match frame::read(&mut output)? {
        Frame::Media(media) => media,
        Frame::Refused(refusal) => return Err(Failure::Refused(refusal)),
        Frame::Page(_) | Frame::End => return Err(Failure::Nonsense),
    };
    let mut pages = Vec::new();
    loop {
        match frame::read(&mut output)? {
            Frame::Page(page) if usize::from(page.number) == pages.len() + 1 && page.number <= limits.pages => {
                pages.push(page);
            }
            Frame::End if !pages.is_empty() => return Ok(Decoded { media, pages }),
            Frame::Refused(refusal) => return Err(Failure::Refused(refusal)),
            Frame::Page(_) | Frame::Media(_) | Frame::End => return Err(Failure::Nonsense),
        }
    }
}

/// Reads until a deadline and no more than so many bytes.
struct Timed<R> {
    from: R,
    deadline: Instant,
    left: u64,
}

impl<R: Read + AsFd> Read for Timed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = self
            .deadline
            .checked_duration_since(Instant::now())
            .ok_or(io::ErrorKind::TimedOut)?;
        let timeout = Timespec::try_from(rest).map_err(|_| io::ErrorKind::InvalidInput)?;
        let mut ready = [PollFd::new(&self.from, PollFlags::IN)];
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
        // The worker is gone, so this ends; what cannot be read says nothing.
        let _ = errors.take(LAST_WORDS).read_to_end(&mut words);
    }
    words
}

/// What the end of a worker without an answer means.
fn died(status: ExitStatus, last_words: Vec<u8>) -> DecodeError {
    let words = String::from_utf8_lossy(&last_words);
    if status.code() == Some(3) {
        return io::Error::other(words.into_owned()).into();
    }
    // Rust's and C++'s words for an allocation that failed.
    if words.contains("memory allocation of") || words.contains("bad_alloc") {
        return Refusal::OutOfMemory.into();
    }
    match status.signal() {
        Some(libc::SIGXCPU) => Refusal::TimedOut.into(),
        // Not ours (that worker was still alive): the kernel's, short of memory.
        Some(libc::SIGKILL) => Refusal::OutOfMemory.into(),
        _ => Refusal::Crashed.into(),
    }
}
