//! One complete set: each scanned page beside the printed one, the marks, the decision.

use crate::api;
use crate::components::{Confirm, Empty, Head, Note, Picture, ReasonDialog, Tone, Whole, title_of};
use crate::context::{use_api, use_done, use_language};
use crate::hooks::{use_doing, use_fetch, use_keys};
use crate::route::Route;
use crate::state::review::{Left, Review, ReviewAction};
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Link, use_navigator};
use yinzheng_shared::api::scan::{ConfirmScan, Desk, DeskSet, RefuseScan};
use yinzheng_shared::form::mark::Mark;
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::{Language, page};

/// Properties of [`DeskSetPage`].
#[derive(Clone, Copy, PartialEq, Properties)]
pub struct SetProps {
    /// The record.
    pub id: RecordId,
}

/// The set of a record.
#[component]
pub fn DeskSetPage(props: &SetProps) -> Html {
    let language = use_language();
    let id = props.id;
    let fetched = use_fetch((), |api, ()| async move { api.desk().await });
    let draw = Callback::from(
        move |desk: Rc<Desk>| match desk.sets.iter().find(|set| set.record.id == id) {
            Some(set) => html! { <ReviewSet set={set.clone()} /> },
            None => html! {
                <>
                    <Head title={page::NAV_DESK.get(language)} />
                    <Empty title={page::DESK_SET_GONE.get(language)}>
                        <p><Link<Route> to={Route::Desk}>{ page::DESK_BACK.get(language) }</Link<Route>>{ " · " }
                        <Link<Route> to={Route::Record { id }}>{ page::DESK_RECORD.get(language) }</Link<Route>></p>
                    </Empty>
                </>
            },
        },
    );
    html! { <Whole<Desk> load={fetched.load} again={fetched.again} {draw} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct ReviewProps {
    set: DeskSet,
}

/// What is asked before the decision is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Confirm,
    Refuse,
}

#[component]
fn ReviewSet(props: &ReviewProps) -> Html {
    let language = use_language();
    let set = &props.set;
    let review = {
        let (pages, marks) = (set.pages.len(), set.record.form.marks());
        use_reducer(move || Review::begin(pages, marks))
    };
    let asked = use_state(|| Asked::Nothing);
    let zoomed = use_state(|| false);
    let ready = review.left() == Left::Nothing && !set.own_upload;
    {
        let (review, asked) = (review.dispatcher(), asked.clone());
        let (own, marks) = (set.own_upload, set.record.form.marks());
        use_keys(Callback::from(move |key: String| {
            if *asked != Asked::Nothing {
                return None;
            }
            match key.as_str() {
                "ArrowLeft" => review.dispatch(ReviewAction::Back),
                "ArrowRight" => review.dispatch(ReviewAction::Forth),
                digit if mark_of(marks, digit).is_some() => review.dispatch(ReviewAction::Tick(mark_of(marks, digit)?)),
                "Enter" if ready => asked.set(Asked::Confirm),
                "r" | "R" if !own => asked.set(Asked::Refuse),
                _ => return None,
            }
            Some(())
        }));
    }
    let ask = |what: Asked| {
        let asked = asked.setter();
        Callback::from(move |_: MouseEvent| asked.set(what))
    };
    let close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(Asked::Nothing))
    };
    let toggle = {
        let zoomed = zoomed.clone();
        Callback::from(move |_: MouseEvent| zoomed.set(!*zoomed))
    };
    let lead = page::DESK_SET_LEAD.with(
        language,
        &[("owner", &set.record.owner.name), ("reference", &set.record.reference)],
    );
    html! {
        <article class="desk-set">
            <Head title={title_of(&set.record, language)} {lead}>
                <Link<Route> to={Route::Record { id: set.record.id }} classes="button">{ page::DESK_RECORD.get(language) }</Link<Route>>
            </Head>
            if set.own_upload {
                <Note tone={Tone::Warning}><p>{ page::DESK_OWN_UPLOAD.get(language) }</p></Note>
            }
            <div class="desk-tools">
                { page_tabs(&review, language) }
                <button type="button" class="button-quiet" aria-pressed={if *zoomed { "true" } else { "false" }} onclick={toggle}>{ page::DESK_ZOOM.get(language) }</button>
            </div>
            { pair(set, review.page, *zoomed, language) }
            <div class="desk-decision">
                { marks(&review, language) }
                <p class="quiet" id="desk-left" aria-live="polite">{ left(&review, set, language) }</p>
                <p class="actions">
                    <button type="button" class="button-primary" id="desk-confirm" disabled={!ready} aria-describedby="desk-left" onclick={ask(Asked::Confirm)}>{ page::DESK_CONFIRM.get(language) }</button>
                    <button type="button" id="desk-refuse" disabled={set.own_upload} onclick={ask(Asked::Refuse)}>{ page::DESK_REFUSE.get(language) }</button>
                </p>
                <p class="quiet keys">{ page::DESK_KEYS.get(language) }</p>
            </div>
            if *asked != Asked::Nothing { <Decision set={set.clone()} asked={*asked} on_close={close} /> }
        </article>
    }
}

/// The mark that a digit ticks, from 1.
fn mark_of(marks: &[Mark], digit: &str) -> Option<Mark> {
    let number: usize = digit.parse().ok()?;
    marks.get(number.checked_sub(1)?).copied()
}

