//! A number of the board, which opens the list that it counts.

use crate::api::Query;
use crate::route::Route;
use serde::{Deserialize, Serialize};
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::assessment::{CentreCount, FormCount, ItemCount, ListCount, Rate};
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::{Language, Text, assessment as words};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    Items(ItemCount),
    Forms(FormCount),
    Lists(ListCount),
    Centres(CentreCount),
}

impl Count {
    /// The kind of list and the code of the count.
    const fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::Items(count) => ("items", count.code()),
            Self::Forms(count) => ("forms", count.code()),
            Self::Lists(count) => ("lists", count.code()),
            Self::Centres(count) => ("centres", count.code()),
        }
    }

    /// What is counted, in words.
    pub(super) const fn text(self) -> Text {
        match self {
            Self::Items(ItemCount::Countable) => words::COUNT_ITEMS_COUNTABLE,
            Self::Items(ItemCount::Scheduled) => words::COUNT_ITEMS_SCHEDULED,
            Self::Items(ItemCount::Connected) => words::COUNT_ITEMS_CONNECTED,
            Self::Items(ItemCount::Published) => words::COUNT_ITEMS_PUBLISHED,
            Self::Items(ItemCount::Due) => words::COUNT_ITEMS_DUE,
            Self::Items(ItemCount::OnTime) => words::COUNT_ITEMS_ON_TIME,
            Self::Items(ItemCount::Overdue) => words::COUNT_ITEMS_OVERDUE,
            Self::Items(ItemCount::Besides) => words::COUNT_ITEMS_BESIDES,
            Self::Items(ItemCount::WithCases) => words::COUNT_ITEMS_WITH_CASES,
            Self::Forms(FormCount::Due) => words::COUNT_FORMS_DUE,
            Self::Forms(FormCount::OnTime) => words::COUNT_FORMS_ON_TIME,
            Self::Forms(FormCount::Late) => words::COUNT_FORMS_LATE,
            Self::Forms(FormCount::Overdue) => words::COUNT_FORMS_OVERDUE,
            Self::Lists(ListCount::Asked) => words::COUNT_LISTS_ASKED,
            Self::Lists(ListCount::HandedIn) => words::COUNT_LISTS_HANDED_IN,
            Self::Lists(ListCount::Late) => words::COUNT_LISTS_LATE,
            Self::Lists(ListCount::Missing) => words::COUNT_LISTS_MISSING,
            Self::Centres(CentreCount::Registered) => words::COUNT_CENTRES_REGISTERED,
            Self::Centres(CentreCount::Opened) => words::COUNT_CENTRES_OPENED,
        }
    }
}

/// Which part of the board a number is of; kept in the address of its list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Of {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) of: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) count: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) on: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) area: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) department: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) batch: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) until: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) level: String,
}

impl Of {
    /// Everything at the end of a day.
    pub(super) fn day(on: Date) -> Self {
        Self {
            on: on.to_string(),
            ..Self::default()
        }
    }

    /// What is counted; none when the address says nothing that there is.
    pub(super) fn counted(&self) -> Option<Count> {
        match self.of.as_str() {
            "items" => ItemCount::from_code(&self.count).map(Count::Items),
            "forms" => FormCount::from_code(&self.count).map(Count::Forms),
            "lists" => ListCount::from_code(&self.count).map(Count::Lists),
            "centres" => CentreCount::from_code(&self.count).map(Count::Centres),
            _ => None,
        }
    }

    /// The query of the list.
    pub(super) fn query(&self, cursor: &str) -> Query {
        Query::default()
            .with("on", &self.on)
            .with("count", &self.count)
            .with("area", &self.area)
            .with("department", &self.department)
            .with("batch", &self.batch)
            .with("until", &self.until)
            .with("level", &self.level)
            .with("cursor", cursor)
    }

    /// A number of this part, which opens its list; nothing opens nothing.
    pub(super) fn number(&self, number: u64, count: Count, language: Language) -> Html {
        self.worded(&number.to_string(), number, count, language)
    }

    /// The same, with other words than the number.
    pub(super) fn worded(&self, shown: &str, number: u64, count: Count, language: Language) -> Html {
        if number == 0 {
            return html! { shown };
        }
        let (of, code) = count.codes();
        let query = Self {
            of: of.to_owned(),
            count: code.to_owned(),
            ..self.clone()
        };
        let what = words::OPEN.with(language, &[("what", count.text().get(language)), ("count", shown)]);
        html! {
            <Link<Route, Self> to={Route::AssessmentList} query={Some(query)}><span class="visually-hidden">{ what }</span><span aria-hidden="true">{ shown }</span></Link<Route, Self>>
        }
    }

    /// Two numbers, the one of the other, with the share under them.
    pub(super) fn share(&self, rate: Rate, (done, of): (Count, Count), language: Language) -> Html {
        html! {
            <>
                <span class="nowrap">{ self.number(rate.done, done, language) }{ "/" }{ self.number(rate.of, of, language) }</span>
                if let Some(percent) = rate.percent() { <span class="under">{ words::PERCENT.with(language, &[("percent", &percent)]) }</span> }
            </>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_count_of_its_own_kind() {
        let of = |of: &str, count: &str| Of {
            of: of.to_owned(),
            count: count.to_owned(),
            ..Of::default()
        };
        assert_eq!(of("forms", "late").counted(), Some(Count::Forms(FormCount::Late)));
        assert_eq!(of("items", "late").counted(), None);
        assert_eq!(Of::default().counted(), None);
    }
}
