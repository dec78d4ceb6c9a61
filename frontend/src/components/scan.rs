//! What an uploaded file turned out to be, page by page.

use crate::api;
use crate::components::{Picture, Shape, shape};
use crate::context::use_language;
use crate::route::Route;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::scan::{Scan, ScanPage, ShownPage};
use yinzheng_shared::locale::{Language, page};
use yinzheng_shared::scan::{Outcome, ScanState};

/// Properties of [`ScanMark`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct ScanMarkProps {
    /// The state.
    pub state: ScanState,
}

/// A scan's state.
#[component]
pub fn ScanMark(props: &ScanMarkProps) -> Html {
    let language = use_language();
    let (form, class, code) = match props.state {
        ScanState::Received => (Shape::Half, "state", "received"),
        ScanState::Read => (Shape::Disc, "state is-done", "read"),
        ScanState::SetAside => (Shape::Triangle, "state is-error", "set_aside"),
    };
    html! { <span {class} data-state={code}>{ shape(form) }{ text::scan_state(props.state).get(language) }</span> }
}

/// Properties of [`OutcomeMark`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct OutcomeProps {
    /// The outcome.
    pub outcome: Outcome,
}

/// What a page turned out to be.
#[component]
pub fn OutcomeMark(props: &OutcomeProps) -> Html {
    let language = use_language();
    let (form, class) = match props.outcome {
        Outcome::Matched => (Shape::Disc, "state is-done"),
        Outcome::Duplicate | Outcome::AlreadyArchived | Outcome::Blank => (Shape::Ring, "state"),
        Outcome::Superseded | Outcome::Void | Outcome::Unreadable | Outcome::Foreign | Outcome::NotYours => {
            (Shape::Triangle, "state is-warning")
        }
        Outcome::Forged | Outcome::UnknownHere | Outcome::AnotherInstallation => (Shape::Cross, "state is-error"),
    };
    let (word, _) = text::outcome(props.outcome);
    html! { <span {class} data-outcome={props.outcome.code()}>{ shape(form) }{ word.get(language) }</span> }
}

/// `第 1 页，共 2 页` of a printed page, with its record.
#[must_use]
pub fn shown_page(shown: &ShownPage, language: Language) -> String {
    let title = if shown.title.trim().is_empty() {
        page::RECORD_UNNAMED.get(language)
    } else {
        &shown.title
    };
    page::SCAN_SHOWS.with(
        language,
        &[
            ("title", title),
            ("reference", &shown.reference),
            ("revision", &shown.revision.to_string()),
            ("page", &shown.page.to_string()),
            ("pages", &shown.pages.to_string()),
        ],
    )
}

/// Properties of [`ScanPages`].
#[derive(Clone, PartialEq, Properties)]
pub struct ScanPagesProps {
    /// The scan.
    pub scan: Rc<Scan>,
}

/// The pages of a scan with their outcomes, and what is missing.
#[component]
pub fn ScanPages(props: &ScanPagesProps) -> Html {
    let language = use_language();
    let scan = &props.scan;
    html! {
        <div class="scan-pages" aria-live="polite">
            if scan.state == ScanState::SetAside {
                <p class="note is-error">{ text::set_aside(scan.set_aside.as_deref().unwrap_or_default()).get(language) }</p>
            }
            <ol class="page-list">{ for scan.pages.iter().map(|entry| page_entry(scan, entry, language)) }</ol>
            if !scan.missing.is_empty() {
                <div class="note is-warning">
                    <p>{ page::SCAN_MISSING.get(language) }</p>
                    <ul>{ for scan.missing.iter().map(|missing| html! {
                        <li>{ page::SCAN_MISSING_PAGE.with(language, &[
                            ("reference", &missing.reference),
                            ("page", &missing.page.to_string()),
                            ("pages", &missing.pages.to_string()),
                        ]) }</li>
                    }) }</ul>
                </div>
            }
        </div>
    }
}

fn page_entry(scan: &Scan, entry: &ScanPage, language: Language) -> Html {
    let (_, hint) = text::outcome(entry.outcome);
    let number = entry.number.to_string();
    let name = page::SCAN_PAGE.with(language, &[("page", &number)]);
    html! {
        <li key={number} class="page-entry">
            <a href={api::picture(scan.id, entry.number)} target="_blank" rel="noopener">
                <Picture address={api::thumbnail(scan.id, entry.number)} alt={page::SCAN_OPEN_PICTURE.with(language, &[("page", &entry.number.to_string())])} class="is-thumbnail" />
            </a>
            <div>
                <p class="page-entry-head"><strong>{ name }</strong>{ " " }<OutcomeMark outcome={entry.outcome} /></p>
                if let Some(shown) = &entry.shows {
                    <p><Link<Route> to={Route::Record { id: shown.record }}>{ shown_page(shown, language) }</Link<Route>></p>
                }
                <p class="quiet">{ hint.get(language) }</p>
                if let Some(person) = &entry.assigned_by {
                    <p class="quiet">{ page::SCAN_ASSIGNED_BY.with(language, &[("name", person)]) }</p>
                }
            </div>
        </li>
    }
}
