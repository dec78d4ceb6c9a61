//! Journeys that read as prose: what people do from the first field to the archive, and what becomes
//! of their work when the world gets in between.

mod assessment;
mod bulletin;
mod changed;
mod conflict;
mod consolidation;
mod draft;
mod form_links;
mod go_live;
mod interfaces;
mod kept;
mod keyboard;
mod long_list;
mod loops;
mod notices;
mod office;
mod optimization_sessions;
mod paper;
mod parts;
mod programme;
mod public;
mod rollout;
mod scanner;
mod scope;
mod stopped;
mod tables;
mod windows;
