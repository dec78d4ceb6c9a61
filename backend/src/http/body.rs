//! JSON bodies, read strictly: what is doubtful is refused with its place.

mod strict;

pub use strict::parse;

use crate::auth::Caller;
use crate::config::Limits;
use crate::error::{Error, Refusal, Result};
use crate::state::AppState;
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::StreamExt as _;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::future::ready;
use yinzheng_shared::form::{Content, Form};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::subject::{Entry, Subject};

/// A JSON body of the shape `T`. Whoever shows no session and no key sends a small one.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let limits = request
            .app_data::<web::Data<AppState>>()
            .map(|state| state.config.limits)
            .ok_or_else(|| Error::internal("no state"));
        let (typed, caller) = (is_json(request), Caller::from_request(request, payload));
        let payload = payload.take();
        Box::pin(async move {
            typed?;
            let Limits {
                json_bytes,
                stranger_bytes,
                ..
            } = limits?;
            let proven = async { caller.await.map(|_| json_bytes) };
            read(&collect_more(payload, stranger_bytes.min(json_bytes), proven).await?).map(Self)
        })
    }
}

/// Most bytes of a [`Brief`] body.
const BRIEF: usize = 16 << 10;

/// A JSON body of the shape `T` that is short, whoever sends it.
#[derive(Debug)]
pub struct Brief<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Brief<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (typed, payload) = (is_json(request), payload.take());
        Box::pin(async move {
            typed?;
            read(&collect(payload, BRIEF).await?).map(Self)
        })
    }
}

fn is_json(request: &HttpRequest) -> Result<()> {
    let media = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let media = media.and_then(|value| value.split(';').next()).unwrap_or_default();
    if media.trim().eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(Problem::MediaType.into())
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let value = parse(bytes)?;
    strict::refuse_odd_characters(&value)?;
    shape(value)
}

/// The whole body, at most `limit` bytes.
///
/// # Errors
/// [`Problem::TooLarge`], or [`Problem::BadRequest`] when it breaks off.
pub async fn collect(payload: Payload, limit: usize) -> Result<Vec<u8>> {
    collect_more(payload, limit, ready(Ok(limit))).await
}

/// The whole body, at most `little` bytes of it, and beyond those at most as many as `proven` allows: who sends
/// it is asked only then, so that a small body, as most are, asks the database nothing.
async fn collect_more(
    mut payload: Payload,
    little: usize,
    proven: impl Future<Output = Result<usize>>,
) -> Result<Vec<u8>> {
    let (mut most, mut proven) = (little, Some(proven));
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::BadRequest)?;
        let length = bytes.len() + chunk.len();
        if length > most
            && let Some(proven) = proven.take()
        {
            most = proven.await.unwrap_or(most);
        }
        if length > most {
            return Err(Problem::TooLarge.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Reads the shape `T`.
///
/// # Errors
/// [`Problem::WrongShape`] with the place as a JSON pointer.
pub fn shape<T: DeserializeOwned>(value: Value) -> Result<T> {
    shape_at("", value)
}

/// Rows that a content may have, those of all its lists together. A form within its rules has fewer;
/// beyond that, `{}` again and again would make megabytes of a few letters, and SQLite takes no more than
/// 32,766 codes in one question.
const MOST_ROWS: usize = 24_000;

/// Reads the content of a form that stood at `/content`.
///
/// # Errors
/// [`Problem::WrongShape`] with the place as a JSON pointer, [`Problem::TooLarge`] with the list that
/// has too many rows.
pub fn content(form: Form, value: Value) -> Result<Content> {
    refuse_overfull(&value)?;
    match form {
        Form::Optimization => shape_at("/content", value).map(Content::Optimization),
        Form::Scope => shape_at("/content", value).map(Content::Scope),
        Form::Consolidation => shape_at("/content", value).map(Content::Consolidation),
        Form::Schedule => shape_at("/content", value).map(Content::Schedule),
        Form::JointDebug => shape_at("/content", value).map(Content::JointDebug),
        Form::GoLive => shape_at("/content", value).map(Content::GoLive),
        Form::Bulletin => shape_at("/content", value).map(Content::Bulletin),
    }
}

/// Reads what rules speak of, which stood at `/content`.
///
/// # Errors
/// As [`content`].
pub fn entry(subject: Subject, value: Value) -> Result<Entry> {
    refuse_overfull(&value)?;
    match subject {
        Subject::Form(form) => content(form, value).map(Entry::Form),
        Subject::OptimizationSession => shape_at("/content", value).map(Entry::OptimizationSession),
        Subject::Interface => shape_at("/content", value).map(Entry::Interface),
        Subject::WindowAccount => shape_at("/content", value).map(Entry::WindowAccount),
        Subject::Training => shape_at("/content", value).map(Entry::Training),
    }
}

fn refuse_overfull(value: &Value) -> Result<()> {
    match overfull(value, "/content", &mut { MOST_ROWS }) {
        Some(list) => Err(Refusal::from(Problem::TooLarge).with_detail(list).into()),
        None => Ok(()),
    }
}

/// The list in which a value has more rows than are `left`.
fn overfull(value: &Value, place: &str, left: &mut usize) -> Option<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(_, value)| value.is_object() || value.is_array())
            .find_map(|(key, value)| overfull(value, &format!("{place}/{}", escape(key)), left)),
        Value::Array(entries) => {
            let rows = entries
                .iter()
                .enumerate()
                .filter(|(_, entry)| entry.is_object() || entry.is_array());
            for (index, row) in rows {
                let Some(rest) = left.checked_sub(1) else {
                    return Some(place.to_owned());
                };
                *left = rest;
                if let Some(list) = overfull(row, &format!("{place}/{index}"), left) {
                    return Some(list);
                }
            }
            None
        }
        _ => None,
    }
}

