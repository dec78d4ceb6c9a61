//! What passes from worker to parent. The parent trusts none of it.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};
use yinzheng_child::frame::{read_json, write_json};

use crate::refusal::Refusal;
use crate::table::{Area, Row};

/// A frame is never longer: text that JSON has to escape takes up to six times its bytes.
const FRAME_BYTES: u32 = 128 << 20;

/// One thing the worker says. An answer is sheets, each followed by its rows, and the end,
/// or at any point a refusal.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "is", rename_all = "kebab-case")]
pub(crate) enum Frame {
    Sheet { name: String, merged: Vec<Area> },
    Rows(Vec<Row>),
    Refused(Refusal),
    End,
}

/// Writes one frame and flushes it.
pub(crate) fn write(out: &mut impl Write, frame: &Frame) -> io::Result<()> {
    write_json(out, frame, FRAME_BYTES)?;
    out.flush()
}

/// Reads one frame.
///
/// # Errors
/// `UnexpectedEof` if the worker stopped in the middle, `InvalidData` if it is not what
/// [`write`] makes; what `from` reports otherwise.
pub(crate) fn read(from: &mut impl Read) -> io::Result<Frame> {
    read_json(from, FRAME_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Number, Value};

    #[test]
    fn frames_come_back() {
        let row = Row {
            number: 7,
            cells: vec![
                (0, Value::Text("=1+1\n".to_owned())),
                (2, Value::Number(Number("0012.5".to_owned()))),
                (3, Value::Moment("2018-09-25".parse().unwrap(), 61)),
                (4, Value::Formula),
            ],
        };
        let frames = [
            Frame::Sheet {
                name: "表".to_owned(),
                merged: Vec::new(),
            },
            Frame::Rows(vec![row]),
            Frame::Refused(Refusal::FarCell {
                sheet: "表".to_owned(),
                cell: "XFD1048576".to_owned(),
            }),
            Frame::End,
        ];
        let mut bytes = Vec::new();
        frames.iter().try_for_each(|frame| write(&mut bytes, frame)).unwrap();
        let mut from = bytes.as_slice();
        for frame in frames {
            assert_eq!(read(&mut from).unwrap(), frame);
        }
        assert_eq!(read(&mut from).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
