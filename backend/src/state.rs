//! What every request shares.

use crate::auth::guard::Guard;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::keys::KeySource;
use crate::metrics::Metrics;
use crate::programme;
use crate::scan::work::Bell;
use crate::spreadsheet::Readers;
use crate::store::Store;
use std::sync::Arc;
use yinzheng_print::Printer;
use yinzheng_shared::calendar::Calendar;
use yinzheng_shared::date::Date;
use yinzheng_shared::programme::{Context, Programme};

/// What every request shares; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// Settings.
    pub config: Arc<Config>,
    /// The database.
    pub db: Db,
    /// The programme with its calendar.
    pub rules: Arc<Rules>,
    /// System time and business date.
    pub clock: Clock,
    /// Bounds what signing in and checking may cost.
    pub guard: Arc<Guard>,
    /// Counters for the operator.
    pub metrics: Arc<Metrics>,
    /// Bytes by their hash.
    pub store: Store,
    /// MAC keys of the printed code.
    pub keys: KeySource,
    /// Lays out forms.
    pub printer: Arc<Printer>,
    /// Wakes the workers that read scans.
    pub bell: Bell,
    /// Places for those who read spreadsheets.
    pub readers: Readers,
}

/// What a check needs beside the form and the facts.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The programme.
    pub programme: Programme,
    /// Working days.
    pub calendar: Calendar,
    /// Digest of rule sources, programme and calendar.
    pub digest: String,
}

impl Rules {
    /// The context of a check on a business date.
    #[must_use]
    pub const fn context(&self, today: Date) -> Context<'_> {
        Context {
            programme: &self.programme,
            calendar: &self.calendar,
            today,
        }
    }
}

impl AppState {
    /// Opens what the settings name. Nothing is migrated.
    ///
    /// # Errors
    /// A wrong programme file, or a database that cannot be reached.
    pub fn open(config: Config) -> Result<Self> {
        let rules = programme::load(&config)?;
        let db = Db::open(&config.database)?;
        let clock = Clock::new(config.programme.today);
        let guard = Guard::new(&config)?;
        let metrics = Metrics::new()?;
        let store = Store::open(&config.store.0, &config.data.folder.join("spool"))?;
        let keys = config.keys.clone();
        let printer = Printer::new().map_err(Error::internal)?;
        Ok(Self {
            config: Arc::new(config),
            db,
            rules: Arc::new(rules),
            clock,
            guard: Arc::new(guard),
            metrics: Arc::new(metrics),
            store,
            keys,
            printer: Arc::new(printer),
            bell: Bell::default(),
            readers: Readers::default(),
        })
    }
}
