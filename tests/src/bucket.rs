//! A store in a bucket: an S3 server that checks signatures, on loopback.

use crate::api::paper::{archived, bytes, file, path, said, signed, text};
use crate::app::{On, TestApp};
use crate::people::DEPARTMENT;
use crate::sample::printed;
use anyhow::{Context as _, Result};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use walkdir::WalkDir;

const NAME: &str = "archive";
const KEY: &str = "SAMPLEKEY";
const SECRET: &str = "sample-secret-of-the-bucket";

/// The server of the bucket; its objects are files.
struct Bucket {
    root: TempDir,
    endpoint: String,
    served: JoinHandle<()>,
}

impl Bucket {
    async fn serve() -> Result<Self> {
        let root = tempfile::Builder::new().prefix("yinzheng-bucket-").tempdir()?;
        fs::create_dir(root.path().join(NAME))?;
        let files = FileSystem::new(root.path()).map_err(|error| anyhow::anyhow!("{error:?}"))?;
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let served = tokio::spawn(async move {
            // Open connections end with the server.
            let mut connections = JoinSet::new();
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                connections.spawn(async move {
                    // A connection that breaks is the client's to tell.
                    drop(
                        Builder::new(TokioExecutor::new())
                            .serve_connection(TokioIo::new(socket), service)
                            .await,
                    );
                });
            }
        });
        Ok(Self { root, endpoint, served })
    }

    fn settings(&self) -> [(&'static str, String); 3] {
        [
            (
                "YINZHENG_STORE_URL",
                format!("s3://{NAME}/yinzheng?region=us-east-1&endpoint={}", self.endpoint),
            ),
            ("AWS_ACCESS_KEY_ID", KEY.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", SECRET.to_owned()),
        ]
    }

    fn start(&self, on: On) -> Result<TestApp> {
        let settings = self.settings();
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        TestApp::start_with(on, &settings)
    }

    fn object(&self, sha256: &str) -> PathBuf {
        let (shelf, rest) = sha256.split_at(2);
        self.root.path().join(NAME).join("yinzheng").join(shelf).join(rest)
    }
}

fn files_below(folder: &Path) -> usize {
    WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .count()
}

/// The loop from print to package with every object in the bucket and none on the server.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_holds_what_a_folder_would() -> Result<()> {
    let bucket = Bucket::serve().await?;
    let app = bucket.start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (record, scan) = archived(&app, &staff).await?;
    let package = bytes(&staff, &format!("{}/package.zip", path(&record))).await?;
    assert_eq!(
        fs::read(bucket.object(text(&record["archived"], "package_sha256")))?,
        package
    );
    let upload = bytes(&staff, &format!("scans/{}/file", text(&scan, "id"))).await?;
    assert_eq!(fs::read(bucket.object(text(&scan, "sha256")))?, upload);
    assert_eq!(files_below(&app.data.path().join("spool")), 0, "nothing stays behind");
    assert!(!app.data.path().join("store").exists());
    let verify = app.run(&["verify"])?;
    assert!(verify.status.success(), "{}", said(&verify));

    let damaged = text(&scan, "sha256");
    fs::write(bucket.object(damaged), b"something else")?;
    let verify = app.run(&["verify"])?;
    assert!(!verify.status.success());
    assert!(said(&verify).contains(damaged), "{}", said(&verify));
    Ok(())
}

/// While the bucket is away nothing is acknowledged and nothing listed; afterwards the work goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_that_is_away_loses_nothing() -> Result<()> {
    let bucket = Bucket::serve().await?;
    let app = bucket.start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (_, pdf) = printed(&app, &staff).await?;
    let scan = file(&signed(&pdf, 1)?);
    bucket.served.abort();
    let refused = staff.upload("page.pdf", scan.clone()).await?;
    assert_eq!(
        (refused.status, text(&refused.body, "code")),
        (503, "store_unavailable")
    );
    assert_eq!(staff.read("scans").await?["total"], 0);
    let ready = reqwest::get(format!("{}/readyz", app.url)).await?;
    assert_eq!(ready.status().as_u16(), 503);
    Ok(())
}

/// Whoever does not know the secret is told so at the start, not with the first upload.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_refuses_a_wrong_secret() -> Result<()> {
    let bucket = Bucket::serve().await?;
    let mut settings = bucket.settings();
    settings[2].1 = "another secret".to_owned();
    let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let app = TestApp::start_with(On::Sqlite, &settings).err().context("it starts")?;
    assert!(format!("{app:#}").contains("store"), "{app:#}");
    Ok(())
}
