//! What somebody notices of a page at work: the time from frame to frame, the longest that it answered
//! nobody, and the time from a key to what it changed.

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

use crate::browser::Browser;

const BEGIN: &str = "const seen = window.seen = {frames: [], tasks: [], inputs: []}; let last = null; \
    const frame = now => { if (last !== null) seen.frames.push(now - last); last = now; seen.next = requestAnimationFrame(frame); }; \
    seen.next = requestAnimationFrame(frame); \
    const watch = (into, what) => { \
        const take = entries => entries.forEach(entry => into.push(entry.duration)); \
        const watcher = new PerformanceObserver(list => take(list.getEntries())); \
        watcher.observe(what); \
        return () => { take(watcher.takeRecords()); watcher.disconnect(); }; \
    }; \
    seen.watchers = [watch(seen.tasks, {type: 'longtask'}), watch(seen.inputs, {type: 'event', durationThreshold: 16})];";

const END: &str = "const [quiet, done] = arguments; setTimeout(() => { \
        const {frames, tasks, inputs} = window.seen; \
        cancelAnimationFrame(window.seen.next); \
        window.seen.watchers.forEach(end => end()); \
        done({frames, tasks, inputs}); \
    }, quiet)";

/// Milliseconds that the page told of.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Seen {
    /// From each frame to the next.
    pub frames: Vec<f64>,
    /// Tasks of 50 ms and more, which Chromium calls long.
    pub tasks: Vec<f64>,
    /// From an event of keys or mouse to the frame that shows what it did, where it was 16 and more.
    pub inputs: Vec<f64>,
}

impl Seen {
    /// Adds what was seen at another time.
    pub(super) fn add(&mut self, other: Self) {
        self.frames.extend(other.frames);
        self.tasks.extend(other.tasks);
        self.inputs.extend(other.inputs);
    }
}

/// Begins to look.
pub(super) async fn begin(browser: &Browser) -> Result<()> {
    Ok(browser.client.execute(BEGIN, Vec::new()).await.map(drop)?)
}

/// Looks for so many milliseconds more, and tells what was seen.
pub(super) async fn end(browser: &Browser, quiet: u32) -> Result<Seen> {
    let seen = browser.client.execute_async(END, vec![json!(quiet)]).await?;
    Ok(serde_json::from_value(seen)?)
}
