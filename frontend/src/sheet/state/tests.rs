//! Actions on a sheet.

use super::*;
use std::collections::BTreeMap;
use yinzheng_shared::finding::Severity;
use yinzheng_shared::form::optimization::Optimization;

fn annex() -> Sheet {
    Sheet::open(Content::Optimization(sample::annex_3()), Vec::new())
}

fn walk(sheet: Sheet, actions: &[Action]) -> Sheet {
    actions.iter().fold(sheet, |sheet, action| sheet.after(action.clone()))
}

fn cell(sheet: &Sheet, place: Place) -> String {
    place::text(&sheet.content, place).expect("the cell exists")
}

fn focus(sheet: &Sheet) -> Option<Place> {
    sheet.focus.map(|(place, _)| place)
}

#[test]
fn opening_is_no_change_and_gives_rows_to_write_in() {
    let sheet = Sheet::open(Content::Optimization(Optimization::default()), Vec::new());
    assert_eq!((sheet.version, sheet.can_undo()), (0, false));
    assert_eq!(cell(&sheet, Place::MaterialName(0, 0)), "");
    assert_eq!(cell(&sheet, Place::Needs(0, 0, 0)), "");
    assert_eq!(cell(&sheet, Place::ParticipantName(0)), "");
}

#[test]
fn typing_in_one_cell_is_one_step_of_undo() {
    let typed = walk(
        annex(),
        &[
            Action::Enter(Place::Leader),
            Action::Type(Place::Leader, "示".into()),
            Action::Type(Place::Leader, "示例".into()),
            Action::Commit(Place::Leader, "示例丙".into()),
        ],
    );
    assert_eq!(typed.committed, 1, "the rules run once, on commit");
    let back = typed.after(Action::Undo);
    assert_eq!(cell(&back, Place::Leader), "示例乙");
    assert!(!back.can_undo());
    assert_eq!(cell(&back.after(Action::Redo), Place::Leader), "示例丙");
}

#[test]
fn leaving_a_cell_begins_a_new_step() {
    let typed = walk(
        annex(),
        &[
            Action::Commit(Place::Leader, "一".into()),
            Action::Commit(Place::Leader, "二".into()),
            Action::Undo,
        ],
    );
    assert_eq!(cell(&typed, Place::Leader), "一");
}

#[test]
fn a_commit_without_change_is_no_step() {
    let same = annex().after(Action::Commit(Place::Leader, "示例乙".into()));
    assert!(!same.can_undo());
    assert_eq!(same.version, 0, "nothing to save");
}

#[test]
fn a_change_after_undo_ends_redo() {
    let sheet = walk(
        annex(),
        &[
            Action::Commit(Place::Leader, "一".into()),
            Action::Undo,
            Action::Commit(Place::ItemName, "二".into()),
            Action::Redo,
        ],
    );
    assert_eq!(
        (cell(&sheet, Place::Leader).as_str(), sheet.can_redo()),
        ("示例乙", false)
    );
}

#[test]
fn history_is_bounded() {
    let mut sheet = annex();
    for step in 0..history::LIMIT + 5 {
        sheet = sheet.after(Action::Commit(Place::Leader, step.to_string()));
    }
    let mut steps = 0;
    while sheet.can_undo() {
        sheet = sheet.after(Action::Undo);
        steps += 1;
    }
    assert_eq!(steps, history::LIMIT);
    assert_eq!(cell(&sheet, Place::Leader), "4");
}

#[test]
fn the_cursor_follows_a_moved_row_in_its_column() {
    let sheet = walk(
        annex(),
        &[
            Action::Enter(Place::Shared(1, 0)),
            Action::Shift(Row::Material(1, 0), Direction::Down),
        ],
    );
    assert_eq!(focus(&sheet), Some(Place::Shared(1, 1)));
    assert_eq!(cell(&sheet, Place::MaterialName(1, 1)), "不动产权证书");
    let back = sheet.after(Action::Undo);
    assert_eq!(focus(&back), Some(Place::Shared(1, 0)));
    assert_eq!(*back.content, Content::Optimization(sample::annex_3()));
}

