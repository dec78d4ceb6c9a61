//! Blocks as they come from spreadsheets.

use super::super::place::text;
use super::super::{sample, stored::seeded, tsv};
use super::*;

const TABLE: &str = "材料名称\t材料颗粒化\t共享\t材料编号\r\n申请书\t公司登记申请书\t\t1\r\n住所使用证明\t不动产权证书\t√\t2.1\r\n\t\"场地租赁合同\n（协议）\"\t\t2.2\r\n\r\n";

fn blank() -> Content {
    seeded(&Content::Optimization(Optimization::default()))
}

fn annex() -> Content {
    Content::Optimization(sample::annex_3())
}

fn cell(content: &Content, place: Place) -> String {
    text(content, place).expect("the cell exists")
}

#[test]
fn a_whole_table_with_its_heading_fills_a_blank_form() {
    let preview = preview(&blank(), Place::MaterialName(0, 0), &tsv::parse(TABLE), Mode::Overwrite).expect("a block");
    assert_eq!(preview.count(Change::Added), 3);
    assert_eq!(preview.rows.len(), 3);
    assert_eq!(cell(&preview.content, Place::GroupName(1)), "住所使用证明");
    assert_eq!(
        cell(&preview.content, Place::MaterialName(1, 1)),
        "场地租赁合同（协议）"
    );
    assert_eq!(cell(&preview.content, Place::Shared(1, 0)), "✓");
    let Content::Optimization(form) = &preview.content else {
        panic!("an optimisation form")
    };
    assert_eq!(form.material_groups[1].materials[1].number, "2.2");
}

#[test]
fn what_was_copied_out_changes_nothing_in_any_mode_that_covers_it() {
    let content = annex();
    for (grid, at) in [
        (Grid::Materials, Place::GroupName(0)),
        (Grid::Scenarios, Place::ScenarioName(0)),
    ] {
        let block = tsv::parse(&tsv::format(&flat(&content, grid)));
        for mode in [Mode::Overwrite, Mode::Replace] {
            let preview = preview(&content, at, &block, mode).expect("a block");
            assert_eq!(preview.content, content, "{grid:?} {mode:?}");
            assert_eq!(preview.count(Change::Unchanged), preview.rows.len());
            assert!(preview.unreadable.is_empty() && preview.lost.is_empty() && preview.beyond.is_empty());
        }
    }
}

#[test]
fn a_column_is_laid_over_from_the_cursor() {
    let block = tsv::parse("2.5\n×××\n无需材料");
    let preview = preview(&annex(), Place::Needs(1, 0, 0), &block, Mode::Overwrite).expect("a block");
    assert_eq!(cell(&preview.content, Place::Needs(1, 0, 0)), "2.5");
    assert_eq!(cell(&preview.content, Place::Needs(1, 0, 1)), "");
    assert_eq!(cell(&preview.content, Place::Needs(1, 0, 2)), "无需材料");
    assert_eq!(preview.count(Change::Changed), 3);
    assert_eq!(
        preview.unreadable,
        [Unreadable {
            row: 2,
            column: Column::Needs,
            text: "×××".into()
        }]
    );
}

#[test]
fn references_follow_a_material_that_the_new_table_has_elsewhere() {
    let block =
        tsv::parse("公司登记申请书\t公司登记申请书\n住所使用证明\t新材料（示例）\n\t商品房预售证\n\t不动产权证书");
    let preview = preview(&annex(), Place::GroupName(0), &block, Mode::Replace).expect("a block");
    assert_eq!(
        cell(&preview.content, Place::Needs(1, 0, 1)),
        "2.2",
        "商品房预售证 was 2.4"
    );
    assert_eq!(
        cell(&preview.content, Place::Needs(1, 0, 0)),
        "2.3",
        "不动产权证书 was 2.1"
    );
    assert_eq!(cell(&preview.content, Place::Needs(0, 0, 0)), "1");
    assert_eq!(cell(&preview.content, Place::Needs(1, 0, 3)), "", "托管协议 went away");
    assert!(preview.lost.contains(&"2.7".to_owned()) && !preview.lost.contains(&"2.4".to_owned()));
    assert_eq!((preview.count(Change::Added), preview.count(Change::Removed)), (1, 9));
}

#[test]
fn appended_rows_go_below_and_leave_the_rest() {
    let block = tsv::parse("营业用房\t新材料（示例）\t是");
    let preview = preview(&annex(), Place::GroupName(0), &block, Mode::Append).expect("a block");
    assert_eq!(
        (preview.count(Change::Added), preview.count(Change::Unchanged)),
        (1, 12)
    );
    assert_eq!(cell(&preview.content, Place::GroupName(2)), "营业用房");
    assert_eq!(cell(&preview.content, Place::Needs(1, 0, 2)), "2.8、2.11");
}

#[test]
fn references_pasted_before_their_materials_stand() {
    let scenarios = tsv::parse("人员结构\t股东人数\t1个股东\t2.2");
    let first = preview(&blank(), Place::ScenarioName(0), &scenarios, Mode::Overwrite).expect("a block");
    let second = preview(&first.content, Place::GroupName(0), &tsv::parse(TABLE), Mode::Overwrite).expect("a block");
    assert_eq!(cell(&second.content, Place::Needs(0, 0, 0)), "2.2");
    assert!(second.lost.is_empty());
}

#[test]
fn cells_beyond_the_last_column_are_named() {
    let block = tsv::parse("甲\t单位\t业务负责人\t备注\n乙\t单位\t窗口负责人");
    let preview = preview(&annex(), Place::ParticipantName(0), &block, Mode::Overwrite).expect("a block");
    assert_eq!(preview.beyond, [(0, "备注".to_owned())]);
    assert_eq!(cell(&preview.content, Place::ParticipantName(1)), "乙");
}

#[test]
fn items_with_their_ordinals_find_their_columns() {
    let content = Content::GoLive(sample::annex_4());
    let block = tsv::parse("7\t示例事项三\t许可-00003-000\n8\t示例事项四\t许可-00004-000");
    let preview = preview(&content, Place::RowItemName(1), &block, Mode::Overwrite).expect("a block");
    let Content::GoLive(form) = &preview.content else {
        panic!("a go-live form")
    };
    let rows: Vec<(u32, &str)> = form
        .rows
        .iter()
        .map(|row| (row.number, row.item_name.as_str()))
        .collect();
    assert_eq!(rows, [(1, "示例事项一"), (2, "示例事项三"), (3, "示例事项四")]);
}

#[test]
fn one_cell_is_no_block() {
    assert!(!is_block("不动产权证书\r\n"));
    assert!(is_block("a\tb") && is_block("a\nb"));
    assert_eq!(
        preview(&annex(), Place::Leader, &tsv::parse("a\tb"), Mode::Overwrite),
        None
    );
}
