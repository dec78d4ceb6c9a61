//! The store as a bucket of S3 or of what speaks like it: `PREFIX/ab/cdef…`. Several servers share it.
//! Bytes gather in a folder of this machine first, since their name is known only when all are there.

use super::incoming::{Incoming, Spool};
use super::{Hash, StoreError, Stored};
use rusty_s3::actions::{ListObjectsV2, S3Action};
use rusty_s3::{Credentials, UrlStyle};
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::time::Duration;
use ureq::{Agent, Body, http};
use url::Url;

/// How long a signed request may be used.
const SIGNED_FOR: Duration = Duration::from_secs(300);
/// Attempts of a request. Each of them may be made twice: an object's name tells its content.
const ATTEMPTS: u32 = 3;
/// Longest answer to a listing, in bytes.
const LISTING: u64 = 16 << 20;

/// A bucket.
pub struct Bucket {
    bucket: rusty_s3::Bucket,
    credentials: Credentials,
    /// Empty, or ending in `/`.
    prefix: String,
    agent: Agent,
    spool: Spool,
}

impl std::fmt::Debug for Bucket {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Bucket")
            .field("name", &self.bucket.name())
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}

impl Bucket {
    /// Opens `s3://BUCKET/PREFIX?region=…&endpoint=…`. Who asks is told by `AWS_ACCESS_KEY_ID`,
    /// `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`; `AWS_REGION` and `AWS_ENDPOINT_URL` stand in
    /// for what the address leaves out. With an endpoint the bucket stands in the path, as other
    /// implementations want it.
    ///
    /// # Errors
    /// [`StoreError::Address`], or [`StoreError::Unavailable`] when `spool` cannot be made.
    pub fn open(address: &str, spool: &Path) -> Result<Self, StoreError> {
        let wrong =
            |why: &str| StoreError::Address(format!("{}: {why}", address.split('?').next().unwrap_or_default()));
        let url: Url = address.parse().map_err(|_| wrong("not a URL"))?;
        let name = url.host_str().ok_or_else(|| wrong("no bucket"))?.to_owned();
        let asked = |key: &str, variable: &str| {
            let given = url.query_pairs().find(|(name, _)| name == key);
            given
                .map(|(_, value)| value.into_owned())
                .or_else(|| std::env::var(variable).ok())
        };
        let region = asked("region", "AWS_REGION").unwrap_or_else(|| "us-east-1".to_owned());
        let (endpoint, style) = match asked("endpoint", "AWS_ENDPOINT_URL") {
            Some(endpoint) => (endpoint, UrlStyle::Path),
            None => (format!("https://s3.{region}.amazonaws.com"), UrlStyle::VirtualHost),
        };
        let endpoint: Url = endpoint.parse().map_err(|_| wrong("the endpoint is not a URL"))?;
        let prefix = url.path().trim_matches('/');
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_global(Some(Duration::from_secs(120)))
            .build();
        Ok(Self {
            bucket: rusty_s3::Bucket::new(endpoint, style, name, region).map_err(|error| wrong(&error.to_string()))?,
            credentials: Credentials::from_env()
                .ok_or_else(|| wrong("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set"))?,
            prefix: if prefix.is_empty() {
                String::new()
            } else {
                format!("{prefix}/")
            },
            agent: agent.into(),
            spool: Spool::open(spool)?,
        })
    }

    /// Where bytes gather before they have a name.
    pub(super) const fn spool(&self) -> &Spool {
        &self.spool
    }

    /// Puts the object into the bucket, which compares its bytes with its name. Whoever signed the
    /// answer has it durably.
    pub(super) fn keep(&self, incoming: Incoming) -> Result<Stored, StoreError> {
        let (mut file, stored, _unnamed) = incoming.into_parts();
        let key = self.key(&stored.hash);
        let mut put = self.bucket.put_object(Some(&self.credentials), &key);
        put.headers_mut().insert("x-amz-checksum-sha256", stored.hash.base64());
        self.attempt(|| {
            file.seek(SeekFrom::Start(0))?;
            let request = self
                .agent
                .put(put.sign(SIGNED_FOR).as_str())
                .header("x-amz-checksum-sha256", stored.hash.base64())
                .header("content-length", stored.bytes.to_string());
            done(request.send(file.try_clone()?))
        })?;
        Ok(stored)
    }

