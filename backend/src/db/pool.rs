//! Connections, snapshots and transactions.

use super::dialect::{self, Access, Place};
use super::schema::settings;
use super::{Conn, item_standings};
use crate::error::{Error, Result};
use actix_web::web;
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::r2d2::{self, ManageConnection, Pool};
use diesel::result::{DatabaseErrorKind, Error as QueryError};
use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

/// How often a transaction is done again when another one came in between.
const ATTEMPTS: u32 = 12;

/// The database.
#[derive(Clone)]
pub struct Db {
    readers: Pool<Manager>,
    writers: Pool<Manager>,
}

/// A transaction that changes something.
pub struct Tx<'c> {
    conn: &'c mut Conn,
    /// Items of which something else is told after it.
    touched: BTreeSet<String>,
}

#[cfg(test)]
impl<'c> Tx<'c> {
    /// Work on a connection of a test, outside any transaction.
    pub(super) const fn on(conn: &'c mut Conn) -> Self {
        Self {
            conn,
            touched: BTreeSet::new(),
        }
    }
}

impl Tx<'_> {
    /// Says that the transaction changes what is told of an item: a step, its owner, its serving unit, whether it is
    /// secret, its numbers of cases, the area of a centre that reported one. Its standings are derived anew before the transaction ends.
    pub(super) fn touch(&mut self, item: &str) {
        if !self.touched.contains(item) {
            self.touched.insert(item.to_owned());
        }
    }

    /// What was touched, once.
    pub(super) fn take_touched(&mut self) -> BTreeSet<String> {
        std::mem::take(&mut self.touched)
    }

    /// The connection, for a diesel query.
    pub const fn conn(&mut self) -> &mut Conn {
        self.conn
    }
}

impl Deref for Tx<'_> {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        self.conn
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        self.conn
    }
}

impl Db {
    /// Opens the pools. Nothing is migrated.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub fn open(place: &Place) -> Result<Self> {
        let writers = pool(place, Access::Write)?;
        // The writer creates the file and its journal; readers follow.
        drop(writers.get()?);
        Ok(Self {
            readers: pool(place, Access::Read)?,
            writers,
        })
    }

    /// Runs `work` on one snapshot, off the server's own threads.
    ///
    /// # Errors
    /// Those of `work`, and of the database.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        let db = self.clone();
        web::block(move || db.read_now(work)).await.map_err(Error::internal)?
    }

    /// Runs `work` in one transaction, off the server's own threads. PostgreSQL may ask for it to be
    /// done again, so `work` must not change anything outside the transaction.
    ///
    /// # Errors
    /// Those of `work`, after which nothing is changed, and of the database.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        let db = self.clone();
        web::block(move || db.write_now(work)).await.map_err(Error::internal)?
    }

    /// [`Db::read`] on this thread, for commands and workers.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub fn read_now<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = self.readers.get()?;
        dialect::begin_read(&mut conn)?;
        let done = work(&mut conn);
        dialect::rollback(&mut conn)?;
        done
    }

    /// [`Db::write`] on this thread, for commands and workers.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_now<T>(&self, work: impl Fn(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let mut conn = self.writers.get()?;
        let mut attempt: u32 = 1;
        loop {
            match transaction(&mut conn, &work) {
                Err(Error::Database(error)) if attempt < ATTEMPTS && is_of_the_moment(&error) => {
                    std::thread::sleep(pause(attempt));
                    attempt += 1;
                }
                done => return done,
            }
        }
    }

    /// Brings the schema up to date; the names of the migrations that ran.
    ///
    /// # Errors
    /// Of the database; nothing is changed then.
    pub fn migrate(&self) -> Result<Vec<String>> {
        dialect::migrate(&mut *self.writers.get()?)
    }

    /// How the schema stands to this program.
    ///
    /// # Errors
    /// Of the database.
    pub fn schema_age(&self) -> Result<dialect::SchemaAge> {
        dialect::schema_age(&mut *self.writers.get()?)
    }
}

/// Asks the database for an answer that needs its schema.
///
/// # Errors
/// Of the database.
pub fn ping(conn: &mut Conn) -> Result<()> {
    let _: i64 = settings::table.count().get_result(conn)?;
    Ok(())
}

/// Whether another transaction came in between, so that the same work may succeed now: what it looks
/// for first, it may find this time. Diesel has no kind for a deadlock; its words are the server's, which
/// speaks English unless told otherwise.
fn is_of_the_moment(error: &QueryError) -> bool {
    match error {
        QueryError::DatabaseError(DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::UniqueViolation, _) => {
            true
        }
        QueryError::DatabaseError(DatabaseErrorKind::Unknown, told) => told.message() == "deadlock detected",
        _ => false,
    }
}

/// How long to wait before the next attempt: transactions that came in each other's way would meet
/// again if all of them began anew at once. Grows from a millisecond to about a quarter of a second.
fn pause(attempt: u32) -> Duration {
    let chance = getrandom::u32().unwrap_or_default() % 1_000;
    Duration::from_micros(u64::from(attempt * attempt) * u64::from(1_000 + chance))
}

fn transaction<T>(conn: &mut Conn, work: &impl Fn(&mut Tx<'_>) -> Result<T>) -> Result<T> {
    dialect::begin_write(conn)?;
    let mut tx = Tx {
        conn,
        touched: BTreeSet::new(),
    };
    let done = work(&mut tx).and_then(|done| item_standings::settle(&mut tx).map(|()| done));
    match done {
        Ok(done) => {
            if let Err(error) = dialect::commit(conn) {
                // A commit that failed has usually rolled back already.
                let _ = dialect::rollback(conn);
                return Err(error.into());
            }
            Ok(done)
        }
        Err(error) => {
            dialect::rollback(conn)?;
            Err(error)
        }
    }
}

fn pool(place: &Place, access: Access) -> Result<Pool<Manager>> {
    let pool = Pool::builder()
        .max_size(dialect::pool_size(place, access))
        .min_idle(Some(1))
        .connection_timeout(Duration::from_secs(15))
        .test_on_check_out(matches!(place, Place::Postgres(_)))
        .build(Manager {
            place: place.clone(),
            access,
        })?;
    Ok(pool)
}

struct Manager {
    place: Place,
    access: Access,
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = r2d2::Error;

    fn connect(&self) -> std::result::Result<Conn, r2d2::Error> {
        dialect::connect(&self.place, self.access)
    }

    fn is_valid(&self, conn: &mut Conn) -> std::result::Result<(), r2d2::Error> {
        conn.batch_execute("SELECT 1").map_err(r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        r2d2::R2D2Connection::is_broken(conn)
    }
}
