//! A person in front of Chromium.

use anyhow::{Context as _, Result, anyhow, bail};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a person would wait before calling it broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// A Chromium window of its own.
#[derive(Debug)]
pub struct Browser {
    /// The session, for what the methods here do not cover.
    pub client: Client,
    driver: Child,
    _profile: TempDir,
}

/// A size of window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// 1440 × 1000.
    Wide,
    /// 390 × 844, a telephone.
    Narrow,
}

impl Browser {
    /// Opens an empty window.
    ///
    /// # Errors
    /// When Chromium or its driver cannot be started.
    pub async fn open(window: Window) -> Result<Self> {
        let profile = tempfile::Builder::new().prefix("yinzheng-chromium-").tempdir()?;
        let (driver, port) = start_driver()?;
        let client = match session(profile.path(), port, window).await {
            Ok(client) => client,
            Err(error) => {
                let mut driver = driver;
                driver.kill()?;
                driver.wait()?;
                return Err(error);
            }
        };
        Ok(Self {
            client,
            driver,
            _profile: profile,
        })
    }

    /// Goes to an address.
    ///
    /// # Errors
    /// When the page cannot be loaded.
    pub async fn go(&self, url: &str) -> Result<()> {
        Ok(self.client.goto(url).await?)
    }

    /// Signs in on the page that is open.
    ///
    /// # Errors
    /// When the page does not let in.
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<()> {
        self.see("#login").await?;
        self.fill("login", login).await?;
        self.fill("password", password).await?;
        self.see("#sign-in").await?.click().await?;
        self.see("#sign-out").await.map(drop)
    }

    /// Waits until the page says that the server has what is on the screen.
    ///
    /// # Errors
    /// When it does not.
    pub async fn sees_it_saved(&self) -> Result<()> {
        const SAVED: &str =
            "return /已保存 \\d\\d:\\d\\d/.test(document.getElementById('sheet-save-status')?.innerText || '')";
        self.until("the draft is saved", SAVED, Vec::new()).await.map(drop)
    }

