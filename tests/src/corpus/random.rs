//! Whatever the content: no panic, the same report each time, in form order, at places that exist.

mod bulletin;
mod consolidation;
mod interfaces;
mod judged;
mod lists;

use super::order::assert_in_form_order;
use super::{calendar, day, programme};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use yinzheng_shared::facts::{CentreFact, Connection, Facts, ItemFact, OwnerFact, WindowFacts};
use yinzheng_shared::form::go_live::GoLive;
use yinzheng_shared::form::item_row::ItemRow;
use yinzheng_shared::form::optimization::{
    Attribute, Choice, Material, MaterialGroup, Needs, Optimization, Scenario, Subclass, guide, renumber,
};
use yinzheng_shared::form::participant::Participant;
use yinzheng_shared::form::{Content, check};
use yinzheng_shared::id::OrganisationId;
use yinzheng_shared::item::ItemScope;
use yinzheng_shared::locale::Language;
use yinzheng_shared::optimization_session::OptimizationSession;
use yinzheng_shared::organisation::Level;
use yinzheng_shared::programme::Context;
use yinzheng_shared::subject::Entry;
use yinzheng_shared::window::Tier;
use yinzheng_shared::window::account::{Account, Roster};
use yinzheng_shared::window::training::{FilmSeen, Lessons, Trainee};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        proptest::sample::select(vec![
            "其他材料",
            "身份证等",
            "示例甲",
            "示例 甲",
            "示例（甲）",
            "示例(甲)",
            "业务负责人",
            "许可-00123-000"
        ])
        .prop_map(str::to_owned),
        any::<String>(),
        Just("示".repeat(300)),
    ]
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (1..4_u8, 0..4_u8).prop_map(|(a, b)| if b == 0 { a.to_string() } else { format!("{a}.{b}") }),
        1 => any::<String>(),
    ]
}

fn needs() -> impl Strategy<Value = Option<Needs>> {
    of(prop_oneof![
        Just(Needs::None),
        vec(number(), 0..4).prop_map(Needs::Materials)
    ])
}

fn group() -> impl Strategy<Value = MaterialGroup> {
    let material =
        (number(), text(), any::<bool>(), any::<bool>()).prop_map(|(number, name, shared, general)| Material {
            number,
            name,
            shared,
            general,
        });
    (text(), vec(material, 0..4)).prop_map(|(name, materials)| MaterialGroup { name, materials })
}

fn scenario() -> impl Strategy<Value = Scenario> {
    let attribute = (number(), text(), needs()).prop_map(|(number, name, needs)| Attribute { number, name, needs });
    let choice = prop_oneof![Just(Choice::Single), Just(Choice::Multiple)];
    let subclass =
        (number(), text(), choice, vec(attribute, 0..4)).prop_map(|(number, name, choice, attributes)| Subclass {
            number,
            name,
            choice,
            attributes,
        });
    (number(), text(), vec(subclass, 0..3)).prop_map(|(number, name, subclasses)| Scenario {
        number,
        name,
        subclasses,
    })
}

fn person() -> impl Strategy<Value = Participant> {
    (text(), text(), text()).prop_map(|(name, unit, position)| Participant { name, unit, position })
}

fn optimization() -> impl Strategy<Value = Optimization> {
    (
        text(),
        text(),
        (vec(group(), 0..4), of(any::<u16>())),
        vec(scenario(), 0..3),
        (of(date()), vec(person(), 0..3)),
        text(),
    )
        .prop_map(
            |(
                item_name,
                item_code,
                (material_groups, materials_before),
                scenarios,
                (session_on, participants),
                leader,
            )| Optimization {
                item_name,
                item_code,
                material_groups,
                materials_before,
                scenarios,
                session_on,
                participants,
                leader,
            },
        )
}

fn date() -> impl Strategy<Value = yinzheng_shared::date::Date> {
    (0..1_000_i64).prop_map(|days| day("2018-01-01").plus_days(days))
}

