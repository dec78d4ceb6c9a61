//! Where the walk goes: something of every kind, with secret items, numbers and keys in it.

use super::secret::Secret;
use crate::api::roles::{CIVIL, DONGHU_CIVIL, DONGHU_SECRET, MARKET_SECRET, POLICE};
use crate::api::scope_lists::{answered, own_list};
use crate::api::windows::{self, CENTRES};
use crate::api::world::{World, world};
use crate::api::{bulletins, interfaces, issuing, paper, published, schedule, sent_back};
use crate::app::{On, TestApp};
use crate::delivery;
use crate::outside::robots::{self, Robots};
use crate::outside::smtp::{Manner, Smtp};
use crate::outside::until_async;
use crate::people::{ADMIN, BUREAU, DEPARTMENT, DISTRICT, OTHER_DEPARTMENT, REVIEWER};
use crate::sample::{self, TODAY};
use anyhow::{Context as _, Result};
use paper::{path, text};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use uuid::Uuid;

/// A secret item in the first batch, of a department that is in nothing else.
pub(super) const POLICE_SECRET: &str = "其他-99003-000";
/// The number of an interface that serves a secret item.
pub(super) const HIDDEN_NUMBER: &str = "JK-2018-990";
/// What an item is called secret by: its list, and nothing before.
const CALLED_SECRET: &str = "其他-90020-000";
/// What moves to another department.
pub(super) const MOVED: &str = "其他-90029-000";
/// An item that no system serves.
pub(super) const UNSERVED: &str = "服务-80002-001";
/// An item that is ready, and the unit that serves it.
pub(super) const READY: (&str, &str) = ("许可-90022-000", POLICE);
/// What goes to the group of the department, and to mail.
const GROUP: &str = "market";
const MAIL: &str = "market@example.cn";

/// Who sees everything.
const ALL_SEEING: [&str; 3] = ["bureau", "bureau2", "auditor"];
/// Account, keeper, unit, centre.
const ACCOUNTS: [(&str, &str, &str, usize); 3] = [
    ("13877661001", "civil", CIVIL, 0),
    ("13877662002", "donghu-civil", DONGHU_CIVIL, 1),
    ("13877663003", "hall-street", "湖滨街道（示例）", 3),
];

/// A server on which everything is.
pub(super) struct Place {
    pub app: TestApp,
    pub world: World,
    /// What there is besides, by name.
    pub things: BTreeMap<&'static str, Value>,
    pub secrets: Vec<Secret>,
    robots: Robots,
    smtp: Smtp,
}

impl Place {
    /// Something of the place.
    pub(super) fn thing(&self, name: &str) -> &Value {
        let known = self.things.get(name).or_else(|| self.world.records.get(name));
        known.or_else(|| self.world.scans.get(name)).unwrap_or(&Value::Null)
    }

    /// Its identifier.
    pub(super) fn id(&self, name: &str) -> &str {
        text(self.thing(name), "id")
    }

    /// Where a robot may be.
    pub(super) fn robot_address(&self) -> String {
        self.robots.address("another")
    }

    /// Everything that went out beside the page.
    pub(super) fn went_out(&self) -> String {
        let letters = self.smtp.letters().into_iter().map(|letter| {
            // To whom it goes is for whoever gets it.
            let lines = letter.raw.lines().filter(|line| !line.starts_with("To:"));
            lines.collect::<String>() + &letter.text
        });
        let said = self.robots.said(GROUP).into_iter().map(|said| said.body.to_string());
        letters.chain(said).collect()
    }
}

