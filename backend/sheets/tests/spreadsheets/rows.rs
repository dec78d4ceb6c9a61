//! The typed layer: a table however it was laid out, or every wrong cell by its place.

use super::made::{book, data, parts, row, workbook, zip};
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::{Language, item};
use yinzheng_sheets::parse::{date, optional, text, whole};
use yinzheng_sheets::{Column, MOST_ERRORS, Rows, Workbook, rows};

const CODE: Column = Column::required(item::COLUMN_CODE);
const COUNT: Column = Column::required(item::COLUMN_BATCH);
const DAY: Column = Column::optional(item::COLUMN_OWNER);
const NUMBER: Column = Column::ignored(item::COLUMN_NAME);
const COLUMNS: [Column; 4] = [CODE, COUNT, DAY, NUMBER];

type Read = (u32, String, i64, Option<Date>);

fn read(book: &Workbook) -> Result<Vec<Read>, Vec<CellError>> {
    rows(book, &COLUMNS, Language::Chinese, |row| {
        let code = row.get(&CODE, text(10));
        let count = row.get(&COUNT, whole(0..=99));
        let day = row.get(&DAY, optional(date));
        Some((row.number(), code?, count?, day?))
    })
    .map(Rows::into_values)
}

fn good(cells: &str) -> Vec<Read> {
    match read(&workbook(&book(cells))) {
        Ok(rows) => rows,
        Err(errors) => panic!("{errors:?}"),
    }
}

/// Place and words of each error.
fn wrong(book: &Workbook) -> Vec<(String, String)> {
    let errors = read(book).expect_err("something is wrong");
    let place = |error: CellError| (format!("{}!{}{}", error.sheet, error.letter, error.line), error.message);
    errors.into_iter().map(place).collect()
}

fn wrong_in(cells: &str) -> Vec<(String, String)> {
    wrong(&workbook(&book(cells)))
}

/// Place of the only error, whose words have all of these in them.
fn only(cells: &str, words: &[&str]) -> String {
    let mut errors = wrong_in(cells);
    assert_eq!(errors.len(), 1, "{errors:?}");
    let (place, message) = errors.remove(0);
    assert!(words.iter().all(|word| message.contains(word)), "{message}");
    place
}

#[test]
fn titles_order_languages_and_spacing_do_not_matter() {
    let expected = [(5, "a".to_owned(), 1, None), (7, "b".to_owned(), 2, None)];
    for header in [
        ["事项编码", "发布批次"],
        ["Item code", "release batch"],
        ["*事项&#10;编码", " 发布 批次\u{feff}"],
    ] {
        let cells = row(1, &["目录（示例）"]) + &row(2, &["事项编码须填"]) + &row(4, &header);
        assert_eq!(
            good(&(cells + &row(5, &["a", "1"]) + &row(7, &["b", "2"]))),
            expected,
            "{header:?}"
        );
    }
    let turned = row(4, &["发布批次", "", "事项编码"]) + &row(5, &["1", "", "a"]) + &row(7, &["2", "", "b"]);
    assert_eq!(good(&turned), expected);
}

#[test]
fn columns_that_are_not_read_and_rows_without_content_are_passed_over() {
    let cells = row(1, &["事项名称", "事项编码", "发布批次", "责任单位", "导入检查结果"])
        + &row(2, &["1", "a", "1", "2018-9-25", "旧的错误"])
        + &row(3, &["2", "", "", "", "旧的错误"]);
    let day = "2018-09-25".parse().ok();
    assert_eq!(good(&cells), [(2, "a".to_owned(), 1, day)]);
}

#[test]
fn a_wrong_header_is_named() {
    let header = row(1, &["事项编码", "发布批次"]);
    assert_eq!(only(&row(1, &["甲", "乙"]), &["20", "事项编码、发布批次"]), "!1");
    assert_eq!(only(&row(2, &["事项编码", "责任单位"]), &["缺少", "发布批次"]), "表!2");
    assert_eq!(
        only(
            &(row(2, &["事项编码", "责任单位"]) + &row(3, &["", "发布批次"])),
            &["2", "3"]
        ),
        "表!2"
    );
    assert_eq!(only(&row(1, &["事项编码", "发布批次", "别的"]), &["别的"]), "表!C1");
    assert_eq!(
        only(&row(1, &["事项编码", "发布批次", "Item code"]), &["A 列"]),
        "表!C1"
    );
    assert_eq!(only(&header, &["没有内容"]), "表!1");
    let unnamed = header.clone() + &row(2, &["a", "1"]) + &row(4, &["b", "1", "", "x"]) + &row(5, &["c", "1", "", "y"]);
    assert_eq!(only(&unnamed, &["没有列名"]), "表!D4");
    let again = header + &row(2, &["a", "1"]) + &row(9, &["事项编码", "发布批次"]) + &row(10, &["b", "1"]);
    assert_eq!(only(&again, &["又出现"]), "表!9");
}

