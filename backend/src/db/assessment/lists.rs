//! Scope lists: which departments had handed theirs in by a day. Told are the departments that own items now:
//! history does not keep who owned some before any list spoke of them.

use super::Narrowing;
use crate::auth::{Scope, Seat};
use crate::db::schema::{records, revisions};
use crate::db::{Conn, code, scope_lists};
use crate::error::Result;
use diesel::dsl::min;
use diesel::prelude::*;
use std::collections::HashMap;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::assessment::CountedList;
use yinzheng_shared::assessment::{ListCount, ListFigures};
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Form;
use yinzheng_shared::programme::Programme;
use yinzheng_shared::record::State;

/// A department whose list was due before the day.
pub(super) struct Asked {
    pub(super) seat: Seat,
    due: Date,
    handed_in: Option<Date>,
}

impl Asked {
    fn is(&self, count: ListCount) -> bool {
        match count {
            ListCount::Asked => true,
            ListCount::HandedIn => self.handed_in.is_some(),
            ListCount::Late => self.handed_in.is_some_and(|on| on > self.due),
            ListCount::Missing => self.handed_in.is_none(),
        }
    }

    pub(super) fn figures(&self) -> ListFigures {
        let one = |count| u64::from(self.is(count));
        ListFigures {
            asked: one(ListCount::Asked),
            handed_in: one(ListCount::HandedIn),
            late: one(ListCount::Late),
            missing: one(ListCount::Missing),
        }
    }
}

/// The departments of the scope whose list was due before the day, in the order of the tree.
pub(super) fn asked(conn: &mut Conn, scope: &Scope, programme: &Programme, on: Date) -> Result<Vec<Asked>> {
    let handed_in = handed_in(conn, programme, on)?;
    let owners = scope_lists::owners(conn)?.into_iter();
    let asked = owners.filter(|seat| scope_lists::shows(scope, seat)).map(|seat| Asked {
        due: scope_lists::due(&seat, programme),
        handed_in: handed_in.get(&seat.id.to_string()).copied(),
        seat,
    });
    Ok(asked.filter(|asked| asked.due < on).collect())
}

/// When each department first handed in a list of this edition that was not given up.
fn handed_in(conn: &mut Conn, programme: &Programme, on: Date) -> Result<HashMap<String, Date>> {
    let rows: Vec<(String, Option<String>)> = records::table
        .inner_join(revisions::table.on(revisions::record_id.eq(records::id)))
        .filter(records::form.eq(Form::Scope.code()))
        .filter(records::title.eq(&programme.scope.edition))
        .filter(records::state.ne(State::Void.code()))
        .filter(revisions::submitted_on.le(on.to_string()))
        .group_by(records::owner_id)
        .select((records::owner_id, min(revisions::submitted_on)))
        .load(conn)?;
    let mut found = HashMap::new();
    for (owner, first) in rows {
        let first = first.as_deref().map(code::day).transpose()?;
        found.extend(first.map(|first| (owner, first)));
    }
    Ok(found)
}

/// One page of the departments that a number counts, in the order of the tree.
pub(super) fn list(
    conn: &mut Conn,
    scope: &Scope,
    programme: &Programme,
    on: Date,
    count: ListCount,
    narrowing: &Narrowing,
) -> Result<Listing<CountedList>> {
    let asked = asked(conn, scope, programme, on)?.into_iter();
    let counted = asked.filter(|one| one.is(count) && narrowing.is_of(&one.seat.id.to_string()));
    let entry = |one: Asked| CountedList {
        department: one.seat.as_ref(),
        due: one.due,
        handed_in_on: one.handed_in,
    };
    Ok(narrowing.page_of(counted.map(entry).collect()))
}
