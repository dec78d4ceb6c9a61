//! Finding a part of a text, alike in both databases.

use diesel::sql_types::Text;

diesel::define_sql_function! {
    /// Small letters.
    fn lower(text: Text) -> Text;
}

/// A pattern that finds `text` anywhere, and nothing else; for `lower(…) LIKE … ESCAPE '\'`.
#[must_use]
pub fn anywhere(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.to_lowercase().chars().filter(|letter| !letter.is_control()) {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_a_pattern_stand_for_themselves() {
        assert_eq!(anywhere("50%_A\\"), "%50\\%\\_a\\\\%");
    }
}
