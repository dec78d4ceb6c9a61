//! Issuing one of many forms: begun and handed in at once, by what begins and hands in any form.

use super::ready::missing;
use crate::auth::Scope;
use crate::db::Tx;
use crate::db::audit::{Actor, Stamp};
use crate::db::maker::Created;
use crate::db::records::{NewRecord, Submission, create, submit};
use crate::error::{Refusal, Result};
use crate::state::Rules;
use yinzheng_shared::id::{OrganisationId, RecordId};
use yinzheng_shared::problem::Problem;

/// A form to issue.
#[derive(Clone, Debug)]
pub struct NewForm {
    /// Made by the client.
    pub id: RecordId,
    /// The addressee.
    pub unit: OrganisationId,
    /// What the person saw.
    pub submission: Submission,
    /// SHA-256 of what is asked for: unit, content and reasons.
    pub digest: String,
}

/// Items that a refusal names.
const NAMED: usize = 20;

/// Begins a form and hands it in, which tells its unit. The same request again changes nothing, whatever
/// became of the form since.
///
/// # Errors
/// Those of beginning and handing in, and [`Problem::FactsChanged`] with items that are not ready now or
/// that another form under way names.
pub fn issue(tx: &mut Tx<'_>, scope: &Scope, stamp: Stamp, actor: &Actor, rules: &Rules, new: &NewForm) -> Result<()> {
    let (id, sent) = (new.id, &new.submission);
    let begin = NewRecord {
        id,
        content: sent.content.clone(),
        owner: Some(new.unit),
        replaces: None,
        digest: new.digest.clone(),
    };
    if create(tx, scope, stamp, actor, &rules.programme.bureau, &begin)? == Created::Before {
        return Ok(());
    }
    // The rules speak first: a row that breaks one is named with its reason.
    submit(tx, scope, stamp, actor, rules, id, sent)?;
    let missing = missing(tx, &sent.content.item_codes(), id)?;
    if missing.is_empty() {
        return Ok(());
    }
    let places: Vec<String> = missing
        .iter()
        .take(NAMED)
        .map(|code| format!("/items/{code}"))
        .collect();
    Err(Refusal::from(Problem::FactsChanged)
        .with_detail(places.join(" "))
        .into())
}
