//! How dates, moments, sizes and codes are written.

use yew::AttrValue;
use yinzheng_shared::api::programme::ProgrammeBody;
use yinzheng_shared::api::record::Action;
use yinzheng_shared::date::{Date, Weekday};
use yinzheng_shared::facts::Connection;
use yinzheng_shared::finding::Finding;
use yinzheng_shared::form::Form;
use yinzheng_shared::form::mark::Mark;
use yinzheng_shared::form::scope::SystemLevel;
use yinzheng_shared::interface::Progress;
use yinzheng_shared::locale::{Language, Text, interfaces, optimization_sessions, page, record, scan, scope, window};
use yinzheng_shared::obligation::Kind;
use yinzheng_shared::organisation::{Level, Role};
use yinzheng_shared::programme::{Batch, Bearer};
use yinzheng_shared::record::{Move, State};
use yinzheng_shared::scan::{Outcome, ScanState};
use yinzheng_shared::subject::Subject;

/// `2018-09-25（周二）`.
#[must_use]
pub fn day(date: Date, language: Language) -> String {
    page::DATE_DAY.with(
        language,
        &[
            ("date", &date.to_string()),
            ("weekday", weekday(date.weekday()).get(language)),
        ],
    )
}

fn weekday(day: Weekday) -> Text {
    match day {
        Weekday::Monday => page::DATE_MONDAY,
        Weekday::Tuesday => page::DATE_TUESDAY,
        Weekday::Wednesday => page::DATE_WEDNESDAY,
        Weekday::Thursday => page::DATE_THURSDAY,
        Weekday::Friday => page::DATE_FRIDAY,
        Weekday::Saturday => page::DATE_SATURDAY,
        Weekday::Sunday => page::DATE_SUNDAY,
    }
}

/// Every release batch of the programme as choices, the first being all of them.
#[must_use]
pub fn batches(programme: Option<&ProgrammeBody>, language: Language) -> Vec<(AttrValue, AttrValue)> {
    let every = (AttrValue::default(), page::ITEMS_EVERY_BATCH.get(language).into());
    let batches = programme.into_iter().flat_map(|body| &body.programme.batches);
    let choice = |batch: &Batch| {
        let number = batch.number.to_string();
        let day = day(batch.publish_by, language);
        let name = page::ITEMS_BATCH_BY.with(language, &[("batch", &number), ("day", &day)]);
        (number.into(), name.into())
    };
    std::iter::once(every).chain(batches.map(choice)).collect()
}

/// A moment of the API in the clock of Asia/Shanghai (+08:00), to the minute: `2018-09-25 14:03`.
/// What is not a moment stays as it is.
#[must_use]
pub fn moment(utc: &str) -> String {
    shanghai(utc).unwrap_or_else(|| utc.to_owned())
}

fn shanghai(utc: &str) -> Option<String> {
    let (date, time) = utc.split_once('T')?;
    let date: Date = date.parse().ok()?;
    let mut parts = time.split(':');
    let hour: i64 = parts.next()?.parse().ok()?;
    let minute = parts.next().filter(|minute| minute.len() == 2)?;
    let hour = hour + 8;
    Some(format!("{} {:02}:{minute}", date.plus_days(hour / 24), hour % 24))
}

/// What stands before the reason of a record in this state.
#[must_use]
pub const fn because(state: State) -> Text {
    match state {
        State::Void => page::RECORD_VOID_BECAUSE,
        State::Printed => page::RECORD_REFUSED_BECAUSE,
        _ => page::RECORD_RETURNED_BECAUSE,
    }
}

/// A size in bytes, in the unit that people read.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..=1_023 => format!("{bytes} B"),
        1_024..=1_048_575 => format!("{} KB", bytes.div_ceil(1_024)),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// Name of a form.
