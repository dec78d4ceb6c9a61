//! Beside a record: its scanned pages, its digests, its timeline.

use crate::api;
use crate::components::{Picture, Whole};
use crate::context::use_language;
use crate::hooks::use_fetch;
use crate::route::Route;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::record::{Action, Event, MatchedPage, Record};
use yinzheng_shared::locale::{Language, page};

/// Properties of [`Side`].
#[derive(Clone, PartialEq, Properties)]
pub struct SideProps {
    /// The record.
    pub record: Rc<Record>,
}

/// The right column.
#[component]
pub fn Side(props: &SideProps) -> Html {
    let language = use_language();
    let record = &props.record;
    // Every change of the record writes a line.
    let history = use_fetch((record.summary.id, record.etag.clone()), |api, (id, _)| async move {
        api.history(id).await
    });
    let draw = Callback::from(move |events: Rc<Vec<Event>>| timeline(&events, language));
    html! {
        <aside class="record-side" aria-label={page::SIDE_LABEL.get(language)}>
            if !record.pages.is_empty() { { pages(&record.pages, language) } }
            { proof(record, language) }
            <details open=true>
                <summary><h2>{ page::SIDE_TIMELINE.get(language) }</h2></summary>
                <Whole<Vec<Event>> load={history.load} again={history.again} {draw} />
            </details>
        </aside>
    }
}

fn pages(pages: &[MatchedPage], language: Language) -> Html {
    let entry = |matched: &MatchedPage| {
        let words = page::SIDE_PAGE.with(language, &[("page", &matched.page.to_string())]);
        html! {
            <li>
                <Link<Route> to={Route::Scan { id: matched.scan }}>
                    <Picture address={api::thumbnail(matched.scan, matched.scan_page)} alt="" class="is-thumbnail" />
                    { words }
                </Link<Route>>
            </li>
        }
    };
    html! {
        <details open=true>
            <summary><h2>{ page::SIDE_PAGES.get(language) }</h2></summary>
            <ol class="thumbnails">{ for pages.iter().map(entry) }</ol>
        </details>
    }
}

fn proof(record: &Record, language: Language) -> Html {
    if record.digests.is_none() && record.print.is_none() && record.archived.is_none() {
        return Html::default();
    }
    let line = |word: yinzheng_shared::locale::Text, value: &str| {
        html! { <div><dt>{ word.get(language) }</dt><dd class="digest">{ value.to_owned() }</dd></div> }
    };
    html! {
        <details open={record.archived.is_some()}>
            <summary><h2>{ page::SIDE_PROOF.get(language) }</h2></summary>
            <dl class="proof">
                if let Some(archived) = &record.archived {
                    <div><dt>{ page::PROOF_CONFIRMED_BY.get(language) }</dt><dd>{ archived.by.clone() }{ " · " }{ text::moment(&archived.at) }</dd></div>
                    { line(page::PROOF_PACKAGE, &archived.package_sha256) }
                }
                if let Some(print) = &record.print {
                    <div><dt>{ page::PROOF_PRINTED.get(language) }</dt><dd>{ page::PROOF_PRINT_OF.with(language, &[
                        ("revision", &print.revision.to_string()), ("pages", &print.pages.to_string()), ("at", &text::moment(&print.printed_at)),
                    ]) }</dd></div>
                    { line(page::PROOF_PRINT, &print.sha256) }
                }
                if let Some(digests) = &record.digests {
                    { line(page::PROOF_SHA256, &digests.sha256) }
                    { line(page::PROOF_SM3, &digests.sm3) }
                }
            </dl>
        </details>
    }
}

/// Newest first; saves in a row by one person are one line.
fn timeline(events: &[Event], language: Language) -> Html {
    let entry = |event: &Event| {
        html! {
            <li data-action={event.action.code()}>
                <p class="timeline-what">{ text::action(event.action).get(language) }
                    <span class="quiet">{ page::TIMELINE_REVISION.with(language, &[("revision", &event.revision.to_string())]) }</span></p>
                <p class="under">{ text::moment(&event.at) }{ " · " }{ event.actor.clone() }{ " · " }{ event.organisation.clone() }</p>
                if !text::moment(&event.at).starts_with(&event.on.to_string()) {
                    <p class="under">{ page::TIMELINE_ON.with(language, &[("day", &text::day(event.on, language))]) }</p>
                }
                if let Some(reason) = &event.reason {
                    <p class="timeline-reason">{ page::TIMELINE_REASON.with(language, &[("reason", reason)]) }</p>
                }
            </li>
        }
    };
    html! { <ol class="timeline">{ for folded(events).into_iter().map(entry) }</ol> }
}

fn folded(events: &[Event]) -> Vec<&Event> {
    let mut shown: Vec<&Event> = Vec::new();
    for event in events.iter().rev() {
        let again = shown.last().is_some_and(|last| {
            last.action == Action::Saved
                && event.action == Action::Saved
                && last.actor == event.actor
                && last.revision == event.revision
        });
        if !again {
            shown.push(event);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(action: Action, actor: &str) -> Event {
        Event {
            at: "2018-09-25T06:03:00.000Z".into(),
            on: "2018-09-25".parse().unwrap(),
            actor: actor.into(),
            organisation: "某某局".into(),
            action,
            revision: 1,
            digest: None,
            reason: None,
        }
    }

    #[test]
    fn saves_in_a_row_by_one_person_are_one_line_and_the_newest_comes_first() {
        let events = [
            event(Action::Created, "甲"),
            event(Action::Saved, "甲"),
            event(Action::Saved, "甲"),
            event(Action::Saved, "乙"),
            event(Action::Submitted, "乙"),
        ];
        let lines: Vec<(Action, &str)> = folded(&events)
            .into_iter()
            .map(|event| (event.action, event.actor.as_str()))
            .collect();
        assert_eq!(
            lines,
            [
                (Action::Submitted, "乙"),
                (Action::Saved, "乙"),
                (Action::Saved, "甲"),
                (Action::Created, "甲")
            ]
        );
    }
}
