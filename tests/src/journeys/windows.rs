//! Windows in the browser: a roster comes from a file, a person practises to a pass, coverage changes.

use super::office::Clerk;
use crate::app::{On, TestApp};
use crate::browser::{Browser, Window};
use crate::sample::TODAY;
use anyhow::Result;
use serde_json::json;
use uuid::Uuid;

const STREET: &str = "湖滨街道（示例）";
const CENTRE: &str = "湖滨街道服务中心（示例）";
const WHO: &str = "窗口甲（示例）";

/// What stands in the card of streets.
async fn streets_are(browser: &Browser, words: &str) -> Result<()> {
    const CARD: &str = "return (document.querySelector('[data-level=street]')?.innerText || '').includes(arguments[0])";
    browser.until(words, CARD, vec![json!(words)]).await.map(drop)
}

pub(super) async fn chooses(clerk: &Clerk<'_>, id: &str) -> Result<()> {
    clerk.clicks(&format!("label[for=\"{id}\"]")).await
}

#[tokio::test]
async fn a_roster_is_imported_and_somebody_practises_until_the_street_is_opened() -> Result<()> {
    let app = TestApp::start_with(On::Sqlite, &[("YINZHENG_TODAY", TODAY)])?;
    let hall = app.person("hall").await?;
    let all = hall.read("organisations").await?;
    let id = |name: &str| {
        let found = all.as_array().into_iter().flatten().find(|unit| unit["name"] == name);
        found.map(|unit| unit["id"].clone()).unwrap_or_default()
    };
    let centre = json!({
        "id": Uuid::now_v7(), "name": CENTRE, "level": "street", "area": id(STREET), "registered_on": "2018-09-03",
    });
    hall.post("centres", None, &centre).await?.expect(201)?;
    let group = format!("window-groups/{}", id("东湖区（示例）").as_str().unwrap_or_default());
    let holds = json!({ "films": true, "manual": true, "maintainers": true });
    hall.put(&group, None, &holds).await?.expect(200)?;

    let clerk = Clerk::signs_in(&app, "hall-street").await?;
    clerk.goes_to("/windows").await?;
    streets_are(&clerk.browser, "已开通 0 个，共 1 个").await?;
    clerk.nothing_bars_anyone("coverage").await?;

    // A file with a slip is named and keeps everything out; mended, it is taken.
    clerk.goes_to("/windows/accounts").await?;
    clerk.browser.read("没有账号").await?;
    let csv = |day: &str| {
        format!(
            "姓名,手机号,所在单位,层级,服务中心,注册日期,授权日期,分发日期,说明\n\
             {WHO},13800138000,{STREET},街道级,{CENTRE},2018-09-10,{day},,\n"
        )
    };
    clerk.clicks("details.import > summary").await?;
    for (name, day, outcome) in [
        ("slip.csv", "2018-09-09", "不能早于上一步的日期"),
        ("roster.csv", "2018-09-11", "已导入：新增 1"),
    ] {
        let file = app.data.path().join(name);
        std::fs::write(&file, csv(day))?;
        clerk.browser.choose_file("#accounts-csv", &file).await?;
        clerk.browser.read(outcome).await?;
        clerk.nothing_bars_anyone(name).await?;
    }
    clerk.browser.read("13800138000").await?;

    // One more is typed, found wrong, and left.
    clerk.clicks("#new-account").await?;
    clerk.browser.fill("account-name", "窗口乙（示例）").await?;
    clerk.browser.fill("account-mobile", "668123").await?;
    clerk.clicks("[role=dialog] .button-primary").await?;
    clerk.browser.read("不是常见的手机号").await?;
    clerk.browser.read("请填写“服务中心”").await?;
    clerk.nothing_bars_anyone("an account being typed").await?;
    clerk.browser.press("取消").await?;

    // Films are noted.
    clerk.goes_to("/windows/training").await?;
    clerk.browser.read("0/3 个视频").await?;
    clerk.nothing_bars_anyone("training").await?;
    clerk.clicks("td .button-quiet").await?;
    for film in ["film-sign-in", "film-take-in", "film-hand-out"] {
        chooses(&clerk, film).await?;
    }
    clerk.nothing_bars_anyone("films").await?;
    clerk.clicks("[role=dialog] .button-primary").await?;
    clerk.browser.read("3/3 个视频").await?;

    // The first visitor is served with a mistake, the second without.
    clerk.clicks("td a.button").await?;
    clerk.browser.read("一位市民本人来办").await?;
    clerk.nothing_bars_anyone("the exercise").await?;
    for choice in [
        "choose-1.1.1",
        "choose-1.2.1",
        "choose-2.1.2",
        "material-1",
        "material-3.2",
        "result-granted",
    ] {
        chooses(&clerk, choice).await?;
    }
    clerk.clicks("#exercise-hand-in").await?;
    clerk.browser.read("少收了“居民身份证”").await?;
    clerk.nothing_bars_anyone("a mistake").await?;
    clerk.clicks("#exercise-again").await?;
    clerk.browser.read("没有带授权委托书").await?;
    for choice in [
        "choose-1.1.2",
        "choose-1.2.2",
        "choose-2.1.1",
        "material-1",
        "material-2.2",
        "material-3.1",
        "material-4",
        "result-complete",
    ] {
        chooses(&clerk, choice).await?;
    }
    clerk.clicks("#exercise-hand-in").await?;
    clerk.browser.read("示范操作合格，已记录").await?;

    clerk.goes_to("/windows").await?;
    streets_are(&clerk.browser, "已开通 1 个，共 1 个").await?;
    clerk.goes_to("/windows/centres").await?;
    clerk.browser.read(CENTRE).await?;
    clerk.nothing_bars_anyone("centres").await?;
    clerk.goes_to("/windows/cases").await?;
    clerk.browser.read("这个月还没有办件量").await?;
    clerk.nothing_bars_anyone("cases").await?;
    clerk.browser.close().await?;

    // Whoever only looks sees the number masked.
    let auditor = Clerk::signs_in(&app, "auditor").await?;
    auditor.goes_to("/windows/accounts").await?;
    auditor.browser.read("138****8000").await?;
    assert!(!auditor.browser.text().await?.contains("13800138000"));
    auditor.nothing_bars_anyone("a masked roster").await?;
    auditor.browser.close().await
}

