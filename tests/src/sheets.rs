//! Workbooks that are meant to hurt.

use anyhow::Result;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ROOT: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const SHEETS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// Each by what it does.
pub(crate) fn hostile() -> Result<Vec<(&'static str, Vec<u8>)>> {
    let declared = r#"<sst uniqueCount="999999999"><si><t>a</t></si></sst>"#;
    let entities = r#"<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>"#;
    let far = r#"<worksheet><sheetData><row><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"#;
    let beyond = r#"<worksheet><sheetData><row><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>"#;
    let deep = format!("<worksheet>{}", "<a>".repeat(2_000_000));
    let spaces = format!(
        "<worksheet><sheetData>{}</sheetData></worksheet>",
        " ".repeat(101 << 20)
    );
    Ok(vec![
        (
            "claims a huge table of texts",
            book(&[("xl/sharedStrings.xml", declared)])?,
        ),
        ("multiplies entities", book(&[("xl/sharedStrings.xml", entities)])?),
        (
            "has a cell at the end of the world",
            book(&[("xl/worksheets/sheet1.xml", far)])?,
        ),
        ("has a cell beyond it", book(&[("xl/worksheets/sheet1.xml", beyond)])?),
        ("nests without end", book(&[("xl/worksheets/sheet1.xml", &deep)])?),
        (
            "unpacks to more than a hundred megabytes",
            book(&[("xl/worksheets/sheet1.xml", &spaces)])?,
        ),
    ])
}

fn book(own: &[(&str, &str)]) -> Result<Vec<u8>> {
    let rest = [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", SHEETS),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in rest.iter().chain(own) {
        writer.start_file(*name, SimpleFileOptions::default())?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}