#[must_use]
pub const fn form(form: Form) -> Text {
    match form {
        Form::Scope => record::FORM_SCOPE,
        Form::Consolidation => record::FORM_CONSOLIDATION,
        Form::Schedule => record::FORM_SCHEDULE,
        Form::Optimization => record::FORM_OPTIMIZATION,
        Form::JointDebug => record::FORM_JOINT_DEBUG,
        Form::GoLive => record::FORM_GO_LIVE,
        Form::Bulletin => record::FORM_BULLETIN,
    }
}

/// Name of what is owed.
#[must_use]
pub const fn obligation(kind: Kind) -> Text {
    match kind {
        Kind::ScopeList => page::DEADLINES_SCOPE_LIST,
        Kind::ScopeReview => page::DEADLINES_SCOPE_REVIEW,
        Kind::Consolidation => page::DEADLINES_CONSOLIDATION,
        Kind::StampedForm => page::DEADLINES_STAMPED_FORM,
        Kind::Confirmation => page::DEADLINES_CONFIRMATION,
    }
}

/// Name of a state.
#[must_use]
pub const fn state(state: State) -> Text {
    match state {
        State::Draft => record::STATE_DRAFT,
        State::Submitted => record::STATE_SUBMITTED,
        State::Returned => record::STATE_RETURNED,
        State::Printed => record::STATE_PRINTED,
        State::Matched => record::STATE_MATCHED,
        State::Archived => record::STATE_ARCHIVED,
        State::Void => record::STATE_VOID,
    }
}

/// What a state means.
#[must_use]
pub const fn state_hint(state: State) -> Text {
    match state {
        State::Draft => record::STATE_HINT_DRAFT,
        State::Submitted => record::STATE_HINT_SUBMITTED,
        State::Returned => record::STATE_HINT_RETURNED,
        State::Printed => record::STATE_HINT_PRINTED,
        State::Matched => record::STATE_HINT_MATCHED,
        State::Archived => record::STATE_HINT_ARCHIVED,
        State::Void => record::STATE_HINT_VOID,
    }
}

/// Name of a move, as its button says it.
#[must_use]
pub const fn step(step: Move) -> Text {
    match step {
        Move::Edit => record::MOVE_EDIT,
        Move::Submit => record::MOVE_SUBMIT,
        Move::Return => record::MOVE_RETURN,
        Move::Accept => record::MOVE_ACCEPT,
        Move::Print => record::MOVE_PRINT,
        Move::Revise => record::MOVE_REVISE,
        Move::Match => record::MOVE_MATCH,
        Move::Refuse => record::MOVE_REFUSE,
        Move::Confirm => record::MOVE_CONFIRM,
        Move::Void => record::MOVE_VOID,
    }
}

/// What an event of the timeline tells.
#[must_use]
pub const fn action(action: Action) -> Text {
    match action {
        Action::Created => record::ACTION_CREATED,
        Action::Saved => record::ACTION_SAVED,
        Action::Submitted => record::ACTION_SUBMITTED,
        Action::Returned => record::ACTION_RETURNED,
        Action::Printed => record::ACTION_PRINTED,
        Action::Revised => record::ACTION_REVISED,
        Action::Uploaded => record::ACTION_UPLOADED,
        Action::Matched => record::ACTION_MATCHED,
        Action::Assigned => record::ACTION_ASSIGNED,
        Action::Refused => record::ACTION_REFUSED,
        Action::Archived => record::ACTION_ARCHIVED,
        Action::Voided => record::ACTION_VOIDED,
        Action::Published => record::ACTION_PUBLISHED,
        Action::Optimised => record::ACTION_OPTIMISED,
        Action::Connected => record::ACTION_CONNECTED,
        Action::Disconnected => record::ACTION_DISCONNECTED,
    }
}

