//! Why something was not done; mapped to a problem (RFC 9457) once, in `layer::problem`.

use std::error::Error as StdError;
use yinzheng_shared::finding::Finding;
use yinzheng_shared::problem::Problem;

/// Result of anything the server does.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request is refused; the one who asked learns all of it.
    #[error("refused: {}", .0.problem.code())]
    Refused(Box<Refusal>),
    /// The database refused or failed.
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
    /// No connection to the database.
    #[error("no database connection: {0}")]
    NoConnection(#[from] diesel::r2d2::PoolError),
    /// The object store failed.
    #[error("store: {0}")]
    Store(#[source] Box<dyn StdError + Send + Sync>),
    /// Input or output failed.
    #[error("input or output: {0}")]
    Io(#[from] std::io::Error),
    /// A setting is wrong; the operator learns which.
    #[error("{0}")]
    Setting(String),
    /// Anything else that is not the caller's fault.
    #[error("{0}")]
    Internal(Box<dyn StdError + Send + Sync>),
}

/// What the one who asked learns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which problem.
    pub problem: Problem,
    /// The place or circumstance; never what a person typed.
    pub detail: Option<String>,
    /// Broken rules.
    pub findings: Vec<Finding>,
    /// Seconds until another attempt makes sense.
    pub retry_after: Option<u64>,
}

impl Error {
    /// Anything that is not the caller's fault.
    pub fn internal(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// The object store failed.
    pub fn store(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Store(cause.into())
    }

    /// Which problem it is to the one who asked.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::Refused(refusal) => refusal.problem,
            Self::Database(diesel::result::Error::NotFound) => Problem::NotFound,
            Self::Database(_) | Self::NoConnection(_) => Problem::DatabaseUnavailable,
            Self::Store(_) => Problem::StoreUnavailable,
            Self::Io(_) | Self::Setting(_) | Self::Internal(_) => Problem::Internal,
        }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Refusal::from(problem).into()
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            detail: None,
            findings: Vec::new(),
            retry_after: None,
        }
    }
}

impl Refusal {
    /// With a place or circumstance; never what a person typed.
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..self
        }
    }

    /// With broken rules.
    #[must_use]
    pub fn with_findings(self, findings: Vec<Finding>) -> Self {
        Self { findings, ..self }
    }

    /// With the seconds until another attempt makes sense.
    #[must_use]
    pub fn with_retry_after(self, seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..self
        }
    }
}

impl actix_web::ResponseError for Error {
    fn status_code(&self) -> actix_web::http::StatusCode {
        actix_web::http::StatusCode::from_u16(self.problem().status())
            .unwrap_or(actix_web::http::StatusCode::INTERNAL_SERVER_ERROR)
    }
}
