//! Who took part.

use super::{Given, Place, Spoil, field, mutation};
use yinzheng_shared::form::optimization::Optimization;
use yinzheng_shared::form::participant::Participant;

fn add(given: &mut Given<Optimization>) -> &mut Participant {
    let person = Participant {
        name: "示例戊".into(),
        unit: "示例区市场监督管理局".into(),
        position: "业务骨干".into(),
    };
    given.form.participants.push(person);
    given.form.participants.last_mut().expect("just added")
}

pub(super) fn mutations() -> Vec<Spoil> {
    let mut all = field("participant's name", Place::Rows, 200, |given, text| {
        add(given).name = text.into()
    });
    all.extend(field("participant's unit", Place::Rows, 100, |given, text| {
        add(given).unit = text.into()
    }));
    all.extend(field("participant's position", Place::Rows, 50, |given, text| {
        add(given).position = text.into()
    }));
    all.extend([
        mutation(
            "nobody took part",
            Place::Rows,
            &["optimization.participant.none"],
            |given| given.form.participants.clear(),
        ),
        mutation(
            "101 participants",
            Place::Whole,
            &["optimization.participant.too_many"],
            |given| {
                for _ in 0..98 {
                    add(given);
                }
            },
        ),
        mutation(
            "nobody of the unit took part",
            Place::Rows,
            &["optimization.participant.unit"],
            |given| {
                for person in &mut given.form.participants {
                    person.unit = "示例区市场监督管理局".into();
                }
            },
        ),
        mutation(
            "nobody who leads took part",
            Place::Rows,
            &["optimization.participant.lead"],
            |given| {
                for person in &mut given.form.participants {
                    person.position = "科员".into();
                }
            },
        ),
    ]);
    all
}
