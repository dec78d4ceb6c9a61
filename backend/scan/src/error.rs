//! Why a file was not decoded.

use serde::{Deserialize, Serialize};
use yinzheng_child::{Stopped, Trouble};

/// The file is at fault, or cost too much. The code is stable: it is stored with the scan
/// and names the text that people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
#[error("{}", self.code())]
pub enum Refusal {
    /// No bytes, or no pages.
    Empty,
    /// Neither PDF, JPEG, PNG nor TIFF by its first bytes, or a variant of them that
    /// scanners do not write.
    UnknownType,
    /// A PDF that needs a key.
    Encrypted,
    /// Cut off or damaged.
    Broken,
    /// More pages than allowed.
    TooManyPages,
    /// The file has more bytes than allowed.
    FileTooLarge,
    /// A page has more pixels than allowed.
    PageTooLarge,
    /// A PDF with JavaScript, launch actions, embedded files, rich media or XFA.
    ActiveContent,
    /// The worker used up its time.
    TimedOut,
    /// The worker used up its memory.
    OutOfMemory,
    /// The worker died or answered nonsense.
    Crashed,
}

impl Refusal {
    /// Every refusal, for tables of texts and their tests.
    pub const ALL: [Self; 11] = [
        Self::Empty,
        Self::UnknownType,
        Self::Encrypted,
        Self::Broken,
        Self::TooManyPages,
        Self::FileTooLarge,
        Self::PageTooLarge,
        Self::ActiveContent,
        Self::TimedOut,
        Self::OutOfMemory,
        Self::Crashed,
    ];

    /// The stable name, the same as in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::UnknownType => "unknown-type",
            Self::Encrypted => "encrypted",
            Self::Broken => "broken",
            Self::TooManyPages => "too-many-pages",
            Self::FileTooLarge => "file-too-large",
            Self::PageTooLarge => "page-too-large",
            Self::ActiveContent => "active-content",
            Self::TimedOut => "timed-out",
            Self::OutOfMemory => "out-of-memory",
            Self::Crashed => "crashed",
        }
    }
}

/// Why [`decode`](crate::decode) gave no pages.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// The file is refused: trying again gives the same answer.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// The worker could not be started or spoken to: the file is not at fault.
    #[error("the decode worker is not available")]
    Unavailable(#[from] std::io::Error),
}

impl From<Stopped> for Refusal {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::TimedOut => Self::TimedOut,
            Stopped::OutOfMemory => Self::OutOfMemory,
            Stopped::Crashed => Self::Crashed,
        }
    }
}

impl From<Trouble<Refusal>> for DecodeError {
    fn from(trouble: Trouble<Refusal>) -> Self {
        match trouble {
            Trouble::Refused(refusal) => Self::Refused(refusal),
            Trouble::Stopped(stopped) => Self::Refused(stopped.into()),
            Trouble::Unavailable(error) => Self::Unavailable(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_the_json_name() {
        for refusal in Refusal::ALL {
            let json = serde_json::to_string(&refusal).unwrap();
            assert_eq!(json, format!("\"{}\"", refusal.code()));
        }
    }
}
