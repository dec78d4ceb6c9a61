//! What counts: reasons for leaving an item out, the share that is to be connected, its pace.

use super::types::{Row, SpecialDomain, SystemLevel};
use crate::programme::{Batch, Goals};
use serde::{Deserialize, Serialize};

/// Why an item may be left out of the share that a department has to connect; 备注 of task 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// ① 在国家省级业务系统办理的.
    HigherSystem,
    /// ② 资料涉密或敏感的.
    Restricted,
    /// ③ 办件量极少的: the whole city, the whole year.
    FewCases,
    /// ④ 不在实体窗口办理的.
    NoWindow,
    /// ⑤ 已列入投资项目、商事、不动产三个领域的.
    SpecialDomain,
    /// ⑥ 未接入政务外网的.
    PrivateNetwork,
}

impl Reason {
    /// Every reason, in the order of the notice.
    pub const ALL: [Self; 6] = [
        Self::HigherSystem,
        Self::Restricted,
        Self::FewCases,
        Self::NoWindow,
        Self::SpecialDomain,
        Self::PrivateNetwork,
    ];
    /// Whether it holds for an item.
    fn holds(self, row: &Row, goals: &Goals) -> bool {
        match self {
            Self::HigherSystem => matches!(row.system_level, Some(SystemLevel::National | SystemLevel::Provincial)),
            Self::Restricted => row.is_restricted(),
            Self::FewCases => row.annual_cases.is_some_and(|cases| cases <= goals.few_cases),
            Self::NoWindow => row.at_window == Some(false),
            Self::SpecialDomain => row.special_domain.is_some_and(|domain| domain != SpecialDomain::None),
            Self::PrivateNetwork => row.private_network == Some(true),
        }
    }
}

/// Why this item may be left out, in the order of the notice; none: it counts.
#[must_use]
pub fn reasons(row: &Row, goals: &Goals) -> Vec<Reason> {
    Reason::ALL
        .into_iter()
        .filter(|reason| reason.holds(row, goals))
        .collect()
}

/// The figures of a list as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// Rows.
    pub rows: usize,
    /// Rows that wait for the reviewer's consent; outside all other counts.
    pub waiting: usize,
    /// Rows that may be left out.
    pub left_out: usize,
    /// Rows that count.
    pub countable: usize,
    /// Rows that count and have a batch.
    pub batched: usize,
    /// How many of those that count must have a batch, rounded up.
    pub needed: usize,
    /// Each batch, in order.
    pub batches: Vec<BatchFigure>,
}

/// One batch of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BatchFigure {
    /// Number of the batch.
    pub number: u8,
    /// Rows that count in this batch.
    pub items: usize,
    /// Rows that count in this batch and those before.
    pub cumulative: usize,
    /// Whether the cumulative share is behind the pace, beyond what is tolerated.
    pub behind: bool,
}

impl BatchFigure {
    fn empty(batch: &Batch) -> Self {
        Self {
            number: batch.number,
            ..Self::default()
        }
    }
}

impl Figures {
    /// Figures of a list. A marked row is outside all counts until the reviewer consents.
    #[must_use]
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Row>, goals: &Goals, batches: &[Batch]) -> Self {
        let mut figures = Self {
            batches: batches.iter().map(BatchFigure::empty).collect(),
            ..Self::default()
        };
        for row in rows {
            figures.count(row, goals);
        }
        let mut cumulative = 0;
        for (batch, turn) in figures.batches.iter_mut().zip(1_usize..) {
            cumulative += batch.items;
            batch.cumulative = cumulative;
            batch.behind = cumulative * 100 < goals.pace(turn) * figures.countable;
        }
        figures.needed = goals.needed(figures.countable);
        figures
    }

    fn count(&mut self, row: &Row, goals: &Goals) {
        self.rows += 1;
        if row.change.is_some() {
            self.waiting += 1;
        } else if Reason::ALL.into_iter().any(|reason| reason.holds(row, goals)) {
            self.left_out += 1;
        } else {
            self.countable += 1;
            if let Some(batch) = self.batches.iter_mut().find(|batch| Some(batch.number) == row.batch) {
                batch.items += 1;
                self.batched += 1;
            }
        }
    }

    /// Figures of a list that was accepted: what is marked was consented to, so that it counts or is gone.
    #[must_use]
    pub fn of_accepted(rows: &[Row], goals: &Goals, batches: &[Batch]) -> Self {
        let stays = rows.iter().filter(|row| row.stays());
        let standing: Vec<Row> = stays
            .map(|row| Row {
                change: None,
                ..row.clone()
            })
            .collect();
        Self::of(&standing, goals, batches)
    }

    /// Whether enough of what counts has a batch; a list where nothing counts has.
    #[must_use]
    pub const fn is_enough(&self) -> bool {
        self.batched >= self.needed
    }

    /// The first batch after which the pace is behind.
    #[must_use]
    pub fn first_behind(&self) -> Option<&BatchFigure> {
        self.batches.iter().find(|batch| batch.behind)
    }
}

