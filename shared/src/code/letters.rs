//! Crockford's base 32: no I, L, O or U, so that no letter is taken for another.

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// `bytes` in base 32, most significant bits first, the last letter padded with zero bits.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for &byte in bytes {
        bits = (bits << 8) | u32::from(byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            text.push(letter(bits >> held));
        }
    }
    if held > 0 {
        text.push(letter(bits << (5 - held)));
    }
    text
}

/// The bytes of a text made by [`encode`]; none when a letter is foreign or padding is not zero.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for letter in text.bytes() {
        bits = (bits << 5) | value(letter)?;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(((bits >> held) & 0xff) as u8);
        }
    }
    (held < 5 && bits & ((1 << held) - 1) == 0).then_some(bytes)
}

/// The letter of the lowest five bits.
#[must_use]
pub fn letter(value: u32) -> char {
    LETTERS
        .get((value & 31) as usize)
        .map_or('0', |letter| char::from(*letter))
}

/// The value of a letter, 0 to 31, capitals only.
#[must_use]
pub fn value(letter: u8) -> Option<u32> {
    LETTERS
        .iter()
        .position(|known| *known == letter)
        .and_then(|place| u32::try_from(place).ok())
}

/// What a person types, folded: capitals, `O` to 0, `I` and `L` to 1, spaces and dashes dropped.
#[must_use]
pub fn fold(typed: &str) -> String {
    typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_reads_back() {
        let bytes: Vec<u8> = (0_u8..=60).map(|n| n.wrapping_mul(37)).collect();
        for length in 0..bytes.len() {
            assert_eq!(decode(&encode(&bytes[..length])).as_deref(), Some(&bytes[..length]));
        }
    }

    #[test]
    fn a_foreign_letter_or_set_padding_is_refused() {
        assert_eq!(decode("U0"), None);
        assert_eq!(decode("01"), None);
    }

    #[test]
    fn typed_look_alikes_are_folded() {
        assert_eq!(fold("k7o-iL 9"), "K70119");
    }
}
