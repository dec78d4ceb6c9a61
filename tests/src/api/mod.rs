//! The HTTP interface, one module a noun, as the addresses have it.

mod bad_input;
mod records;
mod sign_in;
