//! Window accounts and training: valid lists, and every rule broken alone.

pub(super) mod account;
pub(super) mod training;

use super::{Case, Given, case, day};
use yinzheng_shared::facts::{CentreFact, Facts, WindowFacts};
use yinzheng_shared::subject::Subject;
use yinzheng_shared::window::Tier;
use yinzheng_shared::window::account::{Account, Roster};
use yinzheng_shared::window::training::{FilmSeen, Lessons, Trainee};

const ACCOUNTS: [&str; 2] = [
    "0165e000-0000-7000-8000-000000000001",
    "0165e000-0000-7000-8000-000000000002",
];

/// Four accounts, one a level, at every step from listed to handed over.
pub(super) fn roster() -> Given<Roster> {
    let row = |name: &str, mobile: &str, unit: &str, level, centre: &str, dates: [Option<&str>; 3]| {
        let [registered, authorised, handed_over] = dates.map(|date| date.map(day));
        Account {
            name: name.into(),
            mobile: mobile.into(),
            organisation: unit.into(),
            level: Some(level),
            centre: centre.into(),
            registered,
            authorised,
            handed_over,
        }
    };
    let rows = vec![
        row(
            "窗口甲（示例）",
            "13800138000",
            "杭州市民政局（示例）",
            Tier::City,
            "市民中心（示例）",
            [Some("2018-09-10"), Some("2018-09-11"), Some("2018-09-12")],
        ),
        row(
            "窗口乙（示例）",
            "139 0013 9000",
            "东湖区民政局（示例）",
            Tier::District,
            "东湖区服务中心（示例）",
            [Some("2018-09-12"), Some("2018-09-12"), None],
        ),
        row(
            "窗口丙（示例）",
            "18900189000",
            "湖滨街道（示例）",
            Tier::Street,
            "湖滨街道服务中心（示例）",
            [Some("2018-09-20"), None, None],
        ),
        row(
            "窗口丁（示例）",
            "15000150000",
            "湖滨一社区（示例）",
            Tier::Community,
            "湖滨一社区服务站（示例）",
            [None, None, None],
        ),
    ];
    let centres = rows.iter().map(|row| CentreFact {
        name: row.centre.clone(),
        level: row.level.expect("a level"),
    });
    let window = WindowFacts {
        centres: centres.collect(),
        units: rows.iter().map(|row| row.organisation.clone()).collect(),
        ..WindowFacts::default()
    };
    Given {
        facts: Facts {
            window: Some(window),
            ..Facts::default()
        },
        form: Roster { rows },
        today: day("2018-09-20"),
    }
}

/// Two people, one of whom has learnt everything.
pub(super) fn lessons() -> Given<Lessons> {
    let film = |code: &str, on: &str| FilmSeen {
        film: code.into(),
        on: Some(day(on)),
    };
    let rows = vec![
        Trainee {
            account: ACCOUNTS[0].into(),
            films: vec![
                film("sign-in", "2018-09-13"),
                film("take-in", "2018-09-14"),
                film("hand-out", "2018-09-14"),
            ],
            practised: Some(day("2018-09-17")),
        },
        Trainee {
            account: ACCOUNTS[1].into(),
            films: vec![film("sign-in", "2018-09-20")],
            practised: None,
        },
    ];
    let window = WindowFacts {
        accounts: ACCOUNTS.map(ToOwned::to_owned).into(),
        ..WindowFacts::default()
    };
    Given {
        facts: Facts {
            window: Some(window),
            ..Facts::default()
        },
        form: Lessons { rows },
        today: day("2018-09-20"),
    }
}

/// The facts of the windows; the samples have them.
fn window<Content>(given: &mut Given<Content>) -> &mut WindowFacts {
    given.facts.window.as_mut().expect("facts of the windows")
}

pub(super) fn valid(cases: &mut Vec<Case>) {
    let mut account = |name: &str, change: &dyn Fn(&mut Given<Roster>)| {
        let mut given = roster();
        change(&mut given);
        cases.push(case(Subject::WindowAccount, name, &given, Vec::new()));
    };
    account("one account a level", &|_| {});
    account("no facts", &|given| given.facts = Facts::default());
    account("a single account", &|given| given.form.rows.truncate(1));
    account("everything on one day", &|given| {
        let row = &mut given.form.rows[0];
        (row.registered, row.authorised, row.handed_over) = (Some(given.today), Some(given.today), Some(given.today));
    });
    account("unit and centre in other brackets and spaces", &|given| {
        given.form.rows[0].organisation = "杭州市 民政局(示例)".into();
        given.form.rows[0].centre = "市民中心 (示例)".into();
    });
    account("a number with the country's", &|given| {
        given.form.rows[0].mobile = "+86 13800138000".into()
    });
    account("the longest name", &|given| {
        given.form.rows[0].name = super::names::long(50)
    });
    account("a number that somebody else asked about", &|given| {
        window(given).taken.push("13700137000".into())
    });
    let mut training = |name: &str, change: &dyn Fn(&mut Given<Lessons>)| {
        let mut given = lessons();
        change(&mut given);
        cases.push(case(Subject::Training, name, &given, Vec::new()));
    };
    training("two people", &|_| {});
    training("no facts", &|given| given.facts = Facts::default());
    training("only practised", &|given| given.form.rows[0].films.clear());
    training("all on the last day", &|given| given.today = day("2018-09-20"));
}
