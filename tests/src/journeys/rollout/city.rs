//! The installation of a city that begins: its organisations and people, and who sits before the browser.

use super::plan::{CITY, DEPARTMENTS, DONGHU, Department, OFFICE, XIJIANG};
use crate::app::{On, Person, Place, TestApp};
use crate::browser::{Browser, Window};
use crate::journeys::office::Clerk;
use crate::people::{ADMIN, AUDITOR, BUREAU, REVIEWER, SECOND_BUREAU};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Everybody's, for the journey.
const PASSWORD: &str = "示例口令一二三四五六";
/// The day on which the first batch is issued.
const FIRST_DAY: &str = "2018-08-31";

pub const STREET: &str = "湖滨街道（示例）";
pub const COMMUNITY: &str = "湖滨一社区（示例）";

/// Offices beside the departments of the plan: name, level, the organisation above.
const OFFICES: [(&str, &str, &str); 11] = [
    (DONGHU, "district", CITY),
    (XIJIANG, "district", CITY),
    ("杭州市跑改办（示例）", "city_department", CITY),
    ("东湖区跑改办（示例）", "district_department", DONGHU),
    ("西江区跑改办（示例）", "district_department", XIJIANG),
    ("杭州市审管办（示例）", "city_department", CITY),
    ("东湖区审管办（示例）", "district_department", DONGHU),
    ("西江区审管办（示例）", "district_department", XIJIANG),
    ("杭州市监察室（示例）", "city_department", CITY),
    (STREET, "street", DONGHU),
    (COMMUNITY, "community", STREET),
];

/// People beside those who fill in for the departments: login, role, organisation.
const PEOPLE: [(&str, &str, &str); 10] = [
    (SECOND_BUREAU, "bureau", OFFICE),
    (REVIEWER, "reviewer", "杭州市跑改办（示例）"),
    ("donghu-reviewer", "reviewer", "东湖区跑改办（示例）"),
    ("xijiang-reviewer", "reviewer", "西江区跑改办（示例）"),
    ("hall-city", "hall", "杭州市审管办（示例）"),
    ("hall-donghu", "hall", "东湖区审管办（示例）"),
    ("hall-xijiang", "hall", "西江区审管办（示例）"),
    ("hall-street", "hall", STREET),
    ("builder", "builder", DEPARTMENTS[0].name),
    (AUDITOR, "auditor", "杭州市监察室（示例）"),
];

/// A server for real work on the first day, with its administrator and nobody else.
pub fn founded(on: On) -> Result<TestApp> {
    let place = Place::empty_for_work(on, FIRST_DAY)?;
    place.tell(&["migrate"], None)?;
    place.tell(&["organisation", "add", CITY, "--level", "city"], None)?;
    let office = [
        "organisation",
        "add",
        OFFICE,
        "--level",
        "city_department",
        "--parent",
        CITY,
    ];
    place.tell(&office, None)?;
    let administrator = [
        "user",
        "add",
        ADMIN,
        "--name",
        "管理员甲（示例）",
        "--role",
        "admin",
        "--organisation",
        OFFICE,
    ];
    place.tell(&administrator, Some(PASSWORD))?;
    place.start()
}

/// The programme under way.
pub struct Rollout<'a> {
    pub app: &'a TestApp,
    /// The window; one after another signs in there.
    pub clerk: Clerk<'a>,
    people: BTreeMap<&'static str, Person>,
    organisations: BTreeMap<String, Value>,
    /// Keys of the departments' scanners, by login.
    scanners: BTreeMap<&'static str, Person>,
}

impl<'a> Rollout<'a> {
    /// The administrator brings in organisations, people and scanners; one of them by hand.
    pub async fn begins(app: &'a TestApp) -> Result<Self> {
        let browser = Browser::open(Window::Wide).await?;
        browser.go(&app.url).await?;
        let clerk = Clerk { browser, app };
        clerk.browser.sign_in(ADMIN, PASSWORD).await?;
        let administrator = app.sign_in(ADMIN, PASSWORD).await?;
        let mut rollout = Self {
            app,
            clerk,
            people: BTreeMap::from([(ADMIN, administrator)]),
            organisations: BTreeMap::new(),
            scanners: BTreeMap::new(),
        };
        rollout.adds_organisations().await?;
        rollout.adds_the_first_person_of_the_office().await?;
        let staff = DEPARTMENTS.map(|department| (department.login, "staff", department.name));
        for (login, role, organisation) in staff.into_iter().chain(PEOPLE) {
            rollout.adds_a_person(login, role, organisation).await?;
        }
        for (login, organisation) in staff
            .map(|(login, _, organisation)| (login, organisation))
            .into_iter()
            .chain([(BUREAU, OFFICE)])
        {
            let key = json!({ "label": "扫描仪（示例）", "organisation": rollout.organisation(organisation)? });
            let key = rollout.person(ADMIN)?.post("keys", None, &key).await?.expect(201)?;
            let key = app.machine(key["secret"].as_str().context("a key")?)?;
            rollout.scanners.insert(login, key);
        }
        Ok(rollout)
    }

