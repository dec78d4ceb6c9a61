//! Stored bytes as answers: never run, never guessed at, never shown as a page of ours.

use crate::error::Result;
use crate::store::{Hash, Store};
use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, Charset, ContentDisposition,
    DispositionParam, DispositionType, ETAG, ExtendedValue, HeaderName,
};
use actix_web::web::Bytes;
use futures_util::stream;
use std::fs::File;
use std::io::{self, Read as _};

/// Nothing may run in it, even when a browser shows it.
const SANDBOX: &str =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'";

/// Whether a browser saves it or may show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Saved.
    Attachment,
    /// Shown in place.
    Inline,
}

/// Sends an object, piece by piece.
///
/// # Errors
/// When the store has lost it or is not available.
pub async fn send(store: &Store, hash: Hash, media_type: &str, show: Show, name: &str) -> Result<HttpResponse> {
    let file = store.open_object(hash).await?;
    let bytes = file.metadata()?.len();
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CONTENT_DISPOSITION, disposition(show, name)))
        .insert_header((CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((HeaderName::from_static("x-frame-options"), "SAMEORIGIN"))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .insert_header((ETAG, format!("\"{hash}\"")))
        .body(SizedStream::new(bytes, Box::pin(stream::unfold(Some(file), piece)))))
}

/// A file that was made for this answer alone, to be saved.
pub fn made(bytes: Vec<u8>, media_type: &str, name: &str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CONTENT_DISPOSITION, disposition(Show::Attachment, name)))
        .insert_header((CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(bytes)
}

fn disposition(show: Show, name: &str) -> ContentDisposition {
    ContentDisposition {
        disposition: match show {
            Show::Attachment => DispositionType::Attachment,
            Show::Inline => DispositionType::Inline,
        },
        parameters: vec![DispositionParam::FilenameExt(ExtendedValue {
            charset: Charset::Ext("UTF-8".to_owned()),
            language_tag: None,
            value: name.as_bytes().to_vec(),
        })],
    }
}

/// The next piece, read off the server's own threads.
async fn piece(file: Option<File>) -> Option<(io::Result<Bytes>, Option<File>)> {
    let mut file = file?;
    let read = move || {
        let mut piece = Vec::with_capacity(256 << 10);
        file.by_ref().take(256 << 10).read_to_end(&mut piece)?;
        Ok((Bytes::from(piece), file))
    };
    match tokio::task::spawn_blocking(read).await {
        Ok(Ok((piece, _))) if piece.is_empty() => None,
        Ok(Ok((piece, file))) => Some((Ok(piece), Some(file))),
        Ok(Err(error)) => Some((Err(error), None)),
        Err(error) => Some((Err(io::Error::other(error)), None)),
    }
}
