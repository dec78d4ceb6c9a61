//! What a text may hold, and when two texts say the same.

use std::borrow::Cow;
use validator::ValidationError;

/// Something other than white space stands there.
///
/// # Errors
/// Code `required`.
pub fn filled(text: &str) -> Result<(), ValidationError> {
    if text.trim().is_empty() {
        Err(plain("required"))
    } else {
        Ok(())
    }
}

/// Nothing that cannot be seen or printed: no control, direction, private-use or unassigned
/// special characters.
///
/// # Errors
/// Code `characters`.
pub fn sane(text: &str) -> Result<(), ValidationError> {
    if text.chars().all(is_sane) {
        Ok(())
    } else {
        Err(plain("characters"))
    }
}

fn plain(code: &'static str) -> ValidationError {
    ValidationError {
        code: Cow::Borrowed(code),
        message: None,
        params: std::collections::HashMap::new(),
    }
}

/// Whether a character can be seen or printed; see [`sane`].
#[must_use]
pub fn is_sane(character: char) -> bool {
    let code = u32::from(character);
    let invisible = matches!(code,
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
        | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164
        | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF9..=0xFFFD);
    let private = matches!(code, 0xE000..=0xF8FF | 0xE0000..=0x10_FFFF);
    let nonsense = code & 0xFFFE == 0xFFFE || matches!(code, 0xFDD0..=0xFDEF);
    !(character.is_control() || invisible || private || nonsense)
}

/// The text with full-width letters and brackets narrowed and white space left out: two names that
/// fold alike name the same thing. What stands in brackets counts.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            '【' | '〔' | '「' | '『' | '［' => '[',
            '】' | '〕' | '」' | '』' | '］' => ']',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_brackets_and_spaces_fold_and_bracket_content_stays() {
        assert_eq!(fold("场地租赁合同（协议）"), fold("场地 租赁合同(协议)"));
        assert_eq!(fold("ＡＢ１"), "AB1");
        assert_ne!(fold("经营场地使用意见表（管委会）"), fold("经营场地使用意见表"));
    }

    #[test]
    fn rare_characters_of_names_are_sane_and_hidden_ones_are_not() {
        assert!(sane("㛃𠮷 Zhang-3（示例）").is_ok());
        for hidden in [
            "\u{0}",
            "\u{202e}",
            "\u{e000}",
            "\u{fffe}",
            "\u{1fffe}",
            "\u{200b}",
            "\u{7f}",
            "\u{61c}",
            "\u{3164}",
            "\u{2800}",
        ] {
            assert!(sane(hidden).is_err(), "{hidden:?}");
        }
    }
}
