//! What is written comes in again as it was, and stays text where it was text.

use super::made::workbook;
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::locale::{Language, item};
use yinzheng_sheets::parse::text;
use yinzheng_sheets::{Column, Heading, Out, Row, Rows, Table, Value, Workbook, mark, rows, write};

const CODE: Column = Column::required(item::COLUMN_CODE);
const BATCH: Column = Column::required(item::COLUMN_BATCH);

/// Texts that spreadsheet programs like to make something else of.
const TRICKY: [&str; 12] = [
    "=1+1",
    "=HYPERLINK(\"http://192.0.2.1/\",\"示例\")",
    "+86 571",
    "-1",
    "@SUM(A1)",
    "00123",
    "330106199001011234",
    "1-2",
    "2018-09-25",
    "TRUE",
    "含“引号”,逗号与\n换行",
    " <&> _x000D_ '",
];

fn table() -> Table {
    let heading = |name: &str, words: &[&str]| Heading {
        name: name.to_owned(),
        width: 20.0,
        words: words.iter().map(|word| (*word).to_owned()).collect(),
    };
    let long: Vec<String> = (0..60).map(|number| format!("示例单位之{number}")).collect();
    let long: Vec<&str> = long.iter().map(String::as_str).collect();
    let row = |text: &&str| {
        vec![
            Out::Text((*text).to_owned()),
            Out::Number(12.0),
            Out::Date("2018-09-25".parse().unwrap()),
            Out::Nothing,
        ]
    };
    Table {
        sheet: "事项".to_owned(),
        title: "目录（示例）".to_owned(),
        note: Some("填表说明".to_owned()),
        columns: vec![
            heading("事项编码", &[]),
            heading("发布批次", &["1", "2"]),
            heading("责任单位", &long),
            heading("备注", &[]),
        ],
        rows: TRICKY.iter().map(row).collect(),
    }
}

fn values(book: &Workbook) -> Vec<Row> {
    assert_eq!(book.sheets.len(), 1, "lists of words stand on a hidden sheet");
    book.sheets[0].rows.clone()
}

#[test]
fn what_is_written_is_read_again() {
    let book = workbook(&write(&table()).unwrap());
    let rows = values(&book);
    assert_eq!(rows[0].cells, [(0, Value::Text("目录（示例）".to_owned()))]);
    assert_eq!(rows[2].cell(2), Some(&Value::Text("责任单位".to_owned())));
    for (row, text) in rows[3..].iter().zip(TRICKY) {
        let date = Value::Date("2018-09-25".parse().unwrap());
        assert_eq!(row.cell(0), Some(&Value::Text(text.to_owned())));
        assert_eq!(
            (row.cell(1).map(Value::shown), row.cell(2)),
            (Some("12".to_owned()), Some(&date))
        );
        assert_eq!(row.cell(3), None);
    }
    assert_eq!(rows.len(), TRICKY.len() + 3);
}

/// In the file's own words: texts have the format of texts, and those that begin like a formula
/// the mark that keeps them text when the cell is edited.
#[test]
fn texts_are_marked_as_texts() {
    let bytes = write(&table()).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    let styles = part("xl/styles.xml");
    assert!(
        styles.contains("quotePrefix=\"1\"") && styles.contains("numFmtId=\"49\""),
        "{styles}"
    );
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "no cell is a formula");
    assert!(sheet.contains("<dataValidation type=\"list\"") && sheet.contains("ySplit=\"3\""));
}

fn error(line: u64, letter: &str, message: &str) -> CellError {
    CellError {
        sheet: "事项".to_owned(),
        line,
        letter: letter.to_owned(),
        column: "事项编码".to_owned(),
        message: message.to_owned(),
    }
}

#[test]
fn a_marked_table_keeps_its_values_and_says_what_is_wrong() {
    let book = workbook(&write(&table()).unwrap());
    let errors = [error(4, "A", "甲"), error(4, "D", "乙"), error(6, "A", "丙")];
    let marked = mark(&book, &[CODE, BATCH], &errors, Language::Chinese).unwrap();
    let again = workbook(&marked);
    for (row, before) in values(&again).iter().zip(values(&book)) {
        let kept: Vec<(u16, Value)> = row.cells.iter().filter(|(column, _)| *column < 4).cloned().collect();
        assert_eq!((row.number, kept), (before.number, before.cells));
    }
    let said = |number: u32| {
        let rows = values(&again);
        let row = rows.iter().find(|row| row.number == number).unwrap();
        row.cell(4).map(Value::shown)
    };
    assert_eq!(said(4).unwrap(), "A 列“事项编码”：甲\nD 列“事项编码”：乙");
    assert_eq!(said(5), None);
    assert_eq!(said(6).unwrap(), "A 列“事项编码”：丙");
}

/// The way of a person: errors marked, mended in the marked table, uploaded as it is.
#[test]
fn a_marked_table_is_read_once_mended() {
    let read = |book: &Workbook| {
        rows(book, &[CODE, BATCH], Language::Chinese, |row| {
            let code = row.get(&CODE, text(5));
            row.get(&BATCH, text(5)).and(code)
        })
        .map(Rows::into_values)
    };
    let uploaded = workbook("事项编码,发布批次\n太长太长太长,1\nb,2\n".as_bytes());
    let errors = read(&uploaded).unwrap_err();
    let mut book = workbook(&mark(&uploaded, &[CODE, BATCH], &errors, Language::Chinese).unwrap());
    assert_eq!(read(&book).unwrap_err().len(), 1, "still wrong, and in no other way");
    // Marked again, the words of the first time do not stay behind.
    let twice = workbook(&mark(&book, &[CODE, BATCH], &read(&book).unwrap_err(), Language::Chinese).unwrap());
    assert_eq!(twice.sheets[0].rows, book.sheets[0].rows);
    book.sheets[0].rows[1].cells[0].1 = Value::Text("短".to_owned());
    assert_eq!(read(&book).unwrap(), ["短", "b"]);
}