fn shape_at<T: DeserializeOwned>(place: &str, value: Value) -> Result<T> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        Refusal::from(Problem::WrongShape)
            .with_detail(format!("{place}{}", pointer(error.path())))
            .into()
    })
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold(String::new(), |pointer, segment| match segment {
        Segment::Seq { index } => format!("{pointer}/{index}"),
        Segment::Map { key } | Segment::Enum { variant: key } => format!("{pointer}/{}", escape(key)),
        Segment::Unknown => pointer,
    })
}

/// A key as part of a JSON pointer.
fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::form::optimization::Optimization;

    fn place_of(json: &str) -> Option<String> {
        match shape::<Optimization>(serde_json::from_str(json).unwrap()) {
            Err(Error::Refused(refusal)) => {
                assert_eq!(refusal.problem, Problem::WrongShape);
                refusal.detail
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_wrong_type_is_named_by_its_place() {
        let wrong = r#"{"material_groups":[{"materials":[{"name":"甲"},{"name":7}]}]}"#;
        assert_eq!(place_of(wrong).as_deref(), Some("/material_groups/0/materials/1/name"));
    }

    #[test]
    fn the_longest_lists_are_read_and_one_row_too_many_is_checked() {
        for most in [
            yinzheng_shared::form::schedule::MOST,
            yinzheng_shared::form::scope::MOST,
        ] {
            for rows in [most, most + 1] {
                let value = serde_json::json!({ "rows": vec![serde_json::json!({}); rows] });
                assert!(refuse_overfull(&value).is_ok(), "{rows}");
            }
        }
        let value = serde_json::json!({ "rows": vec![serde_json::json!({}); MOST_ROWS + 1] });
        assert_eq!(refuse_overfull(&value).unwrap_err().problem(), Problem::TooLarge);
    }

    #[test]
    fn rows_of_all_lists_count_together() {
        let list = |mut most: usize| {
            let value = serde_json::json!({ "a": [{}, { "b": [{}, "x", {}] }], "c": [{}] });
            overfull(&value, "/content", &mut most)
        };
        assert_eq!(list(5), None);
        assert_eq!(list(4).as_deref(), Some("/content/c"));
        assert_eq!(list(3).as_deref(), Some("/content/a/1/b"));
    }

    #[test]
    fn an_unknown_field_is_named_by_its_place() {
        assert_eq!(
            place_of(r#"{"participants":[{"nick/name":""}]}"#).as_deref(),
            Some("/participants/0/nick~1name")
        );
    }
}
