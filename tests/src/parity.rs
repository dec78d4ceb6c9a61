//! One corpus, three places: the rules say byte for byte the same natively, in Chromium's
//! WebAssembly and through the API.

use crate::app::{On, TestApp};
use crate::browser::{Browser, Window};
use crate::corpus::{self, Case};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use yinzheng_shared::calendar::Calendar;
use yinzheng_shared::locale::Language;
use yinzheng_shared::programme::{Context, Programme};
use yinzheng_shared::subject::Entry;

/// Cases handed to the browser at a time, so that no script runs for long.
const BATCH: usize = 50;

struct Rules {
    programme: Programme,
    calendar: Calendar,
    rule_set: String,
}

async fn rules(app: &TestApp) -> Result<Rules> {
    let body = app.nobody().read("programme").await?;
    Ok(Rules {
        programme: serde_json::from_value(body["programme"].clone())?,
        calendar: serde_json::from_value(body["calendar"].clone())?,
        rule_set: body["rule_set"].as_str().context("a digest")?.to_owned(),
    })
}

fn native(case: &Case, rules: &Rules, language: Language) -> Result<String> {
    let entry = Entry::from_value(case.subject, case.content.clone())?;
    let context = Context {
        programme: &rules.programme,
        calendar: &rules.calendar,
        today: case.today,
    };
    Ok(serde_json::to_string(&entry.check(&case.facts, &context, language))?)
}

async fn through_the_api(app: &TestApp, case: &Case, rules: &Rules, language: Language) -> Result<String> {
    let request = json!({ "content": case.content, "facts": case.facts, "today": case.today });
    let answer = reqwest::Client::new()
        .post(format!("{}/api/v1/check/{}", app.url, case.subject.code()))
        .header("Accept-Language", language.tag())
        .json(&request)
        .send()
        .await?
        .text()
        .await?;
    let head = format!("{{\"rule_set\":\"{}\",", rules.rule_set);
    Ok(format!(
        "{{{}",
        answer
            .strip_prefix(&head)
            .with_context(|| format!("{}: {answer}", case.name))?
    ))
}

async fn in_chromium(browser: &Browser, cases: &[Case], rules: &Rules, language: Language) -> Result<Vec<String>> {
    const RUN: &str = "const [cases, programme, calendar, language, done] = arguments; \
        const script = document.querySelector('link[rel=modulepreload]').href; \
        import(script).then(m => m.Checker.open(programme, calendar)) \
            .then(checker => done(cases.map(c => checker.check(c.form, c.content, c.facts, c.today, language))), \
                e => done(['' + e]))";
    let mut reports = Vec::new();
    for batch in cases.chunks(BATCH) {
        let given: Vec<Value> = batch
            .iter()
            .map(|case| {
                json!({
                    "form": case.subject.code(),
                    "content": case.content.to_string(),
                    "facts": serde_json::to_string(&case.facts).expect("facts serialise"),
                    "today": case.today.to_string(),
                })
            })
            .collect();
        let arguments = vec![
            json!(given),
            json!(serde_json::to_string(&rules.programme)?),
            json!(serde_json::to_string(&rules.calendar)?),
            json!(language.tag()),
        ];
        let answer = browser.client.execute_async(RUN, arguments).await?;
        let list = answer.as_array().context("a list of reports")?;
        reports.extend(list.iter().map(|report| report.as_str().unwrap_or_default().to_owned()));
    }
    Ok(reports)
}

#[tokio::test]
async fn the_rules_say_the_same_natively_in_the_browser_and_through_the_api() -> Result<()> {
    // The corpus asks faster and sends more than any stranger may; the limits are tested elsewhere.
    let limits = [
        ("YINZHENG_CHECKS_A_MINUTE", "1000000"),
        ("YINZHENG_STRANGER_BYTES", "8388608"),
    ];
    let app = TestApp::start_with(On::Sqlite, &limits)?;
    let rules = rules(&app).await?;
    let cases = corpus::cases();
    assert!(cases.len() >= 300, "{} cases", cases.len());

    let browser = Browser::open(Window::Wide).await?;
    browser.go(&app.url).await?;
    browser.see("main").await?;
    for language in [Language::Chinese, Language::English] {
        let browsed = in_chromium(&browser, &cases, &rules, language).await?;
        assert_eq!(browsed.len(), cases.len());
        for (case, browsed) in cases.iter().zip(&browsed) {
            let native = native(case, &rules, language)?;
            assert_eq!(browsed, &native, "{} in Chromium", case.name);
            assert_eq!(
                through_the_api(&app, case, &rules, language).await?,
                native,
                "{} through the API",
                case.name
            );
        }
    }
    browser.close().await
}
