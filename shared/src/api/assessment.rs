//! `GET assessment`: the board; `GET assessment/items`, `/forms`, `/lists` and `/centres`: what its numbers
//! count.

use crate::assessment::{Behind, CentreFigures, Figures, ItemFigures, Mark, PlanStep, UnitKind};
use crate::date::Date;
use crate::facts::{AssessmentFacts, BehindFact};
use crate::form::Form;
use crate::form::bulletin::AreaProgress;
use crate::id::RecordId;
use crate::organisation::OrganisationRef;
use crate::window::Tier;
use serde::{Deserialize, Serialize};

/// The board at the end of a day, of what the one who asks may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assessment {
    /// The day that is told of.
    pub on: Date,
    /// The business date.
    pub today: Date,
    /// How many in a hundred countable items are to be connected by the end of the year.
    pub goal: u8,
    /// Everything together.
    pub whole: Figures,
    /// City and districts in the order of the tree.
    pub areas: Vec<AreaFigures>,
    /// Departments in the order of the tree.
    pub departments: Vec<DepartmentFigures>,
    /// Batches in order, and last what is in none.
    pub batches: Vec<BatchFigures>,
    /// Levels of service centres; absent for those whom windows do not concern.
    pub levels: Option<Vec<LevelFigures>>,
    /// What is to be published after each batch.
    pub plan: Vec<PlanStep>,
    /// The burn-up, a day on which something changes at a time.
    pub burn_up: Vec<Mark>,
    /// Who is behind: areas first, then departments.
    pub behind: Vec<Behind>,
}

/// A city (its own departments) or a district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AreaFigures {
    /// Which.
    pub area: OrganisationRef,
    /// Its numbers.
    pub figures: Figures,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DepartmentFigures {
    /// Which.
    pub department: OrganisationRef,
    /// Its city or district.
    pub area: OrganisationRef,
    /// Its numbers.
    pub figures: Figures,
}

/// A batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchFigures {
    /// Number of the batch; none: items in no issued batch.
    pub batch: Option<u8>,
    /// The last day for publication: as issued, or of the programme while nothing is issued.
    pub due: Option<Date>,
    /// Its items.
    pub items: ItemFigures,
}

/// A level of service centres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LevelFigures {
    /// Which.
    pub level: Tier,
    /// Its centres.
    pub centres: CentreFigures,
}

/// An item behind a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CountedItem {
    /// 事项编码.
    pub code: String,
    /// Name.
    pub name: String,
    /// The department that answered for it on that day.
    pub owner: OrganisationRef,
    /// The batch that it was in.
    pub batch: Option<u8>,
    /// The last day for its publication, as issued.
    pub due: Option<Date>,
    /// Connected on.
    pub connected_on: Option<Date>,
    /// Published on.
    pub published_on: Option<Date>,
    /// Cases up to then; absent for those whom windows do not concern.
    pub cases: Option<u64>,
}

/// A stamped form behind a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CountedForm {
    /// The record.
    pub record: RecordId,
    /// Its reference.
    pub reference: String,
    /// Which form.
    pub form: Form,
    /// Its title.
    pub title: String,
    /// The department that owes it.
    pub owner: OrganisationRef,
    /// Due on.
    pub due: Date,
    /// Came back stamped on; none: not by then.
    pub back_on: Option<Date>,
}

/// A department's scope list behind a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CountedList {
    /// The department.
    pub department: OrganisationRef,
    /// Due on.
    pub due: Date,
    /// First handed in on; none: not by then.
    pub handed_in_on: Option<Date>,
}

impl Assessment {
    /// What a bulletin says of it.
    #[must_use]
    pub fn facts(&self) -> AssessmentFacts {
        let area = |one: &AreaFigures| AreaProgress {
            area: one.area.name.clone(),
            countable: one.figures.items.countable,
            connected: one.figures.items.connected,
            published: one.figures.items.published,
            overdue: one.figures.items.overdue,
        };
        let behind = |one: &Behind| BehindFact {
            unit: one.organisation.name.clone(),
            reasons: one.reasons.clone(),
        };
        AssessmentFacts {
            on: self.on,
            areas: self.areas.iter().map(area).collect(),
            behind: self.behind.iter().map(behind).collect(),
        }
    }

    /// Why an organisation is behind; none: it is not.
    #[must_use]
    pub fn behind(&self, kind: UnitKind, organisation: &OrganisationRef) -> Option<&Behind> {
        let same = |behind: &&Behind| behind.kind == kind && behind.organisation.id == organisation.id;
        self.behind.iter().find(same)
    }
}
