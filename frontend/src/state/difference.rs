//! What optimising spares, in words.

use yinzheng_shared::form::optimization::Difference;
use yinzheng_shared::locale::{Language, optimization_sessions as words};

/// Materials before and after, and how many fewer or more they are.
#[must_use]
pub fn sentence(told: Difference, language: Language) -> String {
    let saved = told.saved();
    let text = if saved < 0 { words::MORE } else { words::SPARED };
    let (before, after, many) = (
        told.before.to_string(),
        told.after.to_string(),
        saved.unsigned_abs().to_string(),
    );
    text.with(language, &[("before", &before), ("after", &after), ("many", &many)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_and_more_are_told_apart() {
        let told = |before, after| sentence(Difference { before, after }, Language::Chinese);
        assert_eq!(told(9, 4), "优化前 9 份，优化后 4 份，减少 5 份");
        assert_eq!(told(4, 6), "优化前 4 份，优化后 6 份，增加 2 份");
    }
}
