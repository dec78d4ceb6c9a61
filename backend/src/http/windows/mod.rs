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
use crate::spreadsheet;
use crate::state::AppState;
use actix_web::{HttpRequest, web};
use sha2::{Digest as _, Sha256};
use yinzheng_shared::api::item::ImportAnswer;
use yinzheng_shared::api::spreadsheet::CellError;
use yinzheng_shared::digest::hex;
use yinzheng_shared::organisation::Role;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::window;
use yinzheng_sheets::{Refusal, Workbook};

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

/// A table that was sent, or why it is none, and the digest of its bytes.
async fn file(state: &AppState, payload: web::Payload) -> Result<(std::result::Result<Workbook, Refusal>, String)> {
    let bytes = super::body::collect(payload.into_inner(), state.config.limits.sheet_bytes).await?;
    let digest = hex(&Sha256::digest(&bytes));
    Ok((spreadsheet::open(state, bytes).await?, digest))
}

/// What an import answers when cells are wrong.
fn faulty(errors: Vec<CellError>) -> ImportAnswer {
    ImportAnswer {
        errors,
        ..ImportAnswer::default()
    }
}

fn language(request: &HttpRequest) -> yinzheng_shared::locale::Language {
    crate::layer::problem::language(request)
}
