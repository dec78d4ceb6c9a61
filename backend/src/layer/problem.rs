//! The one place where a failure becomes a problem body (RFC 9457), in the language asked for. The
//! cause goes to the log.

use super::request_id::request_id;
use crate::error::{Error, Refusal};
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, HeaderValue, RETRY_AFTER};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use yinzheng_shared::locale::Language;
use yinzheng_shared::problem::Problem;

/// The language that a request asks for.
#[must_use]
pub fn language(request: &HttpRequest) -> Language {
    let header = request
        .headers()
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    header.map_or_else(Language::default, Language::from_accept)
}

/// Who asked, as far as a problem needs it. The request itself must not be held while it is routed.
struct Asked {
    language: Language,
    request: String,
}

/// Gives every failure its body.
///
/// # Errors
/// Those of the inner service that have no answer.
pub async fn explain<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let asked = Asked {
        language: language(request.request()),
        request: request_id(request.request()),
    };
    let response = next.call(request).await?;
    let explained = match response.response().error() {
        Some(error) => Some(answer(&asked, error)),
        None => bare(response.status()).map(|problem| render(&asked, &problem.into())),
    };
    Ok(match explained {
        Some(explained) => response.into_response(explained).map_into_right_body(),
        None => response.map_into_left_body(),
    })
}

/// What the framework refuses without saying more.
fn bare(status: StatusCode) -> Option<Problem> {
    match status {
        StatusCode::NOT_FOUND => Some(Problem::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(Problem::MethodNotAllowed),
        _ => None,
    }
}

fn answer(asked: &Asked, error: &actix_web::Error) -> HttpResponse {
    if let Some(error) = error.as_error::<Error>() {
        if let Error::Refused(refusal) = error {
            return render(asked, refusal);
        }
        let problem = error.problem();
        if problem.status() >= 500 {
            tracing::error!(request = %asked.request, cause = %error, "failed");
        }
        return render(asked, &problem.into());
    }
    let problem = match error.as_response_error().status_code() {
        StatusCode::NOT_FOUND => Problem::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Problem::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::MediaType,
        status if status.is_client_error() => Problem::BadRequest,
        _ => {
            tracing::error!(request = %asked.request, cause = %error, "failed");
            Problem::Internal
        }
    };
    render(asked, &problem.into())
}

fn render(asked: &Asked, refusal: &Refusal) -> HttpResponse {
    let language = asked.language;
    let mut body = refusal.problem.body(language);
    body.detail.clone_from(&refusal.detail);
    body.findings.clone_from(&refusal.findings);
    body.request = Some(asked.request.clone());
    let status = StatusCode::from_u16(body.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponseBuilder::new(status);
    response.content_type("application/problem+json");
    response.insert_header((CONTENT_LANGUAGE, HeaderValue::from_static(language.tag())));
    if let Some(seconds) = refusal.retry_after {
        response.insert_header((RETRY_AFTER, HeaderValue::from(seconds)));
    }
    response.body(serde_json::to_vec(&body).unwrap_or_default())
}
