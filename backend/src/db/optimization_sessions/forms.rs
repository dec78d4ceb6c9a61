//! How far the optimisation forms of items are.

use crate::auth::Scope;
use crate::db::schema::{items, record_items, records};
use crate::db::{Conn, code, visible};
use crate::error::Result;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use std::collections::{HashMap, HashSet};
use yinzheng_shared::api::optimization_session::TreatedForm;
use yinzheng_shared::form::optimization::{Difference, difference};
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::record::State;

/// The optimisation form of each of the items, by code, as far as the scope shows it: the archived one, or the
/// last that is not given up.
pub(super) fn of_items(conn: &mut Conn, scope: &Scope, codes: &[&str]) -> Result<HashMap<String, TreatedForm>> {
    let named = record_items::table
        .filter(record_items::item_code.eq_any(codes))
        .select(record_items::record_id);
    type Found = (String, String, String, String);
    let found: Vec<Found> = records::table
        .filter(visible::records(scope)?)
        // An expression, lest an index of all such forms is taken for the few that are named.
        .filter(sql::<Bool>("records.form || '' = ").bind::<Text, _>(Form::Optimization.code()))
        .filter(records::state.ne(State::Void.code()))
        .filter(records::id.eq_any(named))
        .order((records::created_at.asc(), records::id.asc()))
        .select((records::id, records::reference, records::state, records::content))
        .load(conn)?;
    let ids: Vec<&String> = found.iter().map(|(id, ..)| id).collect();
    let pairs: Vec<(String, String)> = record_items::table
        .filter(record_items::record_id.eq_any(ids))
        .select((record_items::record_id, record_items::item_code))
        .load(conn)?;
    let codes: HashMap<String, String> = pairs.into_iter().collect();
    let mut forms: HashMap<String, TreatedForm> = HashMap::new();
    for (id, reference, state, content) in found {
        let Some(code) = codes.get(&id) else { continue };
        let form = TreatedForm {
            record: code::id(&id)?,
            reference,
            state: code::word(&state)?,
            difference: told(&content),
        };
        let is_archived = forms.get(code).is_some_and(|known| known.state == State::Archived);
        if !is_archived || form.state == State::Archived {
            forms.insert(code.clone(), form);
        }
    }
    Ok(forms)
}

/// The forms that optimised the items by naming them, with the item; what else optimised an item covered it.
pub(super) fn of_their_own(conn: &mut Conn, codes: &[&str]) -> Result<HashSet<(String, String)>> {
    let by = items::table
        .filter(items::code.eq_any(codes))
        .filter(items::optimised_by.is_not_null())
        .select(items::optimised_by.assume_not_null());
    let pairs: Vec<(String, String)> = record_items::table
        .filter(record_items::item_code.eq_any(codes))
        .filter(record_items::record_id.eq_any(by))
        .select((record_items::record_id, record_items::item_code))
        .load(conn)?;
    Ok(pairs.into_iter().collect())
}

/// What a form tells of before and after; nothing when this program cannot read it.
fn told(content: &str) -> Option<Difference> {
    match Content::from_json(Form::Optimization, content) {
        Ok(Content::Optimization(form)) => difference(&form),
        Ok(_) | Err(_) => None,
    }
}
