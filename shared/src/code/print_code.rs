//! The code on every printed page: which installation, key, record, revision and page, bound by a
//! MAC; and the short code in letters that a person can type.

use super::letters;
use crate::id::RecordId;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

/// What every printed code starts with.
pub const PREFIX: &str = "YZ";
/// Version of the layout, the letter after [`PREFIX`].
pub const SCHEME: u8 = 1;
/// Bytes of the digest that the code carries.
pub const DIGEST_BYTES: usize = 6;
const MAC_BYTES: usize = 8;
const BODY_BYTES: usize = 4 + 1 + 16 + 2 + 1 + 1 + DIGEST_BYTES;

/// What a printed page says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintCode {
    /// The installation that printed it.
    pub installation: u32,
    /// The MAC key that signed it.
    pub key: u8,
    /// The record.
    pub record: RecordId,
    /// Its revision, from 1.
    pub revision: u16,
    /// This page, from 1.
    pub page: u8,
    /// How many pages there are.
    pub pages: u8,
    /// The first bytes of the revision's SHA-256.
    pub digest: [u8; DIGEST_BYTES],
}

/// Why a text is not a printed code that can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotGenuine {
    /// Does not look like one of ours.
    Foreign,
    /// Carries the prefix, but is damaged or of an unknown scheme.
    Malformed,
    /// Well formed, but the MAC is wrong.
    WrongMac,
}

impl PrintCode {
    /// The text of the QR code: [`PREFIX`], the scheme, then base 32 of body and MAC; 68 letters
    /// or fewer, all of QR's alphanumeric set.
    #[must_use]
    pub fn encode(&self, secret: &[u8]) -> String {
        let mut bytes = self.body();
        bytes.extend(mac(secret, &bytes));
        format!("{PREFIX}{SCHEME}{}", letters::encode(&bytes))
    }

    /// Reads the fields without believing them: the caller finds the key by installation and key
    /// id, then asks [`PrintCode::verify`].
    ///
    /// # Errors
    /// [`NotGenuine::Foreign`] or [`NotGenuine::Malformed`].
    pub fn read(text: &str) -> Result<(Self, [u8; MAC_BYTES]), NotGenuine> {
        let rest = text.strip_prefix(PREFIX).ok_or(NotGenuine::Foreign)?;
        let rest = rest
            .strip_prefix(char::from(b'0' + SCHEME))
            .ok_or(NotGenuine::Malformed)?;
        let bytes = letters::decode(rest).ok_or(NotGenuine::Malformed)?;
        let (body, mac) = bytes.split_at_checked(BODY_BYTES).ok_or(NotGenuine::Malformed)?;
        let mac = <[u8; MAC_BYTES]>::try_from(mac).map_err(|_| NotGenuine::Malformed)?;
        Self::from_body(body)
            .map(|code| (code, mac))
            .ok_or(NotGenuine::Malformed)
    }

    /// Whether `mac` is right for these fields under `secret`; compared in constant time.
    ///
    /// # Errors
    /// [`NotGenuine::WrongMac`].
    pub fn verify(&self, found: &[u8; MAC_BYTES], secret: &[u8]) -> Result<(), NotGenuine> {
        let right = mac(secret, &self.body());
        let difference = right
            .iter()
            .zip(found)
            .fold(0_u8, |sum, (left, right)| sum | (left ^ right));
        if difference == 0 {
            Ok(())
        } else {
            Err(NotGenuine::WrongMac)
        }
    }

    fn body(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(BODY_BYTES + MAC_BYTES);
        bytes.extend(self.installation.to_be_bytes());
        bytes.push(self.key);
        bytes.extend(self.record.0.as_bytes());
        bytes.extend(self.revision.to_be_bytes());
        bytes.push(self.page);
        bytes.push(self.pages);
        bytes.extend(self.digest);
        bytes
    }

