//! Any consolidation, any district.

use super::{date, text};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use yinzheng_shared::facts::{DistrictFacts, DistrictList};
use yinzheng_shared::form::consolidation::{AcceptedList, Consolidation, DepartmentRow};
use yinzheng_shared::id::RecordId;

/// Few lists, so that form and district often name the same.
fn list() -> impl Strategy<Value = AcceptedList> {
    (0..2_u128, date(), any::<u32>(), any::<u32>()).prop_map(|(number, accepted_on, countable, batched)| AcceptedList {
        record: RecordId(uuid::Uuid::from_u128(number)),
        reference: number.to_string(),
        accepted_on,
        sha256: number.to_string(),
        items: countable,
        countable,
        batched,
    })
}

pub(super) fn consolidation() -> impl Strategy<Value = Consolidation> {
    let row = (text(), of(list()), text()).prop_map(|(department, list, reason)| DepartmentRow {
        department,
        list,
        reason,
    });
    (text(), text(), vec(row, 0..5)).prop_map(|(district, edition, departments)| Consolidation {
        district,
        edition,
        departments,
    })
}

pub(super) fn district() -> impl Strategy<Value = DistrictFacts> {
    let one = (text(), of(list())).prop_map(|(department, list)| DistrictList { department, list });
    (text(), vec(one, 0..4)).prop_map(|(district, lists)| DistrictFacts { district, lists })
}
