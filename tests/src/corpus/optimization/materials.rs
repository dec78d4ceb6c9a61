//! The list of materials. What is spoilt is mostly a general material added at the end, so that no
//! reference breaks with it.

use super::{Given, Place, Spoil, field, mutation};
use yinzheng_shared::form::optimization::{Material, MaterialGroup, Optimization};

pub(super) fn add(given: &mut Given<Optimization>, number: &str, name: &str) {
    let material = Material {
        number: number.into(),
        name: name.into(),
        general: true,
        ..Material::default()
    };
    given.form.material_groups.push(MaterialGroup {
        name: "附加材料（示例）".into(),
        materials: vec![material],
    });
}

pub(super) fn mutations() -> Vec<Spoil> {
    let mut all = field("material group", Place::Upper, 200, |given, text| {
        given.form.material_groups[1].name = text.into()
    });
    all.extend(field("material", Place::Upper, 200, |given, text| {
        given.form.material_groups[1].materials[0].name = text.into();
    }));
    for number in ["", "4", "3.1", "03", "2.12", "三"] {
        all.push(mutation(
            format!("material number “{number}” instead of 3"),
            Place::Upper,
            &["optimization.material.number"],
            move |given| {
                add(given, number, "附加说明书（示例）");
            },
        ));
    }
    for name in [
        "其他材料",
        "其它 资料",
        "相关证明",
        "有关文件",
        "所需材料",
        "身份证等",
        "身份证等材料",
        "营业执照 等 文件",
    ] {
        all.push(mutation(
            format!("material is called “{name}”"),
            Place::Upper,
            &["optimization.material.vague"],
            move |given| {
                add(given, "3", name);
            },
        ));
    }
    for name in ["其他股东身份证", "与申请有关的合同", "所需场地平面图", "相关材料目录"] {
        all.push(mutation(
            format!("material is called “{name}”"),
            Place::Upper,
            &["optimization.material.vague_word"],
            move |given| {
                add(given, "3", name);
            },
        ));
    }
    for name in [
        "场地租赁合同(协议)",
        "场地租赁合同 （协议）",
        "不动产权\u{3000}证书",
        "公司登记（备案）申请书",
    ] {
        all.push(mutation(
            format!("material “{name}” once more"),
            Place::Upper,
            &["optimization.material.repeated"],
            move |given| {
                add(given, "3", name);
            },
        ));
    }
    all.push(mutation(
        "a group without materials",
        Place::Upper,
        &["optimization.material.group_empty"],
        |given| {
            given.form.material_groups.push(MaterialGroup {
                name: "空组（示例）".into(),
                materials: Vec::new(),
            });
        },
    ));
    all.push(mutation(
        "a material that nothing needs",
        Place::Upper,
        &["optimization.material.unused"],
        |given| {
            add(given, "3", "附加说明书（示例）");
            given.form.material_groups[2].materials[0].general = false;
        },
    ));
    all.push(mutation(
        "501 materials",
        Place::Whole,
        &["optimization.material.too_many"],
        |given| {
            for number in 3..=491 {
                add(given, &number.to_string(), &format!("附加说明书{number}（示例）"));
            }
        },
    ));
    all.push(mutation(
        "no materials",
        Place::Whole,
        &["optimization.material.none"],
        |given| {
            given.form.material_groups.clear();
            super::scenarios::need_nothing(given);
        },
    ));
    all
}
