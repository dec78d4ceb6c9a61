//! The migrations of both databases and the program's tables are one schema.

use std::collections::BTreeMap;

const DIESEL: &str = include_str!("../schema.rs");

/// All migrations of a database in the order in which they run.
fn migrations(database: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../migrations")
        .join(database);
    let mut folders: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let sql = folders
        .iter()
        .map(|folder| std::fs::read_to_string(folder.join("up.sql")).unwrap());
    sql.collect::<Vec<_>>().join("\n")
}

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
        tables.insert(name.to_owned(), columns.map(column).collect());
    }
    for statement in sql.split("ALTER TABLE ").skip(1) {
        let (line, _) = statement.split_once(';').unwrap();
        let (name, added) = line.split_once(" ADD COLUMN ").unwrap();
        tables.get_mut(name).unwrap().push(column(added));
    }
    tables
}

fn column(line: &str) -> (String, String) {
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
}

#[test]
fn both_databases_and_the_program_have_the_same_columns() {
    let sqlite = tables(&migrations("sqlite"));
    assert_eq!(sqlite, tables(&migrations("postgres")));
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
