//! Texts that no text field takes, for every form alike.

/// Texts with something that cannot be seen or printed, and what it is.
pub(super) const HIDDEN: [(&str, &str); 8] = [
    ("a control character", "示例\u{7}甲"),
    ("a line break", "示例\n甲"),
    ("a direction override", "示例\u{202e}甲"),
    ("an isolate", "示例\u{2067}甲"),
    ("a zero-width space", "示例\u{200b}甲"),
    ("a private-use character", "示例\u{e000}甲"),
    ("a noncharacter", "示例\u{fffe}甲"),
    ("a replacement character", "示例\u{fffd}甲"),
];

/// Texts that leave a field empty.
pub(super) const BLANK: [(&str, &str); 3] = [("nothing", ""), ("a space", " "), ("a wide space", "\u{3000}")];

/// A text of so many letters.
pub(super) fn long(letters: usize) -> String {
    "示".repeat(letters)
}
