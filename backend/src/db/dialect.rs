//! What differs between SQLite and PostgreSQL; nothing outside this file asks which one it is.

use super::dump::{Kind, Table};
use super::pattern::anywhere;
use super::{Conn, Tx};
use crate::error::{Error, Result};
use diesel::backend::Backend;
use diesel::connection::{AnsiTransactionManager, SimpleConnection as _, TransactionManager as _};
use diesel::dsl::sql;
use diesel::expression::BoxableExpression;
use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::sql_types::{BigInt, Bool, Text};
use diesel::sqlite::Sqlite;
use diesel::{Connection as _, PgConnection, QueryResult, RunQueryDsl as _, SqliteConnection, r2d2};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// Which database a URL names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file of SQLite.
    Sqlite(String),
    /// A URL of PostgreSQL.
    Postgres(String),
}

/// The scheme is none of `sqlite:`, `postgres:`, `postgresql:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("YINZHENG_DATABASE_URL starts with sqlite:, postgres: or postgresql:")]
pub struct UnknownScheme;

impl std::str::FromStr for Place {
    type Err = UnknownScheme;

    fn from_str(url: &str) -> std::result::Result<Self, UnknownScheme> {
        let scheme = url
            .split_once(':')
            .map(|(scheme, rest)| (scheme, rest.strip_prefix("//").unwrap_or(rest)));
        match scheme {
            Some(("sqlite", file)) if !file.is_empty() => Ok(Self::Sqlite(file.to_owned())),
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres(url.to_owned())),
            _ => Err(UnknownScheme),
        }
    }
}

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Snapshots only.
    Read,
    /// Transactions that change something.
    Write,
}

/// How many connections a pool should hold: SQLite takes one writer.
#[must_use]
pub fn pool_size(place: &Place, access: Access) -> u32 {
    match (place, access) {
        (Place::Sqlite(_), Access::Write) => 1,
        (Place::Sqlite(_), Access::Read) => 6,
        (Place::Postgres(_), _) => 8,
    }
}

/// Opens one connection with the settings that every connection needs.
///
/// # Errors
/// When the database is not there or refuses.
pub fn connect(place: &Place, access: Access) -> std::result::Result<Conn, r2d2::Error> {
    match place {
        Place::Sqlite(file) => {
            let mut conn = SqliteConnection::establish(file)?;
            // First of all: the other settings may have to wait for a lock.
            conn.batch_execute("PRAGMA busy_timeout = 10000;")?;
            // KiB of pages that a connection keeps: an index of a million items fits.
            conn.batch_execute("PRAGMA cache_size = -65536;")?;
            conn.batch_execute(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;",
            )?;
            if access == Access::Read {
                conn.batch_execute("PRAGMA query_only = ON;")?;
            }
            Ok(Conn::Sqlite(conn))
        }
        Place::Postgres(url) => {
            let mut conn = PgConnection::establish(url)?;
            // Compiling a plan takes longer than any question here may take.
            conn.batch_execute("SET jit TO off;")?;
            // How much somebody sees decides the way to it: no plan is kept that was made for others.
            conn.batch_execute("SET plan_cache_mode TO force_custom_plan;")?;
            // Indexes stand in memory, or on a disk without a head: a page here and there costs as much as the next one.
            conn.batch_execute("SET random_page_cost TO 1.1;")?;
            conn.batch_execute("SET timezone TO 'UTC'; SET statement_timeout TO '60s'; SET idle_in_transaction_session_timeout TO '120s';")?;
            Ok(Conn::Postgres(conn))
        }
    }
}

/// Begins a transaction that sees and leaves a serial history: SQLite takes the write lock at
/// once, PostgreSQL checks at commit and may ask for the work to be done again.
pub(super) fn begin_write(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE"),
        Conn::Postgres(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN ISOLATION LEVEL SERIALIZABLE")
        }
    }
}

/// Begins a snapshot.
pub(super) fn begin_read(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN DEFERRED"),
        Conn::Postgres(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        }
    }
}

pub(super) fn commit(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::commit_transaction(conn),
        Conn::Postgres(conn) => AnsiTransactionManager::commit_transaction(conn),
    }
}

pub(super) fn rollback(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::rollback_transaction(conn),
        Conn::Postgres(conn) => AnsiTransactionManager::rollback_transaction(conn),
    }
}

/// Holds a lock of this name until the transaction ends, so that no other server does the same work;
/// SQLite's single writer has nothing to lock.
///
/// # Errors
/// Of the database.
pub fn hold_lock(tx: &mut Tx<'_>, name: i64) -> QueryResult<()> {
    match tx.conn() {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(conn) => diesel::sql_query("SELECT pg_advisory_xact_lock($1)")
            .bind::<BigInt, _>(name)
            .execute(conn)
            .map(drop),
    }
}

