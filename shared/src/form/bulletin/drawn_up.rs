//! A bulletin as the assessment board draws it up.

use super::types::{AreaProgress, Bulletin, Demand, NamedUnit};
use crate::assessment::{Rate, Reason};
use crate::date::Date;
use crate::facts::{AssessmentFacts, BehindFact};
use crate::form::text::fold;
use crate::locale::{Language, bulletin as words};
use crate::programme::Programme;

/// A paper of the city: its language does not depend on who draws it up.
const PAPER: Language = Language::Chinese;

/// What the board of a day says, ready to be edited; number and day of issue are left to the one who issues it.
#[must_use]
pub fn drawn_up(programme: &Programme, known: &AssessmentFacts) -> Bulletin {
    let text = |text: crate::locale::Text| text.get(PAPER).to_owned();
    let demand = |demand| Demand { text: text(demand) };
    let begun = Bulletin {
        title: text(words::DRAFT_TITLE),
        recipients: text(words::DRAFT_RECIPIENTS),
        demands: [words::DRAFT_DEMAND_BEHIND, words::DRAFT_DEMAND_OTHERS]
            .map(demand)
            .into(),
        issuer: programme.bureau.clone(),
        copies: text(words::DRAFT_COPIES),
        ..Bulletin::default()
    };
    taken_anew(&begun, known)
}

/// The bulletin with the figures of the board and with those who are behind by it. Who is not any more is
/// left out; an opening that somebody wrote stays.
#[must_use]
pub fn taken_anew(form: &Bulletin, known: &AssessmentFacts) -> Bulletin {
    let named: Vec<NamedUnit> = known.behind.iter().map(BehindFact::named).collect();
    let drawn = as_of(known.on) + &told(&known.areas, named.len());
    let opening = match after_the_drawn_up(form) {
        Some(added) => drawn + added,
        None if form.opening.trim().is_empty() => drawn,
        None => form.opening.clone(),
    };
    Bulletin {
        figures_on: Some(known.on),
        opening,
        areas: known.areas.clone(),
        named,
        ..form.clone()
    }
}

/// What somebody added to the opening as it was drawn up from these figures, of whatever day; none when it is
/// theirs from the beginning.
fn after_the_drawn_up(form: &Bulletin) -> Option<&str> {
    let told = told(&form.areas, form.named.len());
    let (day, added) = form.opening.split_once(told.as_str())?;
    let without_digits = |text: &str| text.replace(|character: char| character.is_ascii_digit(), "");
    let any = form.figures_on.map(as_of).unwrap_or_default();
    (without_digits(day.trim()) == without_digits(&any)).then_some(added)
}

/// Whether the opening tells the figures of the form.
pub(super) fn opening_tells(form: &Bulletin) -> bool {
    let said = form.figures_on.map(as_of).unwrap_or_default() + &figures(&form.areas);
    fold(&form.opening).contains(&fold(&said))
}

/// The day of the figures.
fn as_of(on: Date) -> String {
    let (year, month, day) = (on.year().to_string(), on.month().to_string(), on.day().to_string());
    words::DRAFT_AS_OF.with(PAPER, &[("year", &year), ("month", &month), ("day", &day)])
}

/// The first paragraph after the day.
fn told(areas: &[AreaProgress], named: usize) -> String {
    let after = if named == 0 {
        words::DRAFT_NOBODY
    } else {
        words::DRAFT_SOMEBODY
    };
    figures(areas) + after.get(PAPER)
}

/// All areas together.
fn figures(areas: &[AreaProgress]) -> String {
    let sum = |of: fn(&AreaProgress) -> u64| areas.iter().map(of).sum::<u64>();
    let countable = sum(|area| area.countable);
    let share = |done: u64| {
        let rate = Rate { done, of: countable };
        rate.percent()
            .map(|percent| words::DRAFT_SHARE.with(PAPER, &[("percent", &percent)]))
            .unwrap_or_default()
    };
    let (connected, published) = (sum(|area| area.connected), sum(|area| area.published));
    words::DRAFT_OPENING.with(
        PAPER,
        &[
            ("countable", &countable.to_string()),
            ("connected", &connected.to_string()),
            ("connected-share", &share(connected)),
            ("published", &published.to_string()),
            ("published-share", &share(published)),
        ],
    )
}

impl BehindFact {
    /// Every reason, one after the other, as a bulletin gives them.
    #[must_use]
    pub fn because(&self) -> String {
        let said: Vec<String> = self.reasons.iter().map(|reason: &Reason| reason.said(PAPER)).collect();
        said.join("；")
    }

    fn named(&self) -> NamedUnit {
        NamedUnit {
            unit: self.unit.clone(),
            because: self.because(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::HANGZHOU_2018;

    fn board(on: &str, published: u64, behind: &[&str]) -> AssessmentFacts {
        AssessmentFacts {
            on: on.parse().unwrap(),
            areas: vec![AreaProgress {
                area: "示例市".to_owned(),
                countable: 3,
                connected: 2,
                published,
                overdue: 0,
            }],
            behind: behind
                .iter()
                .map(|unit| BehindFact {
                    unit: (*unit).to_owned(),
                    reasons: vec![Reason::ItemsOverdue { overdue: 1, due: 2 }],
                })
                .collect(),
        }
    }

    #[test]
    fn figures_taken_anew_keep_what_a_person_wrote() {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        let (first, then) = (
            board("2018-10-08", 1, &["甲局", "乙局"]),
            board("2018-10-26", 2, &["乙局"]),
        );
        let mut form = drawn_up(&programme, &first);
        assert_eq!(
            form.opening,
            "截至2018年10月8日，全市列入范围的事项共3项，已接入2项（66.6%），已发布1项（33.3%）。现将未按工作进度要求完成工作的单位通报如下。"
        );
        form.number = "示例〔2018〕1号".to_owned();
        form.demands.truncate(1);
        // Whoever wants another day writes it first.
        form.figures_on = Some(then.on);
        let anew = taken_anew(&form, &then);
        assert!(anew.opening.starts_with("截至2018年10月26日"), "{}", anew.opening);
        assert_eq!(anew.named.len(), 1);
        assert_eq!((anew.number, anew.demands), (form.number.clone(), form.demands.clone()));
        let added = Bulletin {
            opening: form.opening.clone() + "请各单位对照。",
            ..form.clone()
        };
        let anew = taken_anew(&added, &then).opening;
        assert!(
            anew.starts_with("截至2018年10月26日") && anew.ends_with("请各单位对照。"),
            "{anew}"
        );
        form.opening = "本月进展如下。".to_owned();
        assert_eq!(taken_anew(&form, &then).opening, "本月进展如下。");
    }
}
