//! What waits for a person among the records that the person sees.

use yinzheng_shared::api::record::RecordSummary;
use yinzheng_shared::api::session::Me;
use yinzheng_shared::form::Form;
use yinzheng_shared::locale::{Text, page};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::record::{Move, Side, Standing, State, may};

/// Where to look for the records that wait for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Of these forms.
    pub forms: &'static [Form],
    /// In these states.
    pub states: &'static [State],
}

/// Where to look for what waits for a person of this role; nowhere for those who only read.
#[must_use]
pub const fn waits(role: Role) -> &'static [Waits] {
    const UNDER_WAY: &[State] = &[State::Draft, State::Returned, State::Submitted, State::Printed];
    match role {
        Role::Staff => &[Waits {
            forms: &[Form::Scope, Form::Optimization, Form::JointDebug, Form::GoLive],
            states: UNDER_WAY,
        }],
        Role::Bureau => &[
            Waits {
                forms: &[Form::Schedule, Form::GoLive, Form::Bulletin],
                states: UNDER_WAY,
            },
            Waits {
                forms: &[Form::Consolidation],
                states: &[State::Submitted],
            },
        ],
        Role::Builder => &[Waits {
            forms: &[Form::JointDebug],
            states: UNDER_WAY,
        }],
        // Lists that are still filled are their departments' matter, and there are many.
        Role::Reviewer => &[
            Waits {
                forms: &[Form::Scope, Form::Consolidation],
                states: &[State::Submitted],
            },
            Waits {
                forms: &[Form::Consolidation],
                states: &[State::Draft, State::Returned],
            },
        ],
        Role::Egov | Role::Hall | Role::Auditor | Role::Admin => &[],
    }
}

/// Where the next step is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On this page.
    Here,
    /// With a pen: the print lies on somebody's desk.
    OnPaper,
}

/// The next step of a record.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    /// The record.
    pub record: &'a RecordSummary,
    /// The step, in words.
    pub next: Text,
    /// Where it is made.
    pub place: Place,
}

/// The records on which this person can take the next step, the most urgent first.
#[must_use]
pub fn tasks<'a>(records: &'a [RecordSummary], me: &Me) -> Vec<Task<'a>> {
    let mut tasks: Vec<Task<'a>> = records.iter().filter_map(|record| task(record, me)).collect();
    tasks.sort_by_key(|task| task.record.due.map_or((1, None), |due| (0, Some(due.date))));
    tasks
}

