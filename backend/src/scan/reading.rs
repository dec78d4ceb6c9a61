//! What the codes read from one page say together, before anything is looked up.

use crate::keys::Ring;
use yinzheng_shared::code::print_code::{NotGenuine, PREFIX, PrintCode, SCHEME};

/// The codes of one page, taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing stands on the page.
    Blank,
    /// No code at all, or codes of ours that disagree: two sheets on one picture.
    Unreadable,
    /// Codes, none of them ours.
    Foreign,
    /// One that looks like ours and is not.
    Forged,
    /// Well formed, of another installation or under a key that is not known here.
    Elsewhere,
    /// One code with a right check value.
    Genuine(PrintCode),
}

/// Letters of a code of our scheme.
const LENGTH: usize = 66;

/// Reads a page's codes. Foreign codes beside ours never win; ours count only when all of them, in
/// both corners, say the same.
#[must_use]
pub fn read<'a>(texts: impl IntoIterator<Item = &'a str>, ring: &Ring) -> Reading {
    let mut sum: Option<Reading> = None;
    for text in texts {
        let one = read_one(text, ring);
        sum = Some(sum.map_or(one, |sum| combine(sum, one)));
    }
    sum.unwrap_or(Reading::Unreadable)
}

fn combine(left: Reading, right: Reading) -> Reading {
    match (left, right) {
        (one, other) if one == other => one,
        (Reading::Foreign, other) | (other, Reading::Foreign) => other,
        (Reading::Forged, _) | (_, Reading::Forged) => Reading::Forged,
        _ => Reading::Unreadable,
    }
}

fn read_one(text: &str, ring: &Ring) -> Reading {
    let (code, mac) = match PrintCode::read(text) {
        Ok(read) => read,
        // Other things begin with these two letters too, waybills for one: only what has our
        // scheme and our length pretends to be ours.
        Err(NotGenuine::Malformed) if text.len() == LENGTH && text.starts_with(&format!("{PREFIX}{SCHEME}")) => {
            return Reading::Forged;
        }
        Err(_) => return Reading::Foreign,
    };
    match ring.secret_of(code.installation, code.key) {
        None => Reading::Elsewhere,
        Some(secret) if code.verify(&mac, secret).is_ok() => Reading::Genuine(code),
        Some(_) => Reading::Forged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::MacKey;
    use yinzheng_shared::id::RecordId;

    fn ring() -> Ring {
        Ring::new(7, vec![MacKey::new(1, [1; 32]), MacKey::new(2, [2; 32])]).unwrap()
    }

    fn code(page: u8) -> PrintCode {
        PrintCode {
            installation: 7,
            key: 2,
            record: RecordId("0194b2f0-0000-7000-8000-000000000001".parse().unwrap()),
            revision: 1,
            page,
            pages: 3,
            digest: [9; 6],
        }
    }

    fn text(code: &PrintCode) -> String {
        code.encode(&[code.key; 32])
    }

    #[test]
    fn our_codes_have_the_length_that_a_pretender_needs() {
        assert_eq!(text(&code(1)).len(), LENGTH);
    }

    #[test]
    fn both_corners_alike_are_genuine_and_so_is_one_alone() {
        let ours = text(&code(1));
        assert_eq!(read([ours.as_str(), ours.as_str()], &ring()), Reading::Genuine(code(1)));
        assert_eq!(read([ours.as_str()], &ring()), Reading::Genuine(code(1)));
    }

    #[test]
    fn every_known_key_verifies() {
        let older = PrintCode { key: 1, ..code(1) };
        assert_eq!(read([text(&older).as_str()], &ring()), Reading::Genuine(older));
    }

    #[test]
    fn a_foreign_code_never_wins_beside_ours() {
        let ours = text(&code(1));
        for foreign in ["https://example.org", "YZ1234567890", "YZ", "YZ2", ""] {
            assert_eq!(read([foreign, ours.as_str()], &ring()), Reading::Genuine(code(1)));
            assert_eq!(read([ours.as_str(), foreign], &ring()), Reading::Genuine(code(1)));
            assert_eq!(read([foreign], &ring()), Reading::Foreign);
        }
    }

    #[test]
    fn nothing_read_is_unreadable() {
        assert_eq!(read([], &ring()), Reading::Unreadable);
    }

    #[test]
    fn corners_that_disagree_never_match() {
        let (one, two) = (text(&code(1)), text(&code(2)));
        assert_eq!(read([one.as_str(), two.as_str()], &ring()), Reading::Unreadable);
        assert_eq!(
            read([one.as_str(), two.as_str(), one.as_str()], &ring()),
            Reading::Unreadable
        );
        let elsewhere = text(&PrintCode {
            installation: 8,
            ..code(1)
        });
        assert_eq!(read([one.as_str(), elsewhere.as_str()], &ring()), Reading::Unreadable);
    }

    #[test]
    fn a_wrong_check_value_is_forged_even_beside_a_right_one() {
        let ours = text(&code(1));
        let forged = PrintCode { page: 2, ..code(1) }.encode(&[3; 32]);
        assert_eq!(read([forged.as_str()], &ring()), Reading::Forged);
        assert_eq!(read([ours.as_str(), forged.as_str()], &ring()), Reading::Forged);
        assert_eq!(read([forged.as_str(), ours.as_str()], &ring()), Reading::Forged);
    }

    #[test]
    fn any_changed_letter_is_never_genuine() {
        let ours = text(&code(1));
        for at in 0..ours.len() {
            let mut letters: Vec<char> = ours.chars().collect();
            letters[at] = if letters[at] == '0' { '1' } else { '0' };
            let changed: String = letters.into_iter().collect();
            assert!(
                !matches!(read([changed.as_str()], &ring()), Reading::Genuine(_)),
                "letter {at}"
            );
        }
    }

    #[test]
    fn what_has_our_look_but_no_sense_is_forged() {
        let nonsense = format!("YZ1{}", "0".repeat(LENGTH - 3));
        assert_eq!(read([nonsense.as_str()], &ring()), Reading::Forged);
    }

    #[test]
    fn another_installation_or_an_unknown_key_is_elsewhere() {
        let installation = PrintCode {
            installation: 8,
            ..code(1)
        };
        let key = PrintCode { key: 9, ..code(1) };
        assert_eq!(read([text(&installation).as_str()], &ring()), Reading::Elsewhere);
        assert_eq!(read([text(&key).as_str()], &ring()), Reading::Elsewhere);
    }
}