/// Name of what rules speak of.
#[must_use]
pub const fn subject(subject: Subject) -> Text {
    match subject {
        Subject::Form(kind) => form(kind),
        Subject::OptimizationSession => optimization_sessions::SUBJECT,
        Subject::Interface => interfaces::SUBJECT,
        Subject::WindowAccount => window::SUBJECT_ACCOUNT,
        Subject::Training => window::SUBJECT_TRAINING,
    }
}

/// Name of a role.
#[must_use]
pub const fn role(role: Role) -> Text {
    match role {
        Role::Staff => record::ROLE_STAFF,
        Role::Reviewer => record::ROLE_REVIEWER,
        Role::Bureau => record::ROLE_BUREAU,
        Role::Egov => record::ROLE_EGOV,
        Role::Builder => record::ROLE_BUILDER,
        Role::Hall => record::ROLE_HALL,
        Role::Auditor => record::ROLE_AUDITOR,
        Role::Admin => record::ROLE_ADMIN,
    }
}

/// Name of a level.
#[must_use]
pub const fn level(level: Level) -> Text {
    match level {
        Level::City => record::LEVEL_CITY,
        Level::District => record::LEVEL_DISTRICT,
        Level::Street => record::LEVEL_STREET,
        Level::Community => record::LEVEL_COMMUNITY,
        Level::CityDepartment => record::LEVEL_CITY_DEPARTMENT,
        Level::DistrictDepartment => record::LEVEL_DISTRICT_DEPARTMENT,
    }
}

/// How an item is connected.
#[must_use]
pub const fn connection(connection: Connection) -> Text {
    match connection {
        Connection::None => record::CONNECTION_NONE,
        Connection::JointDebugged => record::CONNECTION_JOINT_DEBUGGED,
        Connection::FullProcess => record::CONNECTION_FULL_PROCESS,
    }
}

/// Who runs a business system.
#[must_use]
pub const fn system_level(level: SystemLevel) -> Text {
    match level {
        SystemLevel::National => scope::LEVEL_NATIONAL,
        SystemLevel::Provincial => scope::LEVEL_PROVINCIAL,
        SystemLevel::Municipal => scope::LEVEL_MUNICIPAL,
        SystemLevel::District => scope::LEVEL_DISTRICT,
        SystemLevel::None => scope::LEVEL_NONE,
    }
}

/// Who pays.
#[must_use]
pub const fn bearer(bearer: Bearer) -> Text {
    match bearer {
        Bearer::City => interfaces::BEARER_CITY,
        Bearer::District => interfaces::BEARER_DISTRICT,
    }
}

/// How far an interface is.
#[must_use]
pub const fn progress(progress: Progress) -> Text {
    match progress {
        Progress::Planned => interfaces::PROGRESS_PLANNED,
        Progress::Developing => interfaces::PROGRESS_DEVELOPING,
        Progress::Registered => interfaces::PROGRESS_REGISTERED,
    }
}

/// The code of a small vocabulary, as the wire has it.
#[must_use]
pub fn code<T: serde::Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

/// The word of a small vocabulary that has this code on the wire.
#[must_use]
pub fn word<T: serde::de::DeserializeOwned>(code: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
}

/// What is found at a place and in what stands there, nothing said twice.
#[must_use]
pub fn found_at(findings: &[Finding], place: &str) -> Option<AttrValue> {
    let mut said: Vec<&str> = Vec::new();
    for finding in findings {
        let beyond = finding.path.as_str().strip_prefix(place);
        if beyond.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            && !said.contains(&finding.message.as_str())
        {
            said.push(&finding.message);
        }
    }
    (!said.is_empty()).then(|| said.join(" ").into())
}

/// The levels that a business system may be of, to choose from.
#[must_use]
pub fn system_levels(language: Language) -> Vec<(AttrValue, AttrValue)> {
    let level = |level: SystemLevel| (code(level).into(), system_level(level).get(language).into());
    let with_system = SystemLevel::ALL.into_iter().filter(|level| *level != SystemLevel::None);
    with_system.map(level).collect()
}

