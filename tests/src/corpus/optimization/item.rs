//! The item and the leader.

use super::super::items;
use super::{Given, Place, Spoil, field, mutation};
use crate::corpus::names::long;
use yinzheng_shared::form::optimization::Optimization;

pub(super) fn mutations() -> Vec<Spoil> {
    let mut all = field("item name", Place::Head, 200, |given, text| {
        given.form.item_name = text.to_owned();
        items(&mut given.facts)[0].name = text.to_owned();
    });
    all.extend(field("leader", Place::Foot, 50, |given, text| {
        given.form.leader = text.to_owned()
    }));
    let code = |text: String| {
        move |given: &mut Given<Optimization>| {
            given.form.item_code = text.clone();
            items(&mut given.facts)[0].code = text.clone();
        }
    };
    let format = "optimization.item_code.format";
    all.extend([
        mutation("item code is empty", Place::Head, &["optimization.required"], |given| {
            given.form.item_code.clear()
        }),
        mutation(
            "item code is too long",
            Place::Head,
            &[format, "optimization.too_long"],
            code(long(65)),
        ),
        mutation(
            "item code has a hidden character",
            Place::Head,
            &["optimization.characters", format],
            code("许可\u{202e}-00123-000".into()),
        ),
        mutation(
            "item code of an unknown format",
            Place::Head,
            &[format],
            code("许可-123".into()),
        ),
        mutation(
            "item code with a wrong credit code",
            Place::Head,
            &[format],
            code("11330000002482322R1000131001000".into()),
        ),
        mutation(
            "item code is not in the catalogue",
            Place::Head,
            &["optimization.item_code.unknown"],
            |given| {
                given.form.item_code = "许可-99999-000".into();
            },
        ),
        mutation(
            "item name differs from the catalogue",
            Place::Head,
            &["optimization.item_name.differs"],
            |given| {
                given.form.item_name = "有限责任公司变更登记（示例）".into();
            },
        ),
    ]);
    all
}