/// On a telephone, in English, in the dark, and by keys alone: nothing is cut off and nothing bars anyone.
#[tokio::test]
async fn every_page_of_windows_fits_a_narrow_screen_in_the_dark_and_goes_by_keys() -> Result<()> {
    const FITS: &str = "return document.documentElement.scrollWidth <= window.innerWidth";
    const KEY: &str = "const at = document.activeElement; \
         at.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true, cancelable: true}))";
    let app = TestApp::start_demonstration(On::Sqlite)?;
    let browser = Browser::open(Window::Narrow).await?;
    browser.go(&app.url).await?;
    let clerk = Clerk { browser, app: &app };
    clerk.browser.see("#login").await?;
    clerk.browser.press("English").await?;
    clerk.clicks("#switch-theme").await?;
    clerk.clicks("#switch-theme").await?;
    clerk.browser.fill("login", "hall-street").await?;
    clerk
        .browser
        .fill("password", &app.password("hall-street").await?)
        .await?;
    clerk.clicks("#sign-in").await?;
    clerk.browser.see(".menu-button").await?;
    for (path, words) in [
        ("/windows", "1 of 1 opened"),
        ("/windows/accounts", "窗口丁（示例）"),
        ("/windows/training", "Trained, "),
        ("/windows/centres", "湖滨街道服务中心（示例）"),
        ("/windows/cases", "Outside the platform"),
    ] {
        clerk.goes_to(path).await?;
        clerk.browser.read(words).await?;
        clerk.nothing_bars_anyone(path).await?;
        assert_eq!(clerk.browser.client.execute(FITS, vec![]).await?, json!(true), "{path}");
    }
    clerk.goes_to("/windows/accounts").await?;
    let button = clerk.browser.see("#new-account").await?;
    button.send_keys("\u{e007}").await?;
    let field = clerk.browser.see("#account-name").await?;
    field.send_keys("Somebody (sample)\u{e007}").await?;
    clerk.browser.read("Fill in “Mobile”").await?;
    clerk.nothing_bars_anyone("an account being typed").await?;
    clerk.browser.client.execute(KEY, vec![json!("Escape")]).await?;
    clerk
        .browser
        .until(
            "the dialog gives the focus back",
            "return !document.querySelector('[role=dialog]') && document.activeElement.id === 'new-account'",
            vec![],
        )
        .await?;
    clerk.browser.close().await
}