/// Makes all of it.
pub(super) async fn place(on: On) -> Result<Place> {
    let smtp = Smtp::start(Manner::Takes)?;
    let robots = Robots::start(robots::Manner::Speaks, Duration::from_millis(4_000))?;
    let settings = [
        ("YINZHENG_TODAY", TODAY),
        ("YINZHENG_CHECKS_A_MINUTE", "1000000"),
        ("YINZHENG_MAIL_HOSTS", "127.0.0.1"),
        ("YINZHENG_ROBOT_HOSTS", "127.0.0.1"),
        ("YINZHENG_ROBOTS_ON_LOOPBACK", "true"),
        ("YINZHENG_NOTICE_MINUTE", "4000"),
        ("YINZHENG_SMTP_URL", smtp.url.as_str()),
        ("YINZHENG_MAIL_FROM", "印证 <yinzheng@example.cn>"),
    ];
    let app = TestApp::start_with(on, &settings)?;
    let mut things = BTreeMap::new();
    let market = app.person(DEPARTMENT).await?;
    delivery::address(&app, DEPARTMENT, MAIL).await?;
    let robot = delivery::robot(
        &app,
        &market.me["organisation"]["id"],
        &robots.address(GROUP),
        robots::SECRET,
    )
    .await?;
    things.insert("robot", robot);

    let world = world(&app).await?;
    catalogue_and_interfaces(&app, &mut things).await?;
    lists(&app, &mut things).await?;
    forms(&app, &mut things).await?;
    at_windows(&app, &mut things).await?;
    refused_letter(&app, &smtp, &mut things).await?;
    administration(&app, &mut things).await?;
    let secrets = secrets(&world, &things);
    Ok(Place {
        app,
        world,
        things,
        secrets,
        robots,
        smtp,
    })
}

/// A secret item in a batch that is issued, and interfaces, one of a secret item.
async fn catalogue_and_interfaces(app: &TestApp, things: &mut BTreeMap<&'static str, Value>) -> Result<()> {
    let (bureau, market, builder) = (
        app.person(BUREAU).await?,
        app.person(DEPARTMENT).await?,
        app.person("builder").await?,
    );
    let rows = [
        format!("{POLICE_SECRET},示例机要事项,{POLICE},{POLICE},1,,涉密"),
        format!("{UNSERVED},个性事项（示例）,{DONGHU_CIVIL},{DONGHU_CIVIL},1,,否"),
    ];
    issuing::import(&bureau, &rows).await?;
    things.insert(
        "schedule",
        schedule::issue(app, &bureau, 1, Uuid::now_v7()).await?.expect(200)?,
    );
    let open = interfaces::add(&builder, &interfaces::planned(&[interfaces::ITEM]))
        .await?
        .expect(201)?;
    let hidden = interfaces::add(&market, &interfaces::registered(HIDDEN_NUMBER, &[MARKET_SECRET]))
        .await?
        .expect(201)?;
    things.insert("interface", open);
    things.insert("hidden interface", hidden);
    Ok(())
}

/// A list in every state: handed in with a secret row, accepted with a row that moves, and not begun.
async fn lists(app: &TestApp, things: &mut BTreeMap<&'static str, Value>) -> Result<()> {
    let (bureau, civil) = (app.person(BUREAU).await?, app.person(OTHER_DEPARTMENT).await?);
    bureau.post("scope-lists", None, &json!({})).await?.expect(200)?;
    let list = own_list(&civil).await?;
    let mut content = answered(&list)?;
    row(&mut content, CALLED_SECRET)?["privacy"] = json!("secret");
    let list = sample::submit(app, &civil, &list, &content).await?.expect(200)?;
    things.insert("list", list);
    things.insert("list of the district", own_list(&app.person(DISTRICT).await?).await?);
    let begun = app
        .person("donghu-reviewer")
        .await?
        .read("records?form=consolidation")
        .await?;
    things.insert("consolidation", begun["entries"][0].clone());

    let (labour, reviewer) = (app.person("hr").await?, app.person(REVIEWER).await?);
    let list = own_list(&labour).await?;
    let mut content = answered(&list)?;
    let moved = row(&mut content, MOVED)?;
    *moved = json!({ "code": MOVED, "name": moved["name"], "change": "moved", "receiver": POLICE, "remark": "机构改革（示例）" });
    sample::submit(app, &labour, &list, &content).await?.expect(200)?;
    let seen = reviewer.read(&path(&list)).await?;
    let accept = format!("{}/accept", path(&list));
    let consents = json!({ "consents": [MOVED] });
    let accepted = reviewer
        .post(&accept, seen["etag"].as_str(), &consents)
        .await?
        .expect(200)?;
    things.insert("accepted list", accepted);
    Ok(())
}