fn session() -> impl Strategy<Value = OptimizationSession> {
    let guest = (0..3_u128).prop_map(|number| OrganisationId(uuid::Uuid::from_u128(number)));
    (
        (text(), of(date()), text(), text()),
        vec(text(), 0..5),
        vec(guest, 0..3),
        vec(person(), 0..3),
    )
        .prop_map(
            |((title, held_on, hours, place), items, invited, participants)| OptimizationSession {
                title,
                held_on,
                hours,
                place,
                items,
                invited,
                participants,
            },
        )
}

fn item_row() -> impl Strategy<Value = ItemRow> {
    (0..5_u32, text(), text()).prop_map(|(number, item_name, item_code)| ItemRow {
        number,
        item_name,
        item_code,
    })
}

fn go_live() -> impl Strategy<Value = GoLive> {
    let rows = vec(item_row(), 0..5);
    (text(), text(), of(any::<u8>()), of(date()), of(date()), rows).prop_map(
        |(addressee, issuer, batch, issued, finish_by, rows)| GoLive {
            addressee,
            issuer,
            batch,
            issued,
            finish_by,
            rows,
        },
    )
}

fn tier() -> impl Strategy<Value = Tier> {
    proptest::sample::select(Tier::ALL.to_vec())
}

fn roster() -> impl Strategy<Value = Roster> {
    let mobile = prop_oneof![Just("13800138000".to_owned()), Just("138 0013 8000".to_owned()), text()];
    let row = (
        text(),
        mobile,
        text(),
        of(tier()),
        text(),
        of(date()),
        of(date()),
        of(date()),
    )
        .prop_map(
            |(name, mobile, organisation, level, centre, registered, authorised, handed_over)| Account {
                name,
                mobile,
                organisation,
                level,
                centre,
                registered,
                authorised,
                handed_over,
            },
        );
    vec(row, 0..5).prop_map(|rows| Roster { rows })
}

fn lessons() -> impl Strategy<Value = Lessons> {
    let film = prop_oneof![Just("sign-in".to_owned()), text()];
    let seen = (film, of(date())).prop_map(|(film, on)| FilmSeen { film, on });
    let row = (text(), vec(seen, 0..4), of(date())).prop_map(|(account, films, practised)| Trainee {
        account,
        films,
        practised,
    });
    vec(row, 0..5).prop_map(|rows| Lessons { rows })
}

