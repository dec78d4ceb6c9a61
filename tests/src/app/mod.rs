//! A server of its own for every test: the real program, on an empty folder and an empty database,
//! with the demonstration's people and items.

mod person;
mod postgres;
mod process;
mod small_cluster;

pub use person::{Answer, Person};
pub use process::server_path;
pub use small_cluster::SmallCluster;

use anyhow::{Context as _, Result, anyhow, ensure};
use person::fresh;
use postgres::{PostgresDatabase, psql};
use process::{beside, free_address, program, spawn};
use reqwest::StatusCode;
use reqwest::header::{AUTHORIZATION, HeaderMap};
use serde_json::{Value, json};
use std::env;
use std::io::Write as _;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// The database under a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// Embedded.
    Sqlite,
    /// A cluster that `cargo xtask test` starts and names in `YINZHENG_TEST_POSTGRES`.
    Postgres,
}

/// A running server. Dropping it ends the process and removes what it left.
#[derive(Debug)]
pub struct TestApp {
    /// Where it serves, without a slash at the end.
    pub url: String,
    /// Its data folder.
    pub data: TempDir,
    settings: Vec<(String, String)>,
    database: Option<PostgresDatabase>,
    server: Child,
}

/// Where an installation may stand: an empty folder and an empty database.
#[derive(Debug)]
pub struct Place {
    /// Its data folder.
    pub data: TempDir,
    settings: Vec<(String, String)>,
    database: Option<PostgresDatabase>,
}

impl Place {
    /// An empty one.
    ///
    /// # Errors
    /// When PostgreSQL is not there.
    pub fn empty(on: On) -> Result<Self> {
        let data = tempfile::Builder::new().prefix("yinzheng-test-").tempdir()?;
        let database = match on {
            On::Sqlite => None,
            On::Postgres => Some(PostgresDatabase::create()?),
        };
        let address = database
            .as_ref()
            .map(|database| ("YINZHENG_DATABASE_URL".to_owned(), database.url.clone()));
        Ok(Self {
            data,
            settings: address.into_iter().collect(),
            database,
        })
    }

    /// An empty one for the demonstration's records.
    ///
    /// # Errors
    /// When PostgreSQL is not there.
    pub fn empty_demonstration(on: On) -> Result<Self> {
        let mut place = Self::empty(on)?;
        place.settings.push(("YINZHENG_DEMO".to_owned(), "records".to_owned()));
        Ok(place)
    }

    /// An empty one for real work on a day: nobody is there yet, and nothing is a sample.
    ///
    /// # Errors
    /// When PostgreSQL is not there.
    pub fn empty_for_work(on: On, today: &str) -> Result<Self> {
        let mut place = Self::empty(on)?;
        let settings = [("YINZHENG_DEMO", ""), ("YINZHENG_TODAY", today)];
        place
            .settings
            .extend(settings.map(|(name, value)| (name.to_owned(), value.to_owned())));
        Ok(place)
    }

    /// Begins to start a server here, and does not wait until it serves.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn begin(&self) -> Result<Child> {
        let mut command = program(self.data.path(), &self.settings);
        let quiet = Stdio::null;
        Ok(command.arg("serve").stdout(quiet()).stderr(quiet()).spawn()?)
    }

    /// Runs a command of the program here, for example `restore`.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn run(&self, arguments: &[&str]) -> Result<std::process::Output> {
        Ok(program(self.data.path(), &self.settings).args(arguments).output()?)
    }

    /// Runs a command of the program here to its end; one that asks for a line, for example a password, is given it.
    ///
    /// # Errors
    /// When the program cannot be started, and what it says when it fails.
    pub fn tell(&self, arguments: &[&str], line: Option<&str>) -> Result<()> {
        let mut command = program(self.data.path(), &self.settings);
        let piped = command.args(arguments).stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut told = piped.spawn()?;
        let input = told.stdin.take();
        if let (Some(line), Some(mut input)) = (line, input) {
            writeln!(input, "{line}")?;
        }
        let output = told.wait_with_output()?;
        ensure!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(())
    }

    /// Starts a server here.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn start(self) -> Result<TestApp> {
        let Self {
            data,
            settings,
            database,
        } = self;
        let (server, url) = spawn(&mut program(data.path(), &settings), data.path())?;
        Ok(TestApp {
            url,
            data,
            settings,
            database,
            server,
        })
    }
}

