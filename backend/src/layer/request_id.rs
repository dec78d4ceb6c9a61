//! An identifier for each request, its line in the log and its count in the metrics. Neither tells
//! who asked nor what was sent.

use crate::state::AppState;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpRequest, web};
use std::time::Instant;
use uuid::Uuid;

/// Carries the identifier in the answer.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

#[derive(Clone)]
struct RequestId(String);

/// The identifier of a request.
#[must_use]
pub fn request_id(request: &HttpRequest) -> String {
    request
        .extensions()
        .get::<RequestId>()
        .map_or_else(String::new, |id| id.0.clone())
}

/// The method as logs and counters name it; what a client makes up does not become a label.
fn known_method(method: &Method) -> &'static str {
    [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE]
        .iter()
        .zip(["GET", "HEAD", "POST", "PUT", "DELETE"])
        .find_map(|(known, name)| (known == method).then_some(name))
        .unwrap_or("other")
}

/// Gives each request its identifier, logs it and counts it.
///
/// # Errors
/// Those of the inner service.
pub async fn identify<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let id = Uuid::now_v7().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let began = Instant::now();
    let state = request.app_data::<web::Data<AppState>>().cloned();
    let mut response = next.call(request).await?;
    let took = began.elapsed();
    let status = response.status().as_u16();
    let pattern = response
        .request()
        .match_pattern()
        .unwrap_or_else(|| "unknown".to_owned());
    let method = known_method(response.request().method());
    tracing::info!(request = %id, method, pattern, status, millis = took.as_millis() as u64, "answered");
    if let Some(state) = state {
        state.metrics.count_request(method, &pattern, status, took);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    Ok(response)
}
