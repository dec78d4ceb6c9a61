//! What is known of windows beside a list of accounts or of training.

use super::centres::{self, Known};
use super::sight;
use crate::auth::{Asker, Scope};
use crate::db::schema::window_accounts;
use crate::db::{Conn, organisations};
use crate::error::Result;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};
use yinzheng_shared::facts::{CentreFact, Facts, WindowFacts};
use yinzheng_shared::form::text::fold;
use yinzheng_shared::id::{AccountId, OrganisationId};
use yinzheng_shared::window::account::{Account, Roster};
use yinzheng_shared::window::mobile;
use yinzheng_shared::window::training::Lessons;

/// What the names in a list stand for.
pub(super) struct Names {
    centres: HashMap<String, Known>,
    units: HashMap<String, OrganisationId>,
}

impl Names {
    /// Open centres and all units, by their folded names.
    pub(super) fn read(conn: &mut Conn, scope: &Scope) -> Result<Self> {
        let centres = centres::every(conn, scope)?.into_iter();
        let units = organisations::all(conn, Asker::Caller(scope))?.into_iter();
        Ok(Self {
            centres: centres
                .filter(|known| known.body.closed_on.is_none())
                .map(|known| (fold(&known.body.name), known))
                .collect(),
            units: units.map(|unit| (fold(&unit.name), unit.id)).collect(),
        })
    }

    pub(super) fn centre(&self, row: &Account) -> Option<&Known> {
        self.centres.get(&fold(&row.centre))
    }

    pub(super) fn unit(&self, row: &Account) -> Option<OrganisationId> {
        self.units.get(&fold(&row.organisation)).copied()
    }

    /// Facts for the check of a list; `taken` are the mobiles in it that other active accounts have.
    pub(super) fn facts(&self, roster: &Roster, taken: Vec<String>) -> Facts {
        let mut centres: Vec<CentreFact> = self.centres.values().map(fact).collect();
        centres.sort_by(|one, other| one.name.cmp(&other.name));
        let units: BTreeSet<&str> = roster.rows.iter().map(|row| row.organisation.as_str()).collect();
        let units = units.into_iter().filter(|unit| self.units.contains_key(&fold(unit)));
        Facts {
            window: Some(WindowFacts {
                centres,
                units: units.map(ToOwned::to_owned).collect(),
                taken,
                accounts: Vec::new(),
            }),
            ..Facts::default()
        }
    }
}

fn fact(known: &Known) -> CentreFact {
    CentreFact {
        name: known.body.name.clone(),
        level: known.body.level,
    }
}

/// The mobiles of a list in their plain form, each once, without what no database can hold.
pub(super) fn mobiles(roster: &Roster) -> Vec<String> {
    let plain: BTreeSet<String> = roster.rows.iter().map(|row| mobile::plain(&row.mobile)).collect();
    plain.into_iter().filter(|number| !number.contains('\0')).collect()
}

/// Those of the mobiles in a list that an active account other than `own` has.
pub(super) fn taken(conn: &mut Conn, roster: &Roster, own: Option<AccountId>) -> Result<Vec<String>> {
    let own = own.map(|id| id.to_string()).unwrap_or_default();
    Ok(window_accounts::table
        .filter(window_accounts::active.eq(true))
        .filter(window_accounts::id.ne(own))
        .filter(window_accounts::mobile.eq_any(mobiles(roster)))
        .order(window_accounts::mobile.asc())
        .select(window_accounts::mobile)
        .load(conn)?)
}

/// Facts for the check of training: those of the accounts that are active and kept by the one who
/// asks.
///
/// # Errors
/// Of the database.
pub(super) fn of_lessons(conn: &mut Conn, scope: &Scope, lessons: &Lessons) -> Result<Facts> {
    let asked: BTreeSet<&str> = lessons.rows.iter().map(|row| row.account.trim()).collect();
    let asked = asked.into_iter().filter(|id| !id.contains('\0'));
    let accounts: Vec<String> = window_accounts::table
        .filter(window_accounts::active.eq(true))
        .filter(sight::kept(scope)?)
        .filter(window_accounts::id.eq_any(asked.map(ToOwned::to_owned).collect::<Vec<_>>()))
        .order(window_accounts::id.asc())
        .select(window_accounts::id)
        .load(conn)?;
    Ok(Facts {
        window: Some(WindowFacts {
            accounts,
            ..WindowFacts::default()
        }),
        ..Facts::default()
    })
}
