//! What is asked: every list, board and search of `routes.rs`, by those who ask them.

use anyhow::{Context as _, Result};
use serde_json::Value;
use yinzheng_shared::assessment::ItemCount;

/// Organisations that questions name.
pub(crate) struct Ids {
    department: String,
    district: String,
}

impl Ids {
    /// Out of the answer of `GET organisations`.
    pub(crate) fn of(organisations: &Value) -> Result<Self> {
        let named = |name: &str| {
            let all = organisations.as_array().or_else(|| organisations["entries"].as_array());
            let found = all.into_iter().flatten().find(|one| one["name"] == name);
            let id = found.and_then(|one| one["id"].as_str()).map(str::to_owned);
            id.with_context(|| format!("no organisation {name}"))
        };
        Ok(Self {
            department: named("杭州市市场监督管理局（示例）")?,
            district: named("东湖区（示例）")?,
        })
    }
}

/// Who asks what; nobody is whoever reads what is public.
pub(crate) fn questions(ids: &Ids) -> Vec<(&'static str, Vec<String>)> {
    let (board, items, searches) = (board(ids), items(ids), searches());
    let own = || [own(), board.clone(), items.clone(), searches.clone()].concat();
    vec![
        ("bureau", [own(), office(ids), windows()].concat()),
        (
            "auditor",
            [board.clone(), searches.clone(), paths(&["me", "records", "scans"])].concat(),
        ),
        (
            "market",
            [
                own(),
                paths(&["schedule/items?batch=2", "schedule", "cases?month=2018-11"]),
            ]
            .concat(),
        ),
        ("donghu", own()),
        // Of a department with a handful of items.
        ("police", own()),
        (
            "donghu-reviewer",
            [own(), paths(&["scope-lists", "transfers"])].concat(),
        ),
        ("hall", [board.clone(), windows()].concat()),
        ("egov", [own(), windows()].concat()),
        // Sessions are none of a builder's business.
        (
            "builder",
            own()
                .into_iter()
                .filter(|path| path != "optimization-sessions")
                .collect(),
        ),
        ("", public(ids)),
    ]
}

/// What is asked where the first page of a list ends; none where it is the only one, or was not the first.
pub(crate) fn second_page(path: &str, first: &Value) -> Option<String> {
    let next = first["next"].as_str().filter(|_| !path.contains("cursor="))?;
    let joint = if path.contains('?') { '&' } else { '?' };
    Some(format!("{path}{joint}cursor={next}"))
}

fn paths(paths: &[&str]) -> Vec<String> {
    paths.iter().map(|&path| path.to_owned()).collect()
}

/// What waits for somebody, and what is due.
fn own() -> Vec<String> {
    paths(&[
        "me",
        "notices",
        "notices?unread=true",
        "obligations",
        "obligations?mine=true",
        "obligations?late=true",
        "obligations?q=登记",
        "records",
        "records?form=go-live&state=printed,matched",
        "records?form=optimization&state=draft",
        "scans",
        "programme/state",
        "optimization-sessions",
        "interfaces",
        "interfaces?q=9",
        "interfaces/missing",
    ])
}

fn items(ids: &Ids) -> Vec<String> {
    let serving = format!("items?serving={}", ids.department);
    let mut asked = paths(&[
        "items",
        "items?batch=2",
        "items?connection=none",
        "items?batch=3&connection=full_process",
        "items?cursor=许可-08000-000",
    ]);
    asked.push(serving);
    asked
}

/// One letter, two, many; what is rare, what everything has and what is not there.
fn searches() -> Vec<String> {
    let texts = [
        "企",
        "示例",
        "登记",
        "食品安全备案（示例）",
        "08123",
        "许可-0",
        "许可-00123-001",
        "无此事项",
    ];
    let of = |path: &str| texts.map(|text| format!("{path}?q={text}"));
    [of("items"), of("records")].concat()
}

/// The board of three days, and the lists behind its numbers.
fn board(ids: &Ids) -> Vec<String> {
    let mut asked = paths(&["assessment", "assessment?on=2018-09-10", "assessment?on=2018-10-31"]);
    for count in ItemCount::ALL {
        asked.push(format!("assessment/items?count={}", count.code()));
    }
    asked.push(format!("assessment/items?count=overdue&department={}", ids.department));
    asked.push(format!(
        "assessment/items?count=connected&area={}&batch=2&until=2018-10-20",
        ids.district
    ));
    asked.push("assessment/items?count=published&on=2018-09-12".to_owned());
    asked.push("assessment/items?count=overdue&on=2018-10-31".to_owned());
    for count in ["due", "late", "overdue"] {
        asked.push(format!("assessment/forms?count={count}"));
    }
    asked.push("assessment/lists?count=missing".to_owned());
    asked
}

/// What the project office alone asks.
fn office(ids: &Ids) -> Vec<String> {
    let mut asked = paths(&[
        "desk",
        "scope-lists",
        "transfers",
        "schedule",
        "schedule/items?batch=2",
        "schedule/items",
        "schedule/items?q=登记",
        "go-live",
        "go-live/ready",
        "go-live/ready?lack=connection",
        "go-live/ready?q=登记",
        "organisations",
    ]);
    asked.push(format!("schedule/items?department={}", ids.department));
    asked.push(format!("go-live/ready?unit={}", ids.department));
    asked
}

fn windows() -> Vec<String> {
    paths(&[
        "centres",
        "window-accounts",
        "window-accounts?q=窗口",
        "coverage",
        "coverage?on=2018-09-30",
        "window-groups",
        "cases",
        "cases?month=2018-11",
        "cases/months",
        "outside-cases",
        "assessment/centres?count=opened",
    ])
}

fn public(ids: &Ids) -> Vec<String> {
    let mut asked = paths(&[
        "published",
        "published?batch=1",
        "published?q=企",
        "published?q=登记",
        "published?q=食品安全备案（示例）",
        "published?q=无此事项",
        "published?cursor=许可-08000-000",
        "published/许可-00000-001",
        "published-organisations",
    ]);
    asked.push(format!("published?organisation={}", ids.department));
    asked
}
