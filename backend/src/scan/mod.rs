//! From an upload to an outcome for each page.

pub mod decide;
pub mod reading;
pub mod upload;
pub mod work;
