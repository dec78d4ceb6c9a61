//! The check as the page runs it: the function it exports, in Chromium's WebAssembly.

use anyhow::{Context as _, Result, bail};
use serde_json::json;

use super::{Batches, Texts, Timed, instruction, spread};
use crate::app::{On, TestApp};
use crate::browser::{Browser, Window};

/// Time of a batch is taken by the page's own clock, which is coarse: hence batches.
const RUN: &str = "const [given, batches, done] = arguments; \
    const script = [...document.querySelectorAll('script[src], link[rel=modulepreload]')] \
        .map(e => e.src || e.href).find(s => /page-[^/]*\\.js$/.test(s)); \
    import(script).then(async m => { \
        const checker = await m.Checker.open(given.programme, given.calendar); \
        const one = () => checker.check(given.form, given.content, given.facts, given.today, 'zh-CN'); \
        const report = one(); \
        let calls = 0; \
        for (const start = performance.now(); performance.now() - start < batches.milliseconds; calls++) one(); \
        const times = []; \
        for (let batch = 0; batch < batches.count; batch++) { \
            const start = performance.now(); \
            for (let call = 0; call < calls; call++) one(); \
            times.push((performance.now() - start) / calls); \
        } \
        done({report, times}); \
    }).catch(error => done({error: '' + error}))";

/// The browser's name and version, and a row a form.
pub(super) async fn measure(forms: &[Texts], batches: Batches) -> Result<(String, Vec<Timed>)> {
    let app = TestApp::start(On::Sqlite)?;
    let browser = Browser::open(Window::Wide).await?;
    browser.go(&app.url).await?;
    browser.see("main:not(.boot)").await?;
    let mut rows = Vec::new();
    for texts in forms {
        let arguments = vec![json!(texts), instruction(batches)];
        let answer = browser.client.execute_async(RUN, arguments).await?;
        if let Some(error) = answer["error"].as_str() {
            bail!("the page's check cannot be called: {error}");
        }
        let report = answer["report"].as_str().context("the page's check answers text")?;
        if !report.contains("\"findings\":[]") {
            bail!("the page's check of {} answers {report}", texts.name);
        }
        let microseconds = spread(&answer["times"]);
        rows.push(Timed {
            form: texts.name.clone(),
            place: "WebAssembly",
            work: "from text",
            microseconds,
        });
    }
    let name = browser.version().await?;
    browser.close().await?;
    Ok((name, rows))
}
