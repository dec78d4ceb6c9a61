//! Whole forms on paper.

use serde_json::{Value, json};
use yinzheng_print::{BoxName, Marking, PrintBox, PrintError, Printed, Printer, Sheet, Template};

/// Corners of the codes, in mm: `[left, top, right, bottom]`, letters included.
const CODES: [[f32; 4]; 2] = [[176.0, 10.0, 202.0, 37.0], [8.0, 260.0, 34.0, 287.0]];

fn code(page: u8, pages: u8) -> String {
    format!(
        "YZ1{}{page:02}{pages:02}",
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456789ABCDEFGHJKMNPQRST"
    )
}

fn print(template: Template, content: &Value) -> Result<Printed, PrintError> {
    Printer::new()?.print(&Sheet {
        template,
        content,
        reference: "K7QF2M9",
        revision: 1,
        digest_sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        digest_sm3: "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
        printed_at: 1_537_400_580,
        marking: Marking::Sample,
        code: &code,
        letters: &|page| format!("K7QF2M9-R1-P{page}-T"),
    })
}

fn optimization(participants: usize) -> Value {
    let people: Vec<Value> = (0..participants)
        .map(|_| json!({ "name": "示例甲", "unit": "市示例局", "position": "业务负责人" }))
        .collect();
    json!({
        "item_name": "公司设立登记（示例）",
        "item_code": "000131001000",
        "material_groups": [
            { "name": "公司登记申请书", "materials": [{ "number": "1", "name": "公司登记申请书", "shared": false, "general": true }] },
            { "name": "住所使用证明", "materials": [
                { "number": "2.1", "name": "不动产权证书", "shared": true, "general": false },
                { "number": "2.2", "name": "场地租赁合同（协议）", "shared": false, "general": false },
            ] },
        ],
        "scenarios": [{ "number": "1", "name": "办公场地", "subclasses": [
            { "number": "1.1", "name": "使用属性", "choice": "single", "attributes": [
                { "number": "1.1.1", "name": "有偿租赁", "needs": { "materials": ["2.1", "2.2"] } },
                { "number": "1.1.2", "name": "自有产权", "needs": "none" },
            ] },
        ] }],
        "participants": people,
        "leader": "示例乙",
    })
}

fn go_live(rows: usize) -> Value {
    let rows: Vec<Value> = (1..=rows)
        .map(
            |number| json!({ "number": number, "item_name": format!("示例事项{number}"), "item_code": "000131001000" }),
        )
        .collect();
    json!({ "addressee": "市示例局", "issuer": "市数据资源管理局（示例）", "batch": 1, "issued": "2018-09-20", "finish_by": "2018-09-25", "rows": rows })
}

fn joint_debug(interfaces: usize) -> Value {
    let interfaces: Vec<Value> = (1..=interfaces)
        .map(|number| {
            json!({ "number": format!("JK-2018-{number:03}"), "name": "受理接口（示例）", "registered": "2018-09-18",
                "normal": "passed", "wrong_data": "passed", "timeout": "failed", "duplicate": null, "note": "超时后没有重发" })
        })
        .collect();
    json!({ "unit": "市示例局", "system_level": "municipal", "system_name": "示例业务系统", "mode": "on_site",
        "started": "2018-09-18", "finished": "2018-09-19", "interfaces": interfaces, "rows": go_live(3).get("rows"),
        "participants": optimization(2).get("participants"), "conclusion": "failed" })
}

fn bulletin(units: usize) -> Value {
    let area = |area: &str, countable: u64, connected: u64, published: u64| json!({ "area": area, "countable": countable, "connected": connected, "published": published, "overdue": 1 });
    let units: Vec<Value> = (1..=units)
        .map(|number| json!({ "unit": format!("示例局之{number}"), "because": "到期表单3份，迟交1份，未交回1份" }))
        .collect();
    json!({ "number": "示例〔2018〕1号", "title": "关于示例工作进展情况的通报", "recipients": "各示例区", "figures_on": "2018-09-26",
        "opening": "截至2018年9月26日，全市列入范围的事项共3项。现将未按工作进度要求完成工作的单位通报如下。",
        "areas": [area("示例市", 3, 2, 1), area("示例区", 0, 0, 0)], "named": units, "demands": [{ "text": "尽快赶上工作进度要求。" }],
        "issuer": "市数据资源管理局（示例）", "issued": "2018-09-27", "copies": "市委巡视组" })
}

fn named(printed: &Printed, name: BoxName) -> Vec<&PrintBox> {
    printed.boxes.iter().filter(|one| one.name == name).collect()
}

#[test]
fn each_participant_signs_in_a_box_of_their_own_and_the_seal_has_room() {
    let printed = print(Template::Optimization, &optimization(12)).unwrap();
    let rows: Vec<u16> = named(&printed, BoxName::Participant)
        .iter()
        .map(|one| one.row)
        .collect();
    assert_eq!(rows, (1..=12).collect::<Vec<_>>());
    for (name, count) in [(BoxName::Leader, 1), (BoxName::Stamp, 1), (BoxName::Date, 1)] {
        assert_eq!(named(&printed, name).len(), count, "{name:?}");
    }
    let stamp = named(&printed, BoxName::Stamp)[0];
    assert!(stamp.width_mm >= 50.0 && stamp.height_mm >= 50.0, "{stamp:?}");
}

