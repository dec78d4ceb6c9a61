//! Every table as lines of JSON, the same from both databases, and back.

use super::dialect;
use super::{Conn, Tx};
use crate::error::Result;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

/// How a column is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Whole number of 32 bits.
    Integer,
    /// Whole number of 64 bits.
    Big,
    /// 0 or 1.
    Bool,
    /// `2018-09-25 06:03:00.042`, UTC.
    Moment,
}

/// A table that a backup holds.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The order of its rows, such that a row comes after those that it refers to.
    pub order: &'static str,
    /// Its columns, a space between them; `:i`, `:l`, `:b`, `:t` mark what is no text.
    columns: &'static str,
}

/// Tables in an order in which each refers to earlier ones only. Sessions and counters of failed
/// sign-ins are left out: after a restore everybody signs in again. So are robots, whose secrets no backup
/// holds, and what was to be sent beside the page: a copy of an installation must not send. Of what robots
/// were told is held, as is of people: neither hears it again. What is derived is built anew
/// ([`item_standings`](super::item_standings), [`form_counts`](super::form_counts), `schedule_days`), or counted by the
/// database as rows come (`item_counts`, `item_names`, `item_codes`, `records.names_restricted`).
pub const TABLES: [Table; 32] = [
    Table {
        name: "settings",
        order: "name",
        columns: "name value",
    },
    Table {
        name: "organisations",
        order: "length(path), path",
        columns: "id name level parent_id line_id path",
    },
    Table {
        name: "users",
        order: "id",
        columns: "id login name role organisation_id password_hash active:b created_at:t email",
    },
    Table {
        name: "api_keys",
        order: "id",
        columns: "id label organisation_id secret_hash created_by created_at:t used_at:t revoked_at:t",
    },
    Table {
        name: "items",
        order: "code",
        columns: "code name owner_id serving_id base_code batch:i connection restricted:b optimised_on optimised_by \
            published_on published_by scope proposed_batch:i system_level system_name coverage annual_cases:l \
            at_window:b special_domain private_network:b planned_batch:i",
    },
    Table {
        name: "batch_plans",
        order: "number",
        columns: "number:i optimised_by registered_by debugged_by confirmed_by published_by version:l",
    },
    Table {
        name: "interfaces",
        order: "id",
        columns: "id unit_id system_name system_level name progress number registered_on version:l created_digest",
    },
    Table {
        name: "interface_items",
        order: "interface_id, item_code",
        columns: "interface_id item_code",
    },
    Table {
        name: "optimization_sessions",
        order: "id",
        columns: "id title held_on hours place participants version:l created_digest called_off_on called_off_because",
    },
    Table {
        name: "optimization_session_items",
        order: "session_id, item_code",
        columns: "session_id item_code",
    },
    Table {
        name: "optimization_session_guests",
        order: "session_id, organisation_id",
        columns: "session_id organisation_id",
    },
    Table {
        name: "objects",
        order: "sha256",
        columns: "sha256 bytes:l media_type created_at:t",
    },
    Table {
        name: "records",
        order: "created_at, id",
        columns: "id reference form state revision:i owner_id issuer_id title content reasons version:l created_digest \
            created_by created_at:t updated_at:t due_on due_provisional:b received_on late:b returned_because replaces_id \
            matched_at:t archived_at:t archived_on archived_by package_sha256 restricted:b",
    },
    Table {
        name: "item_steps",
        order: "id",
        columns: "id item_code step on_day at:t record_id batch:i",
    },
    Table {
        name: "item_transfers",
        order: "record_id, item_code",
        columns: "record_id item_code from_id to_id remark asked_on state reason answered_by answered_on",
    },
    Table {
        name: "record_items",
        order: "record_id, item_code",
        columns: "record_id item_code",
    },
    Table {
        name: "form_links",
        order: "id",
        columns: "id record_id item_code unit_id state proposed_on answered_on reason version:l",
    },
    Table {
        name: "returned_rows",
        order: "record_id, version, item_code",
        columns: "record_id version:l revision:i item_code fault answered:b",
    },
    Table {
        name: "revisions",
        order: "record_id, revision",
        columns: "record_id revision:i canonical sha256 sm3 rule_set facts reasons submitted_by submitted_at:t \
            submitted_on print_sha256 print_pages:i print_boxes template_digest fonts_digest printed_by printed_at:t \
            voided_at:t",
    },
    Table {
        name: "print_pages",
        order: "record_id, revision, page",
        columns: "record_id revision:i page:i picture",
    },
    Table {
        name: "scans",
        order: "id",
        columns: "id organisation_id sha256 file_name bytes:l uploaded_by_user uploaded_by_key uploader_name \
            uploaded_at:t uploaded_on state set_aside media claimed_until:t attempts:i",
    },
    Table {
        name: "scan_pages",
        order: "scan_id, number",
        columns: "scan_id number:i outcome record_id revision:i page:i pages:i holds:b picture thumbnail assigned_code \
            assigned_by",
    },
    Table {
        name: "service_centres",
        order: "id",
        columns: "id name folded level area_id registered_on closed_on",
    },
    Table {
        name: "window_accounts",
        order: "id",
        columns: "id name mobile organisation_id centre_id registered_on authorised_on handed_over_on reason \
            active:b ended_on version:l created_digest",
    },
    Table {
        name: "window_postings",
        order: "account_id, number",
        columns: "account_id number:i centre_id since_on until_on",
    },
    Table {
        name: "window_trainings",
        order: "account_id, kind, code",
        columns: "account_id kind code done_on kept_by",
    },
    Table {
        name: "window_groups",
        order: "id",
        columns: "id area_id confirmed_on films:b manual:b maintainers:b confirmed_by confirmed_at:t",
    },
    Table {
        name: "window_cases",
        order: "item_code, month, centre_id",
        columns: "item_code month centre_id cases:l reported_by reported_at:t",
    },
    Table {
        name: "outside_cases",
        order: "id",
        columns: "id item_code happened_on place note organisation_id reported_by reported_on reported_at:t",
    },
    Table {
        name: "notices",
        order: "id",
        columns: "id user_id organisation_id kind days:i record_id due_on reason business_date created_at:t read_at:t \
            occasion",
    },
    Table {
        name: "robots_told",
        order: "occasion, audience",
        columns: "occasion audience told_at:t",
    },
    Table {
        name: "audit",
        order: "id",
        columns: "id at:t business_date actor_user actor_key actor_name organisation_id organisation_name record_id \
            scan_id item_code subject_id action revision:i digest reason request_id",
    },
];