    fn from_body(body: &[u8]) -> Option<Self> {
        let (installation, rest) = body.split_first_chunk::<4>()?;
        let (key, rest) = rest.split_first()?;
        let (record, rest) = rest.split_first_chunk::<16>()?;
        let (revision, rest) = rest.split_first_chunk::<2>()?;
        let (page, rest) = rest.split_first()?;
        let (pages, rest) = rest.split_first()?;
        let (digest, rest) = rest.split_first_chunk::<DIGEST_BYTES>()?;
        let code = Self {
            installation: u32::from_be_bytes(*installation),
            key: *key,
            record: RecordId(Uuid::from_bytes(*record)),
            revision: u16::from_be_bytes(*revision),
            page: *page,
            pages: *pages,
            digest: *digest,
        };
        let sane = rest.is_empty() && code.revision > 0 && code.page > 0 && code.page <= code.pages;
        sane.then_some(code)
    }
}

fn mac(secret: &[u8], body: &[u8]) -> [u8; MAC_BYTES] {
    let mut short = [0; MAC_BYTES];
    // HMAC takes a key of any length; the scheme is part of what is signed.
    if let Ok(mut hmac) = Hmac::<Sha256>::new_from_slice(secret) {
        hmac.update(&[SCHEME]);
        hmac.update(body);
        for (to, from) in short.iter_mut().zip(hmac.finalize().into_bytes()) {
            *to = from;
        }
    }
    short
}

/// Length of a record's reference.
pub const REFERENCE_LETTERS: usize = 7;

/// The short readable number of a record, seven letters, from its identifier. The server keeps it
/// unique.
#[must_use]
pub fn reference(record: RecordId) -> String {
    // The last bytes of a version 7 identifier are random.
    let random = record
        .0
        .as_bytes()
        .iter()
        .rev()
        .take(5)
        .fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
    (0..REFERENCE_LETTERS)
        .map(|place| letters::letter(((random >> (5 * place)) & 31) as u32))
        .collect()
}

/// The code in letters under the QR code: reference, revision, page and two check letters, in
/// groups: `K7QF2M9-R2-P1-T6`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortCode {
    /// The record's reference, seven letters.
    pub reference: String,
    /// Revision, from 1.
    pub revision: u16,
    /// Page, from 1.
    pub page: u8,
}

impl std::fmt::Display for ShortCode {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let body = format!("{}R{}P{}", self.reference, self.revision, self.page);
        write!(
            out,
            "{}-R{}-P{}-{}",
            self.reference,
            self.revision,
            self.page,
            check_letters(&body)
        )
    }
}

impl std::str::FromStr for ShortCode {
    type Err = NotGenuine;

    /// Reads what a person typed; look-alike letters, spaces, dashes and case do not matter.
    fn from_str(typed: &str) -> Result<Self, NotGenuine> {
        let text = letters::fold(typed);
        let (body, check) = text
            .len()
            .checked_sub(2)
            .and_then(|end| text.split_at_checked(end))
            .ok_or(NotGenuine::Malformed)?;
        let (reference, rest) = body.split_at_checked(REFERENCE_LETTERS).ok_or(NotGenuine::Malformed)?;
        let (revision, page) = rest
            .strip_prefix('R')
            .and_then(|rest| rest.split_once('P'))
            .ok_or(NotGenuine::Malformed)?;
        let code = Self {
            reference: reference.to_owned(),
            revision: revision.parse().map_err(|_| NotGenuine::Malformed)?,
            page: page.parse().map_err(|_| NotGenuine::Malformed)?,
        };
        let known = reference.bytes().all(|letter| letters::value(letter).is_some());
        if known && check == check_letters(body) {
            Ok(code)
        } else {
            Err(NotGenuine::Malformed)
        }
    }
}

