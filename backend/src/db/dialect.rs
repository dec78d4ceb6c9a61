//! What differs between SQLite and PostgreSQL; nothing outside this file asks which one it is.

use super::{Conn, Tx};
use crate::error::{Error, Result};
use diesel::backend::Backend;
use diesel::connection::{AnsiTransactionManager, SimpleConnection as _, TransactionManager as _};
use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::sqlite::Sqlite;
use diesel::{Connection as _, r2d2, PgConnection, QueryResult, RunQueryDsl as _, SqliteConnection};
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
        let scheme = url.split_once(':').map(|(scheme, rest)| (scheme, rest.strip_prefix("//").unwrap_or(rest)));
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
        Conn::Postgres(conn) => {
            diesel::sql_query("SELECT pg_advisory_xact_lock($1)").bind::<diesel::sql_types::BigInt, _>(name).execute(conn).map(drop)
        }
    }
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
