//! The parent's side: have a file decoded, believe nothing of the answer.

use std::fs::File;
use std::path::Path;

use yinzheng_child::{Answer, Failure, ask};

use crate::error::{DecodeError, Refusal};
use crate::frame::{self, Frame};
use crate::limits::Limits;
use crate::page::Decoded;
use crate::worker::WORKER_ARGUMENT;

/// Decodes one file in a worker process. `program` must answer [`WORKER_ARGUMENT`]; it is
/// normally the running program itself. `file` is read from where it stands. Blocks until
/// the answer is complete or `limits` are used up, so call it where blocking is allowed;
/// the worker is gone when it returns.
///
/// # Errors
/// [`DecodeError::Refused`] if the file is at fault, [`DecodeError::Unavailable`] if the
/// worker cannot be run.
pub fn decode(program: &Path, file: File, limits: &Limits) -> Result<Decoded, DecodeError> {
    let read = |answer: &mut Answer| read_answer(answer, limits);
    Ok(ask(program, WORKER_ARGUMENT, limits, &limits.worker, file, read)?)
}

fn read_answer(answer: &mut Answer, limits: &Limits) -> Result<Decoded, Failure<Refusal>> {
    let media = match frame::read(answer)? {
        Frame::Media(media) => media,
        Frame::Refused(refusal) => return Err(Failure::Refused(refusal)),
        Frame::Page(_) | Frame::End => return Err(Failure::Nonsense),
    };
    let mut pages = Vec::new();
    loop {
        match frame::read(answer)? {
            Frame::Page(page) if usize::from(page.number) == pages.len() + 1 && page.number <= limits.pages => {
                pages.push(page);
            }
            Frame::End if !pages.is_empty() => return Ok(Decoded { media, pages }),
            Frame::Refused(refusal) => return Err(Failure::Refused(refusal)),
            Frame::Page(_) | Frame::Media(_) | Frame::End => return Err(Failure::Nonsense),
        }
    }
}
