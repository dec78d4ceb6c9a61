//! Questions that make no sense, and bodies that are too much: answered as such, never as a failure of
//! ours, and the server stays small.

use super::paper::path;
use crate::app::{Answer, On, Person, TestApp};
use crate::people::{BUREAU, DEPARTMENT};
use crate::sample;
use anyhow::{Context as _, Result};
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

const MEGABYTE: usize = 1_000_000;

/// The parameters and what they are answered.
fn questions(record: &str) -> Vec<(String, u16)> {
    let id = Uuid::now_v7().simple();
    let same = [
        ("limit=abc", 400),
        ("limit=99999999999999999999", 400),
        ("limit=-5", 200),
        ("limit=0", 200),
        ("limit=9223372036854775807", 200),
        ("limit=1&limit=2", 400),
        ("colour=red", 400),
    ];
    let mut all = Vec::new();
    for (question, status) in same {
        for list in [
            "records",
            "scans",
            "items",
            "published",
            "window-accounts",
            "cases",
            "outside-cases",
        ] {
            all.push((format!("{list}?{question}"), status));
        }
    }
    for list in ["records", "scans"] {
        let far = [
            "zz",
            "%00",
            ".",
            "1.",
            "1.zz",
            "",
            "..",
            "ffffffffffffffffffff.",
            "1537855380042",
        ];
        all.extend(far.map(|cursor| (format!("{list}?cursor={cursor}"), 400)));
        // Before any calendar of the databases, and after it.
        for moment in ["-13c4a0e6c3c00", "7fffffffffffffff", "-8000000000000000"] {
            all.push((format!("{list}?cursor={moment}.{id}"), 400));
        }
    }
    let more = [
        ("records?state=x", 400),
        ("records?state=draft,,x", 400),
        ("records?form=x", 400),
        ("records?state=%00", 400),
        ("records?q=%00", 200),
        ("records?q=%25_%5c%27%22", 200),
        ("records?q=%e2%80%ae", 200),
        ("records?q=%ff", 200),
        ("published?q=%00", 200),
        ("published?cursor=%00", 400),
        ("published?batch=x", 400),
        ("published?organisation=x", 400),
        ("published/%00", 404),
        ("published/%ff", 404),
        ("items?q=%00", 200),
        ("items?q=%25_%5c%27%22", 200),
        ("items?batch=x", 400),
        ("items?batch=999", 400),
        ("items?batch=-1", 400),
        ("items?cursor=%00", 400),
        ("items?cursor=%ff", 200),
        ("items?cursor=zz", 200),
        ("window-accounts?q=%00", 200),
        ("window-accounts?q=%25_%5c%27%22", 200),
        ("window-accounts?level=x", 400),
        ("window-accounts?step=x", 400),
        ("window-accounts?learnt=x", 400),
        ("window-accounts?centre=x", 400),
        ("window-accounts?cursor=zz", 400),
        ("window-accounts/x", 404),
        ("cases?month=2018-13", 400),
        ("cases?cursor=%00", 400),
        ("cases?cursor=zz", 400),
        ("cases?cursor=a%7cb", 200),
        ("outside-cases?cursor=zz", 400),
        ("coverage?on=2018-02-30", 400),
        ("coverage?on=2199-12-31", 400),
        ("coverage?on=1900-01-01", 200),
    ];
    all.extend(more.map(|(question, status)| (question.to_owned(), status)));
    all.push((format!("records?q={}", "%e4%ba%8b".repeat(500)), 200));
    let of_record = [
        ("print.pdf?revision=0", 404),
        ("print.pdf?revision=65535", 404),
        ("print.pdf?revision=65536", 400),
        ("print.pdf?revision=x", 400),
        ("print/0.png", 404),
        ("print/255.png", 404),
        ("print/256.png", 404),
        ("print/x.png", 404),
    ];
    all.extend(of_record.map(|(question, status)| (format!("{record}/{question}"), status)));
    all
}

#[tokio::test]
async fn a_question_that_makes_no_sense_is_said_to_be_one_on_both_databases() -> Result<()> {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on)?;
        let staff = app.person(DEPARTMENT).await?;
        let record = sample::submitted(&app, &staff).await?;
        let mut wrong = Vec::new();
        for (question, status) in questions(&path(&record)) {
            let answer = Answer::of(staff.get(&question).await?).await?;
            if answer.status != status {
                wrong.push(format!("{question}: {status} expected, {answer:?}"));
            }
        }
        assert!(wrong.is_empty(), "{on:?}: {wrong:#?}");
        let nowhere = format!("transfers/{}/%00", Uuid::now_v7());
        let taken = json!({ "answer": "accept" });
        assert_eq!(staff.post(&nowhere, None, &taken).await?.status, 404, "{on:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_catalogue_that_is_too_large_is_refused_and_nothing_of_it_is_kept() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let bureau = app.person(BUREAU).await?;
    let before = bureau.read("items").await?;
    let unit = "杭州市市场监督管理局（示例）";
    let mut csv = "事项编码,事项名称,责任单位,系统承建单位,发布批次,接入方式,是否涉密或敏感\n".to_owned();
    for number in 0..90_000 {
        csv.push_str(&format!("其他-{number:05}-000,示例事项,{unit},{unit},,,否\n"));
    }
    assert!(csv.len() > 10 * MEGABYTE);
    let refused = bureau.post_bytes("items/import", "text/csv", csv.into_bytes()).await?;
    assert_eq!(refused.expect(413)?["code"], "too_large");
    assert_eq!(bureau.read("items").await?, before);
    Ok(())
}