impl TestApp {
    /// Starts a server on an empty database.
    ///
    /// # Errors
    /// When the program or PostgreSQL cannot be started.
    pub fn start(on: On) -> Result<Self> {
        Self::start_with(on, &[])
    }

    /// Starts a server with further settings from the environment.
    ///
    /// # Errors
    /// When the program or PostgreSQL cannot be started.
    pub fn start_with(on: On, extra: &[(&str, &str)]) -> Result<Self> {
        let mut place = Place::empty(on)?;
        place.settings.extend(
            extra
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        place.start()
    }

    /// Starts a server with the demonstration's records too, as a newcomer meets it.
    ///
    /// # Errors
    /// When the program or PostgreSQL cannot be started.
    pub fn start_demonstration(on: On) -> Result<Self> {
        Place::empty_demonstration(on)?.start()
    }

    /// Starts a server on SQLite that comes back at the same address when it is started again, so that
    /// an open page finds it.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn start_to_stay() -> Result<Self> {
        let address = free_address();
        let url = format!("http://{address}");
        Self::start_with(
            On::Sqlite,
            &[("YINZHENG_LISTEN", &address), ("YINZHENG_PUBLIC_URL", &url)],
        )
    }

    /// Starts a server on SQLite whose system calls are written to `calls.log` in its data folder,
    /// file descriptors with their paths.
    ///
    /// # Errors
    /// When strace or the program cannot be started.
    pub fn start_traced(calls: &str) -> Result<Self> {
        let data = tempfile::Builder::new().prefix("yinzheng-test-").tempdir()?;
        let mut strace = Command::new("strace");
        // With -D the child that we hold is the server itself, strace its grandchild.
        strace.args(["-D", "-f", "-y", "-s", "64", "-e", &format!("trace={calls}"), "-o"]);
        strace.arg(data.path().join("calls.log"));
        Self::start_under(strace, data)
    }

    /// Starts a server on SQLite whose data folder is a file system of so many megabytes, seen by it
    /// alone. Wants to be root, or a kernel that lets users have namespaces.
    ///
    /// # Errors
    /// When the file system cannot be made or the program not be started.
    pub fn start_on_small_disk(megabytes: u32) -> Result<Self> {
        let data = tempfile::Builder::new().prefix("yinzheng-test-").tempdir()?;
        let mut unshare = Command::new("unshare");
        unshare.args(["--mount", "--map-root-user", "sh", "-c"]);
        unshare.arg(format!(
            "mount -t tmpfs -o size={megabytes}m,mode=700 tmpfs \"$0\" && exec \"$@\""
        ));
        unshare.arg(data.path());
        Self::start_under(unshare, data)
    }

    /// Starts a server on SQLite as what another program becomes or begins.
    fn start_under(mut outer: Command, data: TempDir) -> Result<Self> {
        let server = program(data.path(), &[]);
        outer
            .arg(server.get_program())
            .env_clear()
            .envs(server.get_envs().filter_map(|(name, value)| Some((name, value?))))
            .env("PATH", env::var_os("PATH").unwrap_or_default());
        let (server, url) = spawn(&mut outer, data.path())?;
        Ok(Self {
            url,
            data,
            settings: Vec::new(),
            database: None,
            server,
        })
    }