fn page_tabs(review: &UseReducerHandle<Review>, language: Language) -> Html {
    let tab = |index: usize| {
        let dispatcher = review.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(ReviewAction::Turn(index)));
        let seen = review.is_seen(index);
        html! {
            <button type="button" class={classes!("page-tab", seen.then_some("is-seen"))} aria-pressed={if index == review.page { "true" } else { "false" }} {onclick}>
                { page::SCAN_PAGE.with(language, &[("page", &(index + 1).to_string())]) }
                if seen { <span class="visually-hidden">{ page::DESK_SEEN.get(language) }</span> }
            </button>
        }
    };
    html! { <div class="page-tabs" role="group" aria-label={page::DESK_PAGE_TABS.get(language)}>{ for (0..review.pages).map(tab) }</div> }
}

fn pair(set: &DeskSet, index: usize, zoomed: bool, language: Language) -> Html {
    let Some(matched) = set.pages.get(index) else {
        return Html::default();
    };
    let number = matched.page.to_string();
    let places = [("page", number.as_str())];
    html! {
        <div class={classes!("pair", zoomed.then_some("is-zoomed"))}>
            <figure tabindex="0">
                <figcaption>{ page::DESK_SCANNED.with(language, &places) }</figcaption>
                <Picture address={api::picture(matched.scan, matched.scan_page)} alt={page::DESK_SCANNED.with(language, &places)} class="is-page" />
            </figure>
            <figure tabindex="0">
                <figcaption>{ page::DESK_PRINTED.with(language, &places) }</figcaption>
                <Picture address={api::print_picture(set.record.id, matched.page)} alt={page::DESK_PRINTED.with(language, &places)} class="is-page" />
            </figure>
        </div>
    }
}

fn marks(review: &UseReducerHandle<Review>, language: Language) -> Html {
    let mark = |(number, mark): (usize, Mark)| {
        let dispatcher = review.dispatcher();
        let onchange = Callback::from(move |_: Event| dispatcher.dispatch(ReviewAction::Tick(mark)));
        let id = format!("mark-{number}");
        html! {
            <p class="check"><input type="checkbox" id={id.clone()} checked={review.is_ticked(mark)} {onchange} />
            <label for={id}>{ text::mark(mark).get(language) }{ " " }<kbd>{ number }</kbd></label></p>
        }
    };
    html! {
        <fieldset class="marks">
            <legend>{ page::DESK_MARKS.get(language) }</legend>
            { for (1..).zip(review.marks.iter().copied()).map(mark) }
        </fieldset>
    }
}

fn left(review: &Review, set: &DeskSet, language: Language) -> String {
    if set.own_upload {
        return page::DESK_OWN_UPLOAD.get(language).to_owned();
    }
    match review.left() {
        Left::Nothing => page::DESK_READY.get(language).to_owned(),
        Left::Page(number) => page::DESK_LEFT_PAGE.with(language, &[("page", &number.to_string())]),
        Left::Mark(mark) => page::DESK_LEFT_MARK.with(language, &[("mark", text::mark(mark).get(language))]),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DecisionProps {
    set: DeskSet,
    asked: Asked,
    on_close: Callback<()>,
}

/// Asks once more, and sends the decision.
#[component]
fn Decision(props: &DecisionProps) -> Html {
    let (language, api, doing, told, navigator) = (use_language(), use_api(), use_doing(), use_done(), use_navigator());
    let set = props.set.clone();
    let Some(scan) = set.pages.first().map(|page| page.scan) else {
        return Html::default();
    };
    let (record, revision) = (set.record.id, set.record.revision);
    let finish = {
        let done = move |sentence: yinzheng_shared::locale::Text| {
            told.emit(sentence.get(language).to_owned());
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Desk);
            }
        };
        Rc::new(done)
    };
    if props.asked == Asked::Confirm {
        let yes = {
            let doing = doing.clone();
            Callback::from(move |()| {
                let (api, finish) = (api.clone(), finish.clone());
                let body = ConfirmScan {
                    record,
                    revision,
                    marks: set.record.form.marks().to_vec(),
                };
                doing.run(async move { api.confirm_scan(scan, &body).await }, move |()| {
                    finish(page::DESK_CONFIRMED)
                });
            })
        };
        return html! {
            <Confirm title={page::DESK_CONFIRM_TITLE.get(language)} word={page::DESK_CONFIRM.get(language)} busy={doing.is_busy()} failure={doing.failure()}
                on_yes={yes} on_close={props.on_close.clone()}>
                <p>{ page::DESK_CONFIRM_LEAD.get(language) }</p>
            </Confirm>
        };
    }
    let yes = {
        let doing = doing.clone();
        Callback::from(move |reason: String| {
            let (api, finish) = (api.clone(), finish.clone());
            let body = RefuseScan {
                record,
                revision,
                reason,
            };
            doing.run(async move { api.refuse_scan(scan, &body).await }, move |()| {
                finish(page::DESK_REFUSED)
            });
        })
    };
    html! {
        <ReasonDialog title={page::DESK_REFUSE_TITLE.get(language)} word={page::DESK_REFUSE.get(language)} hint={page::DESK_REFUSE_HINT.get(language)}
            busy={doing.is_busy()} failure={doing.failure()} on_yes={yes} on_close={props.on_close.clone()} />
    }
}
