//! Items that are looked for by a part of their name or code, among a million of them.
//!
//! Names repeat, for every district calls an item as the city does: the table of names is looked through as a whole,
//! and says how many items there are. What is rare is then found by its names; what is common is met soon by
//! whoever goes through the items in the order of the list. Codes are found by any three signs that follow one
//! another in them, so that fewer signs than three look for names alone.

use super::OnItems;
use crate::db::pattern::{anywhere, lower, row_by_row, small};
use crate::db::schema::{item_names, items};
use crate::db::{Backend, Conn, dialect, item_counts, page};
use crate::error::Result;
use diesel::prelude::*;
use yinzheng_shared::api::COUNTED;

type Query<'a> = items::BoxedQuery<'a, Backend>;

/// What is looked for, and how it is best found. To choose its way it reads how often the text stands in names and codes
/// of all items, whoever asks; what is found is what the query that it narrows shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::db) enum Search {
    /// No text: everything is listed.
    Nothing,
    /// A text that few items have in their name or code.
    Rare(Text),
    /// A text that so many have that a page is soon full.
    Common(Text),
}

/// A text, and which names have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::db) struct Text {
    /// Small letters, without control characters.
    text: String,
    /// None: more than [`NAMES`].
    names: Option<Vec<String>>,
    /// Whether so few codes have it that they are looked up.
    in_few_codes: bool,
}

/// Most names that are looked for one by one.
const NAMES: i64 = 2_000;

/// So many items at most are rare.
const RARE: u64 = 10_000;

/// So many of all items are met soon in their order.
const MANY: u64 = 5_000;

/// Signs of a code that its index knows together.
const TOGETHER: usize = 3;

impl Search {
    /// Looks at how many items have this in their name or code.
    ///
    /// # Errors
    /// Of the database.
    pub(in crate::db) fn of(conn: &mut Conn, text: Option<&str>) -> Result<Self> {
        let Some(text) = text.and_then(wanted) else {
            return Ok(Self::Nothing);
        };
        let named: Vec<(String, i64)> = item_names::table
            .filter(lower(item_names::name).like(anywhere(&text)).escape('\\'))
            .filter(item_names::amount.gt(0))
            .limit(NAMES + 1)
            .select((item_names::name, item_names::amount))
            .load(conn)?;
        let names = i64::try_from(named.len()).is_ok_and(|found| found <= NAMES);
        let mut amount: u64 = named.iter().filter_map(|(_, amount)| u64::try_from(*amount).ok()).sum();
        let coded = coded(conn, &text)?;
        amount += coded;
        let names = names.then(|| named.into_iter().map(|(name, _)| name).collect::<Vec<String>>());
        let common = names.is_none() || amount > RARE;
        let in_few_codes = coded <= RARE;
        let text = Text {
            text,
            names,
            in_few_codes,
        };
        Ok(if common { Self::Common(text) } else { Self::Rare(text) })
    }

    /// Whether a page of the list, in the order of codes, is soon full, when the list holds so many.
    pub(in crate::db) const fn is_met_soon(&self, total: u64) -> bool {
        match self {
            Self::Nothing => total > MANY,
            Self::Rare(_) => false,
            Self::Common(_) => total > COUNTED,
        }
    }

    /// Those of a query that have the text, to be listed when it is [met soon](Self::is_met_soon) or not.
    pub(in crate::db) fn narrowed<'a>(&self, conn: &Conn, query: Query<'a>, soon: bool) -> Query<'a> {
        match self {
            Self::Nothing => query,
            Self::Rare(text) | Self::Common(text) if !soon => query.filter(text.looked_up(conn)),
            Self::Rare(text) | Self::Common(text) => query.filter(text.looked_at()),
        }
    }

    /// Those of a query that have the text, to be listed.
    pub(in crate::db) fn listed<'a>(&self, conn: &Conn, query: Query<'a>) -> Query<'a> {
        self.narrowed(conn, query, matches!(self, Self::Common(_)))
    }

    /// How many of a query have the text: no further than one more than [`COUNTED`].
    ///
    /// # Errors
    /// Of the database.
    pub(in crate::db) fn total(&self, conn: &mut Conn, query: Query<'_>) -> Result<u64> {
        match self {
            Self::Nothing => item_counts::count(conn, query),
            Self::Rare(text) | Self::Common(text) => {
                let found = query.filter(text.looked_up(conn));
                page::found(conn, found.select(items::code), COUNTED)
            }
        }
    }
}

impl Text {
    /// By the indexes of names and codes.
    fn looked_up(&self, conn: &Conn) -> OnItems {
        let Some(names) = self.names.as_ref().filter(|_| self.in_few_codes) else {
            return self.looked_at();
        };
        match of_code(conn, &self.text) {
            Some(coded) if names.is_empty() => coded,
            Some(coded) => Box::new(items::name.eq_any(names.clone()).or(coded)),
            None => Box::new(items::name.eq_any(names.clone())),
        }
    }

