//! What proves the revisions that were handed in, for the operator's `verify`.

use super::schema::{audit, records, revisions};
use super::{Conn, code};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::BTreeSet;
use yinzheng_shared::api::record::Action;
use yinzheng_shared::digest::Digests;
use yinzheng_shared::form::Form;
use yinzheng_shared::record::State;

/// A revision with what is kept of it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Reference of the record.
    pub reference: String,
    /// The revision.
    pub revision: u16,
    /// Canonical bytes.
    pub canonical: String,
    /// Digests that were kept with them.
    pub digests: Digests,
    /// SHA-256 of the package, when this revision is archived.
    pub package: Option<String>,
    /// What the database lacks, in words for the operator.
    pub gaps: Vec<&'static str>,
}

type Row = (
    String,
    String,
    String,
    i32,
    Option<String>,
    i32,
    String,
    String,
    String,
    Option<String>,
);

/// Every revision that was handed in.
///
/// # Errors
/// Of the database.
pub fn kept(conn: &mut Conn) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = revisions::table
        .inner_join(records::table.on(records::id.eq(revisions::record_id)))
        .order((revisions::record_id.asc(), revisions::revision.asc()))
        .select((
            records::id,
            records::form,
            records::state,
            records::revision,
            records::package_sha256,
            revisions::revision,
            revisions::canonical,
            revisions::sha256,
            revisions::sm3,
            revisions::print_sha256,
        ))
        .load(conn)?;
    let references: Vec<(String, String)> = records::table.select((records::id, records::reference)).load(conn)?;
    let references: std::collections::HashMap<String, String> = references.into_iter().collect();
    let trail = trail(conn)?;
    rows.into_iter()
        .map(
            |(id, form, state, current, package, revision, canonical, sha256, sm3, print)| {
                let form: Form = code::word(&form)?;
                let state: State = code::word(&state)?;
                let archived = state == State::Archived && current == revision;
                let told = |action: Action, digest: &str| {
                    trail.contains(&(id.clone(), action.code().to_owned(), digest.to_owned()))
                };
                let mut gaps = Vec::new();
                if !told(Action::Submitted, &sha256) {
                    gaps.push("the audit trail does not tell that it was submitted");
                }
                if print.as_ref().is_some_and(|print| !told(Action::Printed, print)) {
                    gaps.push("the audit trail does not tell that it was printed");
                }
                match &package {
                    Some(package) if archived && !told(Action::Archived, package) => {
                        gaps.push("the audit trail does not tell that it was archived");
                    }
                    None if archived => gaps.push("it is archived without a package"),
                    _ => {}
                }
                if archived && form.is_printed() && print.is_none() {
                    gaps.push("it is archived without a print");
                }
                Ok(Kept {
                    reference: references.get(&id).cloned().unwrap_or_default(),
                    revision: code::small(revision)?,
                    canonical,
                    digests: Digests { sha256, sm3 },
                    package: package.filter(|_| archived),
                    gaps,
                })
            },
        )
        .collect()
}

/// Record, action and digest of every step that names a digest.
fn trail(conn: &mut Conn) -> Result<BTreeSet<(String, String, String)>> {
    let rows: Vec<(Option<String>, String, Option<String>)> = audit::table
        .filter(audit::record_id.is_not_null())
        .filter(audit::digest.is_not_null())
        .select((audit::record_id, audit::action, audit::digest))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(record, action, digest)| Some((record?, action, digest?)))
        .collect())
}
