//! The catalogue of items from a CSV file: all rows or none, every wrong cell named.

mod cell;
mod header;

use self::cell::Complaint;
use self::header::{Column, Columns};
use std::collections::HashMap;
use yinzheng_shared::api::item::RowError;
use yinzheng_shared::facts::Connection;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::locale::{Language, item as text};
use yinzheng_shared::programme::Programme;

/// A row that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// 事项编码.
    pub code: String,
    /// 事项名称.
    pub name: String,
    /// The part of the code by which districts share a municipal form.
    pub base_code: String,
    /// Owner.
    pub owner: OrganisationId,
    /// The unit whose system serves it.
    pub serving: OrganisationId,
    /// Release batch.
    pub batch: Option<u8>,
    /// How it is connected.
    pub connection: Connection,
    /// Secret or sensitive.
    pub privacy: Privacy,
}

/// Who may know of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// Everybody.
    Open,
    /// Its owner and the bureau.
    Restricted,
}

/// What a row is judged by.
pub struct Knowledge {
    /// Organisations by full name.
    pub organisations: HashMap<String, OrganisationId>,
    /// The programme: its batches and code formats.
    pub programme: Programme,
    /// Language of complaints.
    pub language: Language,
}

/// Reads a file in UTF-8 or GB18030 with a Chinese or English header.
///
/// # Errors
/// Every wrong cell.
pub fn read(bytes: &[u8], known: &Knowledge) -> Result<Vec<ItemRow>, Vec<RowError>> {
    let language = known.language;
    let whole = |message: String| {
        vec![RowError {
            line: 1,
            column: String::new(),
            message,
        }]
    };
    let csv = decode(bytes).ok_or_else(|| whole(text::IMPORT_NOT_TEXT.get(language).to_owned()))?;
    // The reader counts a line feed after a carriage return to the line that follows.
    let csv = csv.replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(csv.as_bytes());
    let mut records = reader.records();
    let columns = match records.next() {
        Some(Ok(first)) => Columns::read(&first, language)?,
        _ => {
            return Err(whole(
                text::IMPORT_NO_HEADER.with(language, &[("column", Column::Code.label(language))]),
            ));
        }
    };
    let (mut rows, mut errors) = (Vec::new(), Vec::new());
    let mut lines: HashMap<String, u64> = HashMap::new();
    for record in records {
        let broken = |line| RowError {
            line,
            column: String::new(),
            message: text::IMPORT_BROKEN_ROW.get(language).to_owned(),
        };
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                errors.push(broken(error.position().map_or(0, csv::Position::line)));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(str::is_empty) {
            continue;
        }
        if record.len() != columns.count() {
            errors.push(broken(line));
            continue;
        }
        match cell::row(&columns, &record, known) {
            Ok(row) => match lines.insert(row.code.clone(), line) {
                None => rows.push(row),
                Some(first) => {
                    lines.insert(row.code, first);
                    let message = text::IMPORT_REPEATED_CODE.with(language, &[("line", &first.to_string())]);
                    errors.push(RowError {
                        line,
                        column: Column::Code.label(language).to_owned(),
                        message,
                    });
                }
            },
            Err(complaints) => errors.extend(complaints.into_iter().map(|Complaint { column, message }| RowError {
                line,
                column: column.label(language).to_owned(),
                message,
            })),
        }
    }
    if errors.is_empty() { Ok(rows) } else { Err(errors) }
}

/// The text of a file in UTF-8, with or without a mark, or in GB18030.
pub(crate) fn decode(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    encoding_rs::GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const HEADER: &str = "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\r\n";

    fn known() -> Knowledge {
        let programme = toml::from_str(yinzheng_shared::programme::HANGZHOU_2018).unwrap();
        let organisations = [("甲局（示例）", 1), ("乙局（示例）", 2)]
            .map(|(name, id)| (name.to_owned(), OrganisationId(Uuid::from_u128(id))));
        Knowledge {
            organisations: organisations.into(),
            programme,
            language: Language::Chinese,
        }
    }

    fn places(csv: &str) -> Vec<(u64, String)> {
        read(csv.as_bytes(), &known())
            .unwrap_err()
            .into_iter()
            .map(|error| (error.line, error.column))
            .collect()
    }

    #[test]
    fn a_file_in_either_encoding_and_language_reads_alike() {
        let chinese = format!("{HEADER}许可-00001-000,设立登记,甲局（示例）,乙局（示例）,1,已联调,否\r\n,,,,,,\r\n");
        let rows = read(chinese.as_bytes(), &known()).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (rows[0].batch, rows[0].connection, rows[0].privacy),
            (Some(1), Connection::JointDebugged, Privacy::Open)
        );
        let (gb, _, lossy) = encoding_rs::GB18030.encode(&chinese);
        assert!(!lossy);
        assert_eq!(read(&gb, &known()).unwrap(), rows);
        let english = "\u{feff}serving unit,Item code,owner,item name,connection,release batch,secret or sensitive\n\
            乙局（示例）,许可-00001-000,甲局（示例）,设立登记,joint_debugged,1,no\n";
        assert_eq!(read(english.as_bytes(), &known()).unwrap(), rows);
    }

    #[test]
    fn every_wrong_cell_is_named() {
        let csv = format!(
            "{HEADER}a,,丙局,甲局（示例）,9,通,秘\nb,名,甲局（示例）,甲局（示例）,,,\nb,名,甲局（示例）,甲局（示例）,,,\nc,名\n"
        );
        let wrong = [
            (2, "事项名称"),
            (2, "责任单位"),
            (2, "发布批次"),
            (2, "接入方式"),
            (2, "是否涉密或敏感"),
            (4, "事项编码"),
            (5, ""),
        ];
        assert_eq!(places(&csv), wrong.map(|(line, column)| (line, column.to_owned())));
    }

    #[test]
    fn a_header_must_be_whole() {
        assert_eq!(places("事项编码,事项名称\n"), [(1, String::new())]);
        assert_eq!(places(""), [(1, String::new())]);
        assert_eq!(places(&HEADER.replace("发布批次", "事项编码")).len(), 2);
        assert!(read(b"\xff\xff\xff", &known()).is_err());
    }
}
