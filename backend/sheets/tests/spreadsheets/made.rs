//! Workbooks made part by part, so that each can be wrong in its own way.

use std::io::{Cursor, Write};
use std::path::Path;

use yinzheng_sheets::{Limits, ReadError, Refusal, Workbook, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;

/// Style of a date, by its place in the styles above.
pub const DATE: u8 = 1;
/// Style of a number of five digits.
pub const FIVE_DIGITS: u8 = 2;
/// Style of a date with a time.
pub const MOMENT: u8 = 3;

/// A part of the workbook.
pub type Part = (String, Vec<u8>);

/// A ZIP file of these parts.
pub fn zip(parts: &[Part]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The parts of a workbook with sheets of a name, a state and what stands in the worksheet.
pub fn parts(sheets: &[(&str, &str, &str)]) -> Vec<Part> {
    let mut names = String::new();
    let mut targets = String::new();
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), TYPES.into()),
        ("_rels/.rels".to_owned(), ROOT.into()),
        ("xl/styles.xml".to_owned(), STYLES.into()),
    ];
    for (number, (name, state, body)) in (1..).zip(sheets) {
        names += &format!(r#"<sheet name="{name}" sheetId="{number}" state="{state}" r:id="r{number}"/>"#);
        targets += &format!(
            r#"<Relationship Id="r{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        );
        let sheet = format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{body}</worksheet>"#
        );
        parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet.into()));
    }
    let book = format!(
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{names}</sheets></workbook>"#
    );
    parts.push(("xl/workbook.xml".to_owned(), book.into()));
    let targets = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{targets}</Relationships>"#
    );
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), targets.into()));
    parts
}

/// A workbook of one sheet with these cells, in XML.
pub fn book(cells: &str) -> Vec<u8> {
    zip(&parts(&[("表", "visible", &data(cells))]))
}

/// The data of a worksheet.
pub fn data(cells: &str) -> String {
    format!("<sheetData>{cells}</sheetData>")
}

/// A row of texts in XML, from column A.
pub fn row(number: u32, texts: &[&str]) -> String {
    let cells: String = ('A'..='Z')
        .zip(texts)
        .map(|(letter, text)| format!(r#"<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#))
        .collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

/// Has bytes read by the worker.
pub fn opened(bytes: &[u8], limits: &Limits) -> Result<Workbook, Refusal> {
    let program = Path::new(env!("CARGO_BIN_EXE_yinzheng-sheet-worker"));
    match read(program, bytes, limits) {
        Ok(book) => Ok(book),
        Err(ReadError::Refused(refusal)) => Err(refusal),
        Err(error) => panic!("{error}"),
    }
}

/// The workbook that the worker makes of these bytes.
pub fn workbook(bytes: &[u8]) -> Workbook {
    opened(bytes, &Limits::default()).unwrap()
}
