//! What the tests share: a server of its own for each, a browser, contents and scans with known
//! truth. The tests themselves stand beside, one module a room.

pub mod app;
pub mod browser;
pub mod generator;
