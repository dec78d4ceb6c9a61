//! 《区县事项范围汇总单》 by its cells. Lists and figures are nobody's to type: they follow what is accepted.

use super::place::Place;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::consolidation::{Consolidation, taken_anew};

/// Every cell of the form, in form order: a reason for each department without an accepted list.
#[must_use]
pub fn places(form: &Consolidation) -> Vec<Place> {
    let rows = form.departments.iter().enumerate();
    let open = rows.filter(|(_, row)| row.list.is_none() || !row.reason.is_empty());
    std::iter::once(Place::Departments)
        .chain(open.map(|(place, _)| Place::DepartmentReason(place)))
        .collect()
}

/// The text of a cell; `None` when the form has no such cell. The departments as a whole are never blank: what is
/// said of them shows at once.
#[must_use]
pub fn text(form: &Consolidation, place: Place) -> Option<String> {
    match place {
        Place::Departments => Some("-".to_owned()),
        Place::DepartmentReason(place) => Some(form.departments.get(place)?.reason.clone()),
        _ => None,
    }
}

/// Puts a text into a cell; `None` when the form has no such cell.
pub fn set(form: &mut Consolidation, place: Place, text: &str) -> Option<()> {
    let Place::DepartmentReason(place) = place else {
        return None;
    };
    text.clone_into(&mut form.departments.get_mut(place)?.reason);
    Some(())
}

/// The form as the lists that are accepted now draw it up; none when it is so already, and for other forms.
#[must_use]
pub fn followed(content: &Content, facts: &Facts) -> Option<Content> {
    let (Content::Consolidation(form), Some(known)) = (content, &facts.district) else {
        return None;
    };
    let anew = taken_anew(form, known);
    (anew != *form).then_some(Content::Consolidation(anew))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use yinzheng_shared::facts::{DistrictFacts, DistrictList};

    #[test]
    fn a_form_follows_what_is_accepted_and_then_stands_still() {
        let form = sample::consolidation();
        let lists = form.departments.iter().map(|row| DistrictList {
            department: row.department.clone(),
            list: row.list.clone(),
        });
        let mut facts = Facts {
            district: Some(DistrictFacts {
                district: form.district.clone(),
                lists: lists.collect(),
            }),
            ..Facts::default()
        };
        let content = Content::Consolidation(form);
        assert_eq!(followed(&content, &facts), None);
        if let Some(known) = &mut facts.district {
            known.lists.truncate(1);
        }
        let anew = followed(&content, &facts).unwrap();
        assert_eq!(followed(&anew, &facts), None);
        assert_eq!(followed(&content, &Facts::default()), None);
    }
}
