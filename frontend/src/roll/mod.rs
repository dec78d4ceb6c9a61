//! The roll: a form of thousands of rows as one grid. `state` and `block` are pure; the rest draws them.

mod block;
mod cell;
mod editor;
mod figures;
mod findings;
mod grid;
mod judge;
mod keep;
mod keys;
mod paste;
mod review;
mod saving;
mod state;
mod submit;
mod table;
mod told;
mod toolbar;

pub use editor::{RollPage, RollProps};
