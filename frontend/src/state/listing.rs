//! A list that grows page by page.

use yinzheng_shared::api::Listing;

/// The list with one more page behind it; the newest total holds.
#[must_use]
pub fn appended<T: Clone>(list: &Listing<T>, page: Listing<T>) -> Listing<T> {
    let mut entries = list.entries.clone();
    entries.extend(page.entries);
    Listing {
        entries,
        total: page.total,
        next: page.next,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_is_that_of_the_last_page() {
        let first = Listing {
            entries: vec![1, 2],
            total: 3,
            next: Some("b".to_owned()),
        };
        let all = appended(
            &first,
            Listing {
                entries: vec![3],
                total: 3,
                next: None,
            },
        );
        assert_eq!(
            all,
            Listing {
                entries: vec![1, 2, 3],
                total: 3,
                next: None
            }
        );
    }
}
