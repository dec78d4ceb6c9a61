//! The catalogue of problems (RFC 9457): every refusal the API can give.

use crate::finding::Finding;
use crate::locale::{Language, Text, problem as text};
use serde::{Deserialize, Serialize};

/// The body of a refusal, `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemBody {
    /// `/problems/` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// One sentence in the language asked for.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// Stable code.
    pub code: String,
    /// The place or circumstance, when there is more to say; never what a person typed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub detail: Option<String>,
    /// Rules that are broken, in form order.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub findings: Vec<Finding>,
    /// Identifier of the request, for the operator's log.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub request: Option<String>,
}

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:literal, $text:ident;)*) => {
        /// A refusal by its stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Problem { $($(#[$doc])* $name,)* }

        impl Problem {
            /// The whole catalogue.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Stable code.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $code,)* } }

            /// HTTP status.
            #[must_use]
            pub const fn status(self) -> u16 { match self { $(Self::$name => $status,)* } }

            /// The sentence.
            #[must_use]
            pub const fn text(self) -> Text { match self { $(Self::$name => text::$text,)* } }
        }
    };
}

problems! {
    /// Not JSON, a duplicate key, a lone surrogate, a number out of range.
    MalformedJson = "malformed_json", 400, MALFORMED_JSON;
    /// A parameter or header is missing or not of its form.
    BadRequest = "bad_request", 400, BAD_REQUEST;
    /// Figures of a day to come were asked for.
    DayToCome = "day_to_come", 400, DAY_TO_COME;
    /// Nobody is signed in, or the session ended.
    SignedOut = "signed_out", 401, SIGNED_OUT;
    /// Name or password is wrong.
    WrongCredentials = "wrong_credentials", 401, WRONG_CREDENTIALS;
    /// The API key is unknown or revoked.
    WrongKey = "wrong_key", 401, WRONG_KEY;
    /// The request came from another site.
    CrossSite = "cross_site", 403, CROSS_SITE;
    /// Signed in, but not entitled to this.
    Forbidden = "forbidden", 403, FORBIDDEN;
    /// The one who uploaded a scan cannot confirm it.
    OwnUpload = "own_upload", 403, OWN_UPLOAD;
    /// There is no such thing, or it is not yours to see.
    NotFound = "not_found", 404, NOT_FOUND;
    /// The address knows no such method.
    MethodNotAllowed = "method_not_allowed", 405, METHOD_NOT_ALLOWED;
    /// The identifier is taken by other content.
    IdTaken = "id_taken", 409, ID_TAKEN;
    /// Rows that differ from the catalogue are not all consented to.
    ConsentMissing = "consent_missing", 409, CONSENT_MISSING;
    /// Nobody reviews the lists of this area.
    NoReviewer = "no_reviewer", 409, NO_REVIEWER;
    /// Another schedule of the batch was issued since this one was begun.
    ScheduleOvertaken = "schedule_overtaken", 409, SCHEDULE_OVERTAKEN;
    /// The record is not in a state that allows this.
    IllegalMove = "illegal_move", 409, ILLEGAL_MOVE;
    /// The draft was kept in a shape that this program does not know.
    OlderFormat = "older_format", 409, OLDER_FORMAT;
    /// The page checks with other rules than the server.
    StaleRules = "stale_rules", 409, STALE_RULES;
    /// Facts changed since the page read them; the detail names which.
    FactsChanged = "facts_changed", 409, FACTS_CHANGED;
    /// The business date follows the calendar here; it was not set at start.
    BusinessDateRuns = "business_date_runs", 409, BUSINESS_DATE_RUNS;
    /// The business date never moves back.
    BusinessDatePast = "business_date_past", 409, BUSINESS_DATE_PAST;
    /// The business date moves a year at a time at most.
    BusinessDateFar = "business_date_far", 409, BUSINESS_DATE_FAR;
    /// Somebody else saved in between.
    StaleRecord = "stale_record", 412, STALE_RECORD;
    /// The request is larger than allowed.
    TooLarge = "too_large", 413, TOO_LARGE;
    /// The media type is not accepted here.
    MediaType = "media_type", 415, MEDIA_TYPE;
    /// Unknown field or wrong type; the detail names the place.
    WrongShape = "wrong_shape", 422, WRONG_SHAPE;
    /// The file cannot be read as a table; the detail says why and how to mend it.
    UnreadableTable = "unreadable_table", 422, UNREADABLE_TABLE;
    /// Rules are broken; the findings name them.
    RulesBroken = "rules_broken", 422, RULES_BROKEN;
    /// A warning has no reason.
    ReasonMissing = "reason_missing", 422, REASON_MISSING;
    /// The print lacks a character; the detail names it.
    MissingGlyph = "missing_glyph", 422, MISSING_GLYPH;
    /// The typed code is not a code of a page that waits for a scan.
    WrongShortCode = "wrong_short_code", 422, WRONG_SHORT_CODE;
    /// If-Match is required here.
    PreconditionRequired = "precondition_required", 428, PRECONDITION_REQUIRED;
    /// Too many requests or attempts; `Retry-After` tells when.
    TooMany = "too_many", 429, TOO_MANY;
    /// Something failed on our side; the log has the cause.
    Internal = "internal", 500, INTERNAL;
    /// The store is full or not reachable; nothing was kept.
    StoreUnavailable = "store_unavailable", 503, STORE_UNAVAILABLE;
    /// The database is full or not reachable; nothing was kept.
    DatabaseUnavailable = "database_unavailable", 503, DATABASE_UNAVAILABLE;
}

impl Problem {
    /// The body in a language.
    #[must_use]
    pub fn body(self, language: Language) -> ProblemBody {
        ProblemBody {
            kind: format!("/problems/{}", self.code()),
            title: self.text().get(language).to_owned(),
            status: self.status(),
            code: self.code().to_owned(),
            detail: None,
            findings: Vec::new(),
            request: None,
        }
    }
}