/// A condition with, between `before` and `after`, that something is the code of an item with this text in it: three
/// signs or more, in small letters. The codes are found by an index.
pub(super) fn is_code_with<Table>(
    conn: &Conn,
    (before, after): (&str, &str),
    text: &str,
) -> Box<dyn BoxableExpression<Table, super::Backend, SqlType = Bool>> {
    match conn {
        Conn::Sqlite(_) => Box::new(
            sql::<Bool>(before)
                .sql(" IN (SELECT item_codes.code FROM item_codes WHERE item_codes MATCH ")
                .bind::<Text, _>(in_a_row(text))
                .sql(")")
                .sql(after),
        ),
        Conn::Postgres(_) => Box::new(
            sql::<Bool>(before)
                .sql(" = ANY (ARRAY(SELECT coded.code FROM items AS coded WHERE trigrams(lower(coded.code)) @> trigrams(")
                .bind::<Text, _>(text.to_owned())
                .sql(") AND lower(coded.code) LIKE ")
                .bind::<Text, _>(anywhere(text))
                .sql(" ESCAPE '\\'))")
                .sql(after),
        ),
    }
}

/// How many items have a text of three signs or more, in small letters, in their code, counted no further than `most`.
///
/// PostgreSQL looks at the first codes one by one: what nearly all have, as they have a word that they begin with, its index
/// would give as a whole, and where it goes without the index it works out the signs of each code.
///
/// # Errors
/// Of the database.
pub(super) fn count_codes_with(conn: &mut Conn, text: &str, most: i64) -> QueryResult<i64> {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        amount: i64,
    }
    let row: Row = match conn {
        Conn::Sqlite(conn) => diesel::sql_query(
            "SELECT COUNT(*) AS amount FROM (SELECT 1 FROM item_codes WHERE item_codes MATCH ? LIMIT ?)",
        )
        .bind::<Text, _>(in_a_row(text))
        .bind::<BigInt, _>(most)
        .get_result(conn)?,
        Conn::Postgres(conn) => {
            let first: Row = diesel::sql_query(
                "SELECT COUNT(*) AS amount FROM (SELECT code FROM items LIMIT $1) AS first WHERE lower(code) LIKE $2 ESCAPE '\\'",
            )
            .bind::<BigInt, _>(most.saturating_add(most / 4))
            .bind::<Text, _>(anywhere(text))
            .get_result(conn)?;
            if first.amount >= most {
                return Ok(most);
            }
            diesel::sql_query(
                "SELECT COUNT(*) AS amount FROM (SELECT 1 FROM (SELECT lower(code) AS code FROM items \
                 WHERE trigrams(lower(code)) @> trigrams($1) OFFSET 0) AS near WHERE code LIKE $2 ESCAPE '\\' LIMIT $3) AS found",
            )
            .bind::<Text, _>(text)
            .bind::<Text, _>(anywhere(text))
            .bind::<BigInt, _>(most)
            .get_result(conn)?
        }
    };
    Ok(row.amount)
}

/// What SQLite's index of codes takes for these signs in a row, not for an expression.
fn in_a_row(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// How the schema of the database stands to the one of this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaAge {
    /// Migrations are pending.
    Older,
    /// The same.
    Same,
    /// A newer program has migrated it.
    Newer,
}

/// Compares the migrations that ran with those of this program.
///
/// # Errors
/// Of the database.
pub fn schema_age(conn: &mut Conn) -> Result<SchemaAge> {
    let (known, ran) = match conn {
        Conn::Sqlite(conn) => (versions::<Sqlite>(&SQLITE)?, conn.applied_migrations()),
        Conn::Postgres(conn) => (versions::<Pg>(&POSTGRES)?, conn.applied_migrations()),
    };
    let ran: Vec<String> = ran.map_err(Error::internal)?.iter().map(ToString::to_string).collect();
    Ok(if ran.iter().any(|one| !known.contains(one)) {
        SchemaAge::Newer
    } else if ran.len() < known.len() {
        SchemaAge::Older
    } else {
        SchemaAge::Same
    })
}

fn versions<B: Backend>(source: &impl MigrationSource<B>) -> Result<Vec<String>> {
    let known = source.migrations().map_err(Error::internal)?;
    Ok(known.iter().map(|one| one.name().version().to_string()).collect())
}

