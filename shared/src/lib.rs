//! What page and server share: the forms and their rules, the life of a record, the printed
//! code, digests and the bodies of the API.
//!
//! Pure: no input or output, no clock, no randomness. `today`, the programme and the facts are
//! arguments. Compiles to WebAssembly and natively.

pub mod api;
pub mod assessment;
pub mod calendar;
pub mod code;
pub mod date;
pub mod digest;
pub mod facts;
pub mod finding;
pub mod form;
pub mod form_link;
pub mod id;
pub mod interface;
pub mod item;
pub mod locale;
pub mod notice;
pub mod obligation;
pub mod optimization_session;
pub mod organisation;
pub mod problem;
pub mod programme;
pub mod record;
pub mod rule;
pub mod rule_set;
pub mod scan;
pub mod subject;
pub mod window;
