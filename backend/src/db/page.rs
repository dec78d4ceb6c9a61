//! Pages of lists.

/// The rows of a page of at most `limit`, of which one more was asked for, and whether the list goes on.
pub(super) fn cut<Row>(mut rows: Vec<Row>, limit: i64) -> (Vec<Row>, bool) {
    let most = usize::try_from(limit).unwrap_or_default();
    let more = rows.len() > most;
    rows.truncate(most);
    (rows, more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_beyond_the_page_tells_that_the_list_goes_on() {
        assert_eq!(cut(vec![1, 2, 3], 2), (vec![1, 2], true));
        assert_eq!(cut(vec![1, 2], 2), (vec![1, 2], false));
        assert_eq!(cut(Vec::<u8>::new(), 2), (vec![], false));
    }
}
