//! Mobile numbers: one plain form to compare, one masked form to show.

use crate::form::text::fold;

/// The number as it is compared and kept: full-width digits narrowed, spaces, hyphens and the country's
/// `+86` left out. What is no number stays as it is.
#[must_use]
pub fn plain(typed: &str) -> String {
    let bare: String = fold(typed).chars().filter(|letter| *letter != '-').collect();
    let national = bare.strip_prefix("+86").or_else(|| bare.strip_prefix("86"));
    match national {
        Some(number) if is_usual(number) => number.to_owned(),
        _ => bare,
    }
}

/// Whether a number in its plain form has the usual shape: 11 digits from 13 to 19. Short numbers of
/// an office exist, so another shape is doubtful and not wrong.
#[must_use]
pub fn is_usual(plain: &str) -> bool {
    let mut digits = plain.bytes();
    plain.len() == 11
        && digits.next() == Some(b'1')
        && matches!(digits.next(), Some(b'3'..=b'9'))
        && digits.all(|digit| digit.is_ascii_digit())
}

/// The number as everybody sees it who does not keep the account: `138****8000`; of a short one only
/// the last figure.
#[must_use]
pub fn masked(plain: &str) -> String {
    let letters: Vec<char> = plain.chars().collect();
    let (head, tail) = if letters.len() >= 11 { (3, 4) } else { (0, 1) };
    let start = letters.iter().take(head);
    let end = letters.iter().skip(letters.len().saturating_sub(tail));
    start.chain(&['*'; 4]).chain(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for typed in [
            "13800138000",
            " 138 0013 8000 ",
            "138-0013-8000",
            "１３８００１３８０００",
            "+86 13800138000",
            "8613800138000",
        ] {
            assert_eq!(plain(typed), "13800138000", "{typed}");
        }
        assert_eq!(plain("668123"), "668123");
        assert_eq!(plain("861234"), "861234", "a short number may begin so");
    }

    #[test]
    fn the_usual_shape() {
        for usual in ["13000000000", "19912345678"] {
            assert!(is_usual(usual));
        }
        for unusual in ["", "12000000000", "1380013800", "138001380000", "668123", "1380013800a"] {
            assert!(!is_usual(unusual), "{unusual}");
        }
    }

    #[test]
    fn a_masked_number_does_not_tell_the_number() {
        assert_eq!(masked("13800138000"), "138****8000");
        assert_eq!(masked("668123"), "****3");
        assert_eq!(masked(""), "****");
    }
}
