//! A record as it is kept.

use crate::auth::Scope;
use crate::db::moment::{Timestamp, wire};
use crate::db::schema::records;
use crate::db::{Conn, code, organisations, visible};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Form;
use yinzheng_shared::id::{OrganisationId, RecordId, UserId};
use yinzheng_shared::organisation::{OrganisationRef, Role};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::{Move, Standing, State, may, reads_own_rows};

/// A record as it is kept, without what is filled in: lists and steps need no more, and a content that
/// this program cannot read stands in nobody's way there.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Identifier.
    pub id: RecordId,
    /// Short readable number.
    pub reference: String,
    /// The kind of form.
    pub form: Form,
    /// Where it stands.
    pub state: State,
    /// Current revision, from 1.
    pub revision: u16,
    /// Who owns it.
    pub owner: OrganisationId,
    /// Who issues or receives it.
    pub issuer: OrganisationId,
    /// Name of the item or items.
    pub title: String,
    /// Counts every change.
    pub version: i64,
    /// Last change.
    pub updated_at: Timestamp,
    /// By when the next step is due.
    pub due: Option<Due>,
    /// The day on which the confirmed upload came.
    pub received_on: Option<Date>,
    /// Whether that was after the due date.
    pub late: bool,
    /// Why it was returned, refused or given up.
    pub returned_because: Option<String>,
    /// The archived record that it corrects.
    pub replaces: Option<RecordId>,
    /// When the set of scanned pages became complete.
    pub matched_at: Option<Timestamp>,
    /// When, on which business date, by whom it was archived, and the digest of its package.
    pub archived: Option<(Timestamp, Date, UserId, String)>,
}

/// The record of this identifier, when the scope shows it.
///
/// # Errors
/// [`Problem::NotFound`], and those of the database.
pub fn find(conn: &mut Conn, scope: &Scope, id: RecordId) -> Result<Stored> {
    let row: Option<Row> = records::table
        .filter(visible::records(scope)?)
        .filter(records::id.eq(id.to_string()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.ok_or(Problem::NotFound)?.read()
}

impl Stored {
    /// How the caller stands to the record; none for a key.
    #[must_use]
    pub fn standing(&self, scope: &Scope) -> Option<Standing> {
        scope.role().map(|role: Role| Standing {
            role,
            side: scope.side(self.owner, self.issuer),
        })
    }

    /// Whether the caller reads no more of it than rows of the caller's own organisation.
    #[must_use]
    pub fn is_read_in_part(&self, scope: &Scope) -> bool {
        self.standing(scope).is_some_and(|who| reads_own_rows(self.form, who))
    }

    /// Nothing when the record is as somebody read it, at this version.
    ///
    /// # Errors
    /// [`Problem::StaleRecord`] when the record has changed since.
    pub fn still_at(&self, version: i64) -> Result<()> {
        if self.version == version {
            Ok(())
        } else {
            Err(Problem::StaleRecord.into())
        }
    }

    /// Where a move by this caller leads.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] when it is not the caller's to make, [`Problem::IllegalMove`] when it
    /// is not open from here.
    pub fn after(&self, scope: &Scope, step: Move) -> Result<State> {
        let standing = self.standing(scope).ok_or(Problem::Forbidden)?;
        if !may(self.form, step, standing) {
            return Err(Problem::Forbidden.into());
        }
        self.state
            .after_of(self.form, step)
            .map_err(|_| Problem::IllegalMove.into())
    }

    /// The moves open to the caller.
    #[must_use]
    pub fn moves(&self, scope: &Scope) -> Vec<Move> {
        const BY_PEOPLE: [Move; 9] = [
            Move::Edit,
            Move::Submit,
            Move::Return,
            Move::Accept,
            Move::Print,
            Move::Revise,
            Move::Refuse,
            Move::Confirm,
            Move::Void,
        ];
        BY_PEOPLE
            .into_iter()
            .filter(|step| self.after(scope, *step).is_ok())
            .collect()
    }
}

/// Names of organisations by identifier.
pub struct Names(HashMap<OrganisationId, String>);

impl Names {
    /// Names of the organisations that the records name.
    ///
    /// # Errors
    /// Of the database.
    pub fn of<'a>(conn: &mut Conn, records: impl IntoIterator<Item = &'a Stored>) -> Result<Self> {
        Self::of_organisations(
            conn,
            records.into_iter().flat_map(|record| [record.owner, record.issuer]),
        )
    }

    /// Names of these organisations.
    ///
    /// # Errors
    /// Of the database.
    pub fn of_organisations(conn: &mut Conn, ids: impl IntoIterator<Item = OrganisationId>) -> Result<Self> {
        let names = organisations::names(conn, ids.into_iter().map(|id| id.to_string()))?;
        names
            .into_iter()
            .map(|(id, name)| Ok((code::id(&id)?, name)))
            .collect::<Result<_>>()
            .map(Self)
    }

    /// The organisation as bodies name it.
    #[must_use]
    pub fn reference(&self, id: OrganisationId) -> OrganisationRef {
        OrganisationRef {
            id,
            name: self.0.get(&id).cloned().unwrap_or_default(),
        }
    }
}

/// A record as lists show it.
#[must_use]
pub fn summary(record: &Stored, names: &Names) -> RecordSummary {
    RecordSummary {
        id: record.id,
        reference: record.reference.clone(),
        form: record.form,
        title: record.title.clone(),
        state: record.state,
        revision: record.revision,
        owner: names.reference(record.owner),
        issuer: names.reference(record.issuer),
        due: record.due,
        late: record.late,
        returned_because: record.returned_because.clone(),
        updated_at: wire(record.updated_at),
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = records)]
pub(in crate::db) struct Row {
    id: String,
    reference: String,
    form: String,
    state: String,
    revision: i32,
    owner_id: String,
    issuer_id: String,
    title: String,
    version: i64,
    updated_at: Timestamp,
    due_on: Option<String>,
    due_provisional: bool,
    received_on: Option<String>,
    late: bool,
    returned_because: Option<String>,
    replaces_id: Option<String>,
    matched_at: Option<Timestamp>,
    archived_at: Option<Timestamp>,
    archived_on: Option<String>,
    archived_by: Option<String>,
    package_sha256: Option<String>,
}

impl Row {
    pub(in crate::db) fn read(self) -> Result<Stored> {
        let due_provisional = self.due_provisional;
        let due = self.due_on.as_deref().map(code::day).transpose()?;
        let archived = match (
            self.archived_at,
            self.archived_on,
            self.archived_by,
            self.package_sha256,
        ) {
            (Some(at), Some(on), Some(by), Some(package)) => Some((at, code::day(&on)?, code::id(&by)?, package)),
            _ => None,
        };
        Ok(Stored {
            id: code::id(&self.id)?,
            reference: self.reference,
            form: code::word(&self.form)?,
            state: code::word(&self.state)?,
            revision: code::small(self.revision)?,
            owner: code::id(&self.owner_id)?,
            issuer: code::id(&self.issuer_id)?,
            title: self.title,
            version: self.version,
            updated_at: self.updated_at,
            due: due.map(|date| Due {
                date,
                provisional: due_provisional,
            }),
            received_on: self.received_on.as_deref().map(code::day).transpose()?,
            late: self.late,
            returned_because: self.returned_because,
            replaces: self.replaces_id.as_deref().map(code::id).transpose()?,
            matched_at: self.matched_at,
            archived,
        })
    }
}
