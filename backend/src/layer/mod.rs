//! What every request passes through.

pub mod cross_site;
pub mod headers;
pub mod problem;
pub mod request_id;
