//! The child's side: confine itself, read the file, answer with frames.

use std::io::{self, Read};
use std::process::ExitCode;

use crate::blank::is_blank;
use crate::codes;
use crate::error::Refusal;
use crate::frame::{self, Frame};
use crate::limits::Limits;
use crate::media;
use crate::page::Page;
use crate::picture;
use crate::raster::Raster;

/// The first argument that makes a program a decode worker. `main` looks for it before it
/// does anything else and returns what [`worker`] returns.
pub const WORKER_ARGUMENT: &str = "decode-worker";

/// Decodes the file on standard input and answers on standard output. The limits are the
/// second argument, as JSON; the file is read only after they and the system-call
/// allow-list are in force.
#[must_use]
pub fn worker() -> ExitCode {
    yinzheng_child::serve(|limits: &Limits| limits.worker.clone(), answer)
}

fn answer(limits: &Limits, out: &mut io::StdoutLock<'static>) -> io::Result<()> {
    let end = match pages(limits, out)? {
        Ok(()) => Frame::End,
        Err(refusal) => Frame::Refused(refusal),
    };
    frame::write(out, end)
}

/// The outer error is a broken pipe, the inner one the file's.
fn pages(limits: &Limits, out: &mut io::StdoutLock<'static>) -> io::Result<Result<(), Refusal>> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(limits.file_bytes.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        return Ok(Err(Refusal::Empty));
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Ok(Err(Refusal::FileTooLarge));
    }
    let Some(media) = media::sniff(&bytes) else {
        return Ok(Err(Refusal::UnknownType));
    };
    frame::write(out, Frame::Media(media))?;
    let mut number = 0;
    let mut patience = codes::Patience::default();
    let mut broken_pipe = None;
    let decoded = media::decode(media, bytes, limits, &mut |raster| {
        number += 1;
        if number > limits.pages {
            return Err(Refusal::TooManyPages);
        }
        let page = page(number, &raster, &mut patience)?;
        frame::write(out, Frame::Page(page)).map_err(|error| {
            broken_pipe = Some(error);
            Refusal::Crashed
        })
    });
    match broken_pipe {
        Some(error) => Err(error),
        None if number == 0 && decoded.is_ok() => Ok(Err(Refusal::Empty)),
        None => Ok(decoded),
    }
}

fn page(number: u16, raster: &Raster, patience: &mut codes::Patience) -> Result<Page, Refusal> {
    let codes = codes::find(raster, crate::CODE_PREFIX, patience);
    let turned = codes::upright(&codes, crate::CODE_PREFIX);
    let (width, height) = turned.size(raster.width(), raster.height());
    let (picture, thumbnail) = picture::encode(raster, turned)?;
    let blank = codes.is_empty() && is_blank(raster);
    let codes = codes
        .into_iter()
        .map(|mut code| {
            code.quad = code.quad.map(|point| turned.apply(point));
            code
        })
        .collect();
    Ok(Page {
        number,
        width,
        height,
        colour: raster.colour(),
        turned,
        codes,
        blank,
        picture,
        thumbnail,
    })
}
