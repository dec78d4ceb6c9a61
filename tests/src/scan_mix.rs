//! Worn pages as scanners return them: the fixed mix, read by the real decoder in its worker process.

use crate::app::server_path;
use crate::bench::report::Shown as _;
use crate::bench::scan;
use anyhow::Result;

/// Seeds of these pages; measurements draw others.
const FIRST_SEED: u64 = 1_000;

#[test]
fn two_hundred_worn_pages_are_read_and_none_is_taken_for_another() -> Result<()> {
    let results = scan::measure(FIRST_SEED, 200, &server_path())?;
    let cells: String = results.tables().iter().map(|table| format!("{table}\n")).collect();
    println!("{cells}");
    assert_eq!(results.wrong.hits, 0, "{cells}");
    assert_eq!(results.refused.hits, 0, "{cells}");
    assert_eq!(results.turned_wrong.hits, 0, "{cells}");
    assert!(results.clear.of >= 100, "{cells}");
    assert!(results.clear.share >= 0.99, "{cells}");
    Ok(())
}
