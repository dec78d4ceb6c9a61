//! Starts and stops the server.

use crate::auth::Operator;
use crate::config::{Config, Purpose};
use crate::crew::Crew;
use crate::data::{self, Lock};
use crate::db::audit::Stamp;
use crate::db::dialect::SchemaAge;
use crate::db::{business_date, form_counts, item_standings, notices, outbox, records, schedules};
use crate::demo;
use crate::error::{Error, Result};
use crate::layer::{cross_site, headers, problem, request_id};
use crate::notify;
use crate::page::Files;
use crate::routes;
use crate::scan::work;
use crate::state::AppState;
use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpResponse, HttpServer, web};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::task::JoinHandle;

/// A server that answers.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// What its requests share.
    pub state: AppState,
    handles: Vec<ServerHandle>,
    task: JoinHandle<std::io::Result<()>>,
    workers: Crew,
    senders: Crew,
    chores: Vec<JoinHandle<()>>,
    _lock: Lock,
}

impl Running {
    /// Takes no more requests, answers those under way, and stops.
    pub async fn stop(self) {
        for handle in &self.handles {
            handle.stop(true).await;
        }
        self.chores.iter().for_each(JoinHandle::abort);
        // What it had to say is in the log already.
        let _ = self.task.await;
        self.workers.stop().await;
        self.senders.stop().await;
    }

    /// Waits until the server stops by a signal.
    ///
    /// # Errors
    /// When it could not go on.
    pub async fn wait(self) -> Result<()> {
        let done = self.task.await.map_err(Error::internal)?;
        self.chores.iter().for_each(JoinHandle::abort);
        for handle in self.handles {
            handle.stop(true).await;
        }
        self.workers.stop().await;
        self.senders.stop().await;
        Ok(done?)
    }
}

/// Migrates, then serves until stopped. Inside an actix runtime.
///
/// # Errors
/// A wrong setting, a database that cannot be reached or has a newer schema, an address in use.
pub async fn start(config: Config, page: Files) -> Result<Running> {
    data::prepare(&config.data.folder)?;
    let lock = data::lock(&config.data.folder)?;
    let state = AppState::open(config)?;
    if state.db.schema_age()? == SchemaAge::Newer {
        return Err(Error::Setting(
            "the database was migrated by a newer release; start that one".to_owned(),
        ));
    }
    for name in state.db.migrate()? {
        tracing::info!(migration = name, "migrated");
    }
    remember_the_day(&state)?;
    let derived = state.db.write_now(item_standings::build_missing)?;
    if derived > 0 {
        tracing::info!(items = derived, "standings derived");
    }
    state.db.write_now(form_counts::build_missing)?;
    state.db.write_now(schedules::note_missing)?;
    let channels = state.config.delivery.channels();
    state.db.write_now(|tx| outbox::open(tx, channels))?;
    state.keys.prepare().map_err(Error::internal)?;
    let left = state.store.clean()?;
    state.store.probe().await?;
    if left > 0 {
        tracing::info!(files = left, "removed what interrupted uploads left");
    }
    if let Purpose::Demonstration(sample) = state.config.purpose {
        demo::load(&state, sample).await?;
    }
    serve(state, page, lock)
}

fn serve(state: AppState, page: Files, lock: Lock) -> Result<Running> {
    let site = state.config.site.clone();
    let shared = state.clone();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(shared.clone()))
            .app_data(page)
            .wrap(from_fn(cross_site::refuse))
            .wrap(from_fn(problem::explain))
            .wrap(from_fn(headers::protect))
            .wrap(from_fn(request_id::identify))
            .configure(routes::configure)
    })
    .workers(site.workers)
    .shutdown_timeout(20)
    .bind(site.listen)?;
    let address = server.addrs().first().copied().unwrap_or(site.listen);
    let server = server.run();
    let mut handles = vec![server.handle()];
    let task = actix_web::rt::spawn(server);
    if let Some(listen) = site.metrics_listen {
        let shared = state.clone();
        let metrics = HttpServer::new(move || {
            App::new()
                .app_data(web::Data::new(shared.clone()))
                .route("/metrics", web::get().to(show_metrics))
        })
        .workers(1)
        .disable_signals()
        .bind(listen)?
        .run();
        handles.push(metrics.handle());
        actix_web::rt::spawn(metrics);
    }
    tracing::info!(%address, "listening");
    let chores = vec![
        actix_web::rt::spawn(tidy(state.clone())),
        actix_web::rt::spawn(begin_days(state.clone())),
    ];
    let workers = work::start(&state);
    let senders = notify::start(&state);
    Ok(Running {
        address,
        state,
        handles,
        task,
        workers,
        senders,
        chores,
        _lock: lock,
    })
}

/// Goes on at the day to which the business date was moved, here or on another server.
fn remember_the_day(state: &AppState) -> Result<()> {
    if state.clock.is_set()
        && let Some(day) = state.db.read_now(business_date::moved_to)?
    {
        state.clock.advance(day);
    }
    Ok(())
}

const MINUTE: Duration = Duration::from_secs(60);

/// Forgets every minute what the bounds on strangers no longer need, and looks whether another server
/// moved the business date.
async fn tidy(state: AppState) {
    let mut minute = tokio::time::interval(MINUTE);
    loop {
        minute.tick().await;
        state.guard.forget_idle();
        let looked = state.clone();
        let looked = web::block(move || remember_the_day(&looked)).await;
        if let Ok(Err(error)) = looked {
            tracing::error!(cause = %error, "the business date could not be looked up");
        }
    }
}

/// Does at the start and on every new business date what a day brings: provisional due dates are
/// computed anew, and people are reminded of what is due. What failed is tried again after a minute.
async fn begin_days(state: AppState) {
    let server = Operator::of_command("serve");
    loop {
        let stamp = state.clock.stamp();
        match begin_day(&state, &server, stamp).await {
            Ok(()) => state.clock.after(stamp.on, MINUTE).await,
            Err(error) => {
                tracing::error!(cause = %error, day = %stamp.on, "the day's work was not done");
                tokio::time::sleep(MINUTE).await;
            }
        }
    }
}

// Each piece is done once for a day, so that the whole may be tried again.
async fn begin_day(state: &AppState, server: &Operator, stamp: Stamp) -> Result<()> {
    let (operator, rules) = (server.clone(), state.rules.clone());
    let changed = state
        .db
        .write(move |tx| records::recompute_provisional(tx, &operator, stamp, &rules))
        .await?;
    tracing::info!(changed, "provisional due dates computed");
    let told = remind(state, server, stamp).await?;
    tracing::info!(told, day = %stamp.on, "reminders written");
    Ok(())
}

/// Reminds piece by piece, so that people's own writes go on between them.
async fn remind(state: &AppState, server: &Operator, stamp: Stamp) -> Result<usize> {
    let (asking, rules) = (server.clone(), state.rules.clone());
    let unheard = state
        .db
        .read(move |conn| notices::unheard(conn, &asking, &rules, stamp.on))
        .await?;
    let mut told = 0;
    for piece in unheard.chunks(notices::AT_ONCE) {
        let (server, rules, records) = (server.clone(), state.rules.clone(), piece.to_vec());
        told += state
            .db
            .write(move |tx| notices::remind(tx, &server, stamp, &rules, &records))
            .await?;
    }
    Ok(told)
}

async fn show_metrics(state: web::Data<AppState>) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4")
        .body(state.metrics.text()?))
}
