//! What passes from worker to parent: frames of a length, a JSON header and, for a page,
//! its two pictures. The parent trusts none of it.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};
use yinzheng_child::frame::{length, read_bytes, read_json, write_json};

use crate::error::Refusal;
use crate::page::{Colour, FoundCode, Media, Page, Turn};

/// A header is never longer.
const HEADER_BYTES: u32 = 64 << 10;
/// A picture of a page is never longer.
const PICTURE_BYTES: u32 = 8 << 20;

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Header {
    Media { media: Media },
    Page(PageHeader),
    Refused { refusal: Refusal },
    End,
}

#[derive(Debug, Serialize, Deserialize)]
struct PageHeader {
    number: u16,
    width: u32,
    height: u32,
    colour: Colour,
    turned: Turn,
    codes: Vec<FoundCode>,
    blank: bool,
    picture_bytes: u32,
    thumbnail_bytes: u32,
}

/// One thing the worker says. An answer is the media, its pages and the end, or at any
/// point a refusal.
#[derive(Debug, PartialEq)]
pub(crate) enum Frame {
    Media(Media),
    Page(Page),
    Refused(Refusal),
    End,
}

fn write_header(out: &mut impl Write, header: &Header) -> io::Result<()> {
    write_json(out, header, HEADER_BYTES)
}

/// Writes one frame and flushes it.
pub(crate) fn write(out: &mut impl Write, frame: Frame) -> io::Result<()> {
    match frame {
        Frame::Media(media) => write_header(out, &Header::Media { media })?,
        Frame::Refused(refusal) => write_header(out, &Header::Refused { refusal })?,
        Frame::End => write_header(out, &Header::End)?,
        Frame::Page(page) => {
            let header = PageHeader {
                number: page.number,
                width: page.width,
                height: page.height,
                colour: page.colour,
                turned: page.turned,
                codes: page.codes,
                blank: page.blank,
                picture_bytes: length(&page.picture, PICTURE_BYTES)?,
                thumbnail_bytes: length(&page.thumbnail, PICTURE_BYTES)?,
            };
            write_header(out, &Header::Page(header))?;
            out.write_all(&page.picture)?;
            out.write_all(&page.thumbnail)?;
        }
    }
    out.flush()
}

/// Reads one frame.
///
/// # Errors
/// `UnexpectedEof` if the worker stopped in the middle, `InvalidData` if a length or the
/// header is not what [`write`] makes; what `from` reports otherwise.
pub(crate) fn read(from: &mut impl Read) -> io::Result<Frame> {
    Ok(match read_json(from, HEADER_BYTES)? {
        Header::Media { media } => Frame::Media(media),
        Header::Refused { refusal } => Frame::Refused(refusal),
        Header::End => Frame::End,
        Header::Page(header) => Frame::Page(Page {
            number: header.number,
            width: header.width,
            height: header.height,
            colour: header.colour,
            turned: header.turned,
            codes: header.codes,
            blank: header.blank,
            picture: read_bytes(from, header.picture_bytes, PICTURE_BYTES)?,
            thumbnail: read_bytes(from, header.thumbnail_bytes, PICTURE_BYTES)?,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        Page {
            number: 3,
            width: 1654,
            height: 2339,
            colour: Colour::Grey,
            turned: Turn::Half,
            codes: Vec::new(),
            blank: true,
            picture: vec![1, 2, 3],
            thumbnail: vec![4],
        }
    }

    #[test]
    fn frames_come_back() {
        let mut bytes = Vec::new();
        write(&mut bytes, Frame::Media(Media::Tiff)).unwrap();
        write(&mut bytes, Frame::Page(page())).unwrap();
        write(&mut bytes, Frame::Refused(Refusal::Broken)).unwrap();
        write(&mut bytes, Frame::End).unwrap();
        let mut from = bytes.as_slice();
        assert_eq!(read(&mut from).unwrap(), Frame::Media(Media::Tiff));
        assert_eq!(read(&mut from).unwrap(), Frame::Page(page()));
        assert_eq!(read(&mut from).unwrap(), Frame::Refused(Refusal::Broken));
        assert_eq!(read(&mut from).unwrap(), Frame::End);
        assert_eq!(read(&mut from).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }

    #[test]
    fn cut_and_absurd_frames_are_errors() {
        let mut bytes = Vec::new();
        write(&mut bytes, Frame::Page(page())).unwrap();
        for end in 0..bytes.len() {
            assert!(read(&mut &bytes[..end]).is_err());
        }
        let absurd = [u8::MAX; 64];
        assert_eq!(
            read(&mut absurd.as_slice()).unwrap_err().kind(),
            io::ErrorKind::InvalidData
        );
    }
}
