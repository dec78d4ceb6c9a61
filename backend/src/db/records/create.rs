//! Beginning a record, once for each identifier.

use super::change::{name_items, title};
use super::stored;
use crate::auth::Scope;
use crate::db::audit::{Actor, Entry, Stamp};
use crate::db::maker::Created;
use crate::db::schema::records;
use crate::db::{Conn, Tx, audit, code, organisations};
use crate::error::{Error, Refusal, Result};
use diesel::prelude::*;
use yinzheng_shared::api::record::Action;
use yinzheng_shared::calendar::Due;
use yinzheng_shared::code::letters;
use yinzheng_shared::code::print_code::REFERENCE_LETTERS;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::id::{OrganisationId, RecordId};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::{Move, Side, Standing, State, may};

/// A record to begin.
#[derive(Clone, Debug)]
pub struct NewRecord {
    /// Made by the client.
    pub id: RecordId,
    /// First content.
    pub content: Content,
    /// Whose record it becomes; none: the sender's organisation.
    pub owner: Option<OrganisationId>,
    /// The archived record that it corrects.
    pub replaces: Option<RecordId>,
    /// SHA-256 of the body.
    pub digest: String,
}

/// Begins a record. `bureau` is the full name of the project office.
///
/// # Errors
/// [`Problem::IdTaken`] when the identifier has other content, [`Problem::Forbidden`] when this form
/// is not the caller's to begin, and those of the database.
pub fn create(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    bureau: &str,
    new: &NewRecord,
) -> Result<Created> {
    let form = new.content.form();
    if matches!(form, Form::Scope | Form::Consolidation | Form::Schedule) {
        // Lists are opened from the catalogue, consolidations from the lists, schedules issued from the plan.
        return Err(Problem::Forbidden.into());
    }
    let role = scope.role().ok_or(Problem::Forbidden)?;
    let side = if form == Form::GoLive {
        Side::Issuer
    } else {
        Side::Owner
    };
    if !may(form, Move::Edit, Standing { role, side }) {
        return Err(Problem::Forbidden.into());
    }
    let taken: Option<String> = records::table
        .find(new.id.to_string())
        .select(records::created_digest)
        .first(tx.conn())
        .optional()?;
    if let Some(digest) = taken {
        return Created::again(digest == new.digest && stored::find(tx, scope, new.id).is_ok());
    }
    let bureau = organisations::bureau(tx, bureau)?;
    let owner = owner(tx, scope, form, new.owner)?;
    if let Some(replaced) = new.replaces {
        let replaced = stored::find(tx, scope, replaced)?;
        if replaced.state != State::Archived || replaced.form != form || replaced.owner != owner.id {
            return Err(Problem::IllegalMove.into());
        }
    }
    let content = addressed(new.content.clone(), &owner.name, &bureau.name);
    let begun = Begun {
        id: new.id,
        owner: owner.id,
        issuer: bureau.id,
        content,
        due: None,
        replaces: new.replaces,
        digest: new.digest.clone(),
    };
    insert(tx, scope, stamp, actor, &begun)?;
    Ok(Created::Now)
}

/// A record that is about to be.
pub(in crate::db) struct Begun {
    pub(in crate::db) id: RecordId,
    pub(in crate::db) owner: OrganisationId,
    pub(in crate::db) issuer: OrganisationId,
    pub(in crate::db) content: Content,
    pub(in crate::db) due: Option<Due>,
    pub(in crate::db) replaces: Option<RecordId>,
    pub(in crate::db) digest: String,
}

/// Adds a draft as it begins.
pub(in crate::db) fn insert(tx: &mut Tx<'_>, scope: &Scope, stamp: Stamp, actor: &Actor, begun: &Begun) -> Result<()> {
    diesel::insert_into(records::table)
        .values((
            (
                records::id.eq(begun.id.to_string()),
                records::reference.eq(reference()?),
                records::form.eq(begun.content.form().code()),
                records::state.eq(State::Draft.code()),
                records::revision.eq(1),
                records::owner_id.eq(begun.owner.to_string()),
                records::issuer_id.eq(begun.issuer.to_string()),
                records::title.eq(title(&begun.content)),
                records::content.eq(code::to_json(&begun.content)?),
                records::reasons.eq("[]"),
            ),
            (
                records::version.eq(1_i64),
                records::created_digest.eq(&begun.digest),
                records::created_by.eq(scope.user().ok_or(Problem::Forbidden)?.to_string()),
                records::created_at.eq(stamp.at),
                records::updated_at.eq(stamp.at),
                records::due_on.eq(begun.due.map(|due| due.date.to_string())),
                records::due_provisional.eq(begun.due.is_some_and(|due| due.provisional)),
                records::late.eq(false),
                records::restricted.eq(begun.content.is_restricted()),
                records::replaces_id.eq(begun.replaces.map(|id| id.to_string())),
            ),
        ))
        .execute(tx.conn())?;
    name_items(tx, begun.id, &begun.content)?;
    audit::record(tx, stamp, actor, &Entry::of_record(Action::Created, begun.id, 1))
}

/// Staff begin their own organisation's records, the bureau those of any addressee.
fn owner(conn: &mut Conn, scope: &Scope, form: Form, named: Option<OrganisationId>) -> Result<crate::auth::Seat> {
    match (form, named) {
        (Form::Scope | Form::Consolidation | Form::Schedule, _) => Err(Problem::Forbidden.into()),
        (Form::Optimization | Form::JointDebug | Form::Bulletin, named)
            if named.is_none_or(|id| id == scope.seat().id) =>
        {
            Ok(scope.seat().clone())
        }
        (Form::Optimization | Form::JointDebug | Form::Bulletin, _) => Err(Problem::Forbidden.into()),
        (Form::GoLive, Some(id)) => organisations::seat(conn, id)?.ok_or_else(|| no_addressee().into()),
        (Form::GoLive, None) => Err(no_addressee().into()),
    }
}

fn no_addressee() -> Refusal {
    Refusal::from(Problem::WrongShape).with_detail("/owner")
}

/// Names that the server knows better than the one who types.
fn addressed(content: Content, owner: &str, bureau: &str) -> Content {
    match content {
        Content::GoLive(mut form) => {
            if form.addressee.is_empty() {
                owner.clone_into(&mut form.addressee);
            }
            if form.issuer.is_empty() {
                bureau.clone_into(&mut form.issuer);
            }
            Content::GoLive(form)
        }
        Content::JointDebug(mut form) => {
            if form.unit.is_empty() {
                owner.clone_into(&mut form.unit);
            }
            Content::JointDebug(form)
        }
        Content::Bulletin(mut form) => {
            if form.issuer.is_empty() {
                bureau.clone_into(&mut form.issuer);
            }
            Content::Bulletin(form)
        }
        other @ (Content::Scope(_) | Content::Consolidation(_) | Content::Schedule(_) | Content::Optimization(_)) => {
            other
        }
    }
}

/// A short readable number. No record has it yet, or the index refuses and the work is done again with
/// another: looking first would read the whole table, which a serial history holds against every other
/// writer.
fn reference() -> Result<String> {
    let mut bytes = [0_u8; REFERENCE_LETTERS];
    getrandom::fill(&mut bytes).map_err(Error::internal)?;
    Ok(bytes.iter().map(|byte| letters::letter(u32::from(*byte))).collect())
}
