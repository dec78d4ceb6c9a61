//! Bulletins, drawn up from the board of the day before.

use super::day::{BUREAU, Day};
use super::paper::{self, Due, Paper};
use crate::db;
use crate::demo::sample_id;
use crate::error::Result;
use serde::Deserialize;
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::bulletin::{Bulletin, drawn_up};
use yinzheng_shared::id::RecordId;

/// A bulletin that the bureau issued.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    number: String,
    figures_on: Date,
    paper: Paper,
}

/// Takes the day's steps, up to the paper of the bulletins.
///
/// # Errors
/// Of the steps.
pub(super) async fn tell<'a>(day: &Day, bulletins: &'a [Told]) -> Result<Vec<Due<'a>>> {
    let mut due = Vec::new();
    for (number, told) in bulletins.iter().enumerate() {
        let (bureau, id) = (day.person(BUREAU).await?, RecordId(sample_id(13, number)));
        if told.paper.begins(day) {
            let content = content(day, told).await?;
            paper::hand_in(day, &bureau, id, Content::Bulletin(content)).await?;
        }
        due.push(Due {
            unit: bureau,
            record: id,
            paper: &told.paper,
        });
    }
    Ok(due)
}

async fn content(day: &Day, told: &Told) -> Result<Bulletin> {
    let scope = day.person(BUREAU).await?.scope();
    let (rules, on, today) = (day.state.rules.clone(), told.figures_on, day.state.clock.today());
    let form = day
        .state
        .db
        .read(move |conn| {
            let board = db::assessment::board(conn, &scope, &rules.programme, on, today)?;
            Ok(drawn_up(&rules.programme, &board.facts()))
        })
        .await?;
    Ok(Bulletin {
        number: told.number.clone(),
        issued: Some(today),
        ..form
    })
}