/// A mark by hand.
#[must_use]
pub const fn mark(mark: Mark) -> Text {
    match mark {
        Mark::Signatures => record::MARK_SIGNATURES,
        Mark::Stamp => record::MARK_STAMP,
        Mark::Date => record::MARK_DATE,
    }
}

/// State of a scan.
#[must_use]
pub const fn scan_state(state: ScanState) -> Text {
    match state {
        ScanState::Received => scan::STATE_RECEIVED,
        ScanState::Read => scan::STATE_READ,
        ScanState::SetAside => scan::STATE_SET_ASIDE,
    }
}

/// What a page turned out to be, and what to do about it.
#[must_use]
pub const fn outcome(outcome: Outcome) -> (Text, Text) {
    match outcome {
        Outcome::Matched => (scan::OUTCOME_MATCHED, scan::OUTCOME_HINT_MATCHED),
        Outcome::Duplicate => (scan::OUTCOME_DUPLICATE, scan::OUTCOME_HINT_DUPLICATE),
        Outcome::Superseded => (scan::OUTCOME_SUPERSEDED, scan::OUTCOME_HINT_SUPERSEDED),
        Outcome::Void => (scan::OUTCOME_VOID, scan::OUTCOME_HINT_VOID),
        Outcome::AlreadyArchived => (scan::OUTCOME_ALREADY_ARCHIVED, scan::OUTCOME_HINT_ALREADY_ARCHIVED),
        Outcome::Blank => (scan::OUTCOME_BLANK, scan::OUTCOME_HINT_BLANK),
        Outcome::Unreadable => (scan::OUTCOME_UNREADABLE, scan::OUTCOME_HINT_UNREADABLE),
        Outcome::Foreign => (scan::OUTCOME_FOREIGN, scan::OUTCOME_HINT_FOREIGN),
        Outcome::Forged => (scan::OUTCOME_FORGED, scan::OUTCOME_HINT_FORGED),
        Outcome::UnknownHere => (scan::OUTCOME_UNKNOWN_HERE, scan::OUTCOME_HINT_UNKNOWN_HERE),
        Outcome::AnotherInstallation => (
            scan::OUTCOME_ANOTHER_INSTALLATION,
            scan::OUTCOME_HINT_ANOTHER_INSTALLATION,
        ),
        Outcome::NotYours => (scan::OUTCOME_NOT_YOURS, scan::OUTCOME_HINT_NOT_YOURS),
    }
}

/// Why a file was set aside; what is not in the list gets the general sentence.
#[must_use]
pub fn set_aside(code: &str) -> Text {
    let key = format!("scan.set-aside.{code}");
    scan::ALL
        .iter()
        .copied()
        .find(|text| text.key == key)
        .unwrap_or(scan::SET_ASIDE_OTHER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_names_its_weekday() {
        let date: Date = "2018-09-25".parse().unwrap();
        assert_eq!(day(date, Language::Chinese), "2018-09-25（周二）");
        assert_eq!(day(date, Language::English), "2018-09-25 (Tue)");
    }

    #[test]
    fn a_moment_is_shown_in_the_clock_of_shanghai() {
        assert_eq!(moment("2018-09-25T06:03:00.000Z"), "2018-09-25 14:03");
        assert_eq!(moment("2018-12-31T16:30:00.000Z"), "2019-01-01 00:30");
        assert_eq!(moment("soon"), "soon");
    }

    #[test]
    fn sizes_never_read_as_nothing() {
        assert_eq!(size(1), "1 B");
        assert_eq!(size(1_500), "2 KB");
        assert_eq!(size(3_670_016), "3.5 MB");
    }

    #[test]
    fn an_unknown_reason_still_has_a_sentence() {
        assert_eq!(set_aside("too-many-pages"), scan::SET_ASIDE_TOO_MANY_PAGES);
        assert_eq!(set_aside("made-later"), scan::SET_ASIDE_OTHER);
    }
}
