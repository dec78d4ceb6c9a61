//! A day of the story, and what people need for a step on it.

use crate::auth::{Person, Scope};
use crate::clock::Clock;
use crate::db::audit::{Actor, Stamp};
use crate::db::maker::Maker;
use crate::db::records::{self, Filter, Stored, Submission};
use crate::db::{self, Conn, Tx};
use crate::demo::sample::PEOPLE;
use crate::demo::{id_of, sample_id};
use crate::error::{Error, Result};
use crate::state::{AppState, Rules};
use uuid::Uuid;
use yinzheng_shared::api::record::{Record, WarningReason};
use yinzheng_shared::date::Date;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::finding::Severity;
use yinzheng_shared::form::{self, Content, Form};
use yinzheng_shared::id::{OrganisationId, RecordId, UserId};
use yinzheng_shared::locale::Language;
use yinzheng_shared::record::State;

/// Login of who issues for the project office.
pub(super) const BUREAU: &str = "bureau";
/// Login of who looks at what comes back.
pub(super) const RECEIVER: &str = "bureau2";

/// The server's state as it was on a day.
pub(super) struct Day {
    pub(super) state: AppState,
}

impl Day {
    /// The state with the business date set to this day.
    pub(super) fn of(state: &AppState, on: Date) -> Self {
        let clock = Clock::new(Some(on));
        Self {
            state: AppState { clock, ..state.clone() },
        }
    }

    /// Whether it is this day.
    pub(super) fn is(&self, on: Date) -> bool {
        self.state.clock.today() == on
    }

    /// A person of the sample, as if signed in.
    ///
    /// # Errors
    /// When the sample has nobody of this login, and those of the database.
    pub(super) async fn person(&self, login: &str) -> Result<Person> {
        let (number, known) = PEOPLE
            .iter()
            .enumerate()
            .find(|(_, person)| person.login == login)
            .ok_or_else(|| Error::internal(format!("the sample has no {login}")))?;
        let organisation = id_of(known.organisation)?;
        let role = known.role;
        let (seat, units) = self
            .state
            .db
            .read(move |conn| {
                let seat = db::organisations::seat(conn, organisation)?;
                let seat = seat.ok_or_else(|| Error::internal("a sample organisation is gone"))?;
                let units = db::organisations::units(conn, role, &seat)?;
                Ok((seat, units))
            })
            .await?;
        Ok(Person {
            id: UserId(sample_id(2, number)),
            name: known.name.to_owned(),
            login: login.to_owned(),
            role,
            seat,
            units,
            request: Uuid::now_v7().to_string(),
        })
    }

    /// Makes a change as somebody on this day.
    ///
    /// # Errors
    /// Those of the change, and of the database.
    pub(super) async fn change<T, F>(&self, who: &Person, change: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>, &Step) -> Result<T> + Send + 'static,
    {
        let step = Step {
            person: who.clone(),
            scope: who.scope(),
            stamp: self.state.clock.stamp(),
            rules: (*self.state.rules).clone(),
        };
        self.state.db.write(move |tx| change(tx, &step)).await
    }

    /// A record as somebody sees it; none when there is no such record.
    ///
    /// # Errors
    /// Of the database.
    pub(super) async fn record(&self, who: &Person, id: RecordId) -> Result<Option<Stored>> {
        use yinzheng_shared::problem::Problem;
        let scope = who.scope();
        match self.state.db.read(move |conn| records::find(conn, &scope, id)).await {
            Ok(record) => Ok(Some(record)),
            Err(error) if error.problem() == Problem::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The form of somebody's own organisation in this state, as its page reads it; none when there is none.
    ///
    /// # Errors
    /// Of the database.
    pub(super) async fn own(&self, who: &Person, form: Form, state: State) -> Result<Option<(Stored, Record)>> {
        let (scope, own) = (who.scope(), who.seat.id);
        let (rules, today) = (self.state.rules.clone(), self.state.clock.today());
        let filter = Filter {
            forms: vec![form],
            states: vec![state],
            limit: 100,
            ..Filter::default()
        };
        self.state
            .db
            .read(move |conn| {
                let found = records::list(conn, &scope, &filter)?.entries;
                let Some(found) = found.iter().find(|one| one.owner.id == own) else {
                    return Ok(None);
                };
                let record = records::find(conn, &scope, found.id)?;
                let body = records::body(conn, &scope, &rules.context(today), &record)?;
                Ok(Some((record, body)))
            })
            .await
    }
}

/// Who makes a change, when, and by which rules.
pub(super) struct Step {
    pub(super) person: Person,
    pub(super) scope: Scope,
    pub(super) stamp: Stamp,
    pub(super) rules: Rules,
}

impl Step {
    /// Who makes the change, for what is judged by rules of its own.
    pub(super) const fn maker<'a>(&'a self, actor: &'a Actor) -> Maker<'a> {
        Maker {
            scope: &self.scope,
            stamp: self.stamp,
            actor,
            rules: &self.rules,
            language: Language::Chinese,
        }
    }

    /// Hands a form in that waits for it.
    ///
    /// # Errors
    /// As [`records::submit`].
    pub(super) fn hand_in(&self, tx: &mut Tx<'_>, id: RecordId, content: Content) -> Result<()> {
        let record = records::find(tx, &self.scope, id)?;
        let sent = self.submission(tx, content, record.owner, record.version)?;
        let actor = self.person.actor();
        records::submit(tx, &self.scope, self.stamp, &actor, &self.rules, id, &sent)
    }

    /// What a page would hand in for a record of `owner` at a version, every warning with a reason.
    ///
    /// # Errors
    /// Of the database.
    pub(super) fn submission(
        &self,
        conn: &mut Conn,
        content: Content,
        owner: OrganisationId,
        expected: i64,
    ) -> Result<Submission> {
        let context = self.rules.context(self.stamp.on);
        let facts = db::facts::of(conn, &self.scope, &context, &content, owner)?;
        let reasons = self.reasons(&content, &facts);
        Ok(Submission {
            expected,
            rule_set: self.rules.digest.clone(),
            facts,
            content,
            reasons,
            language: Language::Chinese,
        })
    }

    fn reasons(&self, content: &Content, facts: &Facts) -> Vec<WarningReason> {
        let context = self.rules.context(self.stamp.on);
        let report = form::check(content, facts, &context, Language::Chinese);
        let warnings = report.findings.into_iter();
        warnings
            .filter(|finding| finding.severity == Severity::Warning)
            .map(|finding| WarningReason {
                path: finding.path,
                rule: finding.rule,
                reason: "已核实（示例）".to_owned(),
            })
            .collect()
    }
}
