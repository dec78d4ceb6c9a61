//! A consolidation as the accepted lists draw it up: nobody types a figure.

use super::types::{Consolidation, DepartmentRow};
use crate::facts::DistrictFacts;
use crate::form::text::fold;
use crate::programme::Programme;
use std::collections::HashMap;

/// What a district comes to now, with no reason given yet.
#[must_use]
pub fn drawn_up(programme: &Programme, known: &DistrictFacts) -> Consolidation {
    let begun = Consolidation {
        edition: programme.scope.edition.clone(),
        ..Consolidation::default()
    };
    taken_anew(&begun, known)
}

/// The consolidation with the departments and lists that there are now. A reason stays with its department as
/// long as that has no accepted list.
#[must_use]
pub fn taken_anew(form: &Consolidation, known: &DistrictFacts) -> Consolidation {
    let given = form.departments.iter();
    let given: HashMap<String, &str> = given.map(|row| (fold(&row.department), row.reason.as_str())).collect();
    let rows = known.lists.iter().map(|one| DepartmentRow {
        department: one.department.clone(),
        list: one.list.clone(),
        reason: match &one.list {
            Some(_) => String::new(),
            None => given
                .get(&fold(&one.department))
                .copied()
                .unwrap_or_default()
                .to_owned(),
        },
    });
    Consolidation {
        district: known.district.clone(),
        edition: form.edition.clone(),
        departments: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::DistrictList;
    use crate::form::consolidation::AcceptedList;
    use crate::id::RecordId;
    use crate::programme::HANGZHOU_2018;

    fn list(department: &str, accepted: bool) -> DistrictList {
        DistrictList {
            department: department.to_owned(),
            list: accepted.then(|| AcceptedList {
                record: RecordId("00000000-0000-7000-8000-000000000001".parse().unwrap()),
                reference: "K7QF2M9".to_owned(),
                accepted_on: "2018-09-12".parse().unwrap(),
                sha256: "0".repeat(64),
                items: 3,
                countable: 2,
                batched: 1,
            }),
        }
    }

    #[test]
    fn a_reason_stays_until_the_list_is_accepted() {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        let mut known = DistrictFacts {
            district: "东湖区（示例）".to_owned(),
            lists: vec![list("甲局（示例）", true), list("乙局（示例）", false)],
        };
        let mut form = drawn_up(&programme, &known);
        assert_eq!(form.edition, programme.scope.edition);
        form.departments[1].reason = "机构调整".to_owned();
        // A department that comes first moves the others.
        known.lists.insert(0, list("丙局（示例）", false));
        let anew = taken_anew(&form, &known);
        let reasons: Vec<&str> = anew.departments.iter().map(|row| row.reason.as_str()).collect();
        assert_eq!(reasons, ["", "", "机构调整"]);
        known.lists[2] = list("乙局（示例）", true);
        assert_eq!(taken_anew(&anew, &known).departments[2].reason, "");
    }
}
