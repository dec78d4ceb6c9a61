//! What the programme says of windows: deadlines, training films, and the item to practise on.

use crate::date::Date;
use crate::form::optimization::Optimization;
use crate::locale::Language;
use serde::{Deserialize, Serialize};

/// Tasks 8 and 9 of a programme; all empty where a programme has no such tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Windows {
    /// Last day for accounts to be registered, authorised and handed over, included.
    pub accounts_by: Option<Date>,
    /// Last day for films to be seen and the demonstration item to be practised, included.
    pub training_by: Option<Date>,
    /// Training films (培训视频).
    pub films: Vec<Film>,
    /// The item to practise on (“示范”事项).
    pub demonstration: Option<Demonstration>,
}

/// A training film.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Film {
    /// Stable code.
    pub code: String,
    /// Its title.
    pub title: Words,
}

/// Words of a programme in both languages of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In Simplified Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// The item to practise on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demonstration {
    /// Its materials and scenarios, as an optimisation form has them.
    pub form: Optimization,
    /// What a window can hand out.
    pub results: Vec<Outcome>,
    /// People who come to the window.
    pub cases: Vec<SampleCase>,
}

/// Something that a window hands out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Stable code.
    pub code: String,
    /// What it is called.
    pub name: Words,
}

/// A person who comes to the window, and what is right then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleCase {
    /// Stable code.
    pub code: String,
    /// What the person says and brings.
    pub story: Words,
    /// Numbers of the attributes that apply.
    pub attributes: Vec<String>,
    /// Code of what is to be handed out.
    pub result: String,
}

impl Words {
    /// The words in a language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

impl Windows {
    /// The film of a code.
    #[must_use]
    pub fn film(&self, code: &str) -> Option<&Film> {
        self.films.iter().find(|film| film.code == code)
    }

    /// Since when somebody has learnt everything that the programme asks for; `seen` are films by their
    /// codes. None while something is missing, and where nothing is asked for.
    #[must_use]
    pub fn passed_on(&self, seen: &[(&str, Date)], practised: Option<Date>) -> Option<Date> {
        let mut dates = Vec::new();
        for film in &self.films {
            dates.push(
                seen.iter()
                    .filter(|(code, _)| *code == film.code)
                    .map(|(_, on)| *on)
                    .min()?,
            );
        }
        if self.demonstration.is_some() {
            dates.push(practised?);
        }
        dates.into_iter().max()
    }

    /// Whether the programme asks window staff to learn anything.
    #[must_use]
    pub const fn asks_for_training(&self) -> bool {
        !self.films.is_empty() || self.demonstration.is_some()
    }
}

#[cfg(test)]
mod tests {
    use crate::form::optimization::guide;
    use crate::programme::{HANGZHOU_2018, Programme};

    #[test]
    fn somebody_has_passed_when_the_last_thing_was_learnt() {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        let windows = programme.windows;
        let day = |text: &str| text.parse().unwrap();
        let mut seen: Vec<(&str, _)> = windows
            .films
            .iter()
            .map(|film| (film.code.as_str(), day("2018-09-10")))
            .collect();
        assert_eq!(windows.passed_on(&seen, None), None);
        assert_eq!(
            windows.passed_on(&seen, Some(day("2018-09-12"))),
            Some(day("2018-09-12"))
        );
        seen.pop();
        assert_eq!(windows.passed_on(&seen, Some(day("2018-09-12"))), None);
        assert_eq!(super::Windows::default().passed_on(&[], None), None);
    }

    #[test]
    fn every_sample_case_fits_the_demonstration_item() {
        let programme: Programme = toml::from_str(HANGZHOU_2018).unwrap();
        let demonstration = programme.windows.demonstration.unwrap();
        assert!(demonstration.cases.len() >= 3);
        for case in &demonstration.cases {
            let chosen: Vec<&str> = case.attributes.iter().map(String::as_str).collect();
            let guide = guide(&demonstration.form, &chosen).unwrap();
            assert!(guide.open.is_empty(), "{}: {:?}", case.code, guide.open);
            assert!(
                demonstration.results.iter().any(|result| result.code == case.result),
                "{}",
                case.code
            );
        }
    }
}
