//! Who is named, and why.

use super::super::figures::{CentreFigures, FormFigures, ItemFigures, ListFigures};
use super::*;
use crate::id::OrganisationId;
use crate::programme::HANGZHOU_2018;

fn named(kind: UnitKind, figures: Figures) -> Vec<Reason> {
    let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
    told(&programme, "2018-10-26", kind, figures)
}

fn told(programme: &Programme, on: &str, kind: UnitKind, figures: Figures) -> Vec<Reason> {
    let organisation = OrganisationRef {
        id: OrganisationId("00000000-0000-7000-8000-000000000001".parse().unwrap()),
        name: "东湖区（示例）".to_owned(),
    };
    let unit = Unit {
        organisation,
        kind,
        figures,
        hand_over: None,
    };
    let found = behind(programme, on.parse().unwrap(), &[unit]);
    found.into_iter().flat_map(|one| one.reasons).collect()
}

/// Items of a unit that is as far as it should be after the second batch.
fn on_pace() -> Figures {
    Figures {
        items: ItemFigures {
            countable: 100,
            scheduled: 80,
            connected: 40,
            published: 35,
            due: 40,
            on_time: 35,
            ..ItemFigures::default()
        },
        ..Figures::default()
    }
}

#[test]
fn whoever_is_on_pace_is_not_named_and_one_item_less_is() {
    assert_eq!(named(UnitKind::Area, on_pace()), []);
    let mut slow = on_pace();
    slow.items.published = 34;
    assert_eq!(
        named(UnitKind::Area, slow),
        [Reason::Published {
            batch: 2,
            published: 34,
            planned: 40,
            countable: 100
        }]
    );
}

#[test]
fn a_last_day_is_still_on_time() {
    let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
    let mut late = on_pace();
    late.items.published = 20;
    late.items.scheduled = 79;
    let count = |on: &str| told(&programme, on, UnitKind::Area, late).len();
    assert_eq!(count("2018-09-20"), 0);
    assert_eq!(count("2018-09-21"), 1, "schedules should be issued");
    assert_eq!(count("2018-10-25"), 1);
    assert_eq!(count("2018-10-26"), 2, "the second batch should be published");
    assert_eq!(count("2018-12-26"), 3, "four fifths should be connected");
}

#[test]
fn where_nothing_counts_no_share_is_missed() {
    let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
    assert_eq!(told(&programme, "2019-01-01", UnitKind::Area, Figures::default()), []);
}

#[test]
fn forms_and_overdue_items_are_the_departments_own() {
    let mut figures = on_pace();
    figures.items.overdue = 5;
    figures.forms = FormFigures {
        due: 9,
        on_time: 6,
        late: 2,
        overdue: 1,
    };
    assert_eq!(named(UnitKind::Area, figures), []);
    assert_eq!(
        named(UnitKind::Department, figures),
        [
            Reason::ItemsOverdue { overdue: 5, due: 40 },
            Reason::Forms {
                late: 2,
                overdue: 1,
                due: 9
            }
        ]
    );
}

#[test]
fn lists_and_centres_are_named_with_their_numbers() {
    let mut figures = on_pace();
    figures.lists = ListFigures {
        asked: 3,
        handed_in: 2,
        late: 1,
        missing: 1,
    };
    figures.centres = Some(CentreFigures {
        registered: 4,
        opened: 3,
    });
    assert_eq!(
        named(UnitKind::Area, figures),
        [
            Reason::Lists {
                missing: 1,
                late: 1,
                asked: 3
            },
            Reason::Centres {
                opened: 3,
                registered: 4
            }
        ]
    );
    figures.centres = Some(CentreFigures {
        registered: 4,
        opened: 4,
    });
    assert_eq!(named(UnitKind::Area, figures).len(), 1);
    figures.centres = None;
    assert_eq!(named(UnitKind::Area, figures).len(), 1, "not the asker's to see");
}

#[test]
fn a_reason_is_named_on_the_wire() {
    let reason = serde_json::to_value(Reason::ItemsOverdue { overdue: 1, due: 2 }).unwrap();
    assert_eq!(
        reason,
        serde_json::json!({ "reason": "items_overdue", "overdue": 1, "due": 2 })
    );
}

#[test]
fn a_district_is_named_for_lists_handed_over_late_or_never() {
    let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
    let day = |text: &str| text.parse::<Date>().unwrap();
    let named = |handed_over_on| {
        let unit = Unit {
            organisation: OrganisationRef {
                id: OrganisationId("00000000-0000-7000-8000-000000000001".parse().unwrap()),
                name: "东湖区（示例）".to_owned(),
            },
            kind: UnitKind::Area,
            figures: on_pace(),
            hand_over: Some(HandOver {
                due: day("2018-09-14"),
                handed_over_on,
            }),
        };
        behind(&programme, day("2018-10-26"), &[unit]).len()
    };
    assert_eq!(named(Some(day("2018-09-14"))), 0);
    assert_eq!(named(Some(day("2018-09-15"))), 1);
    assert_eq!(named(None), 1);
}
