//! The HTTP interface, one module a noun, as the addresses have it.

mod assign;
mod backups;
mod bad_bodies;
mod bad_input;
mod bad_queries;
mod corrections;
mod cover;
mod desk;
mod go_live;
mod items;
mod keys;
mod moves;
mod odd_characters;
mod older_format;
mod packages;
pub mod paper;
mod prints;
mod records;
mod returns;
mod roles;
mod scans;
mod sign_in;
mod stale;
mod uploads;
mod users;
mod visibility;
