//! Journeys that read as prose: what people do from the first field to the archive.

mod loops;
mod office;
mod paper;
mod scanner;
