//! What passes from child to parent: a length and so many bytes, again and again.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Whatever is wrong with what arrived.
pub fn invalid<T>(_: T) -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

/// The length of what is sent, which must not be more than `most`.
///
/// # Errors
/// `InvalidData` if it is.
pub fn length(bytes: &[u8], most: u32) -> io::Result<u32> {
    let length = u32::try_from(bytes.len()).map_err(invalid)?;
    if length > most {
        return Err(invalid(()));
    }
    Ok(length)
}

/// Writes a value as JSON of at most `most` bytes behind its length.
///
/// # Errors
/// `InvalidData` if it is longer; what `out` reports otherwise.
pub fn write_json(out: &mut impl Write, value: &impl Serialize, most: u32) -> io::Result<()> {
    let json = serde_json::to_vec(value)?;
    out.write_all(&length(&json, most)?.to_le_bytes())?;
    out.write_all(&json)
}

/// Reads what [`write_json`] wrote.
///
/// # Errors
/// `UnexpectedEof` if the child stopped in the middle, `InvalidData` if the length or the
/// JSON is not as agreed; what `from` reports otherwise.
pub fn read_json<T: DeserializeOwned>(from: &mut impl Read, most: u32) -> io::Result<T> {
    let mut prefix = [0; 4];
    from.read_exact(&mut prefix)?;
    let json = read_bytes(from, u32::from_le_bytes(prefix), most)?;
    serde_json::from_slice(&json).map_err(invalid)
}

/// Reads so many bytes.
///
/// # Errors
/// As [`read_json`].
pub fn read_bytes(from: &mut impl Read, length: u32, most: u32) -> io::Result<Vec<u8>> {
    if length > most {
        return Err(invalid(()));
    }
    // Grows with what arrives: a length alone allocates nothing.
    let mut bytes = Vec::new();
    from.take(length.into()).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != u64::from(length) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back() {
        let mut bytes = Vec::new();
        write_json(&mut bytes, &("事项", 7), 100).unwrap();
        let mut from = bytes.as_slice();
        assert_eq!(
            read_json::<(String, u8)>(&mut from, 100).unwrap(),
            ("事项".to_owned(), 7)
        );
        assert!(from.is_empty());
    }

    #[test]
    fn cut_and_absurd_frames_are_errors() {
        let mut bytes = Vec::new();
        write_json(&mut bytes, &"text", 100).unwrap();
        for end in 0..bytes.len() {
            let cut = read_json::<String>(&mut &bytes[..end], 100).unwrap_err();
            assert_eq!(cut.kind(), io::ErrorKind::UnexpectedEof);
        }
        let absurd = read_json::<String>(&mut [u8::MAX; 64].as_slice(), 100).unwrap_err();
        assert_eq!(absurd.kind(), io::ErrorKind::InvalidData);
        assert!(write_json(&mut Vec::new(), &"text", 3).is_err());
    }
}
