//! Files that are broken, hostile or something else: each has its precise answer from the
//! worker, in words of both languages.

use super::made::{Part, book, data, opened, parts, row, zip};
use yinzheng_shared::locale::Language;
use yinzheng_sheets::{Bounds, Limits, Refusal};

/// What a file is, its bytes, and the answer.
type Case = (&'static str, Vec<u8>, Refusal);

fn sheet() -> String {
    "表".to_owned()
}

/// Small limits, so that small files reach them.
fn limits() -> Limits {
    Limits {
        file_bytes: 4 << 20,
        unpacked_bytes: 8 << 20,
        sheets: 3,
        rows: 50,
        columns: 20,
        cells: 500,
        text_bytes: 1 << 20,
        worker: Bounds {
            memory_bytes: 128 << 20,
            cpu_seconds: 5,
            ..Limits::default().worker
        },
    }
}

fn without(name: &str) -> Vec<u8> {
    let kept: Vec<Part> = good_parts().into_iter().filter(|(part, _)| part != name).collect();
    zip(&kept)
}

fn with(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<u8> {
    let mut parts = good_parts();
    parts.retain(|(part, _)| part != name);
    parts.push((name.to_owned(), bytes.into()));
    zip(&parts)
}

fn good_parts() -> Vec<Part> {
    parts(&[("表", "visible", &data(&row(1, &["a", "b"])))])
}

fn ole(stream: &str) -> Vec<u8> {
    let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
    let head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".iter().copied();
    head.chain([0; 504]).chain(name).chain([0; 512]).collect()
}

fn cell(place: &str) -> String {
    format!(r#"<row><c r="{place}"><v>1</v></c></row>"#)
}

fn rows(count: u32) -> String {
    (1..=count).map(|number| row(number, &["a", "b", "c"])).collect()
}

fn other_kinds() -> Vec<Case> {
    vec![
        ("nothing", Vec::new(), Refusal::Empty),
        ("a PDF", b"%PDF-1.7\n".to_vec(), Refusal::NotASpreadsheet),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), Refusal::NotASpreadsheet),
        ("a program", b"\x7fELF\x02\x01\x01".to_vec(), Refusal::NotASpreadsheet),
        ("a web page", b"\n <HTML><table>".to_vec(), Refusal::OldWorkbook),
        (
            "an XML table of 2003",
            br#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">"#.to_vec(),
            Refusal::OldWorkbook,
        ),
        (
            "other XML",
            b"<?xml version=\"1.0\"?><a/>".to_vec(),
            Refusal::NotASpreadsheet,
        ),
        ("an old .xls", ole("Workbook"), Refusal::OldWorkbook),
        ("an encrypted workbook", ole("EncryptedPackage"), Refusal::Encrypted),
        ("an old text document", ole("WordDocument"), Refusal::NotASpreadsheet),
        (
            "a text document",
            with("word/document.xml", "<a/>"),
            Refusal::NotASpreadsheet,
        ),
        (
            "a binary workbook",
            with("xl/workbook.bin", "x"),
            Refusal::OtherWorkbook,
        ),
        (
            "OpenDocument",
            zip(&[
                (
                    "mimetype".to_owned(),
                    b"application/vnd.oasis.opendocument.spreadsheet".to_vec(),
                ),
                ("content.xml".to_owned(), b"<a/>".to_vec()),
            ]),
            Refusal::OtherWorkbook,
        ),
        (
            "another ZIP",
            zip(&[("a.txt".to_owned(), b"a".to_vec())]),
            Refusal::NotASpreadsheet,
        ),
        ("bytes without sense", b"\xFF\xFF\xFF".to_vec(), Refusal::NotText),
        ("text with a NUL", b"a,b\n\0,c".to_vec(), Refusal::NotText),
        (
            "UTF-16 without its mark",
            "事项编码,名称\n".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Refusal::NotText,
        ),
        (
            "two encodings",
            ["事项编码,名称\n".as_bytes(), b"\xD0\xED\xBF\xC9,\xB5\xC7\xBC\xC7\n"].concat(),
            Refusal::MixedText { row: 2 },
        ),
        (
            "an open quote",
            b"a,b\n\n\"c,d\n".to_vec(),
            Refusal::OpenQuote { row: 3 },
        ),
        ("white space", b" , \n\t\n".to_vec(), Refusal::Empty),
    ]
}

fn damaged() -> Vec<Case> {
    let good = zip(&good_parts());
    let mut flipped = good.clone();
    // A byte of the compressed data of the first part.
    flipped[60] ^= 0xFF;
    let workbook = good_parts()
        .into_iter()
        .find(|(name, _)| name == "xl/workbook.xml")
        .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default();
    vec![
        (
            "a ZIP that is cut off",
            good[..good.len() / 2].to_vec(),
            Refusal::Broken,
        ),
        ("the beginning of a ZIP", b"PK\x03\x04\0\0".to_vec(), Refusal::Broken),
        ("a flipped byte", flipped, Refusal::Broken),
        ("no relations", without("xl/_rels/workbook.xml.rels"), Refusal::Broken),
        (
            "a sheet that is not there",
            without("xl/worksheets/sheet1.xml"),
            Refusal::Broken,
        ),
        (
            "a sheet that ends in a cell",
            with(
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row><c r=\"A1\"><v>1",
            ),
            Refusal::Broken,
        ),
        (
            "a text that is in no table",
            book(r#"<row><c r="A1" t="s"><v>7</v></c></row>"#),
            Refusal::Broken,
        ),
        (
            "two values for one cell",
            book(r#"<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#),
            Refusal::Broken,
        ),
        (
            "only hidden sheets",
            with("xl/workbook.xml", workbook.replace("\"visible\"", "\"hidden\"")),
            Refusal::NoSheet,
        ),
        ("sheets without content", book(""), Refusal::Empty),
        (
            "an error of newer programs",
            book(r#"<row><c r="A1" t="e"><v>#SPILL!</v></c></row>"#),
            Refusal::ErrorValue {
                sheet: sheet(),
                value: "#SPILL!".to_owned(),
            },
        ),
    ]
}

fn too_much() -> Vec<Case> {
    let limits = limits();
    let far = |place: &str| {
        (
            "a far cell",
            book(&(row(1, &["a"]) + &cell(place))),
            Refusal::FarCell {
                sheet: sheet(),
                cell: place.to_owned(),
            },
        )
    };
    let many: Vec<(&str, &str, &str)> = vec![("a", "visible", "<sheetData/>"); 4];
    let wide: Vec<&str> = vec!["x"; 21];
    let declared = r#"<sst uniqueCount="99999999"><si><t>a</t></si></sst>"#;
    let bomb = format!("<worksheet><sheetData>{}</sheetData></worksheet>", " ".repeat(9 << 20));
    vec![
        (
            "too many bytes",
            vec![b'a'; 5 << 20],
            Refusal::FileTooLarge {
                limit: limits.file_bytes,
            },
        ),
        (
            "a ZIP bomb",
            with("xl/worksheets/sheet1.xml", bomb),
            Refusal::TooBigInside {
                limit: limits.unpacked_bytes,
            },
        ),
        (
            "entities that multiply",
            with(
                "xl/sharedStrings.xml",
                r#"<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>"#,
            ),
            Refusal::DocumentType,
        ),
        (
            "a table of texts that claims to be huge",
            with("xl/sharedStrings.xml", declared),
            Refusal::OutOfMemory,
        ),
        far("XFD1048576"),
        far("A60"),
        far("AA1"),
        (
            "too many sheets",
            zip(&parts(&many)),
            Refusal::TooManySheets { limit: 3 },
        ),
        (
            "too many rows",
            book(&rows(51)),
            Refusal::TooManyRows {
                sheet: sheet(),
                limit: 50,
            },
        ),
        (
            "too many rows in text",
            "a\n".repeat(51).into_bytes(),
            Refusal::TooManyRows {
                sheet: String::new(),
                limit: 50,
            },
        ),
        (
            "too many columns",
            book(&row(1, &wide)),
            Refusal::TooManyColumns {
                sheet: sheet(),
                limit: 20,
            },
        ),
        (
            "too many cells",
            book(&(1..=50).map(|number| row(number, &["x"; 11])).collect::<String>()),
            Refusal::TooManyCells { limit: 500 },
        ),
        (
            "a cell that is too long",
            book(&row(1, &["a", &"长".repeat(32_768)])),
            Refusal::CellTooLong {
                sheet: sheet(),
                cell: "B1".to_owned(),
            },
        ),
        (
            "too much text",
            book(
                &(1..=40)
                    .map(|number| row(number, &["长".repeat(10_000).as_str()]))
                    .collect::<String>(),
            ),
            Refusal::TooMuchText {
                limit: limits.text_bytes,
            },
        ),
        far("ZZZZ1"),
    ]
}

#[test]
fn every_file_has_its_precise_answer() {
    let cases: Vec<Case> = [other_kinds(), damaged(), too_much()].concat();
    assert!(cases.len() >= 40, "{}", cases.len());
    let mut wrong = Vec::new();
    for (name, bytes, expected) in &cases {
        let answer = opened(bytes, &limits());
        if answer.as_ref().err() != Some(expected) {
            wrong.push(format!("{name}: {expected:?} expected, {answer:?}"));
        }
        for language in [Language::Chinese, Language::English] {
            let message = expected.message(language);
            assert!(
                !message.is_empty() && !message.contains(['{', '}']),
                "{name}: {message}"
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_names_a_cell_or_a_row_says_where_it_stands() {
    for (name, bytes, refusal) in too_much().into_iter().chain(other_kinds()) {
        let refused = opened(&bytes, &limits()).expect_err(name);
        let expected = match &refusal {
            Refusal::FarCell { cell, .. } if cell == "XFD1048576" => (1_048_576, "XFD"),
            Refusal::FarCell { cell, .. } if cell == "A60" => (60, "A"),
            Refusal::CellTooLong { .. } => (1, "B"),
            Refusal::TooManyRows { .. } => (51, ""),
            Refusal::OpenQuote { .. } => (3, ""),
            Refusal::MixedText { .. } => (2, ""),
            Refusal::FarCell { .. } => continue,
            _ => (1, ""),
        };
        assert_eq!(refused.place(), expected, "{name}");
    }
}

/// The files above are broken by what their names say and nothing else.
#[test]
fn a_good_file_is_read() {
    let book = opened(&zip(&good_parts()), &limits());
    assert_eq!(book.map(|book| book.sheets[0].rows.len()), Ok(1));
}
