//! Which files are taken, by their first bytes.

use yinzheng_shared::form::text::is_sane;

/// Bytes that tell the type of a file.
pub const HEAD: usize = 1024;

/// The media type that the first bytes tell; none for what no scanner sends.
#[must_use]
pub fn media_type(head: &[u8]) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 5] = [
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
        (b"%PDF-", "application/pdf"),
    ];
    let known = STARTS
        .iter()
        .find(|(start, _)| head.starts_with(start))
        .map(|(_, media)| *media);
    // Some devices write a line of their own before the PDF; readers look for it in the first KiB.
    let has_pdf = || {
        head.get(..head.len().min(HEAD))
            .unwrap_or(head)
            .windows(5)
            .any(|window| window == b"%PDF-")
    };
    known.or_else(|| has_pdf().then_some("application/pdf"))
}

/// The name of a file as sent: the last part of a path without what cannot be seen, 200 characters. A
/// character that turns the direction of writing would disguise the ending.
#[must_use]
pub fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|letter| is_sane(*letter)).take(200).collect();
    let clean = clean.trim();
    if clean.is_empty() {
        "scan".to_owned()
    } else {
        clean.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_type_whatever_the_name() {
        assert_eq!(media_type(b"%PDF-1.7"), Some("application/pdf"));
        assert_eq!(media_type(b"\n@PJL\n%PDF-1.4"), Some("application/pdf"));
        assert_eq!(media_type(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(media_type(b"II*\0\x08"), Some("image/tiff"));
        for other in [&b"MZ"[..], b"<html>", b"GIF89a", b"PK\x03\x04", b""] {
            assert_eq!(media_type(other), None);
        }
    }

    #[test]
    fn a_name_is_one_line_without_a_path() {
        assert_eq!(file_name("C:\\scans\\扫描 1.pdf"), "扫描 1.pdf");
        assert_eq!(file_name("../../a\nb.pdf"), "ab.pdf");
        assert_eq!(file_name("扫描\u{202e}fdp.png"), "扫描fdp.png");
        assert_eq!(file_name(" / "), "scan");
        assert_eq!(file_name(&"长".repeat(300)).chars().count(), 200);
    }
}
