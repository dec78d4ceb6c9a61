//! The programme and the calendar, read from their files.

use crate::config::Config;
use crate::demo;
use crate::error::{Error, Result};
use crate::state::Rules;
use yinzheng_shared::calendar::{CHINA, Calendar};
use yinzheng_shared::programme::{HANGZHOU_2018, Programme};
use yinzheng_shared::rule_set;

/// The programme that the settings name, or the built-in one, with the built-in calendar from the
/// year before its first batch on: the page fetches no more than it can need. In the demonstration
/// its bureau is a sample.
///
/// # Errors
/// [`Error::Setting`] naming what does not fit.
pub fn load(config: &Config) -> Result<Rules> {
    let mut programme: Programme = match &config.programme.file {
        Some(file) => parse(&std::fs::read_to_string(file)?, &file.to_string_lossy())?,
        None => parse(HANGZHOU_2018, "hangzhou-2018")?,
    };
    if config.purpose.is_demonstration() {
        demo::BUREAU.clone_into(&mut programme.bureau);
    }
    let calendar: Calendar = parse(CHINA, "china")?;
    let calendar = match programme.batches.iter().map(|batch| batch.publish_by.year()).min() {
        Some(year) => calendar.since(year - 1),
        None => calendar,
    };
    let digest = rule_set::digest(&programme, &calendar);
    Ok(Rules {
        programme,
        calendar,
        digest,
    })
}

fn parse<T: serde::de::DeserializeOwned>(text: &str, name: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| Error::Setting(format!("{name}: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_programme_is_whole() {
        let programme: Programme = parse(HANGZHOU_2018, "hangzhou-2018").unwrap();
        assert_eq!(programme.code, "hangzhou-2018");
        assert_eq!(programme.batches.len(), 4);
    }
}
