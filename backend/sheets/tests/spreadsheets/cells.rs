//! Cells as a person sees them.

use super::made::{DATE, FIVE_DIGITS, MOMENT, book, data, parts, row, workbook, zip};
use yinzheng_sheets::{Area, Number, Value};

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn number(digits: &str) -> Value {
    Value::Number(Number(digits.to_owned()))
}

/// What the worker makes of cells in one row.
fn shown(cells: &str) -> Vec<(u16, Value)> {
    let book = workbook(&book(&format!(r#"<row r="1">{cells}</row>"#)));
    book.sheets[0].rows[0].cells.clone()
}

#[test]
fn every_kind_of_cell_is_told_apart() {
    let day = "2018-09-25".parse().unwrap();
    let cells = [
        (r#"<c r="A1"><v>98001</v></c>"#.to_owned(), number("98001")),
        (r#"<c r="A1"><v>0.30000000000000004</v></c>"#.to_owned(), number("0.3")),
        (
            r#"<c r="A1"><v>330106199001011234</v></c>"#.to_owned(),
            number("330106199001011000"),
        ),
        (
            format!(r#"<c r="A1" s="{FIVE_DIGITS}"><v>123</v></c>"#),
            number("00123"),
        ),
        (format!(r#"<c r="A1" s="{DATE}"><v>43368</v></c>"#), Value::Date(day)),
        (
            format!(r#"<c r="A1" s="{MOMENT}"><v>43368.5</v></c>"#),
            Value::Moment(day, 43_200),
        ),
        (r#"<c r="A1" t="d"><v>2018-09-25</v></c>"#.to_owned(), Value::Date(day)),
        (r#"<c r="A1" t="b"><v>1</v></c>"#.to_owned(), Value::Truth(true)),
        (
            r#"<c r="A1" t="e"><v>#N/A</v></c>"#.to_owned(),
            Value::Error("#N/A".to_owned()),
        ),
        (r#"<c r="A1"><f>B1+1</f></c>"#.to_owned(), Value::Formula),
        (r#"<c r="A1"><f>B1+1</f><v>3</v></c>"#.to_owned(), number("3")),
        (
            r#"<c r="A1" t="str"><f>"="&amp;"1"</f><v>=1</v></c>"#.to_owned(),
            text("=1"),
        ),
        (
            r#"<c r="A1" t="inlineStr"><is><t>=1+1</t></is></c>"#.to_owned(),
            text("=1+1"),
        ),
        (
            r#"<c r="A1" t="inlineStr"><is><r><t>红</t></r><r><t>头</t></r></is></c>"#.to_owned(),
            text("红头"),
        ),
        (
            r#"<c r="A1" t="inlineStr"><is><t>a&#10;b_x000D_</t></is></c>"#.to_owned(),
            text("a\nb\r"),
        ),
        (
            r#"<c r="A1" t="inlineStr"><is><t>00123</t></is></c>"#.to_owned(),
            text("00123"),
        ),
    ];
    for (xml, value) in cells {
        assert_eq!(shown(&xml), [(0, value)], "{xml}");
    }
}

#[test]
fn blank_cells_rows_and_columns_are_nothing_wherever_they_stand() {
    let cells = row(3, &["a", " ", "\u{3000}", "b"])
        + r#"<row r="1048576" s="1"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>"#
        + &row(9, &["", " \n"]);
    let sheet = workbook(&book(&cells)).sheets.remove(0);
    assert_eq!(sheet.rows.len(), 1);
    assert_eq!(
        (sheet.rows[0].number, &sheet.rows[0].cells),
        (3, &vec![(0, text("a")), (3, text("b"))])
    );
}

#[test]
fn rows_come_in_order_whatever_their_order_in_the_file() {
    let cells = row(7, &["g"]) + &row(2, &["b"]);
    let sheet = workbook(&book(&cells)).sheets.remove(0);
    let numbers: Vec<u32> = sheet.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [2, 7]);
}

#[test]
fn only_sheets_that_a_person_sees_are_read() {
    let (seen, hidden) = (data(&row(1, &["seen"])), data(&row(1, &["hidden"])));
    let bytes = zip(&parts(&[
        ("甲", "visible", &seen),
        ("乙", "hidden", &hidden),
        ("丙", "veryHidden", &hidden),
        ("丁", "visible", &seen),
        ("空", "visible", &data("")),
    ]));
    let names: Vec<String> = workbook(&bytes).sheets.into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["甲", "丁"]);
}

#[test]
fn merged_areas_are_told() {
    let body = data(&row(1, &["a"])) + r#"<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B3:B9"/></mergeCells>"#;
    let book = workbook(&zip(&parts(&[("表", "visible", &body)])));
    let area = |top, left, bottom, right| Area {
        top,
        left,
        bottom,
        right,
    };
    assert_eq!(book.sheets[0].merged, [area(1, 0, 1, 2), area(3, 1, 9, 1)]);
}

#[test]
fn a_text_file_is_one_sheet_of_texts() {
    let book = workbook("\u{feff}事项编码,数\r\n\"00123\",\"a\"\"b\nc\"\r\n\r\n=1+1,2018-09-25,,\r\n".as_bytes());
    let sheet = &book.sheets[0];
    assert_eq!((sheet.name.as_str(), sheet.rows.len()), ("", 3));
    assert_eq!(sheet.rows[1].cells, [(0, text("00123")), (1, text("a\"b\nc"))]);
    assert_eq!(
        (sheet.rows[2].number, &sheet.rows[2].cells[1].1),
        (4, &text("2018-09-25"))
    );
}
