//! Which archived optimisation forms anybody may read a guide from, and which of them covers an item.

use super::shown::Row;
use crate::auth::Anyone;
use crate::db::moment::Timestamp;
use crate::db::schema::{form_links, items, organisations, record_items, records};
use crate::db::{Backend, Conn, code, visible};
use crate::error::Result;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use yinzheng_shared::api::published::PublishedGuide;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::form_link::LinkState;
use yinzheng_shared::organisation::Level;
use yinzheng_shared::record::State;

/// The forms that anybody may read a guide from; like [`super::shown::Shown`], narrowed only here.
struct Open<'a>(records::BoxedQuery<'a, Backend>);

impl Open<'_> {
    /// Archived, naming nothing secret or sensitive, not corrected by a later one.
    fn to(_anyone: Anyone) -> Self {
        let later = diesel::alias!(records as later);
        let corrected = later
            .filter(later.field(records::replaces_id).eq(records::id.nullable()))
            .filter(later.field(records::state).eq(State::Archived.code()))
            .select(later.field(records::id));
        Self(
            records::table
                .into_boxed()
                .filter(records::form.eq(Form::Optimization.code()))
                .filter(records::state.eq(State::Archived.code()))
                .filter(records::restricted.eq(false))
                .filter(visible::names_nothing_restricted())
                .filter(not(exists(corrected))),
        )
    }
}

/// A form that covers items.
struct Covering {
    record: String,
    /// The item that it names.
    code: String,
    base_code: String,
    /// A department of the city has confirmed it: districts share it.
    is_municipal: bool,
    archived_at: Option<Timestamp>,
}

/// The forms that cover some items.
pub(super) struct Guides {
    forms: Vec<Covering>,
    linked: HashMap<String, Named>,
}

/// An item as a form names it.
struct Named {
    code: String,
    base_code: String,
}

impl Guides {
    /// Those that name one of the items, those of the city that name an item with the same base code, and those
    /// that cover what the form of a link by hand names: a form that corrects it counts for the link as well.
    pub(super) fn of(conn: &mut Conn, anyone: Anyone, rows: &[Row]) -> Result<Self> {
        let linked = linked(conn, rows)?;
        let naming = || {
            record_items::table
                .inner_join(items::table.on(items::code.eq(record_items::item_code)))
                .select((record_items::record_id, items::code, items::base_code))
        };
        let own = rows.iter().map(|row| row.code.as_str());
        let codes: BTreeSet<&str> = own.chain(linked.values().map(|named| named.code.as_str())).collect();
        let named = naming().filter(items::code.eq_any(codes)).load(conn)?;
        let mut forms = covering(conn, anyone, named)?;
        // An item with a form of its own is told of no other.
        let have_own: HashSet<&str> = forms.iter().map(|form| form.code.as_str()).collect();
        let others = rows.iter().filter(|row| !have_own.contains(row.code.as_str()));
        let bases: BTreeSet<&str> = others
            .flat_map(|row| {
                [
                    Some(&row.base_code),
                    linked.get(&row.code).map(|named| &named.base_code),
                ]
            })
            .flatten()
            .map(String::as_str)
            .filter(|base| !base.is_empty())
            .collect();
        let named = naming().filter(items::base_code.eq_any(bases)).load(conn)?;
        forms.extend(covering(conn, anyone, named)?);
        Ok(Self { forms, linked })
    }

    /// The record that covers an item: one of its own before one that is shared, the newest first.
    pub(super) fn record(&self, item: &Row) -> Option<&str> {
        let linked = self.linked.get(&item.code).map(Named::as_pair);
        self.forms
            .iter()
            .filter(|form| form.covers((&item.code, &item.base_code)) || linked.is_some_and(|named| form.covers(named)))
            .max_by_key(|form| (form.code == item.code, form.archived_at))
            .map(|form| form.record.as_str())
    }
}

impl Covering {
    fn covers(&self, (code, base_code): (&str, &str)) -> bool {
        let shares = self.is_municipal && !base_code.is_empty() && self.base_code == base_code;
        self.code == code || shares
    }
}

impl Named {
    fn as_pair(&self) -> (&str, &str) {
        (&self.code, &self.base_code)
    }
}

/// Those of the forms that anybody may read, with the item that each names and its base code.
fn covering(conn: &mut Conn, anyone: Anyone, named: Vec<(String, String, String)>) -> Result<Vec<Covering>> {
    let ids: Vec<&str> = named.iter().map(|(record, _, _)| record.as_str()).collect();
    let open: Vec<(String, String, Option<Timestamp>)> = Open::to(anyone)
        .0
        .filter(records::id.eq_any(ids))
        .select((records::id, records::owner_id, records::archived_at))
        .load(conn)?;
    let owners: BTreeSet<&str> = open.iter().map(|(_, owner, _)| owner.as_str()).collect();
    let municipal: HashSet<String> = organisations::table
        .filter(organisations::id.eq_any(owners))
        .filter(organisations::level.eq_any([code::of(Level::City)?, code::of(Level::CityDepartment)?]))
        .select(organisations::id)
        .load::<String>(conn)?
        .into_iter()
        .collect();
    let open: HashMap<&str, (bool, Option<Timestamp>)> = open
        .iter()
        .map(|(record, owner, at)| (record.as_str(), (municipal.contains(owner), *at)))
        .collect();
    let covering = named.into_iter().filter_map(|(record, code, base_code)| {
        let (is_municipal, archived_at) = *open.get(record.as_str())?;
        Some(Covering {
            record,
            code,
            base_code,
            is_municipal,
            archived_at,
        })
    });
    Ok(covering.collect())
}

/// What the forms name that cover some of the items by hand, by the codes of these.
fn linked(conn: &mut Conn, rows: &[Row]) -> Result<HashMap<String, Named>> {
    let found: Vec<(String, String, String)> = form_links::table
        .inner_join(record_items::table.on(record_items::record_id.eq(form_links::record_id)))
        .inner_join(items::table.on(items::code.eq(record_items::item_code)))
        .filter(form_links::item_code.eq_any(rows.iter().map(|row| row.code.as_str())))
        .filter(form_links::state.eq(code::of(LinkState::Agreed)?))
        .select((form_links::item_code, items::code, items::base_code))
        .load(conn)?;
    let named = |(item, code, base_code)| (item, Named { code, base_code });
    Ok(found.into_iter().map(named).collect())
}

/// What the form of a record says to hand in; none when this program cannot read it.
pub(super) fn read(conn: &mut Conn, anyone: Anyone, record: &str) -> Result<Option<PublishedGuide>> {
    let kept: Option<(String, Option<String>)> = Open::to(anyone)
        .0
        .filter(records::id.eq(record.to_owned()))
        .select((records::content, records::archived_on))
        .first(conn)
        .optional()?;
    let Some((content, Some(archived_on))) = kept else {
        return Ok(None);
    };
    let Ok(Content::Optimization(form)) = Content::from_json(Form::Optimization, &content) else {
        return Ok(None);
    };
    Ok(Some(PublishedGuide {
        material_groups: form.material_groups,
        scenarios: form.scenarios,
        archived_on: code::day(&archived_on)?,
    }))
}
