//! Refuses changes that another site makes a browser send.

use crate::auth::address;
use crate::error;
use crate::state::AppState;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, ORIGIN};
use actix_web::middleware::Next;
use actix_web::{Error, web};
use yinzheng_shared::problem::Problem;

/// Lets a change with a session's cookie pass only when the browser, or a header that no other site
/// can send, says that it comes from our own page.
///
/// # Errors
/// Those of the inner service.
pub async fn refuse<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let state = request.app_data::<web::Data<AppState>>().cloned();
    let site = state.as_ref().map(|state| &state.config.site.public_url);
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && let Some(site) = site {
        let cookie = request.cookie(address::cookie_name(site)).is_some();
        let voice = voice(request.headers(), site.origin());
        if voice == Voice::Other || (cookie && voice == Voice::Silent) {
            return Ok(request
                .error_response(error::Error::from(Problem::CrossSite))
                .map_into_right_body());
        }
    }
    next.call(request).await.map(ServiceResponse::map_into_left_body)
}

/// What a request says of the page that sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    Ours,
    Other,
    Silent,
}

fn voice(headers: &HeaderMap, origin: &str) -> Voice {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text("sec-fetch-site"), text(ORIGIN.as_str()), text("x-requested-with")) {
        (Some("same-origin" | "none"), _, _) => Voice::Ours,
        (Some(_), _, _) => Voice::Other,
        (None, Some(from), _) if from == origin => Voice::Ours,
        (None, Some(_), _) => Voice::Other,
        (None, None, Some("yinzheng")) => Voice::Ours,
        (None, None, _) => Voice::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    fn says(pairs: &[(&'static str, &'static str)]) -> Voice {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        voice(&headers, "https://forms.example.cn")
    }

    #[test]
    fn only_our_own_page_has_a_voice() {
        assert_eq!(says(&[("sec-fetch-site", "same-origin")]), Voice::Ours);
        assert_eq!(says(&[("sec-fetch-site", "none")]), Voice::Ours);
        assert_eq!(says(&[("sec-fetch-site", "same-site")]), Voice::Other);
        assert_eq!(
            says(&[("sec-fetch-site", "cross-site"), ("origin", "https://forms.example.cn")]),
            Voice::Other
        );
        assert_eq!(says(&[("origin", "https://forms.example.cn")]), Voice::Ours);
        assert_eq!(says(&[("origin", "null")]), Voice::Other);
        assert_eq!(
            says(&[("origin", "https://forms.example.cn.evil.example")]),
            Voice::Other
        );
        assert_eq!(says(&[("x-requested-with", "yinzheng")]), Voice::Ours);
        assert_eq!(says(&[]), Voice::Silent);
    }
}
