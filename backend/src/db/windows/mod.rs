//! Windows: centres, accounts on the provincial platform, training, opening, numbers of cases.

pub mod accounts;
pub mod cases;
pub mod centres;
pub mod coverage;
pub mod facts;
pub mod figures;
pub mod groups;
pub mod outside;
mod sight;
pub mod trainings;

pub use sight::administers;