fn row<'a>(content: &'a mut Value, code: &str) -> Result<&'a mut Value> {
    let rows = content["rows"].as_array_mut().context("rows")?;
    rows.iter_mut()
        .find(|row| row["code"] == code)
        .with_context(|| format!("the row of {code}"))
}

/// What else is on paper: a second set at the desk, a go-live form that came back, a bulletin, and published items.
async fn forms(app: &TestApp, things: &mut BTreeMap<&'static str, Value>) -> Result<()> {
    let (bureau, civil) = (app.person(BUREAU).await?, app.person(OTHER_DEPARTMENT).await?);
    published::publish(app, &app.person("hr").await?).await?;
    let listed = app.nobody().read("published").await?;
    things.insert("published", listed["entries"][0].clone());
    let (record, scan) = paper::matched(app, &civil).await?;
    things.insert("second set", record);
    things.insert("second scan", scan);
    let issued = issuing::issued(app, &bureau, CIVIL, &["确认-90014-000"]).await?;
    let faults = json!([{ "item_code": "确认-90014-000", "fault": "示例：受理后查不到办件" }]);
    things.insert(
        "returned",
        sent_back::send_back(&civil, &issued, &faults).await?.expect(200)?,
    );
    let content = bulletins::draft(&bureau, TODAY).await?;
    let body = json!({ "id": Uuid::now_v7(), "form": "bulletin", "content": content });
    things.insert("bulletin", bureau.post("records", None, &body).await?.expect(201)?);
    Ok(())
}

/// Centres, accounts with their numbers, and cases.
async fn at_windows(app: &TestApp, things: &mut BTreeMap<&'static str, Value>) -> Result<()> {
    windows::adds_centres(app).await?;
    let hall = app.person("hall").await?;
    let names = ["account", "account of the district", "account of the community"];
    for (name, (mobile, keeper, unit, centre)) in names.into_iter().zip(ACCOUNTS) {
        let account = windows::authorised("窗口（示例）", mobile, unit, centre, "2018-09-12");
        things.insert(name, windows::add(&app.person(keeper).await?, &account).await?);
    }
    for (name, centre) in [("centre", CENTRES[1].0), ("centre of the street", CENTRES[2].0)] {
        things.insert(name, json!({ "id": windows::centre(&hall, centre).await? }));
    }
    things.insert(
        "district",
        json!({ "id": windows::unit(&hall, "东湖区（示例）").await? }),
    );
    let item = things["published"]["code"].clone();
    let counted =
        json!({ "item": item, "month": "2018-09", "centre": things["centre of the street"]["id"], "cases": 12 });
    hall.put("cases", None, &counted).await?.expect(204)?;
    let outside =
        json!({ "id": Uuid::now_v7(), "item": item, "on": "2018-09-17", "place": "湖滨街道（示例）", "note": "" });
    hall.post("outside-cases", None, &outside).await?.expect(201)?;
    Ok(())
}

/// A letter whose mailbox is refused for good, once everything else has gone out.
async fn refused_letter(app: &TestApp, smtp: &Smtp, things: &mut BTreeMap<&'static str, Value>) -> Result<()> {
    let quiet = async || {
        until_async("everything has gone out", async || {
            Ok((delivery::unsent(app).await?["waiting"] == 0).then_some(()))
        })
        .await
    };
    quiet().await?;
    smtp.change(Manner::Never);
    delivery::address(app, OTHER_DEPARTMENT, "civil@example.cn").await?;
    let (civil, bureau) = (app.person(OTHER_DEPARTMENT).await?, app.person(BUREAU).await?);
    let record = sample::submitted(app, &civil).await?;
    let because = json!({ "reason": "示例：请更正" });
    let back = format!("{}/return", path(&record));
    bureau
        .post(&back, record["etag"].as_str(), &because)
        .await?
        .expect(200)?;
    quiet().await?;
    let messages = delivery::unsent(app).await?;
    let mut unsent = messages["unsent"].as_array().into_iter().flatten();
    let failed = unsent.find(|message| message["state"] == "failed");
    let message = failed
        .with_context(|| format!("a refused letter in {messages}"))?
        .clone();
    things.insert("message", message);
    smtp.change(Manner::Takes);
    Ok(())
}