/// None where it is somebody else's turn.
fn task<'a>(record: &'a RecordSummary, me: &Me) -> Option<Task<'a>> {
    let side = if record.owner.id == me.organisation.id {
        Side::Owner
    } else if record.issuer.id == me.organisation.id {
        Side::Issuer
    } else {
        Side::Reader
    };
    let who = Standing { role: me.role, side };
    let can = |step: Move| may(record.form, step, who);
    let (next, place) = match record.state {
        State::Draft if can(Move::Edit) && record.standing_reason().is_some() => (page::NEXT_MEND, Place::Here),
        State::Draft if can(Move::Edit) => (page::NEXT_FILL, Place::Here),
        State::Returned if can(Move::Edit) => (page::NEXT_MEND, Place::Here),
        State::Submitted if can(Move::Accept) && record.form == Form::Schedule => (page::NEXT_ISSUE, Place::Here),
        State::Submitted if can(Move::Accept) => (page::NEXT_REVIEW, Place::Here),
        State::Submitted if side == Side::Owner && can(Move::Print) => (page::NEXT_PRINT, Place::Here),
        State::Printed if side == Side::Owner && can(Move::Print) => match record.standing_reason() {
            Some(_) => (page::NEXT_RESCAN, Place::Here),
            None => (page::NEXT_UPLOAD, Place::OnPaper),
        },
        _ => return None,
    };
    Some(Task { record, next, place })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use yinzheng_shared::locale::Language;

    const UNIT: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
    const BUREAU: &str = "01890a5d-ac96-774b-bcce-b302099a8058";

    fn me(role: Role) -> Me {
        let organisation = if role == Role::Bureau { BUREAU } else { UNIT };
        serde_json::from_value(json!({
            "id": UNIT, "name": "甲（示例）", "login": "a", "role": role, "level": "city_department", "today": "2018-09-18",
            "organisation": { "id": organisation, "name": "某局" }, "waiting": { "records": 0, "desk": 0, "unassigned": 0, "notices": 0 },
        }))
        .unwrap()
    }

    fn record(form: Form, state: State, because: Option<&str>) -> RecordSummary {
        serde_json::from_value(json!({
            "id": UNIT, "reference": "ABCDEFG", "form": form, "title": "", "state": state, "revision": 1,
            "owner": { "id": UNIT, "name": "某局" }, "issuer": { "id": BUREAU, "name": "市数据资源局" }, "due": null,
            "late": false, "returned_because": because, "updated_at": "2018-09-18T06:03:00.000Z",
        }))
        .unwrap()
    }

    fn next(role: Role, record: &RecordSummary) -> Option<(&'static str, Place)> {
        let words = |task: Task<'_>| (task.next.get(Language::English), task.place);
        task(record, &me(role)).map(words)
    }

    fn said(text: Text, place: Place) -> Option<(&'static str, Place)> {
        Some((text.get(Language::English), place))
    }

    #[test]
    fn a_joint_debugging_form_is_the_technicians_as_well() {
        for role in [Role::Staff, Role::Builder] {
            let fresh = record(Form::JointDebug, State::Draft, None);
            assert_eq!(next(role, &fresh), said(page::NEXT_FILL, Place::Here), "{role:?}");
            let checked = record(Form::JointDebug, State::Submitted, None);
            assert_eq!(next(role, &checked), said(page::NEXT_PRINT, Place::Here), "{role:?}");
        }
        assert_eq!(
            next(Role::Builder, &record(Form::Optimization, State::Draft, None)),
            None
        );
    }

    #[test]
    fn a_refused_scan_is_the_owners_to_make_anew_and_not_lost_among_the_papers() {
        let departments = |form: &Form| form.is_printed() && *form != Form::Bulletin;
        for form in Form::ALL.into_iter().filter(departments) {
            let waiting = record(form, State::Printed, None);
            assert_eq!(next(Role::Staff, &waiting), said(page::NEXT_UPLOAD, Place::OnPaper));
            let refused = record(form, State::Printed, Some("没有盖章"));
            assert_eq!(next(Role::Staff, &refused), said(page::NEXT_RESCAN, Place::Here));
            assert_eq!(next(Role::Bureau, &refused), None);
        }
        let mut bulletin = record(Form::Bulletin, State::Printed, Some("没有盖章"));
        bulletin.owner = bulletin.issuer.clone();
        assert_eq!(next(Role::Bureau, &bulletin), said(page::NEXT_RESCAN, Place::Here));
    }

    #[test]
    fn what_was_sent_back_is_mended_by_whoever_filled_it() {
        for state in [State::Returned, State::Draft] {
            let (form, issued) = (
                record(Form::Optimization, state, Some("请写全称")),
                record(Form::GoLive, state, Some("第 2 行未联调")),
            );
            assert_eq!(next(Role::Staff, &form), said(page::NEXT_MEND, Place::Here));
            assert_eq!(next(Role::Staff, &issued), None);
            assert_eq!(next(Role::Bureau, &issued), said(page::NEXT_MEND, Place::Here));
        }
        let fresh = record(Form::Optimization, State::Draft, None);
        assert_eq!(next(Role::Staff, &fresh), said(page::NEXT_FILL, Place::Here));
    }

    #[test]
    fn a_schedule_that_was_handed_in_is_the_bureaus_to_issue() {
        let schedule = record(Form::Schedule, State::Submitted, None);
        assert_eq!(next(Role::Bureau, &schedule), said(page::NEXT_ISSUE, Place::Here));
        for role in [Role::Staff, Role::Reviewer] {
            assert_eq!(next(role, &schedule), None);
        }
    }

    #[test]
    fn every_task_is_found_where_it_is_looked_for() {
        for role in Role::ALL {
            for form in Form::ALL {
                for state in State::ALL {
                    for because in [None, Some("理由")] {
                        let task = next(role, &record(form, state, because));
                        let looked = |waits: &Waits| waits.forms.contains(&form) && waits.states.contains(&state);
                        let is_found = waits(role).iter().any(looked);
                        assert!(task.is_none() || is_found, "{role:?}: {form:?} {state:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_most_urgent_comes_first_and_what_has_no_date_last() {
        let due = |day: Option<&str>| {
            let mut record = record(Form::Optimization, State::Draft, None);
            record.due = day.map(|day| yinzheng_shared::calendar::Due {
                date: day.parse().unwrap(),
                provisional: false,
            });
            record
        };
        let records = [due(None), due(Some("2018-09-21")), due(Some("2018-09-19"))];
        let days: Vec<Option<String>> = tasks(&records, &me(Role::Staff))
            .iter()
            .map(|task| task.record.due.map(|due| due.date.to_string()))
            .collect();
        assert_eq!(
            days,
            [Some("2018-09-19".to_owned()), Some("2018-09-21".to_owned()), None]
        );
    }
}
