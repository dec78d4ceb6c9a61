//! Every route, walked by every person of the demonstration, by a key and by nobody: who may gets an answer,
//! who may not gets none and changes nothing, and no answer, print, table, package, message or log tells
//! anybody what is not for them. A route that has no line here makes the walk fail.

mod place;
mod probing;
mod reading;
mod routes;
mod row;
mod secret;
mod writing;

use crate::app::{On, Person, TestApp};
use crate::people::{ADMIN, AUDITOR, SCANNER_KEY};
use anyhow::{Context as _, Result, ensure};
use place::{Place, place};
use reqwest::Response;
use row::{Row, Who, everybody};
use secret::{Secret, told};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

/// Who asks: a person by login and role, or a machine, or nobody.
struct Asker {
    login: String,
    role: String,
    person: Person,
}

/// A line that was walked, and what came of it.
struct Step<'a> {
    place: &'a Place,
    row: &'a Row,
    asker: &'a Asker,
}

/// What was answered, as far as the walk looks at it.
struct Answered {
    status: u16,
    said: String,
    has_errors: bool,
}

async fn answered(response: Response) -> Result<Answered> {
    let (status, headers) = (response.status().as_u16(), format!("{:?}", response.headers()));
    let body = response.bytes().await?;
    let json: Value = serde_json::from_slice(&body).unwrap_or_default();
    Ok(Answered {
        status,
        said: told(&body)? + &headers,
        has_errors: json["errors"].as_array().is_some_and(|errors| !errors.is_empty()),
    })
}

impl Step<'_> {
    /// Whether the answer is what this one should get; what is wrong with it otherwise.
    fn fault(&self, answered: &Answered) -> Option<String> {
        let Asker { login, role, .. } = self.asker;
        let expected: &[u16] = match (role.as_str(), self.row.who) {
            _ if self.row.stopped.contains(&login.as_str()) => {
                let stopped = matches!(answered.status, 403 | 404 | 409 | 422) || answered.has_errors;
                return (!stopped).then(|| self.said_of(answered.status, "is not stopped"));
            }
            (_, Who::Anyone) => &[200],
            ("nobody", _) => &[401],
            ("key", _) if self.row.keys => &[200, 202],
            // An upload of others is not there for it.
            ("key", _) => &[403, 404],
            (_, who) if who.admits(login, role) => &[200, 201, 202, 204],
            _ => &[403, 404],
        };
        (!expected.contains(&answered.status)).then(|| self.said_of(answered.status, "is answered"))
    }

    /// What the answer tells that is not for this one.
    fn leak(&self, answered: &Answered) -> Option<String> {
        let Asker { login, role, .. } = self.asker;
        let reviews = self.row.is_list && role == "reviewer";
        let kept = self
            .place
            .secrets
            .iter()
            .filter(|secret| !secret.is_for(login, reviews));
        let word = |secret: &'_ Secret| {
            let mut words = secret.in_text(&answered.said);
            words
                .find(|word| !probing::was_said(self.row, word))
                .map(ToOwned::to_owned)
        };
        let mut leaks = kept.filter_map(|secret| Some((&secret.what, word(secret)?)));
        let (what, word) = leaks.next()?;
        Some(self.said_of(answered.status, &format!("is told {what}: {word}")))
    }

    fn said_of(&self, status: u16, what: &str) -> String {
        format!(
            "{} {what}: {status} of {} {}",
            self.asker.login, self.row.method, self.row.at
        )
    }
}

async fn askers(app: &TestApp) -> Result<Vec<Asker>> {
    let asker = |(login, role, person): (String, String, Person)| Asker { login, role, person };
    let people = everybody(app).await?.into_iter().map(asker);
    let others = [("nobody", app.nobody()), ("key", app.machine(SCANNER_KEY)?)];
    let others = others.map(|(name, person)| asker((name.to_owned(), name.to_owned(), person)));
    Ok(people.chain(others).collect())
}

async fn asks(place: &Place, row: &Row, asker: &Asker, version: Option<&str>) -> Result<Vec<String>> {
    let answered = answered(row.send(&asker.person, version).await?).await?;
    let step = Step { place, row, asker };
    Ok([step.fault(&answered), step.leak(&answered)]
        .into_iter()
        .flatten()
        .collect())
}

/// Everybody reads everything.
async fn reads(place: &Place, rows: &[Row], askers: &[Asker]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for row in rows {
        for asker in askers {
            faults.extend(asks(place, row, asker, None).await?);
        }
    }
    Ok(faults)
}

/// Everybody who may not tries every change.
async fn tries(place: &Place, rows: &[Row], askers: &[Asker], auditor: &Person) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for row in rows.iter().filter(|row| !matches!(row.who, Who::Anyone)) {
        let version = row.version_now(auditor).await?;
        for asker in askers {
            let may = row.who.admits(&asker.login, &asker.role) || (row.keys && asker.role == "key");
            let outside = matches!(asker.role.as_str(), "nobody" | "key") && !(row.keys && asker.role == "key");
            if outside || !may {
                faults.extend(asks(place, row, asker, version.as_deref()).await?);
            }
        }
    }
    Ok(faults)
}

