//! What the tests share: a server of its own for each, a browser, contents and scans with known
//! truth. The tests themselves stand beside, one module a room.

pub mod app;
pub mod bench;
pub mod browser;
pub mod corpus;
pub mod devtools;
pub mod loaded;
pub mod long_list;
pub mod people;
pub mod sample;

pub use yinzheng_generator as generator;

#[cfg(test)]
mod api;
#[cfg(test)]
mod bucket;
#[cfg(test)]
mod calendar;
#[cfg(test)]
mod delivery;
#[cfg(test)]
mod demonstration;
#[cfg(test)]
mod durability;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod full_disk;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod guide;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod office;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod parity;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod scan_mix;
#[cfg(test)]
mod sheets;