impl Table {
    /// Columns with their kinds.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, Kind)> {
        self.columns
            .split_whitespace()
            .map(|column| match column.split_once(':') {
                Some((name, "i")) => (name, Kind::Integer),
                Some((name, "l")) => (name, Kind::Big),
                Some((name, "b")) => (name, Kind::Bool),
                Some((name, _)) => (name, Kind::Moment),
                None => (column, Kind::Text),
            })
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Rows read at once.
const PIECE: usize = 2_000;

/// Gives every row of a table, as JSON, to `take`; how many there were. For the operator's commands.
///
/// # Errors
/// Of the database, and those of `take`.
pub fn rows(conn: &mut Conn, table: &Table, mut take: impl FnMut(&str) -> Result<()>) -> Result<u64> {
    let select = dialect::row_as_json(conn, table);
    let mut count = 0;
    loop {
        let query = format!(
            "SELECT {select} AS line FROM {} ORDER BY {} LIMIT {PIECE} OFFSET {count}",
            table.name, table.order
        );
        let lines = dialect::lines(conn, &query)?;
        lines.iter().try_for_each(|line| take(line))?;
        count += lines.len() as u64;
        if lines.len() < PIECE {
            return Ok(count);
        }
    }
}

/// Whether a table has no row.
///
/// # Errors
/// Of the database.
pub fn is_empty(conn: &mut Conn, table: &Table) -> Result<bool> {
    let count: Count = diesel::sql_query(format!("SELECT COUNT(*) AS count FROM {}", table.name)).get_result(conn)?;
    Ok(count.count == 0)
}

/// Adds a row that [`rows`] gave.
///
/// # Errors
/// Of the database.
pub fn add(tx: &mut Tx<'_>, table: &Table, line: &str) -> Result<()> {
    let names: Vec<&str> = table.columns().map(|(name, _)| name).collect();
    Ok(dialect::insert_json(tx, table, &names.join(", "), line)?)
}

/// Versions of the migrations that the database had.
///
/// # Errors
/// Of the database.
pub fn migrations(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(dialect::lines(
        conn,
        "SELECT version AS line FROM __diesel_schema_migrations ORDER BY version",
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A column that a migration adds must be in the backup as well.
    #[test]
    fn every_column_of_the_schema_is_in_the_backup() {
        let schema = include_str!("schema.rs");
        for table in TABLES {
            let (_, rest) = schema.split_once(&format!("\n    {} (", table.name)).unwrap();
            let (_, body) = rest.split_once("{\n").unwrap();
            let (body, _) = body.split_once("\n    }").unwrap();
            let known: Vec<(&str, Kind)> = body
                .lines()
                .map(|line| {
                    let (name, kind) = line.trim().trim_end_matches(',').split_once(" -> ").unwrap();
                    let kind = match kind.trim_start_matches("Nullable<").trim_end_matches('>') {
                        "Text" => Kind::Text,
                        "Integer" => Kind::Integer,
                        "BigInt" => Kind::Big,
                        "Bool" => Kind::Bool,
                        "Timestamp" => Kind::Moment,
                        other => panic!("{other}"),
                    };
                    (name, kind)
                })
                // The database knows by itself what a record names.
                .filter(|(name, _)| *name != "names_restricted")
                .collect();
            assert_eq!(table.columns().collect::<Vec<_>>(), known, "{}", table.name);
        }
        let kept: Vec<&str> = TABLES
            .iter()
            .map(|table| table.name)
            .chain(["sessions", "login_failures", "robots", "outbox"])
            .chain([
                "item_standings",
                "item_figures",
                "area_cases",
                "item_counts",
                "item_names",
                "form_counts",
                "schedule_days",
            ])
            .collect();
        for line in schema
            .lines()
            .filter(|line| line.starts_with("    ") && line.ends_with(" {"))
        {
            assert!(kept.contains(&line.trim().split(' ').next().unwrap()), "{line}");
        }
    }
}
