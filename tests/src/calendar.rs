//! Working days and due dates, held against the PyPI package `chinesecalendar`, which gathers the same
//! notices on its own.

use anyhow::{Context, Result, ensure};
use std::env;
use std::process::Command;
use yinzheng_shared::calendar::{CHINA, Calendar};
use yinzheng_shared::date::Date;

const FIRST: &str = "2007-01-01";
const LAST: &str = "2026-12-31";

/// What the package says: a line for each day, with 1 for a working day.
const ASK: &str = "
import datetime, sys
sys.path.insert(0, sys.argv[1])
from chinese_calendar import is_workday
day, last = (datetime.date.fromisoformat(text) for text in sys.argv[2:4])
while day <= last:
    print(day.isoformat(), int(is_workday(day)))
    day += datetime.timedelta(days=1)
";

fn said() -> Result<Vec<(Date, bool)>> {
    let folder = env::var_os("YINZHENG_TEST_CALENDAR").context("YINZHENG_TEST_CALENDAR: run `cargo xtask test`")?;
    let python = env::var_os("YINZHENG_TEST_PYTHON").unwrap_or_else(|| "python3".into());
    let answer = Command::new(python)
        .args(["-B", "-c", ASK])
        .arg(folder)
        .args([FIRST, LAST])
        .output()?;
    ensure!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    let lines = String::from_utf8(answer.stdout)?;
    lines
        .lines()
        .map(|line| {
            let (day, works) = line.split_once(' ').context("two words")?;
            Ok((day.parse()?, works == "1"))
        })
        .collect()
}

#[test]
fn every_day_and_every_due_date_of_twenty_years_is_as_another_calendar_has_it() -> Result<()> {
    let china: Calendar = toml::from_str(CHINA)?;
    let known: Date = LAST.parse()?;
    let days = said()?;
    assert_eq!(days.len(), 7_305);
    let working: Vec<Date> = days.iter().filter(|(_, works)| *works).map(|(day, _)| *day).collect();
    for (day, works) in &days {
        assert_eq!(china.is_working_day(*day, known), *works, "{day}");
        let later = working.partition_point(|working| working <= day);
        for (count, due) in (1..=10).zip(&working[later..]) {
            assert_eq!(china.add_working_days(*day, count, known).date, *due, "{day} + {count}");
        }
    }
    Ok(())
}
