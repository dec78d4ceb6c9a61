//! The addresses of the page.

use yew_router::Routable;
use yinzheng_shared::id::{AccountId, RecordId, ScanId};

/// One address a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Routable)]
pub enum Route {
    /// What waits for me.
    #[at("/")]
    Home,
    /// Confirmation forms.
    #[at("/records")]
    Records,
    /// One of them.
    #[at("/records/:id")]
    Record {
        /// Which.
        id: RecordId,
    },
    /// Scans and their upload.
    #[at("/scans")]
    Scans,
    /// One of them.
    #[at("/scans/:id")]
    Scan {
        /// Which.
        id: ScanId,
    },
    /// What waits for confirmation.
    #[at("/desk")]
    Desk,
    /// The complete set of a record.
    #[at("/desk/:id")]
    DeskSet {
        /// The record.
        id: RecordId,
    },
    /// What is due.
    #[at("/deadlines")]
    Deadlines,
    /// Archived records.
    #[at("/archive")]
    Archive,
    /// Items.
    #[at("/items")]
    Items,
    /// Scope lists: who has answered.
    #[at("/scope")]
    Scope,
    /// The plan of release batches.
    #[at("/schedule")]
    Schedule,
    /// Sessions in which items are gone through.
    #[at("/sessions")]
    OptimizationSessions,
    /// Interfaces of business systems.
    #[at("/interfaces")]
    Interfaces,
    /// What is ready to go live, and issuing its forms.
    #[at("/go-live")]
    GoLive,
    /// 智慧导办.
    #[at("/guide")]
    Guide,
    /// The guide of an archived form.
    #[at("/guide/:id")]
    GuideOf {
        /// The record.
        id: RecordId,
    },
    /// The rules.
    #[at("/rules")]
    Rules,
    /// Phases and tasks of the programme, and how they stand.
    #[at("/programme")]
    Programme,
    /// The assessment board of any day.
    #[at("/assessment")]
    Assessment,
    /// What a number of it counts.
    #[at("/assessment/list")]
    AssessmentList,
    /// What is published, for anybody.
    #[at("/public")]
    Public,
    /// One of these items; [`PublicRoute`] says which.
    #[at("/public/*")]
    PublicItem,
    /// Users.
    #[at("/admin/users")]
    Users,
    /// API keys.
    #[at("/admin/keys")]
    Keys,
    /// Organisations.
    #[at("/admin/organisations")]
    Organisations,
    /// How far windows are opened.
    #[at("/windows")]
    Windows,
    /// Accounts of window staff.
    #[at("/windows/accounts")]
    WindowRoster,
    /// Their training.
    #[at("/windows/training")]
    WindowTraining,
    /// The demonstration item, practised by one of them.
    #[at("/windows/training/:id")]
    WindowExercise {
        /// The account.
        id: AccountId,
    },
    /// Service centres.
    #[at("/windows/centres")]
    Centres,
    /// Numbers of cases.
    #[at("/windows/cases")]
    WindowCases,
    /// How the installation runs.
    #[at("/admin/settings")]
    Settings,
    /// Nothing stands here.
    #[not_found]
    #[at("/404")]
    NotFound,
}

/// Where [`PublicRoute`] begins, for the door, which knows no other address.
pub const PUBLIC: &str = "/public";

/// Whether anybody may open this path.
#[must_use]
pub fn is_public(path: &str) -> bool {
    path.strip_prefix(PUBLIC)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The places for anybody. An item code is no identifier of ours, so they are kept apart from [`Route`].
#[derive(Clone, Debug, PartialEq, Eq, Routable)]
pub enum PublicRoute {
    /// What is published.
    #[at("/public")]
    Items,
    /// One item with its guide.
    #[at("/public/:code")]
    Item {
        /// Item code.
        code: String,
    },
    /// Nothing stands here.
    #[not_found]
    #[at("/public/404")]
    NotFound,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_public_place_is_open_to_anybody() {
        for path in ["/public", "/public/", "/public/1"] {
            assert!(is_public(path), "{path}");
        }
        for path in ["/", "/records", "/publications", "/records/public"] {
            assert!(!is_public(path), "{path}");
        }
        assert_eq!(PublicRoute::Items.to_path(), PUBLIC);
    }
}
