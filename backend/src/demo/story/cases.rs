//! Numbers of cases that windows took in through the platform.

use super::day::{BUREAU, Day};
use super::windows;
use crate::db::windows::cases;
use crate::error::Result;
use serde::Deserialize;
use yinzheng_shared::api::window::ReportCases;
use yinzheng_shared::date::Date;
use yinzheng_shared::window::month::Month;

/// The numbers of a month.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    on: Date,
    month: Month,
    numbers: Vec<Number>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Number {
    centre: usize,
    item: String,
    cases: u32,
}

/// Takes the day's steps.
///
/// # Errors
/// Of the steps.
pub(super) async fn tell(day: &Day, months: &[Told]) -> Result<()> {
    for told in months.iter().filter(|told| day.is(told.on)) {
        let reports: Vec<ReportCases> = told.numbers.iter().map(|number| number.of(told.month)).collect();
        day.change(&day.person(BUREAU).await?, move |tx, step| {
            for report in &reports {
                cases::report(tx, step.stamp, &step.scope, &step.person.actor(), report)?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

impl Number {
    fn of(&self, month: Month) -> ReportCases {
        ReportCases {
            item: self.item.clone(),
            month,
            centre: windows::centre(self.centre),
            cases: self.cases,
        }
    }
}
