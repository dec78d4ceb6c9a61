//! `GET programme`: what the page needs before anyone signs in, and to check forms as the server
//! does; `GET programme/state`: how far the programme is.

use crate::calendar::Calendar;
use crate::date::Date;
use crate::programme::annex::{Module, Phase, Task};
use crate::programme::{Context, Programme};
use serde::{Deserialize, Serialize};

/// Programme, calendar and rule-set digest of this installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeBody {
    /// The programme.
    pub programme: Programme,
    /// Working days.
    pub calendar: Calendar,
    /// Digest of the rule set on the server.
    pub rule_set: String,
    /// The business date.
    pub today: Date,
    /// Whether the business date was set by the operator.
    pub today_is_set: bool,
    /// Whether this installation holds demonstration data.
    pub demonstration: bool,
    /// Logins of the demonstration: login, password, and role; empty otherwise.
    pub demonstration_logins: Vec<DemonstrationLogin>,
}

impl ProgrammeBody {
    /// What rules ask of it.
    #[must_use]
    pub const fn context(&self) -> Context<'_> {
        Context {
            programme: &self.programme,
            calendar: &self.calendar,
            today: self.today,
        }
    }
}

/// `POST business-date`, and its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BusinessDate {
    /// The business date from now on: not earlier than it is, at most 366 days later.
    pub today: Date,
}

/// A login of the demonstration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemonstrationLogin {
    /// Login name.
    pub login: String,
    /// Password.
    pub password: String,
    /// Role.
    pub role: crate::organisation::Role,
    /// Organisation by name.
    pub organisation: String,
}

/// `GET programme/state`: the annexes of the programme, and how far each task is for the one who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeState {
    /// The business date of the figures.
    pub today: Date,
    /// Phases in order.
    pub phases: Vec<Phase>,
    /// Tasks in order.
    pub tasks: Vec<TaskState>,
    /// Who builds what.
    pub modules: Vec<Module>,
}

/// A task and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskState {
    /// The task.
    pub task: Task,
    /// How far; absent when it is not the asker's to see.
    pub figure: Option<Figure>,
    /// The last day for all of it, where the programme names one.
    pub due: Option<Date>,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figure {
    /// Done.
    pub done: u64,
    /// To be done in all.
    pub of: u64,
}

/// How a task stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskStanding {
    /// Not the asker's to see.
    Unseen,
    /// Nothing is done yet.
    NotBegun,
    /// Some of it is done.
    UnderWay,
    /// All of it is done.
    Done,
    /// Its last day has passed and something is open.
    Late,
}

impl TaskState {
    /// How it stands on a day. A task of which nothing is known to be done is not done.
    #[must_use]
    pub fn standing(&self, today: Date) -> TaskStanding {
        let Some(figure) = self.figure else {
            return TaskStanding::Unseen;
        };
        if figure.of > 0 && figure.done >= figure.of {
            TaskStanding::Done
        } else if figure.of > 0 && self.due.is_some_and(|due| due < today) {
            TaskStanding::Late
        } else if figure.done > 0 {
            TaskStanding::UnderWay
        } else {
            TaskStanding::NotBegun
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::HANGZHOU_2018;

    #[test]
    fn a_task_is_late_only_when_something_is_open_after_its_last_day() {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        let task = programme.tasks.into_iter().next().unwrap();
        let day = |text: &str| text.parse::<Date>().unwrap();
        let due = Some(day("2018-09-14"));
        let figure = |done, of| Some(Figure { done, of });
        for (figure, due, today, standing) in [
            (None, due, "2018-09-15", TaskStanding::Unseen),
            (figure(0, 0), due, "2018-09-15", TaskStanding::NotBegun),
            (figure(0, 4), due, "2018-09-14", TaskStanding::NotBegun),
            (figure(0, 4), due, "2018-09-15", TaskStanding::Late),
            (figure(3, 4), due, "2018-09-15", TaskStanding::Late),
            (figure(3, 4), None, "2018-09-15", TaskStanding::UnderWay),
            (figure(4, 4), due, "2018-09-15", TaskStanding::Done),
        ] {
            let task = TaskState {
                task: task.clone(),
                figure,
                due,
            };
            assert_eq!(task.standing(day(today)), standing, "{figure:?} {today}");
        }
    }
}
