//! The migrations of both databases and the program's tables are one schema.

use std::collections::BTreeMap;

const DIESEL: &str = include_str!("../schema.rs");
const SQLITE: &str = concat!(
    include_str!("../../../../migrations/sqlite/2026-01-01-000001_foundation/up.sql"),
    include_str!("../../../../migrations/sqlite/2026-11-25-000020_windows/up.sql"),
);
const POSTGRES: &str = concat!(
    include_str!("../../../../migrations/postgres/2026-01-01-000001_foundation/up.sql"),
    include_str!("../../../../migrations/postgres/2026-11-25-000020_windows/up.sql"),
);

type Tables = BTreeMap<String, Vec<(String, String)>>;

fn tables(sql: &str) -> Tables {
    let mut tables = Tables::new();
    for statement in sql.split("CREATE TABLE ").skip(1) {
        let (name, rest) = statement.split_once(" (\n").unwrap();
        let body = rest.split("\n);").next().unwrap();
        let columns = body
            .lines()
            .map(str::trim)
            .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
        let columns = columns.map(|line| {
            let mut words = line.trim_end_matches(',').split_whitespace();
            let (name, kind) = (words.next().unwrap(), words.next().unwrap());
            let kind = match kind {
                "TEXT" => "Text",
                "INTEGER" | "INT" => "Integer",
                "BIGINT" => "BigInt",
                "BOOLEAN" => "Bool",
                "TIMESTAMP" => "Timestamp",
                other => panic!("{other}"),
            };
            let kind = if line.contains("NOT NULL") {
                kind.to_owned()
            } else {
                format!("Nullable<{kind}>")
            };
            (name.to_owned(), kind)
        });
        tables.insert(name.to_owned(), columns.collect());
    }
    tables
}

#[test]
fn both_databases_and_the_program_have_the_same_columns() {
    let sqlite = tables(SQLITE);
    assert_eq!(sqlite, tables(POSTGRES));
    let mut diesel = Tables::new();
    for table in DIESEL.split("diesel::table! {\n    ").skip(1) {
        let (name, rest) = table.split_once(" (").unwrap();
        let columns = rest
            .lines()
            .skip(1)
            .map_while(|line| line.trim().strip_suffix(',')?.split_once(" -> "));
        diesel.insert(
            name.to_owned(),
            columns.map(|(name, kind)| (name.to_owned(), kind.to_owned())).collect(),
        );
    }
    assert_eq!(diesel, sqlite);
}
