//! Pure state: reducers and decisions that know no browser.

pub mod app;
pub mod difference;
pub mod issuing;
pub mod listing;
pub mod reading;
pub mod review;
pub mod tasks;
pub mod uploads;
