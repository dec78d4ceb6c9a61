//! Issuing a schedule: what the person saw is what the plan has, and it is checked by the same rules.

use super::draft::draft;
use crate::auth::Scope;
use crate::db::Tx;
use crate::db::audit::{Actor, Stamp};
use crate::db::records::{Begun, Submission, find, insert, submit};
use crate::db::schema::records;
use crate::error::{Refusal, Result};
use crate::state::Rules;
use diesel::prelude::*;
use yinzheng_shared::form::Content;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;

/// A schedule to issue.
#[derive(Clone, Debug)]
pub struct NewSchedule {
    /// Made by the client.
    pub id: RecordId,
    /// Batch.
    pub number: u8,
    /// What the person saw.
    pub submission: Submission,
    /// SHA-256 of what is asked for: batch, content and reasons.
    pub digest: String,
}

/// What became of the wish to issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The version at which the record waits to be closed.
    pub version: i64,
}

/// Hands in the schedule of a batch under an identifier made by the client; it is closed when its package
/// is durable. The same request again changes nothing.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::IdTaken`] when something else was asked for under this identifier,
/// [`Problem::FactsChanged`] when the plan is another one by now, those of a submission, and those of the
/// database.
pub fn issue(
    tx: &mut Tx<'_>,
    scope: &Scope,
    stamp: Stamp,
    actor: &Actor,
    rules: &Rules,
    new: &NewSchedule,
) -> Result<Issued> {
    if scope.role() != Some(Role::Bureau) {
        return Err(Problem::Forbidden.into());
    }
    let (id, sent) = (new.id, &new.submission);
    let known: Option<String> = records::table
        .find(id.to_string())
        .select(records::created_digest)
        .first(tx.conn())
        .optional()?;
    if let Some(digest) = known {
        let record = find(tx, scope, id)?;
        if digest != new.digest {
            return Err(Problem::IdTaken.into());
        }
        return Ok(Issued {
            version: record.version,
        });
    }
    let now = draft(tx, scope, rules, stamp.on, new.number)?;
    if Content::Schedule(now.content) != sent.content {
        return Err(Refusal::from(Problem::FactsChanged).with_detail("/rows").into());
    }
    let begun = Begun {
        id,
        owner: scope.seat().id,
        issuer: scope.seat().id,
        content: sent.content.clone(),
        due: None,
        replaces: now.replaces,
        digest: new.digest.clone(),
    };
    insert(tx, scope, stamp, actor, &begun)?;
    submit(tx, scope, stamp, actor, rules, id, sent)?;
    let record = find(tx, scope, id)?;
    Ok(Issued {
        version: record.version,
    })
}
