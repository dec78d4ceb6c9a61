//! Contents with known truth: valid ones, each rule broken alone, and rules broken in pairs.

mod bulletin;
mod consolidation;
mod fields;
mod go_live;
mod interfaces;
mod item_rows;
mod names;
mod optimization;
mod optimization_session;
mod pairs;
mod schedule;
mod scope;
mod valid;
mod window;

#[cfg(test)]
mod order;
#[cfg(test)]
mod random;
#[cfg(test)]
mod tests;

use serde_json::Value;
use yinzheng_shared::calendar::{CHINA, Calendar};
use yinzheng_shared::date::Date;
use yinzheng_shared::facts::{Facts, ItemFact};
use yinzheng_shared::form::Form;
use yinzheng_shared::form::go_live::GoLive;
use yinzheng_shared::form::optimization::Optimization;
use yinzheng_shared::programme::{HANGZHOU_2018, Programme};
use yinzheng_shared::subject::Subject;

/// Content, what is known beside it, and the rules that it breaks.
#[derive(Clone, Debug)]
pub struct Case {
    /// What is done to the sample; no two cases bear the same name.
    pub name: String,
    /// What it is content of.
    pub subject: Subject,
    /// Content on the wire.
    pub content: Value,
    /// Facts for the check.
    pub facts: Facts,
    /// The business date.
    pub today: Date,
    /// Codes of the rules that it breaks, sorted, one for each finding.
    pub expect: Vec<&'static str>,
}

/// A sample with everything that a rule asks for.
#[derive(Clone, Debug)]
pub struct Given<Content> {
    /// Content.
    pub form: Content,
    /// Facts.
    pub facts: Facts,
    /// The business date.
    pub today: Date,
}

type Apply<Content> = Box<dyn Fn(&mut Given<Content>)>;

/// What spoils one thing of a valid sample.
struct Mutation<Content> {
    name: String,
    /// The place that it touches; two mutations of one place do not add up.
    place: Place,
    /// Codes of the rules that it breaks, sorted, one for each finding.
    breaks: Vec<&'static str>,
    apply: Apply<Content>,
}

/// Part of a form that mutations of other parts leave alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Item, or addressee, with the facts.
    Head,
    /// Materials, or dates.
    Upper,
    /// Scenarios, or issuer.
    Lower,
    /// Participants, or a row of its own at the end.
    Rows,
    /// Leader.
    Foot,
    /// The form as a whole: never paired.
    Whole,
}

/// The whole corpus, the same at every call.
///
/// # Panics
/// When a sample of the corpus does not fit its form.
#[must_use]
pub fn cases() -> Vec<Case> {
    let mut cases = valid::cases();
    cases.extend(alone(Form::Schedule, schedule::sample, &schedule::mutations()));
    cases.extend(alone(Form::Scope, scope::sample, &scope::mutations()));
    cases.extend(alone(
        Form::Consolidation,
        consolidation::sample,
        &consolidation::mutations(),
    ));
    cases.extend(alone(Form::Optimization, annex3, &optimization::mutations()));
    cases.extend(alone(
        Form::JointDebug,
        interfaces::sample,
        &interfaces::joint_debug::mutations(),
    ));
    cases.extend(alone(Form::GoLive, annex4, &go_live::mutations()));
    cases.extend(alone(Form::Bulletin, bulletin::sample, &bulletin::mutations()));
    cases.extend(alone(
        Subject::OptimizationSession,
        optimization_session::sample,
        &optimization_session::mutations(),
    ));
    cases.extend(alone(
        Subject::Interface,
        interfaces::registered,
        &interfaces::register::mutations(),
    ));
    cases.extend(alone(
        Subject::WindowAccount,
        window::roster,
        &window::account::mutations(),
    ));
    cases.extend(alone(
        Subject::Training,
        window::lessons,
        &window::training::mutations(),
    ));
    cases.extend(pairs::pairs(Form::Schedule, schedule::sample, &schedule::mutations()));
    cases.extend(pairs::pairs(Form::Scope, scope::sample, &scope::mutations()));
    cases.extend(pairs::pairs(
        Form::Consolidation,
        consolidation::sample,
        &consolidation::mutations(),
    ));
    cases.extend(pairs::pairs(Form::Optimization, annex3, &optimization::mutations()));
    cases.extend(pairs::pairs(
        Form::JointDebug,
        interfaces::sample,
        &interfaces::joint_debug::mutations(),
    ));
    cases.extend(pairs::pairs(Form::GoLive, annex4, &go_live::mutations()));
    cases.extend(pairs::pairs(Form::Bulletin, bulletin::sample, &bulletin::mutations()));
    cases.extend(pairs::pairs(
        Subject::OptimizationSession,
        optimization_session::sample,
        &optimization_session::mutations(),
    ));
    cases.extend(pairs::pairs(
        Subject::Interface,
        interfaces::registered,
        &interfaces::register::mutations(),
    ));
    cases.extend(pairs::pairs(
        Subject::WindowAccount,
        window::roster,
        &window::account::mutations(),
    ));
    cases.extend(pairs::pairs(
        Subject::Training,
        window::lessons,
        &window::training::mutations(),
    ));
    cases
}

