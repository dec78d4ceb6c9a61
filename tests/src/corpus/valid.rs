//! Forms in which nothing is wrong.

use super::{Case, Given, annex3, annex4, case, day, items};
use serde_json::json;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::Form;
use yinzheng_shared::form::go_live::GoLive;
use yinzheng_shared::form::optimization::{Choice, Optimization, handed_in};
use yinzheng_shared::form::schedule::Schedule;
use yinzheng_shared::form::scope::Scope;
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::subject::Subject;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut optimization = |name: &str, change: &dyn Fn(&mut Given<Optimization>)| {
        let mut given = annex3();
        change(&mut given);
        cases.push(case(Form::Optimization, name, &given, Vec::new()));
    };
    optimization("the sample of annex 3", &|_| {});
    optimization("no facts", &|given| given.facts = Facts::default());
    optimization("no fact of the owner", &|given| given.facts.owner = None);
    optimization("no facts of the items", &|given| given.facts.items = None);
    optimization("name in other brackets and spaces", &|given| {
        given.form.item_name = "有限责任公司 设立登记(示例)".into()
    });
    optimization("rare characters in a name", &|given| {
        given.form.participants[0].name = "示例㛃𠮷".into()
    });
    optimization("the longest name", &|given| {
        given.form.item_name = super::names::long(200);
        items(&mut given.facts)[0].name = super::names::long(200);
    });
    optimization("a general material in place of one that is needed", &|given| {
        given.form.material_groups[0].materials[0].general = true;
    });
    optimization("a group's granular material of another name", &|given| {
        given.form.material_groups[0].materials[0].name = "设立登记申请表（示例）".into();
    });
    optimization("words that only look vague", &|given| {
        given.form.material_groups[1].materials[0].name = "等级证书".into();
        given.form.material_groups[1].materials[1].name = "高等学校毕业证书".into();
    });
    optimization("as many materials as before", &|given| {
        given.form.materials_before = u16::try_from(handed_in(&given.form)).ok();
    });
    optimization("more than a hundred materials before", &|given| {
        given.form.materials_before = Some(500)
    });
    optimization("a session today", &|given| given.form.session_on = Some(given.today));
    optimization("no session was convened", &|given| {
        given.facts.sessions = Some(Vec::new())
    });
    optimization("the day of its session", &|given| {
        given.form.session_on = Some(day("2018-09-17"));
        given.facts.sessions = Some(vec![day("2018-09-17")]);
    });
    optimization("gone through twice, and once more to come", &|given| {
        given.form.session_on = Some(day("2018-09-19"));
        given.facts.sessions = Some(vec![day("2018-09-17"), day("2018-09-19"), day("2018-09-26")]);
    });
    optimization("multiple choice", &|given| {
        given.form.scenarios[0].subclasses[1].choice = Choice::Multiple
    });
    for code in [
        "000131001000",
        "12441500196720244T3442199806003",
        "11450000007565194H200011501500504",
    ] {
        optimization(&format!("item code {code}"), &|given| {
            given.form.item_code = code.into();
            items(&mut given.facts)[0].code = code.into();
        });
    }
    go_live(&mut cases);
    scope(&mut cases);
    schedule(&mut cases);
    super::optimization_session::valid(&mut cases);
    super::interfaces::valid(&mut cases);
    super::window::valid(&mut cases);
    super::bulletin::valid(&mut cases);
    super::consolidation::valid(&mut cases);
    absent(&mut cases);
    cases
}

fn go_live(cases: &mut Vec<Case>) {
    let mut add = |name: &str, change: &dyn Fn(&mut Given<GoLive>)| {
        let mut given = annex4();
        change(&mut given);
        cases.push(case(Form::GoLive, name, &given, Vec::new()));
    };
    add("the sample of annex 4", &|_| {});
    add("no facts", &|given| given.facts = Facts::default());
    add("no fact of the owner", &|given| given.facts.owner = None);
    add("no facts of the items", &|given| given.facts.items = None);
    add("issued today", &|given| given.today = day("2018-09-18"));
    add("a single item", &|given| given.form.rows.truncate(1));
    for (issued, finish, batch) in [
        ("2018-08-31", "2018-09-04", 1),
        ("2018-09-28", "2018-09-30", 2),
        ("2018-09-30", "2018-10-09", 2),
        ("2018-12-21", "2018-12-25", 4),
    ] {
        add(&format!("issued {issued}, back by {finish}"), &|given| {
            given.form.batch = Some(batch);
            given.form.issued = Some(day(issued));
            given.form.finish_by = Some(day(finish));
            given.today = day(issued);
            for item in items(&mut given.facts) {
                item.batch = Some(batch);
            }
        });
    }
}

