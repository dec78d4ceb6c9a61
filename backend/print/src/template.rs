//! The templates and the data they read.

use crate::error::PrintError;
use crate::qr::SIDE_MM;
use crate::sheet::{Marking, Sheet, Template};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use time::{OffsetDateTime, UtcOffset};

/// Files of the templates by their virtual path.
pub const FILES: [(&str, &str); 5] = [
    ("/sheet.typ", include_str!("../../templates/sheet.typ")),
    ("/optimization.typ", include_str!("../../templates/optimization.typ")),
    ("/joint-debug.typ", include_str!("../../templates/joint-debug.typ")),
    ("/go-live.typ", include_str!("../../templates/go-live.typ")),
    ("/bulletin.typ", include_str!("../../templates/bulletin.typ")),
];

impl Template {
    /// The file that is laid out.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Optimization => "/optimization.typ",
            Self::JointDebug => "/joint-debug.typ",
            Self::GoLive => "/go-live.typ",
            Self::Bulletin => "/bulletin.typ",
        }
    }
}

/// SHA-256 over all templates, hex.
pub fn digest() -> String {
    let mut hash = Sha256::new();
    for (path, text) in FILES {
        hash.update(path.as_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Date and time of Asia/Shanghai, as printed.
pub fn moment(seconds: i64) -> Result<OffsetDateTime, PrintError> {
    let wrong = |_| PrintError::Layout("the time of printing is out of range".to_owned());
    let shanghai = UtcOffset::from_hms(8, 0, 0).map_err(wrong)?;
    Ok(OffsetDateTime::from_unix_timestamp(seconds)
        .map_err(wrong)?
        .to_offset(shanghai))
}

#[derive(Serialize)]
struct Data<'a> {
    content: &'a Value,
    reference: &'a str,
    revision: u16,
    sha256: &'a str,
    sm3: &'a str,
    printed_at: String,
    sample: bool,
    repeat: bool,
    /// By page.
    letters: Vec<String>,
    /// Side of a QR code.
    code_mm: f64,
}

/// What the template reads. Content is data here: nothing in it is ever taken for markup.
pub fn data(sheet: &Sheet<'_>, repeat: bool) -> Result<Vec<u8>, PrintError> {
    let at = moment(sheet.printed_at)?;
    let data = Data {
        content: sheet.content,
        reference: sheet.reference,
        revision: sheet.revision,
        sha256: sheet.digest_sha256,
        sm3: sheet.digest_sm3,
        printed_at: format!(
            "{:04}-{:02}-{:02} {:02}:{:02}",
            at.year(),
            u8::from(at.month()),
            at.day(),
            at.hour(),
            at.minute()
        ),
        sample: sheet.marking == Marking::Sample,
        repeat,
        letters: (1..=u8::MAX).map(sheet.letters).collect(),
        code_mm: SIDE_MM,
    };
    serde_json::to_vec(&data).map_err(|error| PrintError::Layout(error.to_string()))
}