/// Runs pending migrations, all or none, while a lock keeps other programs out; their names.
///
/// # Errors
/// Of the database.
pub fn migrate(conn: &mut Conn) -> Result<Vec<String>> {
    begin_write(conn)?;
    let ran = match conn {
        Conn::Sqlite(conn) => run(conn, SQLITE),
        Conn::Postgres(conn) => conn
            .batch_execute("SELECT pg_advisory_xact_lock(6497411)")
            .map_err(Error::from)
            .and_then(|()| run(conn, POSTGRES)),
    };
    match ran {
        Ok(names) => commit(conn).map(|()| names).map_err(Error::from),
        Err(error) => {
            rollback(conn)?;
            Err(error)
        }
    }
}

fn run<B: Backend>(conn: &mut impl MigrationHarness<B>, source: impl MigrationSource<B>) -> Result<Vec<String>> {
    let ran = conn.run_pending_migrations(source).map_err(Error::internal)?;
    Ok(ran.iter().map(ToString::to_string).collect())
}

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// An expression that gives a row of a table as JSON, alike in both databases.
pub(super) fn row_as_json(conn: &Conn, table: &Table) -> String {
    let columns = table.columns().map(|(name, kind)| match (conn, kind) {
        (Conn::Postgres(_), Kind::Bool) => format!("'{name}', {name}::int"),
        (Conn::Postgres(_), Kind::Moment) => format!("'{name}', to_char({name}, 'YYYY-MM-DD HH24:MI:SS.MS')"),
        _ => format!("'{name}', {name}"),
    });
    let columns = columns.collect::<Vec<_>>().join(", ");
    match conn {
        Conn::Sqlite(_) => format!("json_object({columns})"),
        Conn::Postgres(_) => format!("json_build_object({columns})::text"),
    }
}

/// The column `line` of a query.
pub(super) fn lines(conn: &mut Conn, query: &str) -> QueryResult<Vec<String>> {
    let query = diesel::sql_query(query);
    let lines: Vec<Line> = match conn {
        Conn::Sqlite(conn) => query.load(conn)?,
        Conn::Postgres(conn) => query.load(conn)?,
    };
    Ok(lines.into_iter().map(|line| line.line).collect())
}

/// Adds a row that [`row_as_json`] gave.
pub(super) fn insert_json(tx: &mut Tx<'_>, table: &Table, names: &str, line: &str) -> QueryResult<()> {
    let text = diesel::sql_query(insert_statement(tx.conn(), table, names)).bind::<Text, _>(line);
    match tx.conn() {
        Conn::Sqlite(conn) => text.execute(conn).map(drop),
        Conn::Postgres(conn) => text.execute(conn).map(drop),
    }
}

/// Diesel writes moments, and SQLite compares them as text, without the zeros of a fraction.
fn sqlite_moment(value: &str) -> String {
    format!("CASE WHEN {value} LIKE '%.%' THEN rtrim(rtrim({value}, '0'), '.') ELSE {value} END")
}

fn insert_statement(conn: &Conn, table: &Table, names: &str) -> String {
    let values = table.columns().map(|(name, kind)| match (conn, kind) {
        (Conn::Sqlite(_), Kind::Moment) => sqlite_moment(&format!("j ->> '{name}'")),
        (Conn::Sqlite(_), _) | (Conn::Postgres(_), Kind::Text) => format!("j ->> '{name}'"),
        (Conn::Postgres(_), Kind::Integer) => format!("(j ->> '{name}')::int"),
        (Conn::Postgres(_), Kind::Big) => format!("(j ->> '{name}')::bigint"),
        (Conn::Postgres(_), Kind::Bool) => format!("(j ->> '{name}')::int <> 0"),
        (Conn::Postgres(_), Kind::Moment) => format!("(j ->> '{name}')::timestamp"),
    });
    let values = values.collect::<Vec<_>>().join(", ");
    let source = match conn {
        Conn::Sqlite(_) => "SELECT ? AS j",
        Conn::Postgres(_) => "SELECT $1::json AS j",
    };
    format!(
        "INSERT INTO {} ({names}) SELECT {values} FROM ({source}) AS sent",
        table.name
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_restored_as_diesel_writes_it() {
        let mut conn = Conn::Sqlite(SqliteConnection::establish(":memory:").unwrap());
        for (from, to) in [
            ("2018-09-20 10:00:00.000", "2018-09-20 10:00:00"),
            ("2018-09-20 10:00:00", "2018-09-20 10:00:00"),
            ("2018-09-20 10:00:00.500", "2018-09-20 10:00:00.5"),
            ("2018-09-20 10:00:00.042", "2018-09-20 10:00:00.042"),
        ] {
            let value = sqlite_moment(&format!("'{from}'"));
            let query = "SELECT ? AS line".replace('?', &value);
            assert_eq!(lines(&mut conn, &query).unwrap(), [to]);
        }
    }
}