/// Annex 3 of the notice, filled in.
///
/// # Panics
/// When the sample does not fit its form.
#[must_use]
pub fn annex3() -> Given<Optimization> {
    let form = serde_json::from_str(include_str!("annex3.json")).expect("an optimisation form");
    let facts = serde_json::from_str(include_str!("annex3.facts.json")).expect("facts");
    Given {
        form,
        facts,
        today: day("2018-09-20"),
    }
}

/// Annex 4 of the notice, filled in.
///
/// # Panics
/// When the sample does not fit its form.
#[must_use]
pub fn annex4() -> Given<GoLive> {
    let form = serde_json::from_str(include_str!("annex4.json")).expect("a go-live form");
    let facts = serde_json::from_str(include_str!("annex4.facts.json")).expect("facts");
    Given {
        form,
        facts,
        today: day("2018-09-20"),
    }
}

/// The programme by which the corpus is checked.
///
/// # Panics
/// When the built-in file is not a programme.
#[must_use]
pub fn programme() -> Programme {
    toml::from_str(HANGZHOU_2018).expect("a programme")
}

/// The calendar by which the corpus is checked.
///
/// # Panics
/// When the built-in file is not a calendar.
#[must_use]
pub fn calendar() -> Calendar {
    toml::from_str(CHINA).expect("a calendar")
}

fn alone<Content: serde::Serialize>(
    subject: impl Into<Subject> + Copy,
    sample: fn() -> Given<Content>,
    mutations: &[Mutation<Content>],
) -> Vec<Case> {
    let one = |mutation: &Mutation<Content>| {
        let mut given = sample();
        (mutation.apply)(&mut given);
        case(subject, &mutation.name, &given, mutation.breaks.clone())
    };
    mutations.iter().map(one).collect()
}

fn case<Content: serde::Serialize>(
    subject: impl Into<Subject>,
    name: &str,
    given: &Given<Content>,
    mut expect: Vec<&'static str>,
) -> Case {
    expect.sort_unstable();
    let subject = subject.into();
    Case {
        name: format!("{}: {name}", subject.code()),
        subject,
        content: serde_json::to_value(&given.form).expect("content serialises"),
        facts: given.facts.clone(),
        today: given.today,
        expect,
    }
}

fn mutation<Content>(
    name: impl Into<String>,
    place: Place,
    breaks: &[&'static str],
    apply: impl Fn(&mut Given<Content>) + 'static,
) -> Mutation<Content> {
    Mutation {
        name: name.into(),
        place,
        breaks: breaks.to_vec(),
        apply: Box::new(apply),
    }
}

fn day(text: &str) -> Date {
    text.parse().expect("a day that exists")
}

/// The facts of the items; the samples have them.
fn items(facts: &mut Facts) -> &mut Vec<ItemFact> {
    facts.items.as_mut().expect("facts of the items")
}