#[test]
fn down_from_the_last_row_adds_one() {
    let sheet = annex().after(Action::Step(Place::Needs(1, 1, 2), Direction::Down));
    assert_eq!(focus(&sheet), Some(Place::AttributeName(1, 1, 3)));
    let sheet = annex().after(Action::Step(Place::Needs(1, 1, 1), Direction::Down));
    assert_eq!(focus(&sheet), Some(Place::Needs(1, 1, 2)));
    let sheet = annex().after(Action::Step(Place::Leader, Direction::Down));
    assert_eq!((focus(&sheet), sheet.version), (None, 0));
}

#[test]
fn a_step_to_a_cell_that_is_there_only_moves_the_cursor() {
    let sheet = annex();
    let leads = |action: Action| action.leads_to(&sheet.content);
    assert_eq!(
        leads(Action::Step(Place::Needs(1, 1, 1), Direction::Down)),
        Some(Place::Needs(1, 1, 2))
    );
    assert_eq!(
        leads(Action::Step(Place::Needs(1, 1, 2), Direction::Down)),
        None,
        "this one adds a row"
    );
    assert_eq!(leads(Action::Descend(Place::GroupName(0))), Some(Place::GroupName(1)));
    assert_eq!(leads(Action::Insert(Row::Group(0))), None);
}

#[test]
fn after_deletion_the_cursor_stands_on_a_row_that_exists() {
    let sheet = walk(
        annex(),
        &[
            Action::Enter(Place::MaterialName(1, 10)),
            Action::Delete(Row::Material(1, 10)),
        ],
    );
    assert_eq!(focus(&sheet), Some(Place::MaterialName(1, 9)));
    let sheet = walk(
        annex(),
        &[Action::Enter(Place::GroupName(0)), Action::Delete(Row::Group(0))],
    );
    assert_eq!(focus(&sheet), Some(Place::GroupName(0)));
    let undone = sheet.after(Action::Undo);
    assert_eq!(
        *undone.content,
        Content::Optimization(sample::annex_3()),
        "references are back too"
    );
}

fn reason(path: &str) -> WarningReason {
    WarningReason {
        path: Path::from(path),
        rule: "r".into(),
        reason: "示例原因".into(),
    }
}

#[test]
fn reasons_follow_rows_and_come_back_with_undo() {
    let given = Action::Reason(Path::from("/scenarios/1/subclasses/0"), "r".into(), "示例原因".into());
    let sheet = walk(annex(), &[given, Action::Shift(Row::Scenario(1), Direction::Up)]);
    assert_eq!(*sheet.reasons, [reason("/scenarios/0/subclasses/0")]);
    let deleted = sheet.after(Action::Delete(Row::Scenario(0)));
    assert!(deleted.reasons.is_empty());
    assert_eq!(
        *deleted.after(Action::Undo).reasons,
        [reason("/scenarios/0/subclasses/0")]
    );
}

#[test]
fn a_reason_is_kept_once_and_a_blank_one_takes_it_back() {
    let path = || Path::from("/item_code");
    let sheet = walk(
        annex(),
        &[
            Action::Reason(path(), "r".into(), "一".into()),
            Action::Reason(path(), "r".into(), "示例原因".into()),
        ],
    );
    assert_eq!(*sheet.reasons, [reason("/item_code")]);
    assert_eq!(sheet.version, 2, "a reason is saved like content");
    assert!(
        sheet
            .after(Action::Reason(path(), "r".into(), "  ".into()))
            .reasons
            .is_empty()
    );
}

#[test]
fn reasons_of_mended_warnings_are_dropped() {
    let warning = Finding {
        path: Path::from("/item_code"),
        rule: "r".into(),
        severity: Severity::Warning,
        params: BTreeMap::new(),
        message: "示例".into(),
    };
    let sheet = Sheet::open(
        Content::Optimization(sample::annex_3()),
        vec![reason("/item_code"), reason("/leader")],
    );
    let checked = sheet.after(Action::Checked(Rc::new(vec![warning])));
    assert_eq!(*checked.reasons, [reason("/item_code")]);
}

#[test]
fn trying_to_submit_leaves_blank_rows_out() {
    let sheet = walk(
        annex(),
        &[
            Action::Insert(Row::Material(1, 10)),
            Action::Append(Grid::Participants),
            Action::Attempt,
        ],
    );
    assert_eq!(*sheet.content, Content::Optimization(sample::annex_3()));
    assert_eq!(sheet.attempted, Attempt::Made);
}
