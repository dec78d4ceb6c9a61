//! Tables in text: CSV as spreadsheet programs save it, with commas, semicolons or tabs.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::collect::{Collector, Used};
use crate::limits::Limits;
use crate::refusal::Refusal;
use crate::table::{Sheet, Value};

/// Stands behind the last row. Where it is not read as a row of its own, a quotation mark
/// was opened and never closed. No text has it: it is refused as none.
const END: &str = "\0";

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, Refusal> {
    let text = decode(bytes)?;
    // Programs on every system; one kind of line end, so that lines can be counted.
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    let separator = separator(&text);
    text.push('\n');
    text.push_str(END);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut used = Used::default();
    let mut collector = Collector::new("", limits, &mut used);
    let mut record = csv::StringRecord::new();
    // Lines inside of cells make no rows.
    let mut inside = 0;
    while reader.read_record(&mut record).map_err(|_| Refusal::NotText)? {
        let row = row(&record, &text).saturating_sub(inside);
        if record.get(0) == Some(END) {
            return Ok(collector.finish(Vec::new()));
        }
        for (column, cell) in record.iter().enumerate() {
            inside += lines(cell.as_bytes());
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            if cell.contains(END) {
                return Err(Refusal::OpenQuote { row: row + 1 });
            }
            collector.take(row, column, Value::Text(cell.to_owned()))?;
        }
    }
    Ok(collector.finish(Vec::new()))
}

/// The line on which a record begins, from 0. Its position is that of the empty lines before
/// it, which the reader skips and a person counts.
fn row(record: &csv::StringRecord, text: &str) -> u32 {
    let Some(position) = record.position() else {
        return 0;
    };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let skipped = rest.iter().take_while(|byte| **byte == b'\n').count() as u64;
    let line = position.line().saturating_sub(1).saturating_add(skipped);
    u32::try_from(line).unwrap_or(u32::MAX)
}

fn lines(bytes: &[u8]) -> u32 {
    let count = bytes.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The separator that the first line with content has most of; a comma where it has none.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: u8| first.bytes().filter(|byte| *byte == separator).count();
    // Of equals the last counts.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|separator| count(*separator))
        .unwrap_or(b',')
}

/// UTF-8, with its mark or without; UTF-16 with its mark; GB 18030.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let as_text = |encoding: &'static Encoding, bytes| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .filter(|text| !text.contains(END))
    };
    let marked = Encoding::for_bom(bytes);
    let (encoding, mark) = marked.unwrap_or((UTF_8, 0));
    let bytes = bytes.get(mark..).unwrap_or_default();
    if let Some(text) = as_text(encoding, bytes) {
        return Ok(text);
    }
    // GB 18030 makes something of UTF-8 as well, and nothing that anybody wrote.
    if let Some(row) = another_encoding(bytes) {
        return Err(Refusal::MixedText { row });
    }
    let unmarked = marked.is_none().then(|| as_text(GB18030, bytes)).flatten();
    unmarked.ok_or(Refusal::NotText)
}

/// So many letters beyond ASCII that are UTF-8 are so by no accident.
const SURE: usize = 4;

/// The first line that is in another encoding than those before it: files that were put together.
fn another_encoding(bytes: &[u8]) -> Option<u32> {
    let is_utf8 = |line: &[u8]| match std::str::from_utf8(line) {
        Ok(text) => (text.chars().filter(|letter| !letter.is_ascii()).count() >= SURE).then_some(true),
        Err(_) => Some(false),
    };
    let lines = (1..).zip(bytes.split(|byte| *byte == b'\n'));
    let mut kinds = lines.filter_map(|(number, line)| Some((number, is_utf8(line)?)));
    let (_, first) = kinds.next()?;
    kinds.find(|(_, kind)| *kind != first).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u32, u16, String)> {
        let sheet = read(text.as_bytes(), &Limits::default()).unwrap();
        sheet
            .rows
            .into_iter()
            .flat_map(|row| {
                row.cells
                    .into_iter()
                    .map(move |(column, value)| (row.number, column, value.shown()))
            })
            .collect()
    }

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_program_shows() {
        let text = "\n\na,\"b\nc\n\nd\"\n\ne\r\n\r\n,\"\"\"f\"\"\"\r\n";
        assert_eq!(
            cells(text),
            [
                (3, 0, "a".to_owned()),
                (3, 1, "b\nc\n\nd".to_owned()),
                (5, 0, "e".to_owned()),
                (7, 1, "\"f\"".to_owned())
            ]
        );
    }

    #[test]
    fn semicolons_and_tabs_separate_too() {
        for text in ["a,x\tb", "a;b\n1,2;3", "a\tb"] {
            assert_eq!(cells(text)[1].1, 1, "{text}");
        }
        assert_eq!(cells("a;b\n1,2;3")[2].2, "1,2");
    }

    #[test]
    fn an_open_quote_is_named_by_its_row() {
        let open = |text: &str| read(text.as_bytes(), &Limits::default()).unwrap_err();
        assert_eq!(open("a,b\n\nc,\"d\ne\n"), Refusal::OpenQuote { row: 3 });
        assert_eq!(open("\"a"), Refusal::OpenQuote { row: 1 });
    }

    #[test]
    fn every_encoding_of_spreadsheet_programs_is_read() {
        let text = "事项,𠮷";
        let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let encoded = [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            GB18030.encode(text).0.into_owned(),
            [b"\xFF\xFE".as_slice(), &wide(u16::to_le_bytes)].concat(),
            [b"\xFE\xFF".as_slice(), &wide(u16::to_be_bytes)].concat(),
        ];
        for bytes in encoded {
            let sheet = read(&bytes, &Limits::default()).unwrap();
            assert_eq!(sheet.rows[0].cells[1].1.shown(), "𠮷", "{bytes:?}");
        }
        for bytes in [b"\xFF\xFF\xFF".as_slice(), b"a\0b", b"\xFF\xFEa"] {
            assert_eq!(read(bytes, &Limits::default()), Err(Refusal::NotText), "{bytes:?}");
        }
    }

    #[test]
    fn files_put_together_from_two_encodings_are_named_by_the_line() {
        let (utf8, gb) = ("事项编码,名称\n".as_bytes(), GB18030.encode("许可,新办登记\n").0);
        let plain = b"a,b\n".as_slice();
        for (lines, row) in [
            ([utf8, &gb, plain], 2),
            ([&gb, plain, utf8], 3),
            ([utf8, plain, &gb], 3),
        ] {
            let refused = Err(Refusal::MixedText { row });
            assert_eq!(read(&lines.concat(), &Limits::default()), refused);
            assert_eq!(
                read(
                    &[b"\xEF\xBB\xBF", lines.concat().as_slice()].concat(),
                    &Limits::default()
                ),
                refused
            );
        }
        assert!(read(&[&gb, plain, &gb].concat(), &Limits::default()).is_ok());
    }
}
