//! The assessment board (督查考核): connection, publication and cases against the plan, and who is behind.
//! Arithmetic over plain numbers; where they come from is the server's matter.
//!
//! All figures are those at the end of a day. Numbers travel as counts; a share is made of two of them
//! where it is shown, and nothing of nothing is no share.

mod behind;
mod figures;
mod plan;
mod said;

pub use behind::{Behind, HandOver, Reason, Unit, UnitKind, behind};
pub use figures::{CentreFigures, Figures, FormFigures, ItemFigures, ListFigures, Rate};
pub use plan::{Mark, PlanStep, burn_up, first_day, planned, planned_until, steps_passed};

use serde::{Deserialize, Serialize};

macro_rules! counts {
    ($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name { $($(#[$one])* #[serde(rename = $code)] $variant,)* }

        impl $name {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The code on the wire.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$variant => $code,)* } }

            /// The one of a code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

counts! {
    /// What is counted of items. Unless said otherwise an item has to count for the share: an accepted list
    /// says so.
    ItemCount {
        /// Items that count for the share.
        Countable = "countable",
        /// Those in a batch by an issued schedule.
        Scheduled = "scheduled",
        /// Those whose system is connected (事项接入).
        Connected = "connected",
        /// Those that are published.
        Published = "published",
        /// Those whose day of publication, as issued, has passed.
        Due = "due",
        /// Of these, those that were published by that day.
        OnTime = "on_time",
        /// Of these, those that are not published yet.
        Overdue = "overdue",
        /// Published items that do not count for the share: left out, or no accepted list speaks of them.
        Besides = "besides",
        /// Published items, counting or not, of which cases were reported.
        WithCases = "with_cases",
    }
}

counts! {
    /// What is counted of stamped forms.
    FormCount {
        /// Forms whose day has passed.
        Due = "due",
        /// Of these, those that came back stamped by that day.
        OnTime = "on_time",
        /// Of these, those that came back later.
        Late = "late",
        /// Of these, those that have not come back.
        Overdue = "overdue",
    }
}

counts! {
    /// What is counted of scope lists, a department at a time.
    ListCount {
        /// Departments whose list was due before.
        Asked = "asked",
        /// Of these, those that handed it in, by its day or later.
        HandedIn = "handed_in",
        /// Of these, those that did so later.
        Late = "late",
        /// Those that never did.
        Missing = "missing",
    }
}

counts! {
    /// What is counted of service centres.
    CentreCount {
        /// Registered centres.
        Registered = "registered",
        /// Those that are opened.
        Opened = "opened",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_one_count_each() {
        for count in ItemCount::ALL {
            assert_eq!(ItemCount::from_code(count.code()), Some(*count));
            let text = serde_json::to_string(count).unwrap();
            assert_eq!(text, format!("\"{}\"", count.code()));
        }
        assert_eq!(FormCount::from_code("countable"), None);
    }
}
