//! Scope lists: which departments had handed theirs in by a day. Told are the departments that own items now:
//! history does not keep who owned some before any list spoke of them.

use super::Narrowing;
use crate::auth::{Scope, Seat};
use crate::db::records::first_handed_in;
use crate::db::{Conn, scope_lists};
use crate::error::Result;
use yinzheng_shared::api::Listing;
use yinzheng_shared::api::assessment::CountedList;
use yinzheng_shared::assessment::{ListCount, ListFigures};
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Form;
use yinzheng_shared::programme::Programme;

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
    let handed_in = first_handed_in(conn, Form::Scope, &programme.scope.edition, on)?;
    let owners = scope_lists::owners(conn)?.into_iter();
    let asked = owners.filter(|seat| scope_lists::shows(scope, seat)).map(|seat| Asked {
        due: scope_lists::due(&seat, programme),
        handed_in: handed_in.get(&seat.id.to_string()).copied(),
        seat,
    });
    Ok(asked.filter(|asked| asked.due < on).collect())
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
