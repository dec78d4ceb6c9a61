//! Lengths of what people type into bodies.

use crate::error::{Refusal, Result};
use std::ops::RangeInclusive;
use yinzheng_shared::problem::Problem;

/// A text without the white space around it, of so many characters.
///
/// # Errors
/// [`Problem::WrongShape`] with the place.
pub fn bounded(text: &str, place: &str, characters: RangeInclusive<usize>) -> Result<String> {
    let text = text.trim();
    if characters.contains(&text.chars().count()) {
        Ok(text.to_owned())
    } else {
        Err(Refusal::from(Problem::WrongShape).with_detail(place).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_count_not_bytes() {
        assert_eq!(bounded(" 理由 ", "/reason", 1..=2).unwrap(), "理由");
        assert!(bounded("  ", "/reason", 1..=2).is_err());
        assert!(bounded("三个字", "/reason", 1..=2).is_err());
    }
}
