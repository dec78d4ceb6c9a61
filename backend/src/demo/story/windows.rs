//! Sample windows: centres at every level, people at them, some trained; a city's centre and a street's opened.

use super::day::Day;
use crate::auth::Person;
use crate::db::windows::{accounts, centres, groups, trainings};
use crate::demo::{id_of, sample_id};
use crate::error::{Error, Result};
use yinzheng_shared::api::window::{GroupHolds, NewAccount, NewCentre};
use yinzheng_shared::date::Date;
use yinzheng_shared::id::{AccountId, CentreId};
use yinzheng_shared::window::Tier;
use yinzheng_shared::window::account::Account;
use yinzheng_shared::window::training::{FilmSeen, Lessons, Trainee};

/// Name, level, area, and login of who registers it.
const CENTRES: [(&str, Tier, &str, &str); 5] = [
    ("杭州市民中心（示例）", Tier::City, "杭州市（示例）", "hall-city"),
    ("东湖区服务中心（示例）", Tier::District, "东湖区（示例）", "hall"),
    ("西江区服务中心（示例）", Tier::District, "西江区（示例）", "hall-city"),
    (
        "湖滨街道服务中心（示例）",
        Tier::Street,
        "湖滨街道（示例）",
        "hall-street",
    ),
    (
        "湖滨一社区服务站（示例）",
        Tier::Community,
        "湖滨一社区（示例）",
        "hall-street",
    ),
];

struct Sample {
    name: &'static str,
    mobile: &'static str,
    unit: &'static str,
    centre: usize,
    /// Login of who keeps the account.
    keeper: &'static str,
    station: Station,
}

/// How far somebody is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Station {
    Listed,
    Authorised,
    HandedOver,
    Trained,
}

const PEOPLE: [Sample; 6] = [
    sample(
        "窗口甲（示例）",
        "13800000001",
        "杭州市民政局（示例）",
        0,
        "civil",
        Station::Trained,
    ),
    sample(
        "窗口乙（示例）",
        "13800000002",
        "杭州市市场监督管理局（示例）",
        0,
        "market",
        Station::Trained,
    ),
    sample(
        "窗口丙（示例）",
        "13800000003",
        "东湖区民政局（示例）",
        1,
        "donghu-civil",
        Station::Authorised,
    ),
    sample(
        "窗口丁（示例）",
        "13800000004",
        "湖滨街道（示例）",
        3,
        "hall-street",
        Station::Trained,
    ),
    sample(
        "窗口戊（示例）",
        "13800000005",
        "湖滨街道（示例）",
        4,
        "hall-street",
        Station::HandedOver,
    ),
    sample(
        "窗口己（示例）",
        "13800000006",
        "湖滨一社区（示例）",
        4,
        "hall-street",
        Station::Listed,
    ),
];

const fn sample(
    name: &'static str,
    mobile: &'static str,
    unit: &'static str,
    centre: usize,
    keeper: &'static str,
    station: Station,
) -> Sample {
    Sample {
        name,
        mobile,
        unit,
        centre,
        keeper,
        station,
    }
}

/// When centres were registered, accounts kept, and lessons noted.
const DAYS: [&str; 3] = ["2018-08-31", "2018-09-14", "2018-09-20"];

/// The areas whose groups are complete, with the logins of who looked.
const GROUPS: [(&str, &str); 2] = [("杭州市（示例）", "hall-city"), ("东湖区（示例）", "hall")];

/// Takes the day's steps.
///
/// # Errors
/// Of the steps.
pub(super) async fn tell(day: &Day) -> Result<()> {
    let [registered, kept, trained] = DAYS.map(|on| on.parse::<Date>().map_err(Error::internal));
    if day.is(registered?) {
        register(day).await?;
    }
    if day.is(kept?) {
        for (number, sample) in PEOPLE.iter().enumerate() {
            keep(day, account(number), sample).await?;
        }
        for (area, login) in GROUPS {
            confirm(day, area, login).await?;
        }
    }
    if day.is(trained?) {
        for (number, sample) in PEOPLE.iter().enumerate() {
            if sample.station == Station::Trained {
                train(day, &day.person(sample.keeper).await?, account(number)).await?;
            }
        }
    }
    Ok(())
}

/// The centre of this place in the list.
pub(super) fn centre(number: usize) -> CentreId {
    CentreId(sample_id(5, number))
}

fn account(number: usize) -> AccountId {
    AccountId(sample_id(6, number))
}

async fn register(day: &Day) -> Result<()> {
    for (number, (name, level, area, login)) in CENTRES.into_iter().enumerate() {
        let new = NewCentre {
            id: centre(number),
            name: name.to_owned(),
            level,
            area: id_of(area)?,
            registered_on: day.state.clock.today(),
        };
        day.change(&day.person(login).await?, move |tx, step| {
            centres::add(tx, step.stamp, &step.scope, &step.person.actor(), &new).map(drop)
        })
        .await?;
    }
    Ok(())
}

async fn confirm(day: &Day, area: &str, login: &str) -> Result<()> {
    let area = id_of(area)?;
    day.change(&day.person(login).await?, move |tx, step| {
        let holds = GroupHolds {
            films: true,
            manual: true,
            maintainers: true,
        };
        groups::confirm(tx, step.stamp, &step.scope, &step.person.actor(), area, holds)
    })
    .await
}

async fn keep(day: &Day, id: AccountId, sample: &Sample) -> Result<()> {
    let (centre, level) = CENTRES
        .get(sample.centre)
        .map_or(("", None), |one| (one.0, Some(one.1)));
    let today = day.state.clock.today();
    let when = |station, days: i64| (sample.station >= station).then(|| today.plus_days(-days));
    let new = NewAccount {
        id,
        account: Account {
            name: sample.name.to_owned(),
            mobile: sample.mobile.to_owned(),
            organisation: sample.unit.to_owned(),
            level,
            centre: centre.to_owned(),
            registered: when(Station::Authorised, 3),
            authorised: when(Station::Authorised, 2),
            handed_over: when(Station::HandedOver, 1),
        },
        reasons: Vec::new(),
    };
    day.change(&day.person(sample.keeper).await?, move |tx, step| {
        let actor = step.person.actor();
        accounts::add(tx, &step.maker(&actor), &new).map(drop)
    })
    .await
}

/// Every film seen, and the item practised.
async fn train(day: &Day, keeper: &Person, id: AccountId) -> Result<()> {
    let today = day.state.clock.today();
    let films = &day.state.rules.programme.windows.films;
    let lessons = Lessons {
        rows: vec![Trainee {
            account: id.to_string(),
            films: films
                .iter()
                .map(|film| FilmSeen {
                    film: film.code.clone(),
                    on: Some(today.plus_days(-2)),
                })
                .collect(),
            practised: Some(today.plus_days(-1)),
        }],
    };
    day.change(keeper, move |tx, step| {
        let actor = step.person.actor();
        trainings::keep(tx, &step.maker(&actor), &lessons).map(drop)
    })
    .await
}