#[test]
fn two_sheets_with_tables_are_not_chosen_between() {
    let table = data(&(row(1, &["事项编码", "发布批次"]) + &row(2, &["a", "1"])));
    let empty = data(&row(1, &["事项编码", "发布批次"]));
    let note = data(&row(1, &["说明", "见事项编码"]));
    let two = zip(&parts(&[
        ("说明", "visible", &note),
        ("甲", "visible", &table),
        ("乙", "visible", &table),
    ]));
    let errors = wrong(&workbook(&two));
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].0, "乙!1");
    assert!(errors[0].1.contains("甲"), "{errors:?}");
    let one = zip(&parts(&[
        ("说明", "visible", &note),
        ("甲", "visible", &table),
        ("乙", "visible", &empty),
    ]));
    assert_eq!(read(&workbook(&one)).map(|rows| rows.len()), Ok(1));
}

#[test]
fn every_wrong_cell_is_named_and_no_row_is_taken() {
    let header = row(1, &["事项编码", "发布批次", "责任单位"]);
    let bad = |cell: &str| {
        header.clone() + &row(2, &["a", "1"]) + &format!(r#"<row r="3">{cell}<c r="B3"><v>1</v></c></row>"#)
    };
    let cell = |attributes: &str, inner: &str| bad(&format!(r#"<c r="A3" {attributes}>{inner}</c>"#));
    for (cells, words) in [
        (cell(r#"t="e""#, "<v>#N/A</v>"), ["#N/A", "错误值"]),
        (cell("", "<f>B1</f>"), ["公式", "没有算出"]),
        (cell("", "<v>330106199001011234</v>"), ["15 位", "文本"]),
        (cell(r#"s="1""#, "<v>43163</v>"), ["日期", "文本"]),
        (
            cell(r#"t="inlineStr""#, "<is><t>a\u{200b}b</t></is>"),
            ["U+200B", "第 2 个"],
        ),
        (cell(r#"t="inlineStr""#, "<is><t>a&#10;b</t></is>"), ["换行", ""]),
        (
            cell(r#"t="inlineStr""#, "<is><t>一二三四五六七八九十甲</t></is>"),
            ["10", "最多"],
        ),
        (bad(""), ["不能为空", ""]),
    ] {
        assert_eq!(only(&cells, &words), "表!A3");
    }
    let both = header + &row(2, &["", "x", "9/25/2018"]) + &row(3, &["ok", "100", "2018年9月25日"]);
    let places: Vec<String> = wrong_in(&both).into_iter().map(|(place, _)| place).collect();
    assert_eq!(places, ["表!A2", "表!B2", "表!C2", "表!B3"]);
}

#[test]
fn areas_merged_over_data_are_named_once_and_titles_may_be_merged() {
    let table =
        row(1, &["目录（示例）"]) + &row(2, &["事项编码", "发布批次"]) + &row(3, &["a", "1"]) + &row(4, &["", "2"]);
    let merged = |areas: &str| {
        let body = data(&table) + &format!("<mergeCells>{areas}</mergeCells>");
        workbook(&zip(&parts(&[("表", "visible", &body)])))
    };
    let errors = wrong(&merged(r#"<mergeCell ref="A1:B1"/><mergeCell ref="A3:A4"/>"#));
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].0, "表!A3");
    assert!(errors[0].1.contains("A3:A4"));
    // Beside the table nobody minds.
    let beside = wrong(&merged(r#"<mergeCell ref="A1:B1"/><mergeCell ref="F3:G4"/>"#));
    assert_eq!(beside.len(), 1, "{beside:?}");
    assert_eq!(beside[0].0, "表!A4", "the empty cell itself");
}

#[test]
fn a_list_of_errors_has_an_end() {
    let mut csv = "事项编码,发布批次\n".to_owned();
    csv.push_str(&",x\n".repeat(MOST_ERRORS));
    let errors = wrong(&workbook(csv.as_bytes()));
    assert_eq!(errors.len(), MOST_ERRORS + 1);
    assert!(errors.last().is_some_and(|(_, message)| message.contains("还有很多")));
}
