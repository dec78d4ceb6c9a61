//! The optimisation form of an item, as a session begins it.

use crate::api::optimization_session::{ConvenedSession, TreatedItem};
use crate::form::optimization::Optimization;
use crate::form::participant::Participant;
use crate::form::text::fold;

/// The form with what the session knows: item, day, and those who sign. People of the other departments whose
/// items are gone through sign forms of their own; whoever is invited signs every one.
#[must_use]
pub fn begun(session: &ConvenedSession, item: &TreatedItem) -> Optimization {
    let own = fold(&item.owner.name);
    let others: Vec<String> = session
        .items
        .iter()
        .map(|other| fold(&other.owner.name))
        .filter(|unit| *unit != own)
        .collect();
    let signs = |person: &&Participant| !others.contains(&fold(&person.unit));
    Optimization {
        item_name: item.name.clone(),
        item_code: item.code.clone(),
        session_on: Some(session.held_on),
        participants: session.participants.iter().filter(signs).cloned().collect(),
        ..Optimization::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{OptimizationSessionId, OrganisationId};
    use crate::organisation::OrganisationRef;
    use uuid::Uuid;

    fn unit(number: u128, name: &str) -> OrganisationRef {
        OrganisationRef {
            id: OrganisationId(Uuid::from_u128(number)),
            name: name.into(),
        }
    }

    #[test]
    fn a_form_begins_with_its_day_and_those_who_sign_it() {
        let item = |code: &str, owner: OrganisationRef| TreatedItem {
            code: code.into(),
            name: format!("事项{code}"),
            owner,
            batch: Some(1),
            form: None,
            settled: false,
        };
        let person = |name: &str, unit: &str| Participant {
            name: name.into(),
            unit: unit.into(),
            position: "业务负责人".into(),
        };
        let session = ConvenedSession {
            id: OptimizationSessionId(Uuid::from_u128(1)),
            title: "第一次".into(),
            held_on: "2018-09-20".parse().unwrap(),
            hours: String::new(),
            place: "会议室".into(),
            items: vec![item("1", unit(2, "甲局")), item("2", unit(3, "乙局"))],
            invited: vec![unit(4, "某区")],
            participants: vec![person("一", "甲局"), person("二", "乙局"), person("三", "某区")],
            etag: "v1".into(),
            yours: false,
            called_off: None,
        };
        let form = begun(&session, &session.items[0]);
        assert_eq!((form.item_code.as_str(), form.item_name.as_str()), ("1", "事项1"));
        assert_eq!(form.session_on, Some(session.held_on));
        let names: Vec<&str> = form.participants.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["一", "三"]);
    }
}
