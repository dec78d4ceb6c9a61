//! The navigation: what waits for me, with counts.

use crate::context::use_app;
use crate::route::Route;
use yew::prelude::*;
use yew_router::prelude::{Link, use_route};
use yinzheng_shared::api::session::Waiting;
use yinzheng_shared::locale::{
    Text, assessment, interfaces, issuing, optimization_sessions, page, programme, public, window,
};
use yinzheng_shared::organisation::Role;
use yinzheng_shared::window::concerns;

const FORMS: [(Route, Text); 12] = [
    (Route::Home, page::NAV_HOME),
    (Route::Scope, page::NAV_SCOPE),
    (Route::Schedule, page::NAV_SCHEDULE),
    (Route::OptimizationSessions, optimization_sessions::NAV),
    (Route::Interfaces, interfaces::NAV),
    (Route::GoLive, issuing::NAV),
    (Route::Records, page::NAV_RECORDS),
    (Route::Deadlines, page::NAV_DEADLINES),
    (Route::Scans, page::NAV_SCANS),
    (Route::Desk, page::NAV_DESK),
    (Route::Archive, page::NAV_ARCHIVE),
    (Route::Guide, page::NAV_GUIDE),
];

const WINDOWS: [(Route, Text); 1] = [(Route::Windows, window::NAV_WINDOWS)];

const BASICS: [(Route, Text); 5] = [
    (Route::Assessment, assessment::NAV),
    (Route::Programme, programme::NAV),
    (Route::Items, page::NAV_ITEMS),
    (Route::Public, public::TITLE),
    (Route::Rules, page::NAV_RULES),
];

/// The left column.
#[component]
pub fn Navigation() -> Html {
    let app = use_app();
    let here = use_route::<Route>();
    let language = app.looks.language;
    let Some(me) = app.session.me() else {
        return Html::default();
    };
    let forms: &[(Route, Text)] = if me.role == Role::Admin { &[] } else { &FORMS };
    let windows: &[(Route, Text)] = if concerns(me.role) { &WINDOWS } else { &[] };
    let admin: &[(Route, Text)] = if me.role == Role::Admin {
        &[(Route::Users, page::NAV_ADMIN)]
    } else {
        &[]
    };
    let assesses = me.role != Role::Admin;
    let basics = BASICS
        .iter()
        .filter(|(route, _)| assesses || *route != Route::Assessment);
    let may_plan = matches!(me.role, Role::Bureau | Role::Staff | Role::Auditor);
    let issues = matches!(me.role, Role::Bureau | Role::Auditor);
    let forms = forms.iter().filter(|(route, _)| match route {
        Route::Schedule => may_plan,
        Route::OptimizationSessions => !matches!(me.role, Role::Hall | Role::Builder),
        Route::Interfaces => me.role != Role::Hall,
        Route::GoLive => issues,
        _ => true,
    });
    let entry = |(route, word): &(Route, Text)| {
        let count = count(*route, me.waiting);
        let current = here.is_some_and(|here| section(here) == *route);
        html! {
            <li>
                <Link<Route> to={*route} classes={classes!(current.then_some("is-here"))}>
                    <span aria-current={current.then_some("page")}>{ word.get(language) }</span>
                    if count > 0 {
                        <span class="count" aria-label={page::NAV_WAITING.with(language, &[("count", &count.to_string())])} role="img">
                            { count }
                        </span>
                    }
                </Link<Route>>
            </li>
        }
    };
    html! {
        <nav class="navigation" aria-label={page::NAV_LABEL.get(language)}>
            <ul>{ for forms.chain(windows).chain(basics).chain(admin).map(entry) }</ul>
        </nav>
    }
}

fn count(route: Route, waiting: Waiting) -> u64 {
    match route {
        Route::Home => waiting.records,
        Route::Desk => waiting.desk + waiting.unassigned,
        _ => 0,
    }
}

/// The entry of the navigation under which a place stands.
const fn section(route: Route) -> Route {
    match route {
        Route::Record { .. } => Route::Records,
        Route::Scan { .. } => Route::Scans,
        Route::DeskSet { .. } => Route::Desk,
        Route::GuideOf { .. } => Route::Guide,
        Route::PublicItem => Route::Public,
        Route::AssessmentList => Route::Assessment,
        Route::Keys | Route::Organisations | Route::Settings => Route::Users,
        Route::WindowRoster
        | Route::WindowTraining
        | Route::WindowExercise { .. }
        | Route::Centres
        | Route::WindowCases => Route::Windows,
        other => other,
    }
}

/// Properties of [`Tabs`].
#[derive(Clone, PartialEq, Properties)]
pub struct TabsProps {
    /// What the places have in common.
    pub label: Text,
    /// The places and their names.
    pub places: &'static [(Route, Text)],
}

/// The places of a part of the product.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let language = crate::context::use_language();
    let here = use_route::<Route>();
    let tab = |(route, word): &(Route, Text)| {
        let current = here == Some(*route);
        html! {
            <li><Link<Route> to={*route} classes={classes!(current.then_some("is-here"))}>
                <span aria-current={current.then_some("page")}>{ word.get(language) }</span>
            </Link<Route>></li>
        }
    };
    html! { <nav class="tabs" aria-label={props.label.get(language)}><ul>{ for props.places.iter().map(tab) }</ul></nav> }
}

const ADMIN: [(Route, Text); 4] = [
    (Route::Users, page::NAV_USERS),
    (Route::Keys, page::NAV_KEYS),
    (Route::Organisations, page::NAV_ORGANISATIONS),
    (Route::Settings, page::NAV_SETTINGS),
];

/// The places of the administrator.
#[component]
pub fn AdminTabs() -> Html {
    html! { <Tabs label={page::NAV_ADMIN} places={&ADMIN[..]} /> }
}
