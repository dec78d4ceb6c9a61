//! Windows: centres, accounts, training, coverage, numbers of cases.

use super::record::WarningReason;
use crate::date::Date;
use crate::id::{AccountId, CentreId, OrganisationId, OutsideCaseId};
use crate::organisation::OrganisationRef;
use crate::window::Tier;
use crate::window::account::Account;
use crate::window::exercise::Mistake;
use crate::window::month::Month;
use serde::{Deserialize, Serialize};

/// A service centre, `GET centres`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Centre {
    /// Identifier.
    pub id: CentreId,
    /// Full name.
    pub name: String,
    /// Which of the four levels.
    pub level: Tier,
    /// The organisation whose area it serves.
    pub area: OrganisationRef,
    /// Since when it is registered.
    pub registered_on: Date,
    /// Since when it is closed.
    pub closed_on: Option<Date>,
    /// Whether the one who asks administers it.
    pub yours: bool,
}

/// `POST centres`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCentre {
    /// Made by the client.
    pub id: CentreId,
    /// Full name, 1 to 100 characters.
    pub name: String,
    /// Which of the four levels.
    pub level: Tier,
    /// The organisation whose area it serves; of the same level.
    pub area: OrganisationId,
    /// Since when it is registered; not later than today.
    pub registered_on: Date,
}

/// A centre as other bodies name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CentreRef {
    /// Identifier.
    pub id: CentreId,
    /// Full name.
    pub name: String,
    /// Which of the four levels.
    pub level: Tier,
}

/// A window account, `GET window-accounts`. The strong ETag goes into `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WindowAccount {
    /// Identifier.
    pub id: AccountId,
    /// Changes with every change of the account.
    pub etag: String,
    /// Name.
    pub name: String,
    /// Mobile: whole for those who keep the account, otherwise masked like `138****8000`.
    pub mobile: String,
    /// Whether the one who asks keeps the account.
    pub yours: bool,
    /// The unit that employs the person.
    pub organisation: OrganisationRef,
    /// The centre.
    pub centre: CentreRef,
    /// Registered on.
    pub registered: Option<Date>,
    /// Authorised on.
    pub authorised: Option<Date>,
    /// Handed over on.
    pub handed_over: Option<Date>,
    /// The first day on which it can be used: the day after its authorisation.
    pub usable_from: Option<Date>,
    /// Since when it is ended.
    pub ended_on: Option<Date>,
    /// Why an unusual number is right; for those who keep the account.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
    /// What the person has learnt.
    pub training: Progress,
}

/// What somebody has learnt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Progress {
    /// Films seen, by their codes, and when.
    pub films: Vec<Learnt>,
    /// The first day on which the demonstration item was passed.
    pub practised: Option<Date>,
    /// Since when everything that the programme asks for has been learnt.
    pub passed_on: Option<Date>,
}

/// Something learnt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Learnt {
    /// Code of the film.
    pub code: String,
    /// When.
    pub on: Date,
}

/// `POST window-accounts`. The account is checked as a list of one: findings are at `/rows/0/…`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    /// Made by the client; the same body again is answered with the account as it is.
    pub id: AccountId,
    /// The account.
    pub account: Account,
    /// A reason for every warning.
    #[serde(default)]
    pub reasons: Vec<WarningReason>,
}

/// `PUT window-accounts/{id}`, with `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeAccount {
    /// The whole account as it is to be.
    pub account: Account,
    /// A reason for every warning.
    #[serde(default)]
    pub reasons: Vec<WarningReason>,
}

/// `POST window-accounts/{id}/hand-over`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// When the account was given to its person.
    pub on: Date,
}

/// `POST trainings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct KeepTraining {
    /// What people learnt: [`crate::window::training::Lessons`].
    pub content: serde_json::Value,
}

/// `POST trainings`: how many things learnt were new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrainingAnswer {
    /// New or told with another day.
    pub kept: u64,
    /// Known before.
    pub unchanged: u64,
}