    async fn adds_organisations(&mut self) -> Result<()> {
        let administrator = self.person(ADMIN)?.clone();
        for known in administrator
            .read("organisations")
            .await?
            .as_array()
            .context("a list")?
        {
            self.knows(known)?;
        }
        let departments = DEPARTMENTS.map(|one| {
            let level = if one.area == CITY {
                "city_department"
            } else {
                "district_department"
            };
            (one.name, level, one.area)
        });
        for (name, level, parent) in OFFICES.into_iter().chain(departments) {
            let mut new = json!({
                "id": Uuid::now_v7(), "name": name, "level": level, "parent": self.organisation(parent)?,
            });
            let department = DEPARTMENTS.into_iter().find(|department| department.name == name);
            if let Some(line) = department.and_then(Department::line) {
                new["line"] = self.organisation(line.name)?.clone();
            }
            administrator.post("organisations", None, &new).await?.expect(201)?;
            self.knows(&new)?;
        }
        Ok(())
    }

    fn knows(&mut self, organisation: &Value) -> Result<()> {
        let name = organisation["name"].as_str().context("a name")?.to_owned();
        self.organisations.insert(name, organisation["id"].clone());
        Ok(())
    }

    /// On the page, as the first people of an installation are.
    async fn adds_the_first_person_of_the_office(&mut self) -> Result<()> {
        let clerk = &self.clerk;
        clerk.goes_to("/admin/users").await?;
        clerk.clicks("#new-user").await?;
        clerk.browser.fill("user-login", BUREAU).await?;
        clerk.browser.fill("user-name", "数据局甲（示例）").await?;
        clerk.picks("user-role", "数据资源局").await?;
        clerk.picks("user-organisation", OFFICE).await?;
        clerk.browser.fill("user-password", PASSWORD).await?;
        clerk.clicks("[role=dialog] .button-primary").await?;
        clerk.browser.read("数据局甲（示例）").await?;
        clerk.browser.see("table").await?;
        self.people.insert(BUREAU, self.app.sign_in(BUREAU, PASSWORD).await?);
        Ok(())
    }

    async fn adds_a_person(&mut self, login: &'static str, role: &str, organisation: &str) -> Result<()> {
        let new = json!({
            "id": Uuid::now_v7(), "login": login, "name": format!("{login}（示例）"), "role": role,
            "organisation": self.organisation(organisation)?, "password": PASSWORD,
        });
        self.person(ADMIN)?.post("users", None, &new).await?.expect(201)?;
        self.people.insert(login, self.app.sign_in(login, PASSWORD).await?);
        Ok(())
    }

    /// Somebody with a session of their own, over HTTP.
    pub fn person(&self, login: &str) -> Result<&Person> {
        self.people
            .get(login)
            .with_context(|| format!("nobody signs in as {login}"))
    }

    pub fn everybody(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// The scanner of somebody's organisation.
    pub fn scanner(&self, login: &str) -> Result<&Person> {
        self.scanners
            .get(login)
            .with_context(|| format!("{login} has no scanner"))
    }

    pub fn organisation(&self, name: &str) -> Result<&Value> {
        self.organisations
            .get(name)
            .with_context(|| format!("no organisation {name}"))
    }

    /// The next one sits down before the browser.
    pub async fn sits_down(&self, login: &str) -> Result<&Clerk<'a>> {
        self.clerk.clicks("#sign-out").await?;
        self.clerk.browser.sign_in(login, PASSWORD).await?;
        Ok(&self.clerk)
    }

    /// The last one closes the window.
    pub async fn leaves(self) -> Result<()> {
        self.clerk.browser.close().await
    }

    /// The administrator moves the business date.
    pub async fn comes_to(&self, day: &str) -> Result<()> {
        let moved = json!({ "today": day });
        let answer = self
            .person(ADMIN)?
            .post("business-date", None, &moved)
            .await?
            .expect(200)?;
        anyhow::ensure!(answer["today"] == day, "{answer}");
        Ok(())
    }

    /// The same on the page.
    pub async fn the_administrator_moves_the_day(&self, day: &str) -> Result<()> {
        let clerk = self.sits_down(ADMIN).await?;
        clerk.goes_to("/admin/settings").await?;
        clerk.browser.put_day("next-day", day).await?;
        clerk.clicks(".line-form button[type=submit]").await?;
        clerk.browser.read(&format!("业务日期已改为 {day}")).await
    }
}
