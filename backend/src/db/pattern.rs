//! Finding a part of a text, alike in both databases.

use super::Backend;
use diesel::ExpressionMethods as _;
use diesel::dsl::{case_when, sql};
use diesel::expression::{BoxableExpression, IntoSql as _};
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

/// A condition that is asked of each row that something else finds: no index is looked for that would find rows by it, in no
/// order, where they are met soon in the order of the list. Said as a case: SQLite
/// works out every part of a condition that is a value, and of a case only as much as decides it.
pub(super) fn of_each<Table: 'static>(
    condition: Box<dyn BoxableExpression<Table, Backend, SqlType = Bool>>,
) -> Box<dyn BoxableExpression<Table, Backend, SqlType = Bool>> {
    let case = case_when(condition, true.into_sql::<Bool>());
    Box::new(case.otherwise(false.into_sql::<Bool>()).eq(true))
}

/// A column to be looked through for a text: in small letters, unless the text has none that could be large.
pub(super) fn small(column: &str, text: &str) -> String {
    if text.chars().all(|sign| sign.to_uppercase().eq([sign])) {
        column.to_owned()
    } else {
        format!("lower({column})")
    }
}

/// Whether an expression is like a pattern of [`anywhere`], or a second one like its own; asked of each row. Said as a
/// number that is compared, so that a database takes many rows to be so, which it cannot know, and goes through them in
/// the order of the list.
pub(super) fn row_by_row<Table: 'static>(
    (first, pattern): (String, String),
    second: Option<(String, String)>,
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
    fn only_letters_that_could_be_large_are_made_small() {
        for text in ["许可-001", "登记", "", "50%"] {
            assert_eq!(small("title", text), "title", "{text}");
        }
        for text in ["a", "许可-x", "é"] {
            assert_eq!(small("title", text), "lower(title)", "{text}");
        }
    }

    #[test]
    fn signs_of_a_pattern_stand_for_themselves() {
        assert_eq!(anywhere("50%_A\\"), "%50\\%\\_a\\\\%");
    }
}
