//! The life of a record: states, moves and who may make them.

use crate::form::Form;
use crate::organisation::Role;
use serde::{Deserialize, Serialize};

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being filled.
    Draft,
    /// Checked and handed in; a go-live form is thereby issued.
    Submitted,
    /// Sent back with a reason; to be edited as a draft.
    Returned,
    /// Frozen, with a stored print that waits for signatures and stamp.
    Printed,
    /// A complete set of its scanned pages waits for confirmation.
    Matched,
    /// Confirmed; read-only from then on.
    Archived,
    /// Given up with a reason.
    Void,
}

impl State {
    /// Every state, in the order of a record's life.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Submitted,
        Self::Returned,
        Self::Printed,
        Self::Matched,
        Self::Archived,
        Self::Void,
    ];

    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Printed => "printed",
            Self::Matched => "matched",
            Self::Archived => "archived",
            Self::Void => "void",
        }
    }

    /// The state of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A step in a record's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// Change the content of a draft.
    Edit,
    /// Hand in, with the whole rule set checked.
    Submit,
    /// Send back with a reason.
    Return,
    /// Accept what was handed in: that closes a form which nobody stamps.
    Accept,
    /// Freeze the revision and store its print.
    Print,
    /// Open the next revision of a printed or matched record; its print becomes void.
    Revise,
    /// A complete set of pages has been read (made by the server).
    Match,
    /// The receiving office refuses the scan; back to printed.
    Refuse,
    /// The receiving office confirms signatures, stamp and date.
    Confirm,
    /// Give up with a reason.
    Void,
}

/// The move is not open from this state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IllegalMove {
    /// Where the record stands.
    pub from: State,
    /// What was tried.
    pub step: Move,
}

impl State {
    /// Where a move leads.
    ///
    /// # Errors
    /// [`IllegalMove`] when the move is not open from here.
    pub const fn after(self, step: Move) -> Result<Self, IllegalMove> {
        use State::{Archived, Draft, Matched, Printed, Returned, Submitted, Void};
        let next = match (self, step) {
            (Draft | Returned, Move::Edit) => Draft,
            (Draft | Returned, Move::Submit) => Submitted,
            (Submitted, Move::Return) => Returned,
            (Submitted, Move::Accept) => Archived,
            (Submitted, Move::Print) => Printed,
            (Printed | Matched, Move::Revise) => Draft,
            (Printed, Move::Match) => Matched,
            (Matched, Move::Refuse) => Printed,
            (Matched, Move::Confirm) => Archived,
            (Draft | Returned | Submitted | Printed | Matched, Move::Void) => Void,
            (Archived | Void | Draft | Returned | Submitted | Printed | Matched, _) => {
                return Err(IllegalMove { from: self, step });
            }
        };
        Ok(next)
    }

    /// [`State::after`] for a record of this form. What is on paper already is opened anew by those who made
    /// it; a go-live form alone is sent back from there, for the unit that is to stamp it did not make it.
    ///
    /// # Errors
    /// [`IllegalMove`] when the move is not open from here.
    pub const fn after_of(self, form: Form, step: Move) -> Result<Self, IllegalMove> {
        match (form, self, step) {
            (Form::GoLive, Self::Printed, Move::Return) => Ok(Self::Returned),
            _ => self.after(step),
        }
    }
}

/// How a person stands to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The person's role.
    pub role: Role,
    /// Whether the person's organisation owns the record.
    pub side: Side,
}

/// The person's side of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Of the organisation that owns it.
    Owner,
    /// Of the organisation that issues it.
    Issuer,
    /// Neither, but may read it.
    Reader,
}

