//! The child's side: confine itself, then answer.

use std::io::{self, Write};
use std::process::ExitCode;

use serde::de::DeserializeOwned;

use crate::bounds::Bounds;
use crate::confine::confine;

/// The exit status that says: not confined, so nothing was read.
pub(crate) const NOT_CONFINED: u8 = 3;

/// Runs a reader as a child: its limits are the second argument of the program, as JSON;
/// only once they and the system-call allow-list are in force does `answer` read standard
/// input and write to standard output. An error of `answer` is a broken pipe.
#[must_use]
pub fn serve<L: DeserializeOwned>(
    bounds: impl FnOnce(&L) -> Bounds,
    answer: impl FnOnce(&L, &mut io::StdoutLock<'static>) -> io::Result<()>,
) -> ExitCode {
    let Some(limits) = std::env::args()
        .nth(2)
        .and_then(|json| serde_json::from_str::<L>(&json).ok())
    else {
        return ExitCode::from(2);
    };
    if let Err(error) = confine(&bounds(&limits)) {
        // The reader of this line is an operator; nothing has been read yet.
        let _ = writeln!(io::stderr(), "child not confined: {error}");
        return ExitCode::from(NOT_CONFINED);
    }
    match answer(&limits, &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
