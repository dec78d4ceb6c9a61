//! Finding a part of a text, alike in both databases.

use super::Backend;
use diesel::dsl::sql;
use diesel::expression::BoxableExpression;
use diesel::sql_types::{Bool, Text};

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

/// Whether an expression is like a pattern of [`anywhere`], or a second one like its own; asked of each row. Said as a
/// number that is compared, so that a database takes many rows to be so, which it cannot know, and goes through them in
/// the order of the list.
pub(super) fn row_by_row<Table: 'static>(
    (first, pattern): (&str, String),
    second: Option<(&str, String)>,
) -> Box<dyn BoxableExpression<Table, Backend, SqlType = Bool>> {
    const LIKES: &str = " ESCAPE '\\' THEN 1 ELSE 0 END) > 0";
    let one = sql::<Bool>(&format!("(CASE WHEN {first} LIKE ")).bind::<Text, _>(pattern);
    match second {
        None => Box::new(one.sql(LIKES)),
        Some((second, pattern)) => Box::new(
            one.sql(&format!(" ESCAPE '\\' OR {second} LIKE "))
                .bind::<Text, _>(pattern)
                .sql(LIKES),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_a_pattern_stand_for_themselves() {
        assert_eq!(anywhere("50%_A\\"), "%50\\%\\_a\\\\%");
    }
}
