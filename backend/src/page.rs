//! The page: files that `cargo xtask build` made, carried in the program.

use crate::http::etag;
use actix_web::http::Method;
use actix_web::http::header::{
    self, Accept, AcceptEncoding, CacheControl, CacheDirective, ETag, Encoding, EntityTag, Header, Preference, Quality,
};
use actix_web::{HttpRequest, HttpResponse, mime, web};

/// The files of the page.
pub type Files = &'static [File];

/// One file of the page, as it is and compressed.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// The path of its URL, with a leading `/`.
    pub path: &'static str,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// SHA-256 of the uncompressed bytes, hexadecimal.
    pub digest: &'static str,
    /// How long a browser may keep it.
    pub freshness: Freshness,
    /// The bytes as they are.
    pub identity: &'static [u8],
    /// The bytes compressed with gzip, where that is smaller.
    pub gzip: Option<&'static [u8]>,
    /// The bytes compressed with Brotli, where that is smaller.
    pub brotli: Option<&'static [u8]>,
}

/// How long a browser may keep a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// For ever: its name holds a digest of its content.
    Immutable,
    /// Until it asks again, each time.
    Revalidated,
}

/// Serves the page at every address that nothing else answers.
pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.default_service(web::to(serve));
}

async fn serve(request: HttpRequest) -> HttpResponse {
    respond(request.app_data::<Files>().copied().unwrap_or_default(), &request)
}

fn respond(files: &[File], request: &HttpRequest) -> HttpResponse {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return HttpResponse::NotFound().finish();
    }
    match find(files, request) {
        Some(file) => send(file, request),
        None if request.path() == "/" => HttpResponse::ServiceUnavailable()
            .content_type(mime::TEXT_PLAIN_UTF_8)
            .body("This server was built without its page: cargo xtask build\n"),
        None => HttpResponse::NotFound().finish(),
    }
}

/// A file by its path; the page itself for every other address that a person may open.
fn find<'a>(files: &'a [File], request: &HttpRequest) -> Option<&'a File> {
    let path = request.path();
    let by_path = |path: &str| files.iter().find(|file| file.path == path);
    let is_address =
        path == "/" || (!path.starts_with("/api/") && !path.starts_with("/assets/") && wants_html(request));
    by_path(path).or_else(|| is_address.then(|| by_path("/index.html")).flatten())
}

/// Whether HTML is asked for by name, as browsers do when a person opens an address.
fn wants_html(request: &HttpRequest) -> bool {
    Accept::parse(request).is_ok_and(|accept| {
        accept
            .iter()
            .any(|item| item.item.essence_str() == "text/html" && item.quality > Quality::ZERO)
    })
}

