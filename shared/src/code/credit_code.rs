//! Unified social credit codes (GB 32100).

const LETTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Whether the text is a credit code with a right check letter: 18 letters of the standard's set,
/// weights 3^i modulo 31.
#[must_use]
pub fn is_valid(code: &str) -> bool {
    let values: Option<Vec<usize>> = code
        .bytes()
        .map(|letter| LETTERS.iter().position(|known| *known == letter))
        .collect();
    let Some(values) = values else { return false };
    let Some((check, body)) = values.split_last() else {
        return false;
    };
    let mut weight = 1;
    let mut sum = 0;
    for value in body {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    values.len() == 18 && (31 - sum % 31) % 31 == *check
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn known_codes_pass_and_a_wrong_letter_does_not() {
        for code in ["11330000002482322Q", "11330000002482517J", "11511301008778183N"] {
            assert!(is_valid(code), "{code}");
        }
        for code in [
            "11330000002482322R",
            "11330000002482232Q",
            "1133000000248232Q",
            "11330000002482322q",
            "",
        ] {
            assert!(!is_valid(code), "{code}");
        }
    }
}
