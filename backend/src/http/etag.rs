//! Strong entity tags: the version of a record, or the digest of what is sent.

use crate::error::{Error, Result};
use actix_web::http::header::{CACHE_CONTROL, ETag, EntityTag, Header as _, IF_MATCH, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse, mime};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use yinzheng_shared::digest::hex;
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

/// Whether the one who asks has what this tag names.
#[must_use]
pub fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
        Err(_) => false,
    }
}

/// A body that is alike for everybody and may be kept on the way for so many seconds; nothing but its tag
/// when the one who asks has it.
///
/// # Errors
/// When the body has no JSON: a slip of ours.
pub fn fresh_for(request: &HttpRequest, seconds: u32, body: &impl Serialize) -> Result<HttpResponse> {
    let bytes = serde_json::to_vec(body).map_err(Error::internal)?;
    let tag = EntityTag::new_strong(hex(&Sha256::digest(&bytes)));
    let is_known = is_known(request, &tag);
    let mut response = if is_known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header(ETag(tag))
        .insert_header((CACHE_CONTROL, format!("public, max-age={seconds}")));
    if is_known {
        return Ok(response.finish());
    }
    Ok(response.content_type(mime::APPLICATION_JSON).body(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::StatusCode;
    use actix_web::http::header::{ETAG, IF_NONE_MATCH};
    use actix_web::test::TestRequest;

    #[test]
    fn what_is_known_is_not_sent_again() {
        let first = fresh_for(&TestRequest::default().to_http_request(), 60, &["示例"]).unwrap();
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers().get(CACHE_CONTROL).unwrap(), "public, max-age=60");
        let tag = first.headers().get(ETAG).unwrap().clone();
        let knowing = TestRequest::default()
            .insert_header((IF_NONE_MATCH, tag))
            .to_http_request();
        assert_eq!(
            fresh_for(&knowing, 60, &["示例"]).unwrap().status(),
            StatusCode::NOT_MODIFIED
        );
        assert_eq!(fresh_for(&knowing, 60, &["另一"]).unwrap().status(), StatusCode::OK);
    }

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