fn facts() -> impl Strategy<Value = Facts> {
    let owner = text().prop_map(|name| OwnerFact {
        name,
        level: Level::CityDepartment,
    });
    let connection = prop_oneof![Just(Connection::None), Just(Connection::FullProcess)];
    let scope = proptest::sample::select(vec![
        ItemScope::Catalogued,
        ItemScope::InScope,
        ItemScope::LeftOut,
        ItemScope::Moving,
        ItemScope::Cancelled,
    ]);
    let item = (
        text(),
        text(),
        text(),
        scope,
        of(any::<u8>()),
        connection,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(
            |(code, name, serving, scope, batch, connection, optimised, published)| ItemFact {
                code,
                name,
                owner: serving.clone(),
                serving,
                scope,
                proposed_batch: None,
                batch,
                connection,
                optimised,
                published,
            },
        );
    let centre = (text(), tier()).prop_map(|(name, level)| CentreFact { name, level });
    let words = || vec(text(), 0..4);
    let window =
        (vec(centre, 0..4), words(), words(), words()).prop_map(|(centres, units, taken, accounts)| WindowFacts {
            centres,
            units,
            taken,
            accounts,
        });
    (
        of(owner),
        of(vec(item, 0..4)),
        of(lists::catalogue()),
        of(interfaces::debugging()),
        of(window),
        of(bulletin::board()),
        of(consolidation::district()),
        of(vec(date(), 0..3)),
    )
        .prop_map(
            |(owner, items, catalogue, debugging, window, assessment, district, sessions)| Facts {
                owner,
                items,
                catalogue,
                debugging,
                window,
                assessment,
                district,
                sessions,
            },
        )
}

fn holds(entry: &Entry, facts: &Facts) {
    let (programme, calendar) = (programme(), calendar());
    let context = Context {
        programme: &programme,
        calendar: &calendar,
        today: day("2018-09-20"),
    };
    let report = entry.check(facts, &context, Language::Chinese);
    assert_eq!(report, entry.check(facts, &context, Language::Chinese));
    let english = entry.check(facts, &context, Language::English);
    let places = |report: &yinzheng_shared::finding::Report| -> Vec<_> {
        report
            .findings
            .iter()
            .map(|found| (found.path.clone(), found.rule.clone(), found.params.clone()))
            .collect()
    };
    assert_eq!(places(&report), places(&english));
    assert_in_form_order(
        &serde_json::to_value(entry).expect("content serialises"),
        &report,
        "random",
    );
    let json = serde_json::to_string(entry).expect("content serialises");
    assert_eq!(
        &Entry::from_json(entry.subject(), &json).expect("what was written is read"),
        entry
    );
}

proptest! {
    #[test]
    fn any_scope_list_is_checked(form in lists::scope(), facts in facts()) {
        holds(&Content::Scope(form).into(), &facts);
    }

    #[test]
    fn any_schedule_is_checked(form in lists::schedule(), facts in facts()) {
        holds(&Content::Schedule(form).into(), &facts);
    }

    #[test]
    fn any_optimisation_form_is_checked(form in optimization(), facts in facts()) {
        holds(&Content::Optimization(form).into(), &facts);
    }

    #[test]
    fn any_joint_debugging_form_is_checked(form in interfaces::joint_debug(), facts in facts()) {
        holds(&Content::JointDebug(form).into(), &facts);
    }

    #[test]
    fn any_session_is_checked(session in session(), facts in facts()) {
        holds(&Entry::OptimizationSession(session), &facts);
    }

    #[test]
    fn any_interface_is_checked(interface in interfaces::interface(), facts in facts()) {
        holds(&Entry::Interface(interface), &facts);
    }

    #[test]
    fn any_go_live_form_is_checked(form in go_live(), facts in facts()) {
        holds(&Content::GoLive(form).into(), &facts);
    }

    #[test]
    fn any_bulletin_is_checked(form in bulletin::bulletin(), facts in facts()) {
        holds(&Content::Bulletin(form).into(), &facts);
    }

    #[test]
    fn any_consolidation_is_checked(form in consolidation::consolidation(), facts in facts()) {
        holds(&Content::Consolidation(form).into(), &facts);
    }

    #[test]
    fn any_roster_is_checked(roster in roster(), facts in facts()) {
        holds(&Entry::WindowAccount(roster), &facts);
    }

    #[test]
    fn any_lessons_are_checked(lessons in lessons(), facts in facts()) {
        holds(&Entry::Training(lessons), &facts);
    }

    #[test]
    fn renumbering_mends_every_number_and_once_is_enough(mut form in optimization()) {
        renumber(&mut form);
        let mended = form.clone();
        renumber(&mut form);
        prop_assert_eq!(&form, &mended);
        let (programme, calendar) = (programme(), calendar());
        let context = Context { programme: &programme, calendar: &calendar, today: day("2018-09-20") };
        let report = check(&Content::Optimization(form), &Facts::default(), &context, Language::English);
        for code in ["optimization.material.number", "optimization.scenario.number", "optimization.attribute.unknown_material"] {
            prop_assert!(report.findings.iter().all(|finding| finding.rule != code), "{}", code);
        }
    }

    #[test]
    fn a_guide_names_each_material_once_in_form_order(mut form in optimization()) {
        renumber(&mut form);
        let subclasses = form.scenarios.iter().flat_map(|scenario| &scenario.subclasses);
        let first = subclasses.filter_map(|subclass| subclass.attributes.first());
        let chosen: Vec<&str> = first.map(|attribute| attribute.number.as_str()).collect();
        let answer = guide(&form, &chosen).expect("one attribute a subclass");
        let listed: Vec<&str> = answer.materials.iter().map(|asked| asked.number.as_str()).collect();
        let all = form.material_groups.iter().flat_map(|group| &group.materials).map(|material| material.number.as_str());
        let in_order: Vec<&str> = all.filter(|number| listed.contains(number)).collect();
        prop_assert_eq!(listed, in_order);
        for asked in &answer.materials {
            prop_assert!(asked.general || !asked.because.is_empty());
        }
    }
}
