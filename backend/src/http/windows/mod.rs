//! Windows: centres, accounts, training, coverage, numbers of cases. Only for those whom windows
//! concern; see `yinzheng_shared::window::concerns`.

pub mod accounts;
pub mod cases;
pub mod centres;
pub mod coverage;
pub mod outside;
pub mod trainings;

use crate::auth::Person;
use crate::error::Result;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::window;

/// Only those whom windows concern go on.
fn concerned(person: &Person) -> Result<()> {
    if window::concerns(person.role) {
        Ok(())
    } else {
        Err(Problem::Forbidden.into())
    }
}

/// Those whom windows concern and who change anything at all.
fn acting(person: &Person) -> Result<()> {
    concerned(person)?;
    if person.role == Role::Auditor {
        return Err(Problem::Forbidden.into());
    }
    Ok(())
}
