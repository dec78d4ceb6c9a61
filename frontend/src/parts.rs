//! The page comes in parts: the door at once, every other part when it is first needed. The build cuts the program at the functions marked `wasm_split`; a part
//! holds what only that function reaches.

use crate::office::Office;
use crate::pages::{self, windows};
use crate::route::Route;
use crate::validator::{self, Answer};
use std::cell::RefCell;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

/// Draws the places of a part.
pub type Draw = fn(Route) -> Html;

/// A part that is fetched when it is first needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The frame, and what waits for me.
    Office,
    /// One record: its sheet, its rules, its timeline.
    Record,
    /// Scans, their upload, and the desk.
    Paper,
    /// Lists and what one looks up.
    Lists,
    /// Scope lists, release schedules, optimisation sessions, interfaces, and what goes live.
    Planning,
    /// The assessment board and its lists.
    Assessment,
    /// Users, keys, organisations, how the installation runs.
    Administration,
    /// Windows: opening, accounts, training, centres, cases.
    Windows,
    /// What is published, for anybody.
    Public,
}

impl Part {
    /// The part that a place belongs to; none: it comes with the office itself.
    #[must_use]
    pub const fn of(route: Route) -> Option<Self> {
        match route {
            Route::Home | Route::NotFound => None,
            Route::Record { .. } => Some(Self::Record),
            Route::Scans | Route::Scan { .. } | Route::Desk | Route::DeskSet { .. } => Some(Self::Paper),
            Route::Records
            | Route::Deadlines
            | Route::Archive
            | Route::Items
            | Route::Guide
            | Route::GuideOf { .. }
            | Route::Programme
            | Route::Rules => Some(Self::Lists),
            Route::Public | Route::PublicItem => Some(Self::Public),
            Route::Scope | Route::Schedule | Route::OptimizationSessions | Route::Interfaces | Route::GoLive => {
                Some(Self::Planning)
            }
            Route::Assessment | Route::AssessmentList => Some(Self::Assessment),
            Route::Users | Route::Keys | Route::Organisations | Route::Settings => Some(Self::Administration),
            Route::Windows
            | Route::WindowRoster
            | Route::WindowTraining
            | Route::WindowExercise { .. }
            | Route::Centres
            | Route::WindowCases => Some(Self::Windows),
        }
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Record => "record",
            Self::Paper => "paper",
            Self::Lists => "lists",
            Self::Planning => "planning",
            Self::Assessment => "assessment",
            Self::Administration => "administration",
            Self::Windows => "windows",
            Self::Public => "public",
        }
    }

    /// The part, when it has been fetched before.
    #[must_use]
    pub fn here(self) -> Option<Draw> {
        HERE.with_borrow(|here| here.iter().find(|(part, _)| *part == self).map(|(_, draw)| *draw))
    }

    /// Fetches the part, unless it is here.
    ///
    /// # Errors
    /// When it does not come: the network is away, or the server has a newer page.
    pub async fn fetch(self) -> Result<Draw, SplitLoaderError> {
        if let Some(draw) = self.here() {
            return Ok(draw);
        }
        let draw = match self {
            Self::Office => office().await,
            Self::Record => record().await,
            Self::Paper => paper().await,
            Self::Lists => lists().await,
            Self::Planning => planning().await,
            Self::Assessment => assessment().await,
            Self::Administration => administration().await,
            Self::Windows => windows().await,
            Self::Public => public().await,
        }?;
        HERE.with_borrow_mut(|here| here.push((self, draw)));
        Ok(draw)
    }
}

thread_local! {
    static HERE: RefCell<Vec<(Part, Draw)>> = const { RefCell::new(Vec::new()) };
}

#[wasm_split(office, fallible)]
fn office() -> Result<Draw, SplitLoaderError> {
    Ok(|_| html! { <Office /> })
}

#[wasm_split(record, fallible)]
fn record() -> Result<Draw, SplitLoaderError> {
    Ok(|route| match route {
        Route::Record { id } => html! { <pages::RecordPage key={id.to_string()} {id} /> },
        _ => Html::default(),
    })
}

#[wasm_split(paper, fallible)]
fn paper() -> Result<Draw, SplitLoaderError> {
    Ok(|route| match route {
        Route::Scans => html! { <pages::Scans /> },
        Route::Scan { id } => html! { <pages::ScanView key={id.to_string()} {id} /> },
        Route::Desk => html! { <pages::Desk /> },
        Route::DeskSet { id } => html! { <pages::DeskSetPage key={id.to_string()} {id} /> },
        _ => Html::default(),
    })
}

#[wasm_split(lists, fallible)]
fn lists() -> Result<Draw, SplitLoaderError> {
    Ok(|route| match route {
        Route::Records => html! { <pages::Records /> },
        Route::Deadlines => html! { <pages::Deadlines /> },
        Route::Archive => html! { <pages::Archive /> },
        Route::Items => html! { <pages::Items /> },
        Route::Guide => html! { <pages::Guide /> },
        Route::GuideOf { id } => html! { <pages::GuideOf key={id.to_string()} {id} /> },
        Route::Rules => html! { <pages::Rules /> },
        Route::Programme => html! { <pages::ProgrammePage /> },
        _ => Html::default(),
    })
}

#[wasm_split(planning, fallible)]
fn planning() -> Result<Draw, SplitLoaderError> {
    Ok(|route| match route {
        Route::Scope => html! { <pages::ScopeLists /> },
        Route::Schedule => html! { <pages::SchedulePage /> },
        Route::OptimizationSessions => html! { <pages::OptimizationSessions /> },
        Route::Interfaces => html! { <pages::Interfaces /> },
        Route::GoLive => html! { <pages::GoLivePage /> },
        _ => Html::default(),
    })
}

#[wasm_split(assessment, fallible)]
fn assessment() -> Result<Draw, SplitLoaderError> {
    Ok(|route| match route {
        Route::Assessment => html! { <pages::AssessmentPage /> },
        Route::AssessmentList => html! { <pages::AssessmentList /> },
        _ => Html::default(),
    })
}

#[wasm_split(administration, fallible)]
fn administration() -> Result<Draw, SplitLoaderError> {
    Ok(|route| match route {
        Route::Users => html! { <pages::Users /> },
        Route::Keys => html! { <pages::Keys /> },
        Route::Organisations => html! { <pages::Organisations /> },
        Route::Settings => html! { <pages::Settings /> },
        _ => Html::default(),
    })
}

#[wasm_split(windows, fallible)]
fn windows() -> Result<Draw, SplitLoaderError> {
    Ok(|route| match route {
        Route::Windows => html! { <windows::CoveragePage /> },
        Route::WindowRoster => html! { <windows::Roster /> },
        Route::WindowTraining => html! { <windows::Training /> },
        Route::WindowExercise { id } => html! { <windows::Exercise key={id.to_string()} {id} /> },
        Route::Centres => html! { <windows::Centres /> },
        Route::WindowCases => html! { <windows::Cases /> },
        _ => Html::default(),
    })
}

#[wasm_split(public, fallible)]
fn public() -> Result<Draw, SplitLoaderError> {
    Ok(|_| html! { <pages::Public /> })
}

/// The rules alone; they come with the part that fills forms.
///
/// # Errors
/// When the part does not come.
#[wasm_split(record, fallible)]
pub fn rules() -> Result<Answer, SplitLoaderError> {
    Ok(validator::answer)
}
