//! The files, each broken in its own way.

use crate::api::spreadsheets::HEADER;
use crate::office::{Kind, convert};
use crate::sheets::{self, Part};
use anyhow::{Context as _, Result};
use encoding_rs::GB18030;

const UNIT: &str = "杭州市民政局（示例）";
/// The name of the sheet.
const SHEET: &str = "八月";

/// What it is, its bytes, where the first thing is wrong (sheet, row, letters of the column), and words of what
/// is said of it in Chinese and in English.
pub(super) struct Broken {
    pub what: &'static str,
    pub bytes: Vec<u8>,
    pub at: (&'static str, u64, &'static str),
    pub said: [&'static str; 2],
}

fn broken(
    what: &'static str,
    bytes: impl Into<Vec<u8>>,
    at: (&'static str, u64, &'static str),
    said: [&'static str; 2],
) -> Broken {
    let bytes = bytes.into();
    Broken { what, bytes, at, said }
}

/// A row that nothing is wrong with.
fn sound(code: &str) -> [String; 7] {
    [code, "示例事项", UNIT, UNIT, "2", "已联调", "否"].map(ToOwned::to_owned)
}

/// The header and this row with one cell changed, in XML.
fn cells(change: impl Fn(&mut [String; 7])) -> String {
    let mut second = sound("许可-98302-000");
    change(&mut second);
    let rows = [HEADER.map(ToOwned::to_owned), sound("许可-98301-000"), second];
    (1..).zip(&rows).map(|(number, row)| sheets::row(number, row)).collect()
}

fn book(cells: &str) -> Result<Vec<u8>> {
    sheets::workbook(&[(SHEET, "visible", &sheets::data(cells))], &[])
}

/// The sound rows with a cell of the last one in other XML.
fn replaced(letter: &str, cell: &str) -> Result<String> {
    let cells = cells(|_| {});
    let begin = cells.find(&format!(r#"<c r="{letter}3""#)).context("the cell")?;
    let end = begin + cells[begin..].find("</c>").context("its end")? + "</c>".len();
    Ok(format!("{}{cell}{}", &cells[..begin], &cells[end..]))
}

/// The sound table with a cell of its last row in other XML.
fn with_cell(letter: &str, cell: &str) -> Result<Vec<u8>> {
    book(&replaced(letter, cell)?)
}

fn text_of(rows: &[[String; 7]]) -> String {
    let line = |row: &[String; 7]| row.join(",") + "\n";
    HEADER.join(",") + "\n" + &rows.iter().map(line).collect::<String>()
}

/// Files that are no table at all.
fn other_files() -> Result<Vec<Broken>> {
    let good = book(&cells(|_| {}))?;
    let ole = |stream: &str| {
        let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
        let head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".iter().copied();
        head.chain([0; 504]).chain(name).chain([0; 512]).collect::<Vec<u8>>()
    };
    let whole = ("", 1, "");
    let xls = ["另存为", "old kind"];
    Ok(vec![
        broken("nothing", b"", whole, ["没有内容", "no content"]),
        broken(
            "a PDF called a table",
            b"%PDF-1.7\n",
            whole,
            ["不是电子表格", "no spreadsheet"],
        ),
        broken("an old workbook called new", ole("Workbook"), whole, xls),
        broken("a web page called a workbook", b"<html><table>", whole, xls),
        broken(
            "a workbook behind a password",
            ole("EncryptedPackage"),
            whole,
            ["打开密码", "password"],
        ),
        broken(
            "a workbook cut off",
            &good[..good.len() / 2],
            whole,
            ["损坏", "damaged"],
        ),
        broken(
            "an OpenDocument table",
            convert(text_of(&[sound("许可-98301-000")]).as_bytes(), Kind::Csv, Kind::Ods)?,
            whole,
            [".ods", ".ods"],
        ),
        broken(
            "a workbook without the texts of its cells",
            with_cell("B", r#"<c r="B3" t="s"><v>7</v></c>"#)?,
            whole,
            ["损坏", "damaged"],
        ),
        broken(
            "a workbook whose sheets are hidden",
            sheets::workbook(&[(SHEET, "hidden", &sheets::data(&cells(|_| {})))], &[])?,
            whole,
            ["没有可见", "no visible sheet"],
        ),
        broken(
            "a ZIP bomb",
            sheets::bomb()?,
            whole,
            ["展开后超过 100 MB", "more than 100 MB"],
        ),
        broken(
            "entities that multiply",
            sheets::workbook(
                &[(SHEET, "visible", &sheets::data(&cells(|_| {})))],
                &[Part("xl/sharedStrings.xml", "<!DOCTYPE a [<!ENTITY b \"ha\">]><sst/>")],
            )?,
            whole,
            ["文档类型", "document type"],
        ),
    ])
}

/// Text in encodings and quoting that nobody can read.
fn texts() -> Vec<Broken> {
    let two = text_of(&[sound("许可-98301-000"), sound("许可-98302-000")]);
    let lines: Vec<&str> = two.lines().collect();
    let in_gb = |line: &str| GB18030.encode(line).0.into_owned();
    let mixed = [
        lines[0].as_bytes(),
        b"\n",
        lines[1].as_bytes(),
        b"\n",
        &in_gb(lines[2]),
        b"\n",
    ]
    .concat();
    let wide: Vec<u8> = two.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let open = two.replacen("示例事项", "\"示例事项", 1);
    vec![
        broken(
            "text with a NUL",
            two.replacen("示例", "示\0例", 1),
            ("", 1, ""),
            ["编码无法识别", "encoding"],
        ),
        broken(
            "UTF-16 without its mark",
            wide,
            ("", 1, ""),
            ["编码无法识别", "encoding"],
        ),
        broken(
            "two encodings put together",
            mixed,
            ("", 3, ""),
            ["第 3 行的文字编码", "Row 3 is in another encoding"],
        ),
        broken(
            "a quotation mark that stays open",
            open,
            ("", 2, ""),
            ["第 2 行有一个引号", "Row 2 has a quotation mark"],
        ),
        broken(
            "GB 18030 with a wrong batch",
            in_gb(&two.replacen(",2,", ",9,", 1)),
            ("", 2, "E"),
            ["批次号", "batch number"],
        ),
        broken(
            "blanks behind the words of a choice",
            two.replacen("已联调", "已联调 完成 ", 1),
            ("", 2, "F"),
            ["须是其中之一", "one of"],
        ),
        broken(
            "a row that is twice there",
            text_of(&[sound("许可-98301-000"), sound("许可-98301-000")]),
            ("", 3, "A"),
            ["与第 2 行重复", "same as row 2"],
        ),
        broken(
            "semicolons inside of commas",
            two.replacen("示例事项,", "示例事项;", 1),
            ("", 2, "D"),
            ["单位", "organisation"],
        ),
    ]
}

/// Headers and sheets that are not the agreed ones.
fn headers() -> Result<Vec<Broken>> {
    let sound_row = sheets::row(2, &sound("许可-98301-000"));
    let header = |names: &[&str]| sheets::row(1, names);
    let twice = [&HEADER[..], &["Item code"]].concat();
    let more = [&HEADER[..], &["备注"]].concat();
    let table = sheets::data(&cells(|_| {}));
    let note = sheets::data(&header(&["说明", "无"]));
    let again = cells(|_| {}) + &sheets::row(9, &HEADER) + &sheets::row(10, &sound("许可-98303-000"));
    Ok(vec![
        broken(
            "columns missing",
            book(&(header(&HEADER[..5]) + &sound_row))?,
            (SHEET, 1, ""),
            ["缺少", "lacks"],
        ),
        broken(
            "a column that nobody knows",
            book(&(header(&more) + &sound_row))?,
            (SHEET, 1, "H"),
            ["备注", "Unknown"],
        ),
        broken(
            "a column that is there twice",
            book(&(header(&twice) + &sound_row))?,
            (SHEET, 1, "H"),
            ["A 列", "column A"],
        ),
        broken(
            "a header and nothing below",
            book(&header(&HEADER))?,
            (SHEET, 1, ""),
            ["没有内容", "nothing below"],
        ),
        broken(
            "the wrong sheet",
            sheets::workbook(&[("说明", "visible", &note)], &[])?,
            ("", 1, ""),
            ["没有找到表头", "No header"],
        ),
        broken(
            "two sheets that could be meant",
            sheets::workbook(&[(SHEET, "visible", &table), ("九月", "visible", &table)], &[])?,
            ("九月", 1, ""),
            [SHEET, SHEET],
        ),
        broken(
            "a header that stands there again",
            book(&again)?,
            (SHEET, 9, ""),
            ["又出现", "once more"],
        ),
        broken(
            "a header over two rows",
            book(
                &(header(&HEADER[..4]) + &sheets::row(2, &["", "", "", "", "发布批次", "接入方式", "是否涉密或敏感"])),
            )?,
            (SHEET, 1, ""),
            ["第 1 行和第 2 行", "rows 1 and 2"],
        ),
    ])
}

/// Single cells.
fn single_cells() -> Result<Vec<Broken>> {
    let at = |letter: &'static str| (SHEET, 3, letter);
    let wrong = |place: usize, value: &str| book(&cells(|row| row[place] = value.to_owned()));
    let merged = sheets::data(&cells(|_| {})) + r#"<mergeCells><mergeCell ref="C2:C3"/></mergeCells>"#;
    let names = sheets::names(&[(SHEET, "visible")]).replace("<sheets>", r#"<workbookPr date1904="1"/><sheets>"#);
    let old_days = Part("xl/workbook.xml", &names);
    let dated = sheets::data(&replaced("E", r#"<c r="E3" s="1"><v>41906</v></c>"#)?);
    let far = cells(|_| {}) + r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    Ok(vec![
        broken(
            "one cell at the end of the sheet",
            book(&far)?,
            (SHEET, 1_048_576, "XFD"),
            ["XFD1048576", "XFD1048576"],
        ),
        broken(
            "cells merged over two rows",
            sheets::workbook(&[(SHEET, "visible", &merged)], &[])?,
            (SHEET, 2, "C"),
            ["C2:C3", "C2:C3"],
        ),
        broken(
            "a code that became a date",
            with_cell("A", r#"<c r="A3" s="1"><v>43163</v></c>"#)?,
            at("A"),
            ["当成了日期", "took this for a date"],
        ),
        broken(
            "a date as text where a number is wanted",
            wrong(4, "2018年9月")?,
            at("E"),
            ["批次号", "batch number"],
        ),
        broken(
            "days counted from 1904 where a number is wanted",
            sheets::workbook(&[(SHEET, "visible", &dated)], &[old_days])?,
            at("E"),
            ["批次号", "batch number"],
        ),
        broken(
            "a formula without result",
            with_cell("B", r#"<c r="B3"><f>A1</f></c>"#)?,
            at("B"),
            ["没有算出", "no result yet"],
        ),
        broken(
            "a formula gone wrong",
            with_cell("B", r#"<c r="B3" t="e"><v>#REF!</v></c>"#)?,
            at("B"),
            ["#REF!", "#REF!"],
        ),
        broken(
            "a code of digits that lost its end",
            with_cell("A", r#"<c r="A3"><v>330106199001011234</v></c>"#)?,
            at("A"),
            ["15 位", "15 digits"],
        ),
        broken(
            "a letter that cannot be seen",
            wrong(1, "示例\u{200b}事项")?,
            at("B"),
            ["U+200B", "U+200B"],
        ),
        broken(
            "a cell left empty",
            wrong(2, "")?,
            at("C"),
            ["不能为空", "Must not be empty"],
        ),
        broken(
            "a unit that is not there",
            wrong(3, "没有的局")?,
            at("D"),
            ["单位", "organisation"],
        ),
    ])
}

/// All of them.
pub(super) fn all() -> Result<Vec<Broken>> {
    let files = [other_files()?, texts(), headers()?, single_cells()?];
    Ok(files.into_iter().flatten().collect())
}

/// What they would be if nothing were wrong with them.
pub(super) fn sound_one() -> Result<Vec<u8>> {
    book(&cells(|_| {}))
}
