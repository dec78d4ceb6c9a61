//! What a person does to a long list.

use super::*;

fn roll(rows: usize) -> Roll {
    let row = |place: usize| Row {
        code: format!("许可-{place:05}-000"),
        name: format!("事项{place}（示例）"),
        ..Row::default()
    };
    let rows = (0..rows).map(row).map(Rc::new).collect();
    Roll::open(&Scope::default(), Rc::new(rows), Vec::new())
}

fn cell(row: usize, column: Column) -> Cell {
    Cell { row, column }
}

#[test]
fn a_text_that_a_cell_does_not_take_stays_in_sight_and_changes_nothing() {
    let before = roll(2);
    let at = cell(1, Column::AnnualCases);
    let refused = before.after(Action::Commit(at, "约一百".into()));
    assert_eq!((refused.version, &refused.rows), (0, &before.rows));
    assert_eq!(refused.refused, Some((at, "约一百".to_owned())));
    let mended = refused.after(Action::Commit(at, "100".into()));
    assert_eq!((mended.rows[1].annual_cases, mended.refused), (Some(100), None));
}

#[test]
fn what_the_catalogue_says_is_never_altered() {
    let before = roll(2);
    let after = before.after(Action::Commit(cell(0, Column::Name), "别的".into()));
    assert_eq!(after.rows, before.rows);
    let mut all = before.clone();
    all.cursor = cell(0, Column::Code);
    all.anchor = Some(cell(1, Column::Remark));
    let cleared = all.after(Action::Clear(vec![0, 1]));
    assert_eq!(cleared.rows[0].code, before.rows[0].code);
    assert_eq!(before.after(Action::Remove(0)).rows, before.rows, "no row can vanish");
}

#[test]
fn filling_down_copies_the_selected_columns_and_can_be_undone() {
    let mut start = roll(3).after(Action::Commit(cell(0, Column::AtWindow), "是".into()));
    start = start.after(Action::Go(cell(0, Column::AtWindow)));
    let filled = start.after(Action::FillDown(vec![0, 1, 2]));
    assert!(filled.rows.iter().all(|row| row.at_window == Some(true)));
    let undone = filled.after(Action::Undo);
    assert_eq!(undone.rows, start.rows);
    assert_eq!(undone.after(Action::Redo).rows, filled.rows);
}

#[test]
fn an_added_row_comes_at_the_end_and_goes_again() {
    let added = roll(1).after(Action::Add);
    assert_eq!((added.rows.len(), added.cursor), (2, cell(1, Column::Code)));
    let named = added.after(Action::Commit(cell(1, Column::Code), "许可-09999-000".into()));
    let gone = named.after(Action::Remove(1));
    assert_eq!(gone.rows.len(), 1);
    assert_eq!(gone.after(Action::Undo).rows, named.rows);
}

#[test]
fn what_this_browser_kept_comes_back() {
    let mut changed = (*roll(2).rows[1]).clone();
    changed.remark = "已保留".into();
    let added = Row {
        code: "许可-09999-000".into(),
        change: Some(Change::New),
        ..Row::default()
    };
    let restored = roll(2).after(Action::Restore(vec![(1, changed), (2, added)], Vec::new()));
    assert_eq!(restored.rows.len(), 3);
    assert_eq!(restored.rows[1].remark, "已保留");
    assert!(restored.version > 0, "it is still to be saved");
}

#[test]
fn the_server_reads_what_is_written() {
    let content = Scope {
        department: "某局（示例）".into(),
        edition: "8月版".into(),
        rows: roll(2).rows.iter().map(|row| (**row).clone()).collect(),
    };
    let roll = Roll::open(&content, roll(2).rows, Vec::new());
    let written = serde_json::to_string(&roll.content()).unwrap();
    assert_eq!(written, serde_json::to_string(&content).unwrap());
}

#[test]
fn a_finding_names_its_cell() {
    assert_eq!(cell_of(&Path::from("/rows/3/batch")), Some(cell(3, Column::Batch)));
    assert_eq!(cell_of(&Path::from("/rows")), None);
    assert_eq!(row_of(&Path::from("/rows/12/name")), Some(12));
}
