//! Every rule of the register, broken alone.

use super::super::fields::{self, FieldCodes};
use super::super::{Given, Mutation, Place, day, items};
use super::{debugging, planned};
use yinzheng_shared::facts::{Connection, ItemFact};
use yinzheng_shared::form::scope::SystemLevel;
use yinzheng_shared::interface::{Interface, Progress};

type Spoil = Mutation<Interface>;

fn mutation(
    name: impl Into<String>,
    place: Place,
    breaks: &[&'static str],
    apply: impl Fn(&mut Given<Interface>) + 'static,
) -> Spoil {
    super::super::mutation(name, place, breaks, apply)
}

const FIELD: FieldCodes = FieldCodes {
    required: "interface.required",
    too_long: "interface.too_long",
    characters: "interface.characters",
};

/// A text field of the register, so that closures need not name its type.
fn field(
    name: &str,
    place: Place,
    max: usize,
    set: impl Fn(&mut Given<Interface>, &str) + Copy + 'static,
) -> Vec<Spoil> {
    fields::field(FIELD, name, place, max, set)
}

pub(in super::super) fn mutations() -> Vec<Spoil> {
    let mut all = field("number", Place::Head, 64, |given, text| given.form.number = text.into());
    all.extend(field("name", Place::Upper, 200, |given, text| {
        given.form.name = text.into()
    }));
    all.extend(field("system", Place::Lower, 100, |given, text| {
        given.form.system_name = text.into()
    }));
    all.extend([
        mutation("no level", Place::Lower, &["interface.required"], |given| {
            given.form.system_level = None
        }),
        mutation("no system", Place::Lower, &["interface.system.none"], |given| {
            given.form.system_level = Some(SystemLevel::None)
        }),
        mutation(
            "no day of registration",
            Place::Foot,
            &["interface.required"],
            |given| given.form.registered = None,
        ),
        mutation(
            "registered tomorrow",
            Place::Foot,
            &["interface.registered.in_future"],
            |given| given.form.registered = Some(day("2018-09-21")),
        ),
        mutation(
            "a number before its time",
            Place::Whole,
            &["interface.number.early"],
            |given| {
                planned(given, Progress::Developing);
                given.form.number = "JK-2018-009".into();
            },
        ),
        mutation(
            "a day before its time",
            Place::Whole,
            &["interface.number.early"],
            |given| {
                planned(given, Progress::Planned);
                given.form.registered = Some(given.today);
            },
        ),
        mutation(
            "a number that is taken",
            Place::Whole,
            &["interface.number.taken"],
            |given| {
                let number = given.form.number.clone();
                debugging(given).taken.push(number);
            },
        ),
        mutation("no items", Place::Whole, &["interface.item.none"], |given| {
            given.form.items.clear()
        }),
        mutation("1001 items", Place::Whole, &["interface.item.too_many"], |given| {
            let one = items(&mut given.facts)[0].clone();
            for number in 4..=1001 {
                let code = format!("许可-{number:05}-009");
                given.form.items.push(code.clone());
                items(&mut given.facts).push(ItemFact { code, ..one.clone() });
            }
        }),
        mutation("an item twice", Place::Rows, &["interface.item.repeated"], |given| {
            let first = given.form.items[0].clone();
            given.form.items.push(format!(" {first} "));
        }),
        mutation(
            "an item that is not in the catalogue",
            Place::Rows,
            &["interface.item.unknown"],
            |given| given.form.items.push("许可-00131-000".into()),
        ),
        mutation(
            "an item that another unit serves",
            Place::Rows,
            &["interface.item.serving"],
            |given| items(&mut given.facts)[1].serving = "杭州市公安局（示例）".into(),
        ),
        mutation(
            "an item that is handled in the platform",
            Place::Rows,
            &["interface.item.full_process"],
            |given| items(&mut given.facts)[2].connection = Connection::FullProcess,
        ),
    ]);
    all
}
