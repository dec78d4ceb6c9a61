//! Every address that is written to, and who may. In an order in which each can be done by who may, one after
//! the other; versions are read just before.

mod administration;
mod forms;
mod programme;
mod windows;

use super::place::Place;
use super::row::Row;
use anyhow::Result;

/// The department whose form it is.
const OWNERS: &[&str] = &["market", "market2"];
const BUREAU: &[&str] = &["bureau"];

pub(super) async fn rows(place: &Place) -> Result<Vec<Row>> {
    Ok(programme::rows(place)
        .await?
        .into_iter()
        .chain(forms::rows(place).await?)
        .chain(windows::rows(place).await?)
        .chain(administration::rows(place).await?)
        .collect())
}
