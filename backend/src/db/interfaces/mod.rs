//! The register of interfaces: how business systems reach the platform, and what is handled in it without.

mod facts;
mod full_process;
mod keep;
mod list;
mod missing;

pub(in crate::db) use facts::of_joint_debug;
pub use full_process::{full_process, withdraw};
pub use keep::{add, change};
pub use list::{Filter, list, show};
pub use missing::{Unserved, missing};

use crate::auth::{Scope, scope::Reach};
use crate::db::Backend;
use crate::db::items::secret_codes;
use crate::db::organisations::of_units;
use crate::db::schema::{interface_items, interfaces};
use crate::error::Result;
use diesel::dsl::{not, sql};
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use yinzheng_shared::organisation::Role;

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = interfaces, treat_none_as_null = true)]
struct Row {
    id: String,
    unit_id: String,
    system_name: String,
    system_level: String,
    name: String,
    progress: String,
    number: Option<String>,
    registered_on: Option<String>,
    version: i64,
    created_digest: String,
}

/// Whether the one who asks keeps the interfaces of the own unit.
fn keeps(scope: &Scope) -> bool {
    matches!(scope.role(), Some(Role::Staff | Role::Builder))
}

/// The interfaces that the scope shows: the own unit's; those of its line or area, unless they serve a secret
/// or sensitive item.
fn shown(scope: &Scope) -> Result<Box<dyn BoxableExpression<interfaces::table, Backend, SqlType = Bool>>> {
    let own = scope.seat().id.to_string();
    let restricted = interface_items::table
        .filter(interface_items::item_code.eq_any(secret_codes()))
        .select(interface_items::interface_id);
    Ok(match scope.reach() {
        Reach::Everything => Box::new(sql::<Bool>("1 = 1")),
        Reach::NoForm | Reach::Uploads => Box::new(sql::<Bool>("1 = 0")),
        Reach::Line | Reach::Area(_) => {
            let read = of_units(scope, interfaces::unit_id)?.and(not(interfaces::id.eq_any(restricted)));
            Box::new(interfaces::unit_id.eq(own).or(read))
        }
    })
}
