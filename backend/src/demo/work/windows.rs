//! Sample windows: centres at every level, people at them, some trained, one street opened. They come
//! by the steps that people take, with days counted back from today.

use super::person;
use crate::auth::Person;
use crate::db::judge::Judge;
use crate::db::windows::accounts;
use crate::db::windows::{centres, groups, trainings};
use crate::demo::{id_of, sample_id};
use crate::error::Result;
use crate::state::AppState;
use yinzheng_shared::api::window::{GroupHolds, NewAccount, NewCentre};
use yinzheng_shared::date::Date;
use yinzheng_shared::id::{AccountId, CentreId};
use yinzheng_shared::locale::Language;
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
        Station::HandedOver,
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

/// Makes the sample windows, unless they are there already.
///
/// # Errors
/// Of the database.
pub(super) async fn load(state: &AppState) -> Result<()> {
    let hall = person(state, "hall").await?;
    let (scope, first) = (hall.scope(), CentreId(sample_id(5, 0)));
    let known = state.db.read(move |conn| centres::all(conn, &scope)).await?;
    if known.iter().any(|centre| centre.id == first) {
        return Ok(());
    }
    for (number, (name, level, area, login)) in CENTRES.into_iter().enumerate() {
        let new = NewCentre {
            id: CentreId(sample_id(5, number)),
            name: name.to_owned(),
            level,
            area: id_of(area)?,
            registered_on: ago(state, 20),
        };
        let (by, stamp) = (person(state, login).await?, state.clock.stamp());
        state
            .db
            .write(move |tx| centres::add(tx, stamp, &by.scope(), &by.actor(), &new))
            .await?;
    }
    let (area, stamp) = (id_of("东湖区（示例）")?, state.clock.stamp());
    let holds = GroupHolds {
        films: true,
        manual: true,
        maintainers: true,
    };
    state
        .db
        .write(move |tx| groups::confirm(tx, stamp, &hall.scope(), &hall.actor(), area, holds))
        .await?;
    for (number, sample) in PEOPLE.iter().enumerate() {
        let keeper = person(state, sample.keeper).await?;
        let id = AccountId(sample_id(6, number));
        keep(state, keeper.clone(), id, sample).await?;
        if sample.station == Station::Trained {
            train(state, keeper, id).await?;
        }
    }
    Ok(())
}

fn ago(state: &AppState, days: i64) -> Date {
    state.clock.today().plus_days(-days)
}

async fn keep(state: &AppState, keeper: Person, id: AccountId, sample: &Sample) -> Result<()> {
    let (centre, level) = CENTRES
        .get(sample.centre)
        .map_or(("", None), |one| (one.0, Some(one.1)));
    let when = |station, days| (sample.station >= station).then(|| ago(state, days));
    let new = NewAccount {
        id,
        account: Account {
            name: sample.name.to_owned(),
            mobile: sample.mobile.to_owned(),
            organisation: sample.unit.to_owned(),
            level,
            centre: centre.to_owned(),
            registered: when(Station::Authorised, 9),
            authorised: when(Station::Authorised, 8),
            handed_over: when(Station::HandedOver, 7),
        },
        reasons: Vec::new(),
    };
    let (stamp, rules) = (state.clock.stamp(), state.rules.clone());
    state
        .db
        .write(move |tx| {
            let judge = Judge {
                rules: &rules,
                language: Language::Chinese,
            };
            accounts::add(tx, stamp, &keeper.scope(), &keeper.actor(), judge, &new).map(drop)
        })
        .await
}

/// Every film seen, and the item practised.
async fn train(state: &AppState, keeper: Person, id: AccountId) -> Result<()> {
    let films = &state.rules.programme.windows.films;
    let lessons = Lessons {
        rows: vec![Trainee {
            account: id.to_string(),
            films: films
                .iter()
                .map(|film| FilmSeen {
                    film: film.code.clone(),
                    on: Some(ago(state, 6)),
                })
                .collect(),
            practised: Some(ago(state, 5)),
        }],
    };
    let (stamp, rules) = (state.clock.stamp(), state.rules.clone());
    state
        .db
        .write(move |tx| {
            let judge = Judge {
                rules: &rules,
                language: Language::Chinese,
            };
            trainings::keep(tx, stamp, &keeper.scope(), &keeper.actor(), judge, &lessons).map(drop)
        })
        .await
}
