//! What the whole page knows: who is signed in, the programme, language and looks.

use crate::api::Failure;
use std::rc::Rc;
use yew::Reducible;
use yinzheng_shared::api::programme::ProgrammeBody;
use yinzheng_shared::api::session::Me;
use yinzheng_shared::date::Date;
use yinzheng_shared::locale::Language;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Size of letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// As usual.
    #[default]
    Usual,
    /// Large.
    Large,
}

/// How the person likes the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// Language.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Size of letters.
    pub text_size: TextSize,
}

/// Who is in front of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Session {
    /// Not known yet.
    #[default]
    Unknown,
    /// Nobody.
    SignedOut,
    /// This person.
    SignedIn(Rc<Me>),
    /// This person, whose session has ended; the page stays as it is behind a dialog.
    Lapsed(Rc<Me>),
}

impl Session {
    /// The person, also while the session has lapsed.
    #[must_use]
    pub fn me(&self) -> Option<&Rc<Me>> {
        match self {
            Self::SignedIn(me) | Self::Lapsed(me) => Some(me),
            Self::Unknown | Self::SignedOut => None,
        }
    }
}

/// Everything that pages share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AppState {
    /// Looks.
    pub looks: Looks,
    /// Who is here.
    pub session: Session,
    /// What this installation is; absent until it answered.
    pub programme: Option<Rc<ProgrammeBody>>,
    /// Why the page could not begin.
    pub failure: Option<Failure>,
    /// Moves with every sign-in and every wish to begin again.
    pub epoch: u64,
    /// What was last told in passing, and how many times something was.
    pub said: (u64, String),
}

/// What happens to it.
#[derive(Clone, Debug)]
pub enum AppAction {
    /// The person likes it otherwise.
    Looks(Looks),
    /// The installation answered.
    Programme(Box<ProgrammeBody>),
    /// Somebody signed in.
    SignedIn(Box<Me>),
    /// The counts of the same person are newer.
    Refreshed(Box<Me>),
    /// The business date was moved.
    Today(Date),
    /// The server no longer knows who is asking.
    Ended,
    /// The person left.
    SignedOut,
    /// The page could not begin.
    Failed(Failure),
    /// Begin again.
    Again,
    /// Tell something in passing.
    Say(String),
}

impl Reducible for AppState {
    type Action = AppAction;

    fn reduce(self: Rc<Self>, action: AppAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            AppAction::Looks(looks) => next.looks = looks,
            AppAction::Programme(body) => next.programme = Some(Rc::new(*body)),
            AppAction::SignedIn(me) => {
                next.turn_to(me.today);
                next.session = Session::SignedIn(Rc::new(*me));
                next.failure = None;
                next.epoch += 1;
            }
            AppAction::Refreshed(me) => next.refresh(*me),
            AppAction::Today(day) => next.turn_to(day),
            AppAction::Ended => next.end(),
            AppAction::SignedOut => next.session = Session::SignedOut,
            AppAction::Failed(failure) => next.failure = Some(failure),
            AppAction::Again => {
                next.failure = None;
                next.epoch += 1;
            }
            AppAction::Say(sentence) => next.said = (next.said.0 + 1, sentence),
        }
        Rc::new(next)
    }
}

impl AppState {
    fn refresh(&mut self, me: Me) {
        if self.session.me().is_some_and(|now| now.id == me.id) {
            self.turn_to(me.today);
            self.session = Session::SignedIn(Rc::new(me));
        }
    }

    /// A page that stays open over midnight, or while the business date is moved, goes on at the new day.
    fn turn_to(&mut self, day: Date) {
        if let Some(body) = self.programme.as_mut().filter(|body| body.today != day) {
            Rc::make_mut(body).today = day;
        }
    }

    fn end(&mut self) {
        self.session = match std::mem::take(&mut self.session) {
            Session::SignedIn(me) | Session::Lapsed(me) => Session::Lapsed(me),
            Session::Unknown | Session::SignedOut => Session::SignedOut,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;
    use yinzheng_shared::api::session::Waiting;
    use yinzheng_shared::id::{OrganisationId, UserId};
    use yinzheng_shared::organisation::{Level, OrganisationRef, Role};

    fn me(number: u128) -> Me {
        Me {
            id: UserId(Uuid::from_u128(number)),
            name: "示例".into(),
            login: "sample".into(),
            role: Role::Staff,
            organisation: OrganisationRef {
                id: OrganisationId(Uuid::nil()),
                name: "某某局".into(),
            },
            level: Level::CityDepartment,
            today: "2018-09-25".parse().unwrap(),
            waiting: Waiting::default(),
        }
    }

    fn after(state: AppState, actions: Vec<AppAction>) -> AppState {
        let state = actions
            .into_iter()
            .fold(Rc::new(state), |state, action| state.reduce(action));
        (*state).clone()
    }

    #[test]
    fn a_session_that_ends_keeps_the_person_and_so_the_page() {
        let state = after(
            AppState::default(),
            vec![AppAction::SignedIn(Box::new(me(1))), AppAction::Ended, AppAction::Ended],
        );
        assert_eq!(state.session.me().unwrap().id, me(1).id);
        assert!(matches!(state.session, Session::Lapsed(_)));
    }

    #[test]
    fn nobody_signed_in_is_not_a_lapsed_session() {
        assert_eq!(
            after(AppState::default(), vec![AppAction::Ended]).session,
            Session::SignedOut
        );
    }

    #[test]
    fn every_sign_in_moves_the_epoch() {
        let actions = vec![
            AppAction::SignedIn(Box::new(me(1))),
            AppAction::Ended,
            AppAction::SignedIn(Box::new(me(1))),
        ];
        assert_eq!(after(AppState::default(), actions).epoch, 2);
    }

    #[test]
    fn counts_of_somebody_else_are_not_taken() {
        let actions = vec![
            AppAction::SignedIn(Box::new(me(1))),
            AppAction::Refreshed(Box::new(me(2))),
        ];
        assert_eq!(after(AppState::default(), actions).session.me().unwrap().id, me(1).id);
    }
}
