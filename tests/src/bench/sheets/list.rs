//! A list as long and as wide as the longest that the product knows.

use std::collections::HashSet;

use serde_json::{Value, json};
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::locale::{Language, Text, item, page};
use yinzheng_sheets::parse::{choice, date, optional, text, whole};
use yinzheng_sheets::{Column, Heading, Out, Table, Workbook, rows};

/// What a column holds.
#[derive(Clone, Copy)]
enum Kind {
    Text(usize),
    Whole(i64),
    Date,
    Choice(&'static [(u8, Text)]),
}

const CONNECTIONS: &[(u8, Text)] = &[
    (0, item::CONNECTION_NONE),
    (1, item::CONNECTION_JOINT_DEBUGGED),
    (2, item::CONNECTION_FULL_PROCESS),
];
const RESTRICTED: &[(u8, Text)] = &[
    (0, item::RESTRICTED_NO),
    (1, item::RESTRICTED_SECRET),
    (2, item::RESTRICTED_SENSITIVE),
];

/// Thirteen columns; their names are any that there are.
const KINDS: [(Text, Kind); 13] = [
    (item::COLUMN_CODE, Kind::Text(64)),
    (item::COLUMN_NAME, Kind::Text(200)),
    (item::COLUMN_OWNER, Kind::Text(100)),
    (item::COLUMN_SERVING, Kind::Text(100)),
    (item::COLUMN_BATCH, Kind::Whole(4)),
    (item::COLUMN_CONNECTION, Kind::Choice(CONNECTIONS)),
    (item::COLUMN_RESTRICTED, Kind::Choice(RESTRICTED)),
    (page::COLUMN_RECORD, Kind::Text(100)),
    (page::COLUMN_SIZE, Kind::Whole(1_000_000)),
    (page::COLUMN_UPDATED, Kind::Date),
    (page::COLUMN_PUBLISHED, Kind::Date),
    (page::COLUMN_STATE, Kind::Choice(CONNECTIONS)),
    (page::COLUMN_FILE, Kind::Text(200)),
];

/// The columns as an importer declares them.
pub(super) const COLUMNS: [Column; 13] = {
    let mut columns = [Column::required(item::COLUMN_CODE); 13];
    let mut place = 0;
    while place < columns.len() {
        columns[place] = Column::required(KINDS[place].0);
        place += 1;
    }
    columns
};

/// The list, to be written.
pub(super) fn table(count: usize) -> Table {
    let headings = KINDS.map(|(name, kind)| Heading {
        name: name.get(Language::Chinese).to_owned(),
        width: 20.0,
        words: match kind {
            Kind::Choice(options) => words(options).map(ToOwned::to_owned).collect(),
            _ => Vec::new(),
        },
    });
    Table {
        sheet: "事项".to_owned(),
        title: "清单（示例）".to_owned(),
        note: None,
        columns: headings.into(),
        rows: (0..count).map(|number| row(number).to_vec()).collect(),
    }
}

fn row(number: usize) -> [Out; 13] {
    let word = |options: &[(u8, Text)]| Out::Text(words(options).nth(number % 3).unwrap_or_default().to_owned());
    let mut place = 0;
    KINDS.map(|(_, kind)| {
        place += 1;
        match kind {
            Kind::Text(_) if place == 1 => Out::Text(format!("许可-{number:05}-000")),
            Kind::Text(_) => Out::Text(format!("示例内容之{}", number % 997 + place)),
            Kind::Whole(most) => Out::Number(((number as i64) % (most + 1)) as f64),
            Kind::Date => Out::Date("2018-09-03".parse().map_or_else(
                |_| unreachable!(),
                |day: yinzheng_shared::date::Date| day.plus_days((number % 90) as i64),
            )),
            Kind::Choice(options) => word(options),
        }
    })
}

fn words(options: &[(u8, Text)]) -> impl Iterator<Item = &'static str> {
    options.iter().map(|(_, word)| word.get(Language::Chinese))
}

/// How many rows there are, every cell checked.
pub(super) fn check(book: &Workbook) -> Result<usize, Vec<CellError>> {
    let mut codes = HashSet::new();
    let rows = rows(book, &COLUMNS, Language::Chinese, |row| {
        for (column, (_, kind)) in COLUMNS.iter().zip(KINDS).skip(1) {
            match kind {
                Kind::Text(most) => row.get(column, text(most)).map(drop),
                Kind::Whole(most) => row.get(column, whole(0..=most)).map(drop),
                Kind::Date => row.get(column, date).map(drop),
                Kind::Choice(options) => row.get(column, optional(choice(options))).map(drop),
            };
        }
        let code = row.get(&COLUMNS[0], text(64))?;
        if !codes.insert(code) {
            row.complain(&COLUMNS[0], "twice".to_owned());
        }
        Some(())
    })?;
    Ok(rows.values().len())
}

/// The columns as the script is told of them.
pub(super) fn rules() -> Value {
    let rule = |(name, kind): &(Text, Kind)| {
        let name = name.get(Language::Chinese);
        match kind {
            Kind::Text(most) => json!({ "name": name, "kind": "text", "most": most }),
            Kind::Whole(most) => json!({ "name": name, "kind": "whole", "most": most }),
            Kind::Date => json!({ "name": name, "kind": "date" }),
            Kind::Choice(options) => {
                json!({ "name": name, "kind": "choice", "words": words(options).collect::<Vec<_>>() })
            }
        }
    };
    KINDS.iter().map(rule).collect()
}