/// Two letters that change with any single wrong letter and with any swap of neighbours.
fn check_letters(body: &str) -> String {
    // Every difference of two letters times its weight stays below the prime 1021.
    let sum = body.bytes().zip(1_u32..).fold(0, |sum, (letter, weight)| {
        (sum + weight * letters::value(letter).unwrap_or_default()) % 1021
    });
    [letters::letter(sum >> 5), letters::letter(sum)].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"sample secret of thirty-two bytes";

    fn code() -> PrintCode {
        PrintCode {
            installation: 0x0102_0304,
            key: 7,
            record: RecordId(Uuid::from_u128(0x0192_3456_789a_7bcd_8123_4567_89ab_cdef)),
            revision: 3,
            page: 2,
            pages: 4,
            digest: [1, 2, 3, 4, 5, 6],
        }
    }

    #[test]
    fn a_printed_code_reads_back_and_fits_a_small_qr_code() {
        let text = code().encode(SECRET);
        assert!(
            text.len() <= 67,
            "version 4 at level Q holds 67 letters: {}",
            text.len()
        );
        let (read, mac) = PrintCode::read(&text).unwrap();
        assert_eq!(read, code());
        assert_eq!(read.verify(&mac, SECRET), Ok(()));
        assert_eq!(read.verify(&mac, b"another secret"), Err(NotGenuine::WrongMac));
    }

    #[test]
    fn no_field_can_be_changed_without_the_secret() {
        let (_, mac) = PrintCode::read(&code().encode(SECRET)).unwrap();
        let changed = [
            PrintCode {
                installation: 9,
                ..code()
            },
            PrintCode { key: 8, ..code() },
            PrintCode {
                record: RecordId(Uuid::from_u128(1)),
                ..code()
            },
            PrintCode { revision: 4, ..code() },
            PrintCode { page: 3, ..code() },
            PrintCode { pages: 5, ..code() },
            PrintCode {
                digest: [1, 2, 3, 4, 5, 7],
                ..code()
            },
        ];
        for other in changed {
            assert_eq!(other.verify(&mac, SECRET), Err(NotGenuine::WrongMac), "{other:?}");
        }
    }

    #[test]
    fn no_single_letter_can_be_changed() {
        let text = code().encode(SECRET);
        for place in 0..text.len() {
            for wrong in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars() {
                let mut letters: Vec<char> = text.chars().collect();
                if letters[place] == wrong {
                    continue;
                }
                letters[place] = wrong;
                let mutated: String = letters.into_iter().collect();
                let believed = PrintCode::read(&mutated).is_ok_and(|(read, mac)| read.verify(&mac, SECRET).is_ok());
                assert!(!believed, "{mutated}");
            }
        }
    }

    #[test]
    fn foreign_and_damaged_texts_are_told_apart() {
        assert_eq!(PrintCode::read("https://example.org"), Err(NotGenuine::Foreign));
        assert_eq!(PrintCode::read("YZ"), Err(NotGenuine::Malformed));
        assert_eq!(PrintCode::read("YZ1ABC"), Err(NotGenuine::Malformed));
        assert_eq!(
            PrintCode::read(&code().encode(SECRET).replace("YZ1", "YZ2")),
            Err(NotGenuine::Malformed)
        );
    }

    #[test]
    fn a_typed_code_forgives_look_alikes_and_catches_slips() {
        let short = ShortCode {
            reference: reference(code().record),
            revision: 2,
            page: 1,
        };
        let written = short.to_string();
        assert_eq!(written.parse(), Ok(short.clone()));
        assert_eq!(written.to_lowercase().replace('-', " ").parse(), Ok(short.clone()));
        let body: Vec<char> = written.chars().filter(|letter| *letter != '-').collect();
        for place in 0..body.len() {
            for wrong in "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
                .chars()
                .filter(|wrong| *wrong != body[place])
            {
                let mut letters = body.clone();
                letters[place] = wrong;
                assert!(
                    letters.iter().collect::<String>().parse::<ShortCode>().is_err(),
                    "{letters:?}"
                );
            }
            if place + 1 < body.len() && body[place] != body[place + 1] {
                let mut letters = body.clone();
                letters.swap(place, place + 1);
                assert!(
                    letters.iter().collect::<String>().parse::<ShortCode>().is_err(),
                    "{letters:?}"
                );
            }
        }
    }
}