async fn administration(app: &TestApp, things: &mut BTreeMap<&'static str, Value>) -> Result<()> {
    let admin = app.person(ADMIN).await?;
    let first = |list: &Value, field: &str, value: &str| {
        let mut entries = list.as_array().into_iter().flatten();
        let found = entries.find(|entry| entry[field] == value);
        found.cloned().with_context(|| format!("{value} in a list"))
    };
    things.insert("user", first(&admin.read("users").await?, "login", "xijiang")?);
    let unit = things["robot"]["organisation"]["id"].clone();
    let key = json!({ "label": "二楼扫描仪（示例）", "organisation": unit });
    let issued = admin.post("keys", None, &key).await?.expect(201)?;
    things.insert("key", issued["key"].clone());
    things.insert("secret of a key", issued);
    let notice = |list: &Value| list["entries"][0].clone();
    things.insert("notice", notice(&app.person(DEPARTMENT).await?.read("notices").await?));
    Ok(())
}

/// What there is to be kept, and whom it may be told.
fn secrets(world: &World, things: &BTreeMap<&'static str, Value>) -> Vec<Secret> {
    let known_to = |owners: &[&'static str]| [owners, &ALL_SEEING].concat();
    let secret = |what: &str, words: &[&str], owners: &[&'static str], in_lists: bool| Secret {
        what: what.to_owned(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        known_to: known_to(owners),
        in_lists,
    };
    let of = |name: &str, field: &'static str| text(&world.records[name], field).to_owned();
    let hidden = |name: &'static str, owners: &[&'static str]| {
        secret(name, &[&of(name, "id"), &of(name, "reference")], owners, false)
    };
    let mut all = vec![
        secret(
            "a secret item",
            &[MARKET_SECRET, "示例涉密事项"],
            &["market", "market2"],
            true,
        ),
        secret(
            "a sensitive item of a district",
            &[DONGHU_SECRET, "示例敏感事项"],
            &["donghu"],
            true,
        ),
        secret(
            "a secret item in a batch",
            &[POLICE_SECRET, "示例机要事项"],
            &["police"],
            true,
        ),
        secret("an item that a list calls secret", &[CALLED_SECRET], &["civil"], true),
        secret(
            "an interface of a secret item",
            &[HIDDEN_NUMBER],
            &["market", "market2"],
            false,
        ),
        hidden("market secret archived", &["market", "market2"]),
        hidden("donghu secret", &["donghu"]),
    ];
    all.extend(ACCOUNTS.map(|(mobile, keeper, ..)| Secret {
        what: format!("the mobile of {keeper}'s account"),
        words: vec![mobile.to_owned()],
        known_to: vec![keeper],
        in_lists: false,
    }));
    let nobodys = |what: &str, word: &str| Secret {
        what: what.to_owned(),
        words: vec![word.to_owned()],
        known_to: Vec::new(),
        in_lists: false,
    };
    all.push(nobodys("the secret of a robot", robots::SECRET));
    all.push(nobodys("the address of a robot", "access_token"));
    all.push(nobodys(
        "the secret of a key",
        text(&things["secret of a key"], "secret"),
    ));
    all.push(nobodys("a hash of a password", "$argon2"));
    for address in [MAIL, "civil@example.cn"] {
        all.push(Secret {
            known_to: vec!["admin", "auditor"],
            ..nobodys("an address of mail", address)
        });
    }
    all
}
