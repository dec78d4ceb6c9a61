//! Workbooks made part by part, some of them meant to hurt.

use anyhow::Result;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ROOT: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
/// The second style is that of a date.
const STYLES: &str = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

/// A part of a workbook: its name and what stands in it.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a>(pub &'static str, pub &'a str);

/// A workbook with sheets of a name, a state and what stands in the worksheet; `own` parts take the place of
/// those of their names.
pub(crate) fn workbook(sheets: &[(&str, &str, &str)], own: &[Part<'_>]) -> Result<Vec<u8>> {
    let (mut targets, mut parts) = (String::new(), Vec::new());
    for (number, (.., body)) in (1..).zip(sheets) {
        targets += &format!(
            r#"<Relationship Id="r{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        );
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!("<worksheet>{body}</worksheet>"),
        ));
    }
    let named: Vec<(&str, &str)> = sheets.iter().map(|(name, state, _)| (*name, *state)).collect();
    parts.extend([
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        ("_rels/.rels".to_owned(), ROOT.to_owned()),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
        ("xl/workbook.xml".to_owned(), names(&named)),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships>{targets}</Relationships>"),
        ),
    ]);
    parts.retain(|(name, _)| own.iter().all(|part| part.0 != name));
    parts.extend(own.iter().map(|part| (part.0.to_owned(), part.1.to_owned())));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The part that names the sheets.
pub(crate) fn names(sheets: &[(&str, &str)]) -> String {
    let sheets = (1..).zip(sheets).map(|(number, (name, state))| {
        format!(r#"<sheet name="{name}" sheetId="{number}" state="{state}" r:id="r{number}"/>"#)
    });
    format!(
        r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{}</sheets></workbook>"#,
        sheets.collect::<String>()
    )
}

/// The data of a worksheet.
pub(crate) fn data(rows: &str) -> String {
    format!("<sheetData>{rows}</sheetData>")
}

/// A row of texts from column A.
pub(crate) fn row(number: u32, texts: &[impl AsRef<str>]) -> String {
    let cells = ('A'..='Z')
        .zip(texts)
        .filter(|(_, text)| !text.as_ref().is_empty())
        .map(|(letter, text)| {
            format!(
                r#"<c r="{letter}{number}" t="inlineStr"><is><t>{}</t></is></c>"#,
                text.as_ref()
            )
        });
    format!(r#"<row r="{number}">{}</row>"#, cells.collect::<String>())
}

/// A workbook that unpacks to more than a hundred megabytes.
pub(crate) fn bomb() -> Result<Vec<u8>> {
    workbook(&[("a", "visible", &data(&" ".repeat(101 << 20)))], &[])
}

/// Each by what it does.
pub(crate) fn hostile() -> Result<Vec<(&'static str, Vec<u8>)>> {
    let with_texts = |texts: &str| {
        let cell = data(&row(1, &["a"]));
        workbook(&[("a", "visible", &cell)], &[Part("xl/sharedStrings.xml", texts)])
    };
    let with_cell = |place: &str| {
        let cell = format!(r#"<row><c r="{place}"><v>1</v></c></row>"#);
        workbook(&[("a", "visible", &data(&cell))], &[])
    };
    let deep = "<a>".repeat(2_000_000);
    Ok(vec![
        (
            "claims a huge table of texts",
            with_texts(r#"<sst uniqueCount="999999999"><si><t>a</t></si></sst>"#)?,
        ),
        (
            "multiplies entities",
            with_texts(
                r#"<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>"#,
            )?,
        ),
        ("has a cell at the end of the world", with_cell("XFD1048576")?),
        ("has a cell beyond it", with_cell("ZZZZ1")?),
        ("nests without end", workbook(&[("a", "visible", &deep)], &[])?),
        ("unpacks to more than a hundred megabytes", bomb()?),
    ])
}