#[test]
fn joint_debugging_is_signed_by_both_sides_and_not_stamped() {
    let printed = print(Template::JointDebug, &joint_debug(2)).unwrap();
    for (name, count) in [
        (BoxName::Participant, 2),
        (BoxName::TechnicalLead, 1),
        (BoxName::PlatformEngineer, 1),
        (BoxName::Date, 1),
        (BoxName::Stamp, 0),
    ] {
        assert_eq!(named(&printed, name).len(), count, "{name:?}");
    }
}

#[test]
fn a_bulletin_has_one_place_for_the_seal_and_it_stays_whole() {
    for units in [0, 1, 14, 200] {
        let printed = print(Template::Bulletin, &bulletin(units)).unwrap();
        let seals = named(&printed, BoxName::Stamp);
        assert_eq!((seals.len(), printed.boxes.len()), (1, 1), "{units} units");
        assert!(
            seals[0].width_mm >= 50.0 && seals[0].height_mm >= 50.0,
            "{:?}",
            seals[0]
        );
        assert_eq!(seals[0].page, printed.pages, "{units} units");
    }
}

#[test]
fn no_box_leaves_its_page_or_meets_a_code() {
    for (template, content) in [
        (Template::Optimization, optimization(5)),
        (Template::JointDebug, joint_debug(1)),
        (Template::JointDebug, joint_debug(40)),
        (Template::GoLive, go_live(1)),
        (Template::GoLive, go_live(60)),
        (Template::Bulletin, bulletin(3)),
        (Template::Bulletin, bulletin(60)),
    ] {
        let printed = print(template, &content).unwrap();
        assert!(!printed.boxes.is_empty());
        for one in &printed.boxes {
            let (right, bottom) = (one.x_mm + one.width_mm, one.y_mm + one.height_mm);
            assert!(
                one.x_mm > 0.0 && one.y_mm > 0.0 && right < 210.0 && bottom < 297.0,
                "{one:?}"
            );
            assert!((1..=printed.pages).contains(&one.page), "{one:?}");
            for [x0, y0, x1, y1] in CODES {
                assert!(
                    right <= x0 || one.x_mm >= x1 || bottom <= y0 || one.y_mm >= y1,
                    "{one:?} meets a code"
                );
            }
        }
    }
}

#[test]
fn a_long_list_takes_more_pages_and_every_page_has_a_picture() {
    let short = print(Template::GoLive, &go_live(1)).unwrap();
    let long = print(Template::GoLive, &go_live(300)).unwrap();
    assert_eq!(short.pages, 1);
    assert!(long.pages >= 6, "{}", long.pages);
    assert_eq!(long.pictures.len(), usize::from(long.pages));
    assert!(long.pictures.iter().all(|picture| picture.starts_with(b"\x89PNG")));
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let (one, two) = (
        print(Template::GoLive, &go_live(3)).unwrap(),
        print(Template::GoLive, &go_live(3)).unwrap(),
    );
    assert_eq!(one.pdf, two.pdf);
    assert_ne!(one.pdf, print(Template::GoLive, &go_live(4)).unwrap().pdf);
}

#[test]
fn it_is_pdf_a_2b() {
    let printed = print(Template::Optimization, &optimization(2)).unwrap();
    assert!(printed.pdf.starts_with(b"%PDF-1.7"));
    let text = String::from_utf8_lossy(&printed.pdf);
    assert!(
        text.contains("<pdfaid:part>2</pdfaid:part>") && text.contains("<pdfaid:conformance>B</pdfaid:conformance>")
    );
}

#[test]
fn content_is_never_taken_for_markup() {
    let mut content = go_live(1);
    for hostile in [
        "#panic()",
        "*a* _b_ $x$ \\ @c <d> [e] `f`",
        "#import \"/etc/passwd\"",
        "= 标题",
        "// 注释 /* */",
    ] {
        content["rows"][0]["item_name"] = json!(hostile);
        content["addressee"] = json!(hostile);
        print(Template::GoLive, &content).unwrap_or_else(|error| panic!("{hostile}: {error}"));
    }
}

#[test]
fn a_character_that_no_font_has_is_named() {
    let mut content = go_live(1);
    content["rows"][0]["item_name"] = json!("示例\u{1F3F5}事项");
    match print(Template::GoLive, &content) {
        Err(PrintError::MissingGlyph { character }) => assert_eq!(character, '\u{1F3F5}'),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_group_over_many_pages_keeps_its_rows_whole() {
    let mut content = optimization(1);
    let materials: Vec<Value> = (1..=90)
        .map(|number| json!({ "number": format!("3.{number}"), "name": "示例材料", "shared": false, "general": false }))
        .collect();
    for name in ["长清单".to_owned(), "长清单".repeat(60)] {
        content["material_groups"][1] = json!({ "name": name, "materials": materials });
        let printed = print(Template::Optimization, &content).unwrap();
        assert_eq!(printed.pages, 4);
        assert_eq!(named(&printed, BoxName::Stamp)[0].page, 4);
    }
}
