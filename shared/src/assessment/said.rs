//! Reasons in words.

use super::{HandOver, Reason};
use crate::locale::{Language, Text, assessment as words};

impl Reason {
    /// The reason as a sentence with its numbers.
    #[must_use]
    pub fn said(self, language: Language) -> String {
        let told = |text: Text, numbers: &[(&str, u64)]| {
            let numbers: Vec<(&str, String)> = numbers
                .iter()
                .map(|(name, number)| (*name, number.to_string()))
                .collect();
            let numbers: Vec<(&str, &str)> = numbers.iter().map(|(name, number)| (*name, number.as_str())).collect();
            text.with(language, &numbers)
        };
        match self {
            Reason::Lists { missing, late, asked } => told(
                words::BEHIND_LISTS,
                &[("missing", missing), ("late", late), ("asked", asked)],
            ),
            Reason::HandOver(HandOver { due, handed_over_on }) => {
                let due = due.to_string();
                match handed_over_on.map(|on| on.to_string()) {
                    Some(on) => words::BEHIND_HAND_OVER_LATE.with(language, &[("due", &due), ("on", &on)]),
                    None => words::BEHIND_HAND_OVER_MISSING.with(language, &[("due", &due)]),
                }
            }
            Reason::Scheduled {
                scheduled,
                needed,
                countable,
            } => told(
                words::BEHIND_SCHEDULED,
                &[("scheduled", scheduled), ("needed", needed), ("countable", countable)],
            ),
            Reason::Published {
                batch,
                published,
                planned,
                countable,
            } => told(
                words::BEHIND_PUBLISHED,
                &[
                    ("batch", batch.into()),
                    ("published", published),
                    ("planned", planned),
                    ("countable", countable),
                ],
            ),
            Reason::Connected {
                connected,
                needed,
                countable,
            } => told(
                words::BEHIND_CONNECTED,
                &[("connected", connected), ("needed", needed), ("countable", countable)],
            ),
            Reason::ItemsOverdue { overdue, due } => {
                told(words::BEHIND_ITEMS_OVERDUE, &[("overdue", overdue), ("due", due)])
            }
            Reason::Forms { late, overdue, due } => told(
                words::BEHIND_FORMS,
                &[("late", late), ("overdue", overdue), ("due", due)],
            ),
            Reason::Centres { opened, registered } => {
                told(words::BEHIND_CENTRES, &[("opened", opened), ("registered", registered)])
            }
        }
    }
}