/// `POST window-accounts/{id}/exercise`: a pass when there is no mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExerciseAnswer {
    /// What was not right.
    pub mistakes: Vec<Mistake>,
    /// What the person has learnt now.
    pub training: Progress,
}

/// `GET coverage`: opened ÷ registered centres, a level at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coverage {
    /// The day that is told of.
    pub on: Date,
    /// By when accounts are due.
    pub accounts_by: Option<Date>,
    /// By when training is due.
    pub training_by: Option<Date>,
    /// From the city down.
    pub levels: Vec<LevelCoverage>,
}

/// One level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LevelCoverage {
    /// Which.
    pub level: Tier,
    /// Registered centres.
    pub registered: u64,
    /// Those of them that are opened.
    pub opened: u64,
    /// The centres behind the numbers.
    pub centres: Vec<CentreStanding>,
}

/// How far a centre is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CentreStanding {
    /// Which.
    pub centre: CentreRef,
    /// The organisation whose area it serves.
    pub area: OrganisationRef,
    /// Its people.
    pub staff: u64,
    /// Those whose account can be used.
    pub usable: u64,
    /// Those who have learnt everything.
    pub passed: u64,
    /// Whether the group of its area has films, manual and maintainers.
    pub group: bool,
    /// Whether it is opened: [`CentreStanding::is_opened`].
    pub opened: bool,
}

impl CentreStanding {
    /// Opened: at least one usable account, all its people passed, the group of its area confirmed.
    #[must_use]
    pub const fn is_opened(&self) -> bool {
        self.usable > 0 && self.passed == self.staff && self.group
    }
}

/// The group (钉钉群) of an area, `GET window-groups`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Group {
    /// The city or district.
    pub area: OrganisationRef,
    /// What is in it, when somebody has said so.
    pub confirmed: Option<Confirmation>,
    /// Whether the one who asks confirms it.
    pub yours: bool,
}

/// What somebody found in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Confirmation {
    /// When.
    pub on: Date,
    /// Who.
    pub by: String,
    /// What.
    pub holds: GroupHolds,
}

/// `PUT window-groups/{area}`: what the group has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupHolds {
    /// The training films.
    pub films: bool,
    /// The manual.
    pub manual: bool,
    /// The maintainers of the platform and of the units' systems.
    pub maintainers: bool,
}

impl GroupHolds {
    /// Whether it has all that the notice asks for.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.films && self.manual && self.maintainers
    }
}

/// The number of cases of an item in a month at a centre, `GET cases`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseCount {
    /// 事项编码.
    pub item: String,
    /// 事项名称.
    pub item_name: String,
    /// The month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub month: Month,
    /// The centre.
    pub centre: CentreRef,
    /// How many.
    pub cases: u64,
}

/// The sum of a month, `GET cases/months`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonthTotal {
    /// The month.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub month: Month,
    /// How many cases.
    pub cases: u64,
}

/// `PUT cases`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportCases {
    /// 事项编码 of a published item.
    pub item: String,
    /// The month, not later than this one.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub month: Month,
    /// The centre.
    pub centre: CentreId,
    /// How many, at most 10 million.
    pub cases: u32,
}

/// A case of a published item handled outside the platform, `GET outside-cases`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutsideCase {
    /// Identifier.
    pub id: OutsideCaseId,
    /// 事项编码.
    pub item: String,
    /// 事项名称.
    pub item_name: String,
    /// When.
    pub on: Date,
    /// Where.
    pub place: String,
    /// What happened.
    pub note: String,
    /// Who reports it.
    pub by: String,
    /// The reporter's organisation.
    pub organisation: OrganisationRef,
    /// When it was reported.
    pub reported_on: Date,
}

/// `POST outside-cases`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewOutsideCase {
    /// Made by the client.
    pub id: OutsideCaseId,
    /// 事项编码 of a published item.
    pub item: String,
    /// When, not later than today.
    pub on: Date,
    /// Where, 1 to 100 characters.
    pub place: String,
    /// What happened, at most 500 characters; no names or numbers of applicants.
    #[serde(default)]
    pub note: String,
}
