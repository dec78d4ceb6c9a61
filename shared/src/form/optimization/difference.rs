//! What optimising spares: materials asked for before and after.

use super::types::Optimization;
use serde::{Deserialize, Serialize};

/// Materials that a person hands in, before and after. What is shared is handed in by nobody (免提交).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Difference {
    /// Before, as the form tells it.
    pub before: u32,
    /// After: granular materials of the form that are not shared.
    pub after: u32,
}

impl Difference {
    /// How many are spared; below 0 when there are more than before.
    #[must_use]
    pub fn saved(self) -> i64 {
        i64::from(self.before) - i64::from(self.after)
    }
}

impl std::iter::Sum for Difference {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            before: sum.before.saturating_add(one.before),
            after: sum.after.saturating_add(one.after),
        })
    }
}

/// The granular materials that are still handed in; a row without a name is none yet.
#[must_use]
pub fn handed_in(form: &Optimization) -> u32 {
    let groups = form.material_groups.iter();
    let asked = groups
        .flat_map(|group| &group.materials)
        .filter(|material| !material.shared && !material.name.trim().is_empty());
    u32::try_from(asked.count()).unwrap_or(u32::MAX)
}

/// The difference; none while the form does not tell how many there were before.
#[must_use]
pub fn difference(form: &Optimization) -> Option<Difference> {
    form.materials_before.map(|before| Difference {
        before: before.into(),
        after: handed_in(form),
    })
}

#[cfg(test)]
mod tests {
    use super::super::types::{Material, MaterialGroup};
    use super::*;

    fn form(shared: [bool; 3]) -> Optimization {
        let materials = shared.map(|shared| Material {
            shared,
            name: "示例".into(),
            ..Material::default()
        });
        let group = |materials: &[Material]| MaterialGroup {
            materials: materials.to_vec(),
            ..MaterialGroup::default()
        };
        Optimization {
            material_groups: vec![group(&materials[..1]), group(&materials[1..])],
            ..Optimization::default()
        }
    }

    #[test]
    fn what_is_shared_is_not_handed_in() {
        let mut form = form([true, false, false]);
        assert_eq!(difference(&form), None, "nothing is told of before");
        form.materials_before = Some(5);
        let told = difference(&form).unwrap();
        assert_eq!(told, Difference { before: 5, after: 2 });
        assert_eq!(told.saved(), 3);
        form.materials_before = Some(1);
        assert_eq!(difference(&form).map(Difference::saved), Some(-1));
    }

    #[test]
    fn differences_add_up() {
        let one = Difference { before: 5, after: 2 };
        let other = Difference { before: 1, after: 2 };
        assert_eq!(
            [one, other].into_iter().sum::<Difference>(),
            Difference { before: 6, after: 4 }
        );
    }
}
