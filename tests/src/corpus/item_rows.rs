//! What every row of items obeys, broken alone. What is spoilt is mostly a row of its own at the end.

use super::fields::{FieldCodes, field};
use super::names::{HIDDEN, long};
use super::{Given, Mutation, Place, items, mutation};
use yinzheng_shared::facts::ItemFact;
use yinzheng_shared::form::item_row::ItemRow;
use yinzheng_shared::item::ItemScope;

/// Codes of the rules of a form's rows.
pub(super) struct RowCodes {
    pub(super) field: FieldCodes,
    pub(super) none: &'static str,
    pub(super) too_many: &'static str,
    pub(super) number: &'static str,
    pub(super) repeated: &'static str,
    pub(super) code_format: &'static str,
    pub(super) unknown: &'static str,
    pub(super) name_differs: &'static str,
    pub(super) serving: &'static str,
    pub(super) published: &'static str,
    pub(super) gone: &'static str,
}

/// A form that is about rows of items.
pub(super) trait OfItems: Sized {
    const CODES: RowCodes;
    /// Where a row of its own stands.
    const PLACE: Place;

    fn rows(&mut self) -> &mut Vec<ItemRow>;

    /// Says what the form has to say of an item elsewhere.
    fn names(_given: &mut Given<Self>, _code: &str) {}
}

/// A row of its own, and what the catalogue says of its item.
pub(super) fn add<'a, Content: OfItems>(
    given: &'a mut Given<Content>,
    code: &str,
) -> (&'a mut ItemRow, &'a mut ItemFact) {
    Content::names(given, code);
    let rows = given.form.rows();
    let number = u32::try_from(rows.len()).expect("a short list") + 1;
    let name = format!("事项{number}（示例）");
    rows.push(ItemRow {
        number,
        item_name: name.clone(),
        item_code: code.into(),
    });
    let known = items(&mut given.facts);
    let fact = ItemFact {
        code: code.into(),
        name,
        ..known[0].clone()
    };
    known.push(fact);
    (
        rows.last_mut().expect("just added"),
        known.last_mut().expect("just added"),
    )
}

/// A row of its own, right but for one thing that the catalogue says.
pub(super) fn fact<Content: OfItems>(
    name: &str,
    breaks: &'static str,
    spoil: impl Fn(&mut ItemFact) + 'static,
) -> Mutation<Content> {
    mutation(name, Content::PLACE, &[breaks], move |given| {
        spoil(add(given, "许可-00130-000").1)
    })
}

pub(super) fn mutations<Content: OfItems>() -> Vec<Mutation<Content>> {
    let (codes, place) = (Content::CODES, Content::PLACE);
    let mut all = field(
        codes.field,
        "item name",
        place,
        200,
        |given: &mut Given<Content>, text| {
            let (row, fact) = add(given, "许可-00130-000");
            row.item_name = text.into();
            fact.name = text.into();
        },
    );
    for code in ["许可-130", "00013100100", "许可 00130 000"] {
        let name = format!("item code “{code}”");
        all.push(mutation(name, place, &[codes.code_format], move |given| {
            add(given, code);
        }));
    }
    for (what, code) in HIDDEN {
        let (name, breaks) = (
            format!("item code has {what}"),
            [codes.field.characters, codes.code_format],
        );
        all.push(mutation(name, place, &breaks, move |given| {
            add(given, code);
        }));
    }
    for (what, number) in [
        ("0", 0),
        ("that of another row", 3),
        ("with a gap", 5),
        ("beyond every row", u32::MAX),
    ] {
        let name = format!("row number {what}");
        all.push(mutation(name, place, &[codes.number], move |given| {
            add(given, "许可-00130-000").0.number = number;
        }));
    }
    let too_long = [codes.code_format, codes.field.too_long];
    all.extend([
        mutation("item code is too long", place, &too_long, |given| {
            add(given, &long(65));
        }),
        mutation("item code is empty", place, &[codes.field.required], |given| {
            add(given, "");
        }),
        mutation("an item twice", place, &[codes.repeated], |given| repeat(given, "")),
        mutation("an item twice, with spaces", place, &[codes.repeated], |given| {
            repeat(given, " ")
        }),
        mutation(
            "an item that is not in the catalogue",
            place,
            &[codes.unknown],
            |given| add(given, "许可-00130-000").1.code = "许可-00131-000".into(),
        ),
        fact("an item of another name", codes.name_differs, |item| {
            item.name = "另一事项（示例）".into()
        }),
        // Asked of the unit, which others spoil.
        mutation(
            "an item that another unit serves",
            Place::Whole,
            &[codes.serving],
            |given| add(given, "许可-00130-000").1.serving = "杭州市公安局（示例）".into(),
        ),
        fact("an item that is published", codes.published, |item| {
            item.published = true
        }),
        fact("an item that is cancelled", codes.gone, |item| {
            item.scope = ItemScope::Cancelled
        }),
        fact("an item that is moving", codes.gone, |item| {
            item.scope = ItemScope::Moving
        }),
        mutation("no items", Place::Whole, &[codes.none], |given: &mut Given<Content>| {
            given.form.rows().clear()
        }),
        mutation("1001 items", Place::Whole, &[codes.too_many], |given| {
            for number in 4..=1001 {
                add(given, &format!("许可-{number:05}-009"));
            }
        }),
    ]);
    all
}

/// A row of its own for the item of the first row, its code between such spaces.
fn repeat<Content: OfItems>(given: &mut Given<Content>, space: &str) {
    let first = given.form.rows()[0].clone();
    add(given, &format!("{space}{}{space}", first.item_code)).0.item_name = first.item_name;
    items(&mut given.facts).pop();
}
