//! Who is asking, and what they may see.

pub mod address;
pub mod anyone;
pub mod caller;
pub mod guard;
pub mod operator;
pub mod password;
pub mod scope;
pub mod secret;

pub use anyone::{Anyone, Checker, Newcomer};
pub use caller::{Caller, Identity, KeyHolder, Person};
pub use operator::{Asker, Operator};
pub use scope::{Scope, Seat};
