//! Rows of the catalogue from a workbook.

use super::{
    BATCH, CODE, COLUMNS, CONNECTION, CONNECTIONS, ItemRow, NAME, OWNER, PRIVACIES, Privacy, RESTRICTED, SERVING,
};
use std::collections::HashMap;
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::locale::{Language, item};
use yinzheng_shared::programme::Programme;
use yinzheng_sheets::parse::{choice, optional, text, whole};
use yinzheng_sheets::{Cell, Once, Reading, Rows, Workbook, rows};

/// What a row is judged by.
pub struct Knowledge {
    /// Organisations by full name.
    pub organisations: HashMap<String, OrganisationId>,
    /// The programme: its batches and code formats.
    pub programme: Programme,
    /// Language of complaints.
    pub language: Language,
}

/// Reads the catalogue under a Chinese or English header.
///
/// # Errors
/// Every wrong cell.
pub fn read(book: &Workbook, known: &Knowledge) -> Result<Vec<ItemRow>, Vec<CellError>> {
    let mut codes = Once::default();
    rows(book, &COLUMNS, known.language, |reading| {
        let row = row(reading, known);
        if let Some(row) = &row {
            codes.is_first(reading, &CODE, row.code.clone());
        }
        row
    })
    .map(Rows::into_values)
}

fn row(reading: &mut Reading<'_>, known: &Knowledge) -> Option<ItemRow> {
    let organisation = organisation(&known.organisations);
    let batch = |cell: Cell<'_>, language| batch(cell, language, &known.programme);
    // Every column is read before any is missed, so that every wrong cell is named.
    let code = reading.get(&CODE, text(64));
    let name = reading.get(&NAME, text(200));
    let owner = reading.get(&OWNER, &organisation);
    let serving = reading.get(&SERVING, &organisation);
    let batch = reading.get(&BATCH, optional(batch));
    let connection = reading.get(&CONNECTION, optional(choice(&CONNECTIONS)));
    let privacy = reading.get(&RESTRICTED, optional(choice(&PRIVACIES)));
    let code = code?;
    Some(ItemRow {
        base_code: known.programme.base_code(&code),
        code,
        name: name?,
        owner: owner?,
        serving: serving?,
        batch: batch?,
        connection: connection?,
        privacy: privacy?.unwrap_or(Privacy::Open),
    })
}

/// An organisation by its full name.
pub(crate) fn organisation(
    known: &HashMap<String, OrganisationId>,
) -> impl Fn(Cell<'_>, Language) -> Result<OrganisationId, String> {
    |cell, language| {
        // However long: the known names are what counts.
        let found = known.get(&text(usize::MAX)(cell, language)?).copied();
        found.ok_or_else(|| item::IMPORT_UNKNOWN_ORGANISATION.get(language).to_owned())
    }
}

fn batch(cell: Cell<'_>, language: Language, programme: &Programme) -> Result<u8, String> {
    let number = whole(0..=255)(cell, language).ok();
    let mut batches = programme.batches.iter().map(|batch| batch.number);
    let known = number.and_then(|number| batches.find(|batch| i64::from(*batch) == number));
    known.ok_or_else(|| item::IMPORT_WRONG_BATCH.with(language, &[("count", &programme.batches.len().to_string())]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;
    use yinzheng_shared::facts::Connection;
    use yinzheng_sheets::{Number, Row, Sheet, Value};

    const HEADER: [&str; 7] = [
        "事项编码",
        "事项名称",
        "责任单位",
        "系统承建单位",
        "发布批次",
        "接入方式",
        "是否涉密或敏感",
    ];

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

    fn book(rows: &[&[&str]]) -> Workbook {
        let row = |(number, cells): (u32, &&[&str])| Row {
            number,
            cells: (0..)
                .zip(cells.iter())
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(place, cell)| (place, Value::Text((*cell).to_owned())))
                .collect(),
        };
        Workbook {
            sheets: vec![Sheet {
                rows: (1..).zip(rows).map(row).collect(),
                ..Sheet::default()
            }],
        }
    }

    #[test]
    fn either_language_and_any_order_read_alike() {
        let chinese = book(&[
            &HEADER,
            &[
                "许可-00001-000",
                "设立登记",
                "甲局（示例）",
                "乙局（示例）",
                "1",
                "已联调",
                "否",
            ],
            &[],
        ]);
        let rows = read(&chinese, &known()).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (rows[0].batch, rows[0].connection, rows[0].privacy),
            (Some(1), Some(Connection::JointDebugged), Privacy::Open)
        );
        let mut english = book(&[
            &[
                "serving unit",
                "Item code",
                "owner",
                "item name",
                "connection",
                "release batch",
                "secret or sensitive",
            ],
            &[
                "乙局（示例）",
                "许可-00001-000",
                "甲局（示例）",
                "设立登记",
                "joint_debugged",
                "",
                "no",
            ],
        ]);
        let batch = (5, Value::Number(Number::new(1.0)));
        english.sheets[0].rows[1].cells.insert(5, batch);
        assert_eq!(read(&english, &known()).unwrap(), rows);
    }

    #[test]
    fn every_wrong_cell_is_named() {
        let good = ["b", "名", "甲局（示例）", "甲局（示例）"];
        let wrong = book(&[
            &HEADER,
            &["a", "", "丙局", "甲局（示例）", "9", "通", "秘"],
            &good,
            &good,
            &["c", "名"],
        ]);
        let places: Vec<(u64, String, String)> = read(&wrong, &known())
            .unwrap_err()
            .into_iter()
            .map(|error| (error.line, error.letter, error.column))
            .collect();
        let expected = [
            (2, "B", "事项名称"),
            (2, "C", "责任单位"),
            (2, "E", "发布批次"),
            (2, "F", "接入方式"),
            (2, "G", "是否涉密或敏感"),
            (4, "A", "事项编码"),
            (5, "C", "责任单位"),
            (5, "D", "系统承建单位"),
        ];
        assert_eq!(
            places,
            expected.map(|(line, letter, column)| (line, letter.to_owned(), column.to_owned()))
        );
    }
}