    /// Item by item.
    fn looked_at(&self) -> OnItems {
        let like = || anywhere(&self.text);
        let coded = is_of_codes(&self.text).then(|| (small("items.code", &self.text), like()));
        row_by_row((small("items.name", &self.text), like()), coded)
    }
}

/// A text as it is looked for: small letters, without control characters; none when nothing is left.
pub(in crate::db) fn wanted(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase().replace(char::is_control, "");
    (!text.is_empty()).then_some(text)
}

/// Items with this in their code; none for a text that no code is looked for.
fn of_code(conn: &Conn, text: &str) -> Option<OnItems> {
    is_of_codes(text).then(|| dialect::is_code_with(conn, ("items.code", ""), text))
}

/// Whether codes are looked for this text: it has as many signs as their index knows together.
pub(in crate::db) fn is_of_codes(text: &str) -> bool {
    text.chars().count() >= TOGETHER
}

/// Whether few items, if any, have this in their code.
///
/// # Errors
/// Of the database.
pub(in crate::db) fn is_rare_code(conn: &mut Conn, text: &str) -> Result<bool> {
    Ok(coded(conn, text)? <= RARE)
}

/// How many items have this in their code, counted no further than one more than [`RARE`].
fn coded(conn: &mut Conn, text: &str) -> Result<u64> {
    if !is_of_codes(text) {
        return Ok(0);
    }
    let most = i64::try_from(RARE).unwrap_or(i64::MAX).saturating_add(1);
    let count = dialect::count_codes_with(conn, text, most)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::scratch::{asked, empty, plan, run};

    /// So many items of each name.
    fn with(conn: &mut Conn, name: &str, series: &str, items: u32) {
        run(
            conn,
            &format!(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {items}) \
                 INSERT INTO items (code, name, owner_id, serving_id, base_code, connection, restricted) \
                 SELECT printf('{series}-%05d-000', i), '{name}', 'o', 'o', '', 'none', FALSE FROM n"
            ),
        );
    }

    fn found(conn: &mut Conn, text: &str) -> (u64, Vec<String>) {
        let search = Search::of(conn, Some(text)).unwrap();
        let page = search.listed(conn, items::table.into_boxed());
        let codes = page.order(items::code.asc()).limit(2).select(items::code).load(conn);
        (search.total(conn, items::table.into_boxed()).unwrap(), codes.unwrap())
    }

    #[test]
    fn a_part_of_a_name_or_three_signs_of_a_code_find_an_item() {
        let mut conn = empty();
        with(&mut conn, "企业设立登记", "许可", 3);
        with(&mut conn, "食品经营许可 50%", "Xk_\"a", 2);
        run(
            &mut conn,
            "UPDATE items SET name = '公司设立登记' WHERE code = '许可-00003-000'",
        );
        let named = ["许可-00001-000", "许可-00002-000"];
        for (text, total, first) in [
            ("企", 2, &named[..]),
            ("登记", 3, &named),
            (" 设立登记 ", 3, &named),
            ("公司", 1, &["许可-00003-000"]),
            ("00002-0", 2, &["Xk_\"a-00002-000", "许可-00002-000"]),
            ("许可-00001-000", 1, &["许可-00001-000"]),
            ("xK_\"A", 2, &["Xk_\"a-00001-000", "Xk_\"a-00002-000"]),
            ("50%", 2, &["Xk_\"a-00001-000", "Xk_\"a-00002-000"]),
            // Two signs are looked for in names alone.
            ("许可", 2, &["Xk_\"a-00001-000", "Xk_\"a-00002-000"]),
            ("x_", 0, &[]),
            ("OR", 0, &[]),
            ("无此事项", 0, &[]),
        ] {
            let first: Vec<String> = first.iter().map(ToString::to_string).collect();
            assert_eq!(found(&mut conn, text), (total, first), "{text}");
        }
    }

    #[test]
    fn what_is_common_is_counted_no_further_than_said() {
        let mut conn = empty();
        with(&mut conn, "企业设立登记", "许可", 10_050);
        with(&mut conn, "企业注销登记", "确认", 3);
        let first = || vec!["许可-00001-000".to_owned(), "许可-00002-000".to_owned()];
        assert_eq!(found(&mut conn, "设立"), (COUNTED + 1, first()));
        assert_eq!(found(&mut conn, "许可-"), (COUNTED + 1, first()));
        assert!(matches!(
            Search::of(&mut conn, Some("设立")).unwrap(),
            Search::Common(_)
        ));
        assert!(matches!(Search::of(&mut conn, Some("注销")).unwrap(), Search::Rare(_)));
    }

    #[test]
    fn what_is_rare_is_found_by_an_index() {
        let mut conn = empty();
        with(&mut conn, "企业设立登记", "许可", 3);
        let statements = asked(&mut conn, |conn| {
            found(conn, "00002");
            found(conn, "设立");
        });
        for statement in statements.iter().filter(|one| one.contains("FROM `items`")) {
            let steps = plan(&mut conn, statement);
            assert!(
                !steps.iter().any(|step| step.starts_with("SCAN items")),
                "{statement}: {steps:?}"
            );
        }
    }
}
