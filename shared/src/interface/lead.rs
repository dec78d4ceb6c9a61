//! Who leads an item that is handled in the platform itself (全流程办理).

use crate::organisation::Level;

/// Who leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead<Unit> {
    /// 全市通用: the municipal department that has the item too.
    Department(Unit),
    /// 两个以上区、县（市）共用: the project office.
    Bureau,
    /// 区、县（市）个性: the unit whose item it is.
    Owner,
}

/// Who leads an item, by the units that have items of the same base code, its own among them: each with where
/// it stands and the district that it is of. 任务四：全流程办理.
pub fn lead<Unit: Copy, District: PartialEq>(units: &[(Unit, Level, Option<District>)]) -> Lead<Unit> {
    let municipal = units
        .iter()
        .find(|(_, level, _)| matches!(level, Level::City | Level::CityDepartment));
    if let Some((unit, ..)) = municipal {
        return Lead::Department(*unit);
    }
    let first = units.first().map(|(.., district)| district);
    if units.iter().any(|(.., district)| Some(district) != first) {
        Lead::Bureau
    } else {
        Lead::Owner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lead_follows_how_far_an_item_is_shared() {
        let (city, east, west) = (
            (1, Level::CityDepartment, None),
            (2, Level::DistrictDepartment, Some("east")),
            (3, Level::DistrictDepartment, Some("west")),
        );
        let of_the_same = (4, Level::DistrictDepartment, Some("east"));
        assert_eq!(lead(&[east, city, west]), Lead::Department(1));
        assert_eq!(lead(&[city]), Lead::Department(1));
        assert_eq!(lead(&[east, west]), Lead::Bureau);
        assert_eq!(lead(&[east, of_the_same]), Lead::Owner);
        assert_eq!(lead(&[west]), Lead::Owner);
    }
}