fn send(file: &File, request: &HttpRequest) -> HttpResponse {
    let (encoding, bytes) = choose(file, request);
    // A strong tag names exact bytes, so each encoding has its own.
    let tag = EntityTag::new_strong(format!("{}-{encoding}", file.digest));
    let unchanged = etag::is_known(request, &tag);
    let mut response = if unchanged {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header(ETag(tag))
        .insert_header((header::VARY, "Accept-Encoding"));
    match file.freshness {
        Freshness::Immutable => response.insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable")),
        Freshness::Revalidated => response.insert_header(CacheControl(vec![CacheDirective::NoCache])),
    };
    if unchanged {
        return response.finish();
    }
    if encoding != "identity" {
        response.insert_header((header::CONTENT_ENCODING, encoding));
    }
    response.content_type(file.content_type).body(bytes)
}

/// The smallest form that the client takes.
fn choose(file: &File, request: &HttpRequest) -> (&'static str, &'static [u8]) {
    let accepted = AcceptEncoding::parse(request).unwrap_or_else(|_| AcceptEncoding(Vec::new()));
    let takes = |name: &str| {
        accepted.iter().any(|item| {
            let named = matches!(&item.item, Preference::Specific(Encoding::Known(known)) if known.as_str() == name);
            named && item.quality > Quality::ZERO
        })
    };
    let brotli = file.brotli.filter(|_| takes("br")).map(|bytes| ("br", bytes));
    let gzip = || file.gzip.filter(|_| takes("gzip")).map(|bytes| ("gzip", bytes));
    brotli.or_else(gzip).unwrap_or(("identity", file.identity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::body::MessageBody;
    use actix_web::http::StatusCode;
    use actix_web::test::TestRequest;

    static SAMPLE: &[File] = &[
        File {
            path: "/assets/page-1.js",
            content_type: "text/javascript; charset=utf-8",
            digest: "d1",
            freshness: Freshness::Immutable,
            identity: b"script script",
            gzip: Some(b"gzipped"),
            brotli: Some(b"brotli"),
        },
        File {
            path: "/index.html",
            content_type: "text/html; charset=utf-8",
            digest: "d2",
            freshness: Freshness::Revalidated,
            identity: b"<html>",
            gzip: None,
            brotli: None,
        },
    ];

    const HTML: (&str, &str) = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    fn get(path: &str, headers: &[(&'static str, &'static str)]) -> HttpResponse {
        let request = headers.iter().fold(TestRequest::get().uri(path), |request, header| {
            request.insert_header(*header)
        });
        respond(SAMPLE, &request.to_http_request())
    }

    fn value<'a>(response: &'a HttpResponse, name: &str) -> &'a str {
        response.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn body(response: HttpResponse) -> Vec<u8> {
        response.into_body().try_into_bytes().unwrap().to_vec()
    }

    #[test]
    fn the_smallest_accepted_form_is_sent() {
        let cases = [
            ("gzip, deflate, br, zstd", "br", &b"brotli"[..]),
            ("gzip;q=1, br;q=0", "gzip", b"gzipped"),
            ("identity", "", b"script script"),
            ("", "", b"script script"),
        ];
        for (accepted, encoding, bytes) in cases {
            let response = get("/assets/page-1.js", &[("Accept-Encoding", accepted)]);
            assert_eq!(value(&response, "content-encoding"), encoding, "{accepted}");
            assert_eq!(value(&response, "vary"), "Accept-Encoding");
            assert_eq!(body(response), bytes, "{accepted}");
        }
    }

    #[test]
    fn named_files_are_kept_for_ever_and_the_page_is_asked_for_again() {
        let script = get("/assets/page-1.js", &[]);
        assert_eq!(value(&script, "cache-control"), "public, max-age=31536000, immutable");
        let page = get("/", &[]);
        assert_eq!(value(&page, "cache-control"), "no-cache");
        assert_eq!(value(&page, "content-type"), "text/html; charset=utf-8");
    }

    #[test]
    fn a_known_tag_is_not_sent_again_but_another_encoding_is() {
        let known = [("If-None-Match", "\"d1-br\""), ("Accept-Encoding", "br")];
        assert_eq!(get("/assets/page-1.js", &known).status(), StatusCode::NOT_MODIFIED);
        let other = [("If-None-Match", "\"d1-br\""), ("Accept-Encoding", "gzip")];
        assert_eq!(get("/assets/page-1.js", &other).status(), StatusCode::OK);
    }

    #[test]
    fn only_addresses_that_a_person_opens_give_the_page() {
        assert_eq!(body(get("/records/1", &[HTML])), b"<html>");
        for (path, headers) in [
            ("/records/1", &[("Accept", "*/*")][..]),
            ("/records/1", &[("Accept", "application/json")]),
            ("/api/v1/unknown", &[HTML]),
            ("/assets/old.js", &[HTML]),
        ] {
            assert_eq!(get(path, headers).status(), StatusCode::NOT_FOUND, "{path} {headers:?}");
        }
        let post = TestRequest::post().uri("/").to_http_request();
        assert_eq!(respond(SAMPLE, &post).status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn a_server_without_its_page_says_so() {
        let request = TestRequest::get().uri("/").to_http_request();
        assert_eq!(respond(&[], &request).status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
