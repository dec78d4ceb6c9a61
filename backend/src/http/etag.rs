//! Strong entity tags: the version of a record.

use crate::error::Result;
use actix_web::HttpRequest;
use actix_web::http::header::IF_MATCH;
use yinzheng_shared::problem::Problem;

/// The tag of a version, as bodies carry it.
#[must_use]
pub fn of(version: i64) -> String {
    format!("v{version}")
}

/// The tag as the `ETag` header carries it, in quotes.
#[must_use]
pub fn header(tag: &str) -> String {
    format!("\"{tag}\"")
}

/// The version that `If-Match` names.
///
/// # Errors
/// [`Problem::PreconditionRequired`] without the header, [`Problem::StaleRecord`] when it is not a
/// tag of ours.
pub fn expected(request: &HttpRequest) -> Result<i64> {
    let header = request.headers().get(IF_MATCH).ok_or(Problem::PreconditionRequired)?;
    let tag = header
        .to_str()
        .ok()
        .map(str::trim)
        .and_then(|tag| tag.strip_prefix("\"v")?.strip_suffix('"'));
    tag.and_then(|version| version.parse().ok())
        .ok_or_else(|| Problem::StaleRecord.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_tag_reads_back_and_a_weak_one_is_stale() {
        let with = |value: &str| {
            expected(
                &TestRequest::default()
                    .insert_header((IF_MATCH, value))
                    .to_http_request(),
            )
        };
        assert_eq!(with(&header(&of(7))).unwrap(), 7);
        assert_eq!(with("W/\"v7\"").unwrap_err().problem(), Problem::StaleRecord);
        assert_eq!(with("*").unwrap_err().problem(), Problem::StaleRecord);
        let without = expected(&TestRequest::default().to_http_request());
        assert_eq!(without.unwrap_err().problem(), Problem::PreconditionRequired);
    }
}