    /// Runs something where the server of [`TestApp::start_on_small_disk`] sees its data.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn beside_the_server(&self, arguments: &[&str]) -> Result<std::process::Output> {
        let mut command = beside(&self.server);
        Ok(command
            .args(arguments)
            .env("YINZHENG_DATA", self.data.path())
            .output()?)
    }

    /// Starts the program again on the same data.
    ///
    /// # Errors
    /// When it does not come up again.
    pub fn restart(&mut self) -> Result<()> {
        let (server, url) = spawn(&mut program(self.data.path(), &self.settings), self.data.path())?;
        self.server = server;
        self.url = url;
        Ok(())
    }

    /// Ends the process, and starts the program again on the same data with one setting changed.
    ///
    /// # Errors
    /// When it does not come up again.
    pub fn restart_with(&mut self, name: &str, value: &str) -> Result<()> {
        self.kill()?;
        self.settings.retain(|(known, _)| known != name);
        self.settings.push((name.to_owned(), value.to_owned()));
        self.restart()
    }

    /// Ends the process at once (SIGKILL).
    ///
    /// # Errors
    /// When it cannot be ended.
    pub fn kill(&mut self) -> Result<()> {
        self.server.kill()?;
        self.server.wait()?;
        Ok(())
    }

    /// Changes rows behind the server's back, on PostgreSQL: what an older program or a hand may have
    /// left there.
    ///
    /// # Errors
    /// On SQLite, and when the statement fails.
    pub fn change_rows(&self, statement: &str) -> Result<()> {
        self.rows(statement).map(drop)
    }

    /// What a question to its database is answered, on PostgreSQL: a row a line, columns between bars.
    ///
    /// # Errors
    /// On SQLite, and when the statement fails.
    pub fn rows(&self, statement: &str) -> Result<String> {
        let url = self.database_url().context("a server on PostgreSQL")?;
        psql(url, statement)
    }

    /// The address of its database on PostgreSQL; none on SQLite.
    #[must_use]
    pub fn database_url(&self) -> Option<&str> {
        self.database.as_ref().map(|database| database.url.as_str())
    }

    /// Process id of the server.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.server.id()
    }

    /// Runs a command of the program on this server's data, for example `verify`.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn run(&self, arguments: &[&str]) -> Result<std::process::Output> {
        Ok(program(self.data.path(), &self.settings).args(arguments).output()?)
    }

    /// Signs in one of the demonstration's people.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn person(&self, login: &str) -> Result<Person> {
        self.sign_in(login, &self.password(login).await?).await
    }

    /// Signs in anybody.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<Person> {
        let client = fresh().cookie_store(true).build()?;
        let answer = client
            .post(format!("{}/api/v1/session", self.url))
            .header("X-Requested-With", "yinzheng")
            .json(&json!({ "login": login, "password": password }))
            .send()
            .await?;
        ensure!(
            answer.status() == StatusCode::OK,
            "sign-in of {login}: {}",
            answer.status()
        );
        let me = answer.json().await?;
        Ok(Person {
            url: self.url.clone(),
            client,
            me,
        })
    }

    /// Somebody who has not signed in.
    #[must_use]
    pub fn nobody(&self) -> Person {
        Person {
            url: self.url.clone(),
            client: fresh().build().unwrap_or_default(),
            me: Value::Null,
        }
    }

    /// A machine that shows this API key with every request.
    ///
    /// # Errors
    /// When the key cannot stand in a header.
    pub fn machine(&self, key: &str) -> Result<Person> {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, format!("Bearer {key}").parse()?);
        Ok(Person {
            url: self.url.clone(),
            client: fresh().default_headers(headers).build()?,
            me: Value::Null,
        })
    }

    /// The password of one of the demonstration's people.
    ///
    /// # Errors
    /// When there is no such person.
    pub async fn password(&self, login: &str) -> Result<String> {
        let programme: Value = self.nobody().get("programme").await?.json().await?;
        let logins = programme["demonstration_logins"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let found = logins.iter().find(|entry| entry["login"] == login);
        let password = found.and_then(|entry| entry["password"].as_str());
        password
            .map(ToOwned::to_owned)
            .ok_or_else(|| anyhow!("no demonstration login {login}"))
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // Already gone is fine.
        let _ = self.kill();
        self.database.take();
    }
}