fn schedule(cases: &mut Vec<Case>) {
    let mut add = |name: &str, change: &dyn Fn(&mut Given<Schedule>)| {
        let mut given = super::schedule::sample();
        change(&mut given);
        cases.push(case(Form::Schedule, name, &given, Vec::new()));
    };
    add("the second batch, on its last day of issue", &|_| {});
    add("no facts", &|given| given.facts = Facts::default());
    add("no facts of the items", &|given| given.facts.items = None);
    add("issued again in its own batch", &|given| {
        for item in items(&mut given.facts) {
            item.batch = Some(2);
        }
    });
    add("a left out item that its department proposes", &|given| {
        items(&mut given.facts)[0].scope = ItemScope::LeftOut;
    });
    add("everything on one day", &|given| {
        let last = Some(day("2018-10-25"));
        given.form.optimised_by = last;
        given.form.registered_by = last;
        given.form.debugged_by = last;
        given.form.confirmed_by = last;
    });
}

fn scope(cases: &mut Vec<Case>) {
    let mut add = |name: &str, change: &dyn Fn(&mut Given<Scope>)| {
        let mut given = super::scope::sample();
        change(&mut given);
        cases.push(case(Form::Scope, name, &given, Vec::new()));
    };
    add("a list with every reason and every change", &|_| {});
    add("no facts", &|given| given.facts = Facts::default());
    add("no catalogue", &|given| given.facts.catalogue = None);
    add("nothing counts", &|given| {
        for row in &mut given.form.rows {
            row.at_window = Some(false);
            row.batch = None;
        }
    });
    add("a left out item is released all the same", &|given| {
        for row in given.form.rows.iter_mut().filter(|row| row.at_window == Some(false)) {
            row.batch = Some(1);
        }
    });
}

/// Contents with nothing in them: every absent field is a finding, none is an error of reading.
fn absent(cases: &mut Vec<Case>) {
    let today = day("2018-09-20");
    let empty = |subject: Subject, content, mut expect: Vec<&'static str>| {
        expect.sort_unstable();
        Case {
            name: format!("{}: {content}", subject.code()),
            subject,
            content,
            facts: Facts::default(),
            today,
            expect,
        }
    };
    let required = "optimization.required";
    cases.push(empty(
        Form::Optimization.into(),
        json!({}),
        vec![
            required,
            required,
            required,
            "optimization.material.none",
            "optimization.scenario.none",
            "optimization.participant.none",
        ],
    ));
    cases.push(empty(
        Form::Optimization.into(),
        json!({ "material_groups": [{}], "scenarios": [{}], "participants": [{}], "leader": "示例丁" }),
        [
            vec![required; 7],
            vec![
                "optimization.material.group_empty",
                "optimization.scenario.empty",
                "optimization.scenario.number",
                "optimization.participant.lead",
            ],
        ]
        .concat(),
    ));
    let required = "schedule.required";
    cases.push(empty(
        Form::Schedule.into(),
        json!({}),
        [vec![required; 7], vec!["schedule.row.none"]].concat(),
    ));
    cases.push(empty(
        Form::Schedule.into(),
        json!({ "rows": [{}] }),
        vec![required; 10],
    ));
    let required = "scope.required";
    cases.push(empty(
        Form::Scope.into(),
        json!({}),
        [vec![required; 2], vec!["scope.row.none"]].concat(),
    ));
    cases.push(empty(
        Form::Scope.into(),
        json!({ "rows": [{}] }),
        [vec![required; 10], vec!["scope.pace.behind", "scope.share.below"]].concat(),
    ));
    let required = "consolidation.required";
    let nothing = vec![required, required, "consolidation.department.none"];
    cases.push(empty(Form::Consolidation.into(), json!({}), nothing));
    cases.push(empty(
        Form::Consolidation.into(),
        json!({ "departments": [{}] }),
        vec![required, required, required, "consolidation.reason.missing"],
    ));
    let required = "go-live.required";
    cases.push(empty(
        Form::GoLive.into(),
        json!({}),
        [vec![required; 5], vec!["go-live.row.none"]].concat(),
    ));
    cases.push(empty(
        Form::GoLive.into(),
        json!({ "rows": [{}] }),
        [vec![required; 7], vec!["go-live.row.number"]].concat(),
    ));
    let required = "bulletin.required";
    let nothing = [vec![required; 7], vec!["bulletin.areas.none"]].concat();
    cases.push(empty(Form::Bulletin.into(), json!({}), nothing.clone()));
    cases.push(empty(
        Form::Bulletin.into(),
        json!({ "named": [{}], "demands": [{}] }),
        [nothing, vec![required; 3]].concat(),
    ));
    cases.push(empty(
        Subject::WindowAccount,
        json!({}),
        vec!["window-account.row.none"],
    ));
    cases.push(empty(
        Subject::WindowAccount,
        json!({ "rows": [{}] }),
        vec!["window-account.required"; 5],
    ));
    cases.push(empty(Subject::Training, json!({}), vec!["training.row.none"]));
    cases.push(empty(
        Subject::Training,
        json!({ "rows": [{ "films": [{}] }, {}] }),
        [vec!["training.required"; 4], vec!["training.row.nothing"]].concat(),
    ));
}
