//! Counters for the operator, in Prometheus' text format.

use crate::error::{Error, Result};
use prometheus::{Encoder as _, HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry, TextEncoder};
use std::time::Duration;

/// Counters.
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
    events: IntCounterVec,
}

impl Metrics {
    /// All at zero.
    ///
    /// # Errors
    /// A slip of ours in a name.
    pub fn new() -> Result<Self> {
        let requests = IntCounterVec::new(
            Opts::new(
                "yinzheng_requests_total",
                "Requests by method, address pattern and status",
            ),
            &["method", "pattern", "status"],
        );
        let seconds = HistogramVec::new(
            HistogramOpts::new("yinzheng_request_seconds", "Time to answer, by address pattern"),
            &["pattern"],
        );
        let events = IntCounterVec::new(Opts::new("yinzheng_events_total", "What happened, by kind"), &["kind"]);
        let metrics = Self {
            registry: Registry::new(),
            requests: requests.map_err(Error::internal)?,
            seconds: seconds.map_err(Error::internal)?,
            events: events.map_err(Error::internal)?,
        };
        metrics
            .registry
            .register(Box::new(metrics.requests.clone()))
            .map_err(Error::internal)?;
        metrics
            .registry
            .register(Box::new(metrics.seconds.clone()))
            .map_err(Error::internal)?;
        metrics
            .registry
            .register(Box::new(metrics.events.clone()))
            .map_err(Error::internal)?;
        Ok(metrics)
    }

    /// Counts an answered request.
    pub fn count_request(&self, method: &str, pattern: &str, status: u16, took: Duration) {
        self.requests
            .with_label_values(&[method, pattern, &status.to_string()])
            .inc();
        self.seconds.with_label_values(&[pattern]).observe(took.as_secs_f64());
    }

    /// Counts something worth watching: `sign_in_failed`, `scan_received`, …
    pub fn count_event(&self, kind: &'static str) {
        self.events.with_label_values(&[kind]).inc();
    }

    /// All counters as text.
    ///
    /// # Errors
    /// When a counter cannot be written.
    pub fn text(&self) -> Result<Vec<u8>> {
        let mut text = Vec::new();
        TextEncoder::new()
            .encode(&self.registry.gather(), &mut text)
            .map_err(Error::internal)?;
        Ok(text)
    }
}