/// The most memory that the server ever had, in bytes.
fn most_memory(app: &TestApp) -> Result<usize> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", app.pid()))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .context("VmHWM")?;
    let kilobytes: usize = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes * 1_024)
}

fn filled_up(before: &str, piece: &str, after: &str) -> Vec<u8> {
    let pieces = (2 * MEGABYTE - before.len() - after.len()) / (piece.len() + 1);
    format!("{before}{}{after}", vec![piece; pieces].join(",")).into_bytes()
}

/// Two megabytes of the shortest rows are hundreds of thousands; what is made of them must stay small,
/// in the answer, in the database and in memory.
#[tokio::test]
async fn the_shortest_rows_by_the_hundred_thousand_stay_small() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let begun = json!({ "id": Uuid::now_v7(), "form": "optimization", "content": { "item_name": "示例" } });
    let form = staff.post("records", None, &begun).await?.expect(201)?;
    let begun =
        json!({ "id": Uuid::now_v7(), "form": "go-live", "owner": staff.me["organisation"]["id"], "content": {} });
    let issue = bureau.post("records", None, &begun).await?.expect(201)?;
    let lists = [
        ("go-live", r#"{"content":{"rows":["#, "]}}"),
        ("optimization", r#"{"content":{"material_groups":["#, "]}}"),
        (
            "optimization",
            r#"{"content":{"material_groups":[{"materials":["#,
            "]}]}}",
        ),
        ("optimization", r#"{"content":{"scenarios":["#, "]}}"),
        (
            "optimization",
            r#"{"content":{"scenarios":[{"subclasses":[{"attributes":["#,
            "]}]}]}}",
        ),
        ("optimization", r#"{"content":{"participants":["#, "]}}"),
    ];
    for (kind, before, after) in lists {
        let body = filled_up(before, "{}", after);
        assert_small(&app, &staff, Method::POST, &format!("check/{kind}"), None, body.clone()).await?;
        let (person, record) = if kind == "go-live" {
            (&bureau, &issue)
        } else {
            (&staff, &form)
        };
        let (at, etag) = (path(record), record["etag"].as_str());
        assert_small(&app, person, Method::PUT, &at, etag, body).await?;
        assert_eq!(&person.read(&at).await?, record, "nothing that was refused is kept");
    }
    // As many rows as are taken: the findings of all of them are not repeated without end either.
    let rows = vec!["{}"; 23_000].join(",");
    for (kind, before, after) in lists {
        let body = format!("{before}{rows}{after}").into_bytes();
        let size = assert_small(&app, &staff, Method::POST, &format!("check/{kind}"), None, body).await?;
        assert!(size > 100, "{kind}: it is checked");
    }
    Ok(())
}

/// Item codes by the ten thousand, all different, go to the database in every save: more than it can be
/// asked at once.
#[tokio::test]
async fn item_codes_by_the_ten_thousand_are_refused_with_their_list_on_both_databases() -> Result<()> {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on)?;
        let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
        let begun =
            json!({ "id": Uuid::now_v7(), "form": "go-live", "owner": staff.me["organisation"]["id"], "content": {} });
        let issue = bureau.post("records", None, &begun).await?.expect(201)?;
        let rows = |count: usize| {
            (0..count)
                .map(|code| json!({ "item_code": format!("{code:05}") }))
                .collect::<Vec<_>>()
        };
        let (at, etag) = (path(&issue), issue["etag"].as_str());
        let refused = bureau
            .put(&at, etag, &json!({ "content": { "rows": rows(60_000) } }))
            .await?;
        let refused = refused.expect(413)?;
        assert_eq!(
            (&refused["code"], &refused["detail"]),
            (&json!("too_large"), &json!("/content/rows")),
            "{on:?}"
        );
        assert_eq!(bureau.read(&at).await?, issue, "{on:?}");
        let saved = bureau
            .put(&at, etag, &json!({ "content": { "rows": rows(2_000) } }))
            .await?;
        assert_eq!(
            saved.status, 200,
            "{on:?}: a draft may have more rows than the rules allow"
        );
    }
    Ok(())
}

/// Sends it, and looks at the answer and the server; how long the answer is.
async fn assert_small(
    app: &TestApp,
    staff: &Person,
    method: Method,
    path: &str,
    etag: Option<&str>,
    body: Vec<u8>,
) -> Result<usize> {
    let name = format!("{method} {path} {}", String::from_utf8_lossy(&body[..60]));
    let answer = staff.send_raw(method, path, etag, body).await?;
    let status = answer.status().as_u16();
    assert!(matches!(status, 200 | 413), "{name}: {status}");
    let size = answer.bytes().await?.len();
    assert!(size < 5 * MEGABYTE, "{name}: an answer of {size} bytes");
    let memory = most_memory(app)?;
    assert!(memory < 300 * MEGABYTE, "{name}: {memory} bytes of memory");
    Ok(size)
}