/// Whether a person in this standing may make the move at all, whatever the state. That the one
/// who confirms did not upload is asked of the scan, not here.
#[must_use]
pub fn may(form: Form, step: Move, who: Standing) -> bool {
    let owner_staff = who.role == Role::Staff && who.side == Side::Owner;
    // Who knows the system: its technicians, or the department's staff for them.
    let owner_technician = owner_staff || (who.role == Role::Builder && who.side == Side::Owner);
    let bureau = who.role == Role::Bureau;
    let owner_reviewer = who.role == Role::Reviewer && who.side == Side::Owner;
    let issuer_reviewer = who.role == Role::Reviewer && who.side == Side::Issuer;
    match (form, step) {
        (Form::Scope, Move::Edit | Move::Submit) => owner_staff,
        (Form::Scope, Move::Return | Move::Accept) => issuer_reviewer,
        (Form::Scope, Move::Void) => owner_staff || bureau,
        (Form::Scope, Move::Print | Move::Revise | Move::Refuse | Move::Confirm) => false,
        (Form::Consolidation, Move::Edit | Move::Submit) => owner_reviewer,
        // Where nobody reviews for the city, the project office receives it.
        (Form::Consolidation, Move::Return | Move::Accept) => issuer_reviewer || (bureau && who.side == Side::Issuer),
        (Form::Consolidation, Move::Void) => owner_reviewer || bureau,
        (Form::Consolidation, Move::Print | Move::Revise | Move::Refuse | Move::Confirm) => false,
        (Form::Schedule, Move::Edit | Move::Submit | Move::Accept | Move::Void) => bureau,
        (Form::Schedule, Move::Return | Move::Print | Move::Revise | Move::Refuse | Move::Confirm) => false,
        (Form::Optimization | Form::JointDebug | Form::GoLive | Form::Bulletin, Move::Accept) => false,
        (Form::Optimization, Move::Edit | Move::Submit | Move::Print | Move::Revise) => owner_staff,
        (Form::Optimization, Move::Return | Move::Confirm | Move::Refuse) => bureau,
        (Form::JointDebug, Move::Edit | Move::Submit | Move::Print | Move::Revise) => owner_technician,
        (Form::JointDebug, Move::Return | Move::Confirm | Move::Refuse) => bureau,
        (Form::JointDebug, Move::Void) => owner_technician || bureau,
        (Form::GoLive, Move::Edit | Move::Submit | Move::Revise | Move::Confirm | Move::Refuse) => bureau,
        (Form::GoLive, Move::Return) => owner_staff,
        (Form::GoLive, Move::Print) => owner_staff || bureau,
        (Form::Optimization, Move::Void) => owner_staff || bureau,
        (Form::GoLive, Move::Void) => bureau,
        // Its own paper from the draft to the archive; that two people see it is asked of the scan.
        (Form::Bulletin, Move::Edit | Move::Submit | Move::Return | Move::Print | Move::Revise) => bureau,
        (Form::Bulletin, Move::Confirm | Move::Refuse | Move::Void) => bureau,
        (_, Move::Match) => false,
    }
}

/// Whether a person in this standing reads no more of a record than the rows of their own organisation:
/// a schedule names the items of every department, secret ones among them.
#[must_use]
pub const fn reads_own_rows(form: Form, who: Standing) -> bool {
    matches!(form, Form::Schedule)
        && matches!(who.role, Role::Staff | Role::Builder)
        && matches!(who.side, Side::Reader)
}

/// Whether a person in this standing reads a bulletin as it was issued, and nothing of how it came about: who
/// was to be named before, who was spared and why.
#[must_use]
pub const fn reads_as_issued(form: Form, who: Standing) -> bool {
    matches!(form, Form::Bulletin)
        && matches!(who.side, Side::Reader)
        && !matches!(who.role, Role::Bureau | Role::Auditor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archived_or_void_record_never_moves() {
        for step in [
            Move::Edit,
            Move::Submit,
            Move::Return,
            Move::Accept,
            Move::Print,
            Move::Revise,
            Move::Match,
            Move::Refuse,
            Move::Confirm,
            Move::Void,
        ] {
            assert!(State::Archived.after(step).is_err());
            assert!(State::Void.after(step).is_err());
        }
    }

    #[test]
    fn only_a_confirmed_match_or_an_accepted_form_is_archived() {
        for state in State::ALL {
            for (step, from) in [(Move::Confirm, State::Matched), (Move::Accept, State::Submitted)] {
                assert_eq!(state.after(step) == Ok(State::Archived), state == from);
            }
        }
    }

    #[test]
    fn a_go_live_form_alone_is_sent_back_from_paper() {
        for form in Form::ALL {
            for state in State::ALL {
                let expected = if form == Form::GoLive && state == State::Printed {
                    Ok(State::Returned)
                } else {
                    state.after(Move::Return)
                };
                assert_eq!(state.after_of(form, Move::Return), expected, "{form:?} {state:?}");
                assert_eq!(state.after_of(form, Move::Print), state.after(Move::Print));
            }
        }
        assert!(State::Matched.after_of(Form::GoLive, Move::Return).is_err());
    }

    #[test]
    fn what_is_printed_is_never_merely_accepted() {
        for form in Form::ALL.into_iter().filter(|form| form.is_printed()) {
            for role in Role::ALL {
                for side in [Side::Owner, Side::Issuer, Side::Reader] {
                    assert!(!may(form, Move::Accept, Standing { role, side }));
                }
            }
        }
    }

    #[test]
    fn a_department_reads_its_own_rows_of_a_schedule() {
        let reads = |form, role, side| reads_own_rows(form, Standing { role, side });
        assert!(reads(Form::Schedule, Role::Staff, Side::Reader));
        assert!(reads(Form::Schedule, Role::Builder, Side::Reader));
        assert!(!reads(Form::Schedule, Role::Staff, Side::Owner));
        assert!(!reads(Form::Schedule, Role::Bureau, Side::Reader));
        assert!(!reads(Form::Optimization, Role::Staff, Side::Reader));
    }

    #[test]
    fn who_merely_reads_a_bulletin_reads_it_as_it_was_issued() {
        let reads = |form, role, side| reads_as_issued(form, Standing { role, side });
        assert!(reads(Form::Bulletin, Role::Staff, Side::Reader));
        assert!(!reads(Form::Bulletin, Role::Auditor, Side::Reader));
        assert!(!reads(Form::Bulletin, Role::Bureau, Side::Owner));
        assert!(!reads(Form::Optimization, Role::Staff, Side::Reader));
    }

    #[test]
    fn state_codes_read_back() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(state));
        }
    }
}