/// The first who may makes every change: the examples are requests that are taken.
async fn does(place: &Place, rows: &[Row], askers: &[Asker], auditor: &Person) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for row in rows {
        let version = row.version_now(auditor).await?;
        let first = askers.iter().find(|asker| match row.who {
            // Who signs in keeps a session of their own.
            Who::Anyone => asker.role == "nobody",
            who => who.admits(&asker.login, &asker.role),
        });
        let asker = first.with_context(|| format!("somebody who may {}", row.name()))?;
        faults.extend(asks(place, row, asker, version.as_deref()).await?);
    }
    Ok(faults)
}

/// Every row of every table that a backup holds, and what is in none.
async fn everything(place: &Place, admin: &Person) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let file = place.app.data.path().join("walk.backup");
    let name = file.to_str().context("a path")?;
    let output = place
        .app
        .run(&["backup", "--passphrase", "示例口令-not-a-real-one", name])?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut backup = zip::ZipArchive::new(std::fs::File::open(&file)?)?;
    let mut all = BTreeMap::new();
    let names: Vec<String> = backup
        .file_names()
        .map(|name| name.map(|name| name.to_string()))
        .collect::<Result<_, _>>()?;
    for table in names.into_iter().filter(|name| name.ends_with(".jsonl")) {
        let mut lines = String::new();
        backup.by_name(&table)?.read_to_string(&mut lines)?;
        let mut rows = BTreeSet::new();
        for line in lines.lines() {
            let mut row: Value = serde_json::from_str(line)?;
            // When somebody was here last changes with every request.
            row.as_object_mut().map(|row| row.remove("used_at"));
            rows.insert(row.to_string());
        }
        all.insert(table, rows);
    }
    std::fs::remove_file(&file)?;
    for list in ["robots", "messages"] {
        all.insert(list.to_owned(), [admin.read(list).await?.to_string()].into());
    }
    Ok(all)
}

/// Those whom each probe is for ask it, and everything that it is answered is looked at.
async fn probes(place: &Place, rows: &[Row], askers: &[Asker]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for row in rows {
        for asker in askers.iter().filter(|asker| row.who.admits(&asker.login, &asker.role)) {
            let answered = answered(row.send(&asker.person, None).await?).await?;
            let probed = Step { place, row, asker }.leak(&answered);
            faults.extend(probed);
            if answered.status >= 500 {
                faults.push(format!("{} of {}", answered.status, row.at));
            }
        }
    }
    Ok(faults)
}

fn names(rows: &[Row]) -> impl Iterator<Item = String> {
    rows.iter().map(Row::name)
}

async fn nobody_gets_what_is_not_theirs(on: On) -> Result<()> {
    let place = place(on).await?;
    let askers = askers(&place.app).await?;
    let (auditor, admin) = (place.app.person(AUDITOR).await?, place.app.person(ADMIN).await?);
    let (read, written) = (reading::rows(&place), writing::rows(&place).await?);
    let walked: BTreeSet<String> = names(&read).chain(names(&written)).collect();
    assert_eq!(
        walked,
        routes::all(),
        "every route has its line, and every line its route"
    );

    let mut faults = reads(&place, &read, &askers).await?;
    // Signing in is in the trail; who walks has signed in already.
    let before = everything(&place, &admin).await?;
    faults.extend(tries(&place, &written, &askers, &auditor).await?);
    let after = everything(&place, &admin).await?;
    for (table, rows) in &before {
        let changed: Vec<&String> = rows.symmetric_difference(&after[table]).collect();
        if !changed.is_empty() {
            faults.push(format!("{table} was changed by those who may not: {changed:#?}"));
        }
    }
    faults.extend(probes(&place, &probing::rows(&place).await?, &askers).await?);
    faults.extend(does(&place, &written, &askers, &auditor).await?);

    let log = std::fs::read_to_string(place.app.data.path().join("server.log"))?;
    for (where_to, text) in [("the log", log), ("what went out", place.went_out())] {
        let told = told(text.as_bytes())?;
        for secret in &place.secrets {
            // Addresses of pages and requests have identifiers in them.
            let word = secret.in_text(&told).filter(|word| word.parse::<uuid::Uuid>().is_err());
            faults.extend(word.map(|word| format!("{where_to} tells {}: {word}", secret.what)));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    Ok(())
}

#[tokio::test]
async fn nobody_gets_what_is_not_theirs_by_any_route_on_sqlite() -> Result<()> {
    nobody_gets_what_is_not_theirs(On::Sqlite).await
}

#[tokio::test]
async fn nobody_gets_what_is_not_theirs_by_any_route_on_postgres() -> Result<()> {
    nobody_gets_what_is_not_theirs(On::Postgres).await
}
