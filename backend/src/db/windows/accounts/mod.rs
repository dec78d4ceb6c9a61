//! Accounts of window staff on the provincial platform; none of our logins.

mod change;
mod import;
mod list;

pub use change::{add, change, end, hand_over};
pub use import::{Faults, FileRow, import, row_of};
pub use list::{Filter, Learnt, Step, list, show};

use super::centres::Known;
use super::sight;
use crate::auth::Scope;
use crate::db::code;
use crate::db::schema::window_accounts;
use crate::error::{Error, Result};
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::api::window::{Progress, WindowAccount};
use yinzheng_shared::date::Date;
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::organisation::OrganisationRef;
use yinzheng_shared::window::account::Account;
use yinzheng_shared::window::{mobile, usable_from};

#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset, PartialEq, Eq)]
#[diesel(table_name = window_accounts, treat_none_as_null = true)]
struct Row {
    id: String,
    name: String,
    mobile: String,
    organisation_id: String,
    centre_id: String,
    registered_on: Option<String>,
    authorised_on: Option<String>,
    handed_over_on: Option<String>,
    reason: Option<String>,
    active: bool,
    ended_on: Option<String>,
    version: i64,
    created_digest: String,
}

fn day(column: Option<&str>) -> Result<Option<Date>> {
    column.map(code::day).transpose()
}

impl Row {
    /// What the row says after `account`; the fields that differ, by their names on the wire.
    fn with(
        &self,
        account: &Account,
        unit: OrganisationId,
        centre: &Known,
        reason: Option<&str>,
    ) -> (Self, Vec<&'static str>) {
        let text = |date: Option<Date>| date.map(|date| date.to_string());
        let next = Self {
            name: account.name.trim().to_owned(),
            mobile: mobile::plain(&account.mobile),
            organisation_id: unit.to_string(),
            centre_id: centre.body.id.to_string(),
            registered_on: text(account.registered),
            authorised_on: text(account.authorised),
            handed_over_on: text(account.handed_over),
            reason: reason.map(ToOwned::to_owned),
            ..self.clone()
        };
        let fields = [
            ("name", self.name != next.name),
            ("mobile", self.mobile != next.mobile),
            ("organisation", self.organisation_id != next.organisation_id),
            ("centre", self.centre_id != next.centre_id),
            ("registered", self.registered_on != next.registered_on),
            ("authorised", self.authorised_on != next.authorised_on),
            ("handed_over", self.handed_over_on != next.handed_over_on),
            ("reason", self.reason != next.reason),
        ];
        let changed = fields.into_iter().filter(|(_, differs)| *differs);
        (next, changed.map(|(name, _)| name).collect())
    }

    /// The account as the one who asks sees it: only who keeps it sees the whole number.
    fn body(
        self,
        scope: &Scope,
        centre: &Known,
        units: &HashMap<String, String>,
        training: Progress,
    ) -> Result<WindowAccount> {
        let organisation = OrganisationRef {
            id: code::id(&self.organisation_id)?,
            name: units.get(&self.organisation_id).cloned().unwrap_or_default(),
        };
        let yours = sight::keeps(scope, centre.body.level, &centre.path, organisation.id);
        let authorised = day(self.authorised_on.as_deref())?;
        Ok(WindowAccount {
            id: code::id(&self.id)?,
            etag: format!("v{}", self.version),
            name: self.name,
            mobile: if yours {
                self.mobile
            } else {
                mobile::masked(&self.mobile)
            },
            yours,
            organisation,
            centre: centre.as_ref(),
            registered: day(self.registered_on.as_deref())?,
            authorised,
            handed_over: day(self.handed_over_on.as_deref())?,
            usable_from: authorised.map(usable_from),
            ended_on: day(self.ended_on.as_deref())?,
            reason: self.reason.filter(|_| yours),
            training,
        })
    }
}

/// The centre that a row names, which a foreign key keeps in being.
fn centre_of<'a>(centres: &'a HashMap<String, Known>, row: &Row) -> Result<&'a Known> {
    centres
        .get(&row.centre_id)
        .ok_or_else(|| Error::internal("an account of a centre that is not there"))
}
