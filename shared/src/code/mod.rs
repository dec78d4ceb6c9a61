//! Codes: of items, of organisations, and the one printed on every page.

pub mod credit_code;
pub mod item_code;
pub mod letters;
pub mod print_code;
