//! Annexes of the programme as data: phases and tasks (附件1、附件2), who builds what (附件5).

use crate::window::programme::Words;
use serde::{Deserialize, Serialize};

/// A phase (阶段) of the workflow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// From 1.
    pub number: u8,
    /// What it is called.
    pub title: Words,
}

/// A task (任务), a row of 《推广使用标准化对照表》.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// From 1.
    pub number: u8,
    /// Number of the phase that it belongs to.
    pub phase: u8,
    /// What tells how far it is.
    pub measure: Measure,
    /// What it is called.
    pub title: Words,
    /// 工作内容.
    pub content: Words,
    /// 工作标准.
    pub standard: Words,
    /// 牵头单位.
    pub lead: Words,
    /// 配合单位.
    pub support: Words,
    /// 完成时限.
    pub deadline: Words,
    /// Where its words come from.
    #[serde(default)]
    pub source: Source,
}

/// What tells how far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Accepted scope lists, of the departments that owe one.
    ScopeLists,
    /// Batches whose schedule was issued, of all batches.
    Batches,
    /// Optimised items, of those in a batch.
    Optimised,
    /// Items whose interface works or that are handled in the platform, of those in a batch.
    Connected,
    /// Items that passed joint debugging, of those in a batch that are not handled in the platform.
    JointDebugged,
    /// Go-live forms that came back stamped, of those that were issued.
    GoLive,
    /// Published items, of those in a batch.
    Published,
    /// Window accounts that were handed over, of the active ones.
    Accounts,
    /// Active window accounts whose people learnt everything.
    Trained,
    /// Opened service centres, of the registered ones.
    Centres,
}

/// Where the words of an annex come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// From the annex itself.
    #[default]
    Annex,
    /// The annex has nothing here: completed from the text of the notice.
    Text,
}

/// A module (模块) of 《“一窗受理”体系建设分工表》.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Module {
    /// What it is called.
    pub title: Words,
    /// Who pays (备注).
    pub payer: Words,
    /// Where the words of [`Module::payer`] come from.
    #[serde(default)]
    pub source: Source,
    /// Its functions in order.
    pub functions: Vec<Function>,
}

/// A function (功能) of a module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Function {
    /// What it is called.
    pub name: Words,
    /// Who may provide it.
    pub by: Provider,
}

/// Who may provide a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// The one-window platform alone.
    Platform,
    /// The platform, or a product of a third party.
    Either,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;
    use crate::locale::Language;
    use crate::programme::{HANGZHOU_2018, Programme};

    fn hangzhou() -> Programme {
        toml::from_str(HANGZHOU_2018).unwrap()
    }

    #[test]
    fn four_phases_hold_ten_tasks_each_with_a_measure_of_its_own() {
        let programme = hangzhou();
        let numbers: Vec<u8> = programme.tasks.iter().map(|task| task.number).collect();
        assert_eq!(numbers, (1..=10).collect::<Vec<u8>>());
        let phases: Vec<u8> = programme.phases.iter().map(|phase| phase.number).collect();
        assert_eq!(phases, [1, 2, 3, 4]);
        for (place, task) in programme.tasks.iter().enumerate() {
            assert!(phases.contains(&task.phase), "{}", task.number);
            let alike = programme.tasks.iter().skip(place + 1);
            assert!(alike.clone().all(|other| other.measure != task.measure));
            assert_eq!(task.source == Source::Text, task.number > 7, "{}", task.number);
        }
    }

    #[test]
    fn sixteen_functions_of_which_a_third_party_may_provide_six() {
        let functions: Vec<Function> = hangzhou()
            .modules
            .into_iter()
            .flat_map(|module| module.functions)
            .collect();
        assert_eq!(functions.len(), 16);
        let either = functions.iter().filter(|function| function.by == Provider::Either);
        assert_eq!(either.count(), 6);
    }

    /// The words of a deadline and the dates by which lateness is told are written in two places.
    #[test]
    fn deadlines_in_words_name_the_dates_that_hold() {
        let programme = hangzhou();
        let words = |number: u8| {
            let task = programme.tasks.iter().find(|task| task.number == number).unwrap();
            task.deadline.get(Language::Chinese).to_owned()
        };
        let day = |date: Date| format!("{}月{}日", date.month(), date.day());
        for (number, date) in [
            (1, Some(programme.scope.city_by)),
            (1, Some(programme.scope.district_by)),
            (2, Some(programme.schedule.first_by)),
            (2, Some(programme.schedule.others_by)),
            (8, programme.windows.accounts_by),
            (9, programme.windows.training_by),
        ] {
            let date = day(date.unwrap());
            assert!(words(number).contains(&date), "{}: {date}", words(number));
        }
        for (number, days) in [(3, programme.deadlines.optimization), (6, programme.deadlines.go_live)] {
            assert!(words(number).contains(&format!("{days}个工作日")), "{}", words(number));
        }
    }

    /// The page asks for the annexes when it shows them, not before anyone signs in; and they decide
    /// nothing that a form is checked by.
    #[test]
    fn the_annexes_do_not_travel_with_the_programme() {
        let mut programme = hangzhou();
        let whole = serde_json::to_string(&programme).unwrap();
        assert!(!whole.contains("联调确认单"), "{whole}");
        programme.tasks.clear();
        assert_eq!(serde_json::to_string(&programme).unwrap(), whole);
    }
}