    /// The browser's name and version.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn version(&self) -> Result<String> {
        let agent = self.client.execute("return navigator.userAgent", Vec::new()).await?;
        let words = agent.as_str().unwrap_or_default().split(' ');
        let word = words
            .into_iter()
            .find(|word| word.contains("Chrome/"))
            .unwrap_or("unknown");
        Ok(word.replace("HeadlessChrome", "Chromium").replace('/', " "))
    }

    /// Waits until a CSS selector matches something that is displayed.
    ///
    /// # Errors
    /// When nothing appears.
    pub async fn see(&self, css: &str) -> Result<fantoccini::elements::Element> {
        let started = Instant::now();
        loop {
            for element in self.client.find_all(Locator::Css(css)).await? {
                if element.is_displayed().await.unwrap_or(false) {
                    return Ok(element);
                }
            }
            if started.elapsed() > PATIENCE {
                let body = self.text().await.unwrap_or_default();
                bail!(
                    "{css} did not appear on {}; the page says: {body}",
                    self.client.current_url().await?
                );
            }
            self.next_frame().await?;
        }
    }

    /// Waits until the page shows a text.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn read(&self, text: &str) -> Result<()> {
        self.until(
            &format!("the page shows “{text}”"),
            "return document.body.innerText.includes(arguments[0])",
            vec![json!(text)],
        )
        .await
        .map(drop)
    }

    /// Everything the page shows.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn text(&self) -> Result<String> {
        let text = self.client.execute("return document.body.innerText", vec![]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Presses the button or follows the link with this name.
    ///
    /// # Errors
    /// When there is none.
    pub async fn press(&self, name: &str) -> Result<()> {
        const FIND: &str = "return [...document.querySelectorAll('button, a, summary, [role=button]')].find(e => \
             ((e.getAttribute('aria-label') || e.innerText || '').trim() === arguments[0]) && e.getClientRects().length > 0 && !e.disabled) || null";
        let found = self
            .until(&format!("a button “{name}”"), FIND, vec![json!(name)])
            .await?;
        self.client
            .execute("arguments[0].scrollIntoView({block: 'center'})", vec![found.clone()])
            .await?;
        let element = self.element(found)?;
        element.click().await.with_context(|| format!("pressing {name}"))
    }

    /// Types into the field of this id, replacing what it holds, and leaves it by Tab.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fill(&self, id: &str, text: &str) -> Result<()> {
        let field = self.see(&format!("[id=\"{id}\"]")).await?;
        self.centre(&field).await?;
        field.click().await?;
        field.send_keys("\u{e009}a\u{e000}").await?;
        field.send_keys(text).await?;
        Ok(field.send_keys("\u{e004}").await?)
    }

    /// Puts a day into the date field of this id and leaves it, whatever order the browser's language types days in.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn put_day(&self, id: &str, day: &str) -> Result<()> {
        const PUT: &str = "const field = document.getElementById(arguments[0]); if (!field) return false; \
             field.focus(); field.value = arguments[1]; \
             for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, {bubbles: true})); \
             field.blur(); return true";
        let given = vec![Value::from(id), Value::from(day)];
        self.until(id, PUT, given).await.map(drop)
    }

    /// Scrolls an element to the middle of the window, clear of bars at its edges.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn centre(&self, element: &fantoccini::elements::Element) -> Result<()> {
        const CENTRE: &str = "arguments[0].scrollIntoView({block: 'center'})";
        self.client
            .execute(CENTRE, vec![serde_json::to_value(element)?])
            .await?;
        Ok(())
    }

    /// Chooses files for the file input that a selector finds, shown or not.
    ///
    /// # Errors
    /// When there is none.
    pub async fn choose_file(&self, css: &str, file: &Path) -> Result<()> {
        let input = self.client.find(Locator::Css(css)).await?;
        Ok(input.send_keys(&file.to_string_lossy()).await?)
    }

    /// Waits until a script returns something other than false, null or nothing.
    ///
    /// # Errors
    /// When it never does.
    pub async fn until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let started = Instant::now();
        loop {
            let value = self.client.execute(script, arguments.clone()).await?;
            if !matches!(value, Value::Null | Value::Bool(false)) {
                return Ok(value);
            }
            if started.elapsed() > PATIENCE {
                bail!(
                    "waited in vain until {what}; the page says: {}",
                    self.text().await.unwrap_or_default()
                );
            }
            self.next_frame().await?;
        }
    }

    /// Everything that axe finds against WCAG 2.1 A and AA on the page as it stands.
    ///
    /// # Errors
    /// When axe cannot be run.
    pub async fn accessibility(&self) -> Result<Vec<String>> {
        let axe = env::var("YINZHENG_TEST_AXE").context("YINZHENG_TEST_AXE names axe.min.js")?;
        let source = std::fs::read_to_string(axe)?;
        // The page's own policy forbids inline script; the driver may still evaluate one.
        self.client.execute(&source, vec![]).await?;
        const RUN: &str = "const done = arguments[arguments.length - 1]; \
             axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then( \
               r => done(r.violations.map(v => v.id + ': ' + v.help + ' — ' + v.nodes.map(n => n.target.join(' ')).join('; '))), \
               e => done(['axe failed: ' + e]))";
        let found = self.client.execute_async(RUN, vec![]).await?;
        let list = found.as_array().context("axe answers a list")?;
        Ok(list.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect())
    }

    /// A picture of the window, PNG.
    ///
    /// # Errors
    /// When none can be taken.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// Ends the session.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn close(mut self) -> Result<()> {
        self.client.clone().close().await?;
        self.driver.kill()?;
        self.driver.wait()?;
        Ok(())
    }

    async fn next_frame(&self) -> Result<()> {
        const FRAME: &str = "const done = arguments[arguments.length - 1]; setTimeout(() => done(true), 50)";
        self.client.execute_async(FRAME, vec![]).await?;
        Ok(())
    }

    fn element(&self, found: Value) -> Result<fantoccini::elements::Element> {
        let reference = found
            .as_object()
            .and_then(|object| object.values().next())
            .and_then(Value::as_str)
            .ok_or_else(|| anyhow!("the script returned no element"))?;
        Ok(fantoccini::elements::Element::from_element_id(
            self.client.clone(),
            reference.to_owned().into(),
        ))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Closed already is fine.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A driver, and the port at which it listens. It takes a free port of one address family and wants the same
/// of the other, where somebody else may have it: then another one is asked.
fn start_driver() -> Result<(Child, u16)> {
    for _ in 0..5 {
        if let Some(started) = try_driver()? {
            return Ok(started);
        }
    }
    bail!("chromedriver did not start")
}

fn try_driver() -> Result<Option<(Child, u16)>> {
    let path = env::var_os("YINZHENG_TEST_CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let mut driver = Command::new(path)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("chromedriver")?;
    let output = driver.stdout.take().context("standard output is piped")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next().transpose()? {
        let port = line
            .rsplit("on port ")
            .next()
            .map(|rest| rest.trim_end_matches('.').trim());
        if let (true, Some(Ok(port))) = (line.contains("started successfully"), port.map(str::parse)) {
            std::thread::spawn(move || lines.for_each(drop));
            return Ok(Some((driver, port)));
        }
    }
    driver.kill()?;
    driver.wait()?;
    Ok(None)
}

async fn session(profile: &Path, port: u16, window: Window) -> Result<Client> {
    let size = match window {
        Window::Wide => "--window-size=1440,1000",
        Window::Narrow => "--window-size=390,844",
    };
    let mut options = json!({
        "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=zh-CN", "--accept-lang=zh-CN",
            size, format!("--user-data-dir={}", profile.display()),
        ],
        "prefs": { "intl.accept_languages": "zh-CN,zh" },
    });
    if let Ok(binary) = env::var("YINZHENG_TEST_CHROMIUM") {
        options["binary"] = json!(binary);
    }
    let mut capabilities = Capabilities::new();
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    capabilities.insert("timeouts".to_owned(), json!({ "script": 60_000, "pageLoad": 60_000 }));
    Ok(
        ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await?,
    )
}