    /// The object, copied into a file of this machine that has no name and goes with its handle.
    pub(super) fn read(&self, hash: &Hash) -> Result<File, StoreError> {
        let key = self.key(hash);
        let get = self.bucket.get_object(Some(&self.credentials), &key);
        self.attempt(|| {
            let answer = self.agent.get(get.sign(SIGNED_FOR).as_str()).call();
            let mut body = present(answer, hash)?;
            let mut copy = self.spool.begin()?;
            let mut buffer = vec![0; 128 << 10];
            loop {
                let count = body.as_reader().read(&mut buffer)?;
                let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else {
                    break;
                };
                copy.append(read)?;
            }
            let (mut file, stored, _unnamed) = copy.into_parts();
            if stored.hash != *hash {
                return Err(StoreError::Damaged(*hash));
            }
            file.seek(SeekFrom::Start(0))?;
            Ok(file)
        })
    }

    /// Whether the object is there.
    pub(super) fn exists(&self, hash: &Hash) -> Result<bool, StoreError> {
        let key = self.key(hash);
        let head = self.bucket.head_object(Some(&self.credentials), &key);
        let found = self.attempt(|| present(self.agent.head(head.sign(SIGNED_FOR).as_str()).call(), hash));
        match found {
            Ok(_) => Ok(true),
            Err(StoreError::Missing(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Names of all objects, ascending. Other keys are passed over.
    pub(super) fn list(&self) -> Result<Vec<Hash>, StoreError> {
        let mut hashes = Vec::new();
        let mut from: Option<String> = None;
        loop {
            let answer = self.attempt(|| self.list_from(from.as_deref(), None))?;
            let names = answer.contents.iter().filter_map(|object| {
                let name = object.key.strip_prefix(&self.prefix)?;
                name.replace('/', "").parse::<Hash>().ok()
            });
            hashes.extend(names);
            from = answer.next_continuation_token;
            if from.is_none() {
                hashes.sort_unstable();
                return Ok(hashes);
            }
        }
    }

    /// Whether the bucket answers.
    pub(super) fn probe(&self) -> Result<(), StoreError> {
        self.list_from(None, Some(1)).map(drop)
    }

    fn list_from(
        &self,
        from: Option<&str>,
        most: Option<usize>,
    ) -> Result<rusty_s3::actions::list_objects_v2::ListObjectsV2Response, StoreError> {
        let mut list = self.bucket.list_objects_v2(Some(&self.credentials));
        list.with_prefix(&*self.prefix);
        if let Some(from) = from {
            list.with_continuation_token(from);
        }
        if let Some(most) = most {
            list.with_max_keys(most);
        }
        let mut body = done(self.agent.get(list.sign(SIGNED_FOR).as_str()).call())?;
        let text = body.with_config().limit(LISTING).read_to_string().map_err(failed)?;
        ListObjectsV2::parse_response(&text).map_err(failed)
    }

    fn key(&self, hash: &Hash) -> String {
        let name = hash.to_string();
        let (shelf, rest) = name.split_at(2);
        format!("{}{shelf}/{rest}", self.prefix)
    }

    /// Does it again when the bucket did not answer or asked for patience.
    fn attempt<T>(&self, mut work: impl FnMut() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut attempt = 1;
        loop {
            match work() {
                Err(StoreError::Unavailable(_)) if attempt < ATTEMPTS => {
                    std::thread::sleep(Duration::from_millis(200 * u64::from(attempt)));
                    attempt += 1;
                }
                done => return done,
            }
        }
    }
}

type Answer = Result<http::Response<Body>, ureq::Error>;

fn done(answer: Answer) -> Result<Body, StoreError> {
    let answer = answer.map_err(failed)?;
    if answer.status().is_success() {
        Ok(answer.into_body())
    } else {
        Err(failed(format!("the bucket answered {}", answer.status())))
    }
}

fn present(answer: Answer, hash: &Hash) -> Result<Body, StoreError> {
    match answer {
        Ok(answer) if answer.status() == http::StatusCode::NOT_FOUND => Err(StoreError::Missing(*hash)),
        other => done(other),
    }
}

fn failed(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> StoreError {
    StoreError::Unavailable(io::Error::other(cause))
}