#[cfg(test)]
mod tests {
    use super::super::types::Privacy;
    use super::*;
    use crate::programme::{HANGZHOU_2018, Programme};

    type Spoil = fn(&mut Row);

    fn plain(batch: Option<u8>) -> Row {
        Row {
            system_level: Some(SystemLevel::Municipal),
            privacy: Some(Privacy::Open),
            annual_cases: Some(13),
            at_window: Some(true),
            special_domain: Some(SpecialDomain::None),
            private_network: Some(false),
            batch,
            ..Row::default()
        }
    }

    fn figures(rows: Vec<Row>) -> Figures {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        Figures::of(&rows, &programme.goals, &programme.batches)
    }

    #[test]
    fn each_reason_of_the_notice_leaves_an_item_out_and_nothing_else_does() {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        let spoiled: [(Reason, Spoil); 6] = [
            (Reason::HigherSystem, |row| {
                row.system_level = Some(SystemLevel::Provincial)
            }),
            (Reason::Restricted, |row| row.privacy = Some(Privacy::Sensitive)),
            (Reason::FewCases, |row| row.annual_cases = Some(12)),
            (Reason::NoWindow, |row| row.at_window = Some(false)),
            (Reason::SpecialDomain, |row| {
                row.special_domain = Some(SpecialDomain::RealEstate)
            }),
            (Reason::PrivateNetwork, |row| row.private_network = Some(true)),
        ];
        assert_eq!(reasons(&plain(None), &programme.goals), []);
        for (reason, spoil) in spoiled {
            let mut row = plain(None);
            spoil(&mut row);
            assert_eq!(reasons(&row, &programme.goals), [reason]);
        }
        assert_eq!(
            reasons(&Row::default(), &programme.goals),
            [],
            "unanswered is no reason"
        );
    }

    #[test]
    fn four_fifths_of_what_counts_are_needed_rounded_up() {
        assert!(figures(Vec::new()).is_enough(), "nothing counts");
        let six = |batched: usize| figures((0..6).map(|place| plain((place < batched).then_some(1))).collect());
        assert_eq!(six(5).needed, 5);
        assert!(six(5).is_enough());
        assert!(!six(4).is_enough());
    }

    #[test]
    fn a_left_out_item_may_have_a_batch_and_counts_for_nothing() {
        let left_out = Row {
            at_window: Some(false),
            ..plain(Some(1))
        };
        let marked = Row {
            change: Some(super::super::Change::New),
            ..plain(Some(1))
        };
        let found = figures(vec![plain(Some(1)), left_out, marked]);
        assert_eq!(
            (
                found.rows,
                found.waiting,
                found.left_out,
                found.countable,
                found.batched
            ),
            (3, 1, 1, 1, 1)
        );
    }

    #[test]
    fn the_pace_allows_five_hundredths() {
        // 3 of 20 are 15 in a hundred: 20 less the 5 that are tolerated.
        let on_pace = |first: usize| {
            figures(
                (0..20)
                    .map(|place| plain(Some(if place < first { 1 } else { 2 })))
                    .collect(),
            )
        };
        assert_eq!(on_pace(3).first_behind(), None);
        assert_eq!(on_pace(2).first_behind().map(|batch| batch.number), Some(1));
    }
}
