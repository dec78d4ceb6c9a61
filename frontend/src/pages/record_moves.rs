//! The moves that are open to the person who looks at a record.

use crate::api;
use crate::components::{Confirm, ReasonDialog};
use crate::context::{use_api, use_done, use_language, use_me};
use crate::hooks::use_doing;
use crate::pages::reissue::{Reissue, may_reissue};
use crate::pages::return_rows::ReturnRows;
use crate::route::Route;
use crate::state::reading::gets_package;
use crate::text;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;
use yinzheng_shared::api::record::{Record, ReturnRecord};
use yinzheng_shared::form::Form;
use yinzheng_shared::locale::{Language, page};
use yinzheng_shared::record::Move;

/// Properties of [`Moves`].
#[derive(Clone, PartialEq, Properties)]
pub struct MovesProps {
    /// The record.
    pub record: Rc<Record>,
    /// Told of the record after a move.
    pub on_change: Callback<Record>,
}

/// Moves that have a button here; filling and submitting are the sheet's, confirming the desk's.
const HERE: [Move; 4] = [Move::Print, Move::Revise, Move::Return, Move::Void];

/// Buttons for the moves, each with its dialog.
#[component]
pub fn Moves(props: &MovesProps) -> Html {
    let (language, me) = (use_language(), use_me());
    let asked = use_state(|| None::<Move>);
    let record = &props.record;
    let close = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(None))
    };
    let button = |step: Move| {
        let ask = asked.setter();
        let class = (step == Move::Print).then_some("button-primary");
        let onclick = Callback::from(move |_: MouseEvent| ask.set(Some(step)));
        html! { <button type="button" {class} id={format!("move-{step:?}").to_lowercase()} {onclick}>{ text::step(step).get(language) }</button> }
    };
    let package = record.archived.is_some() && me.is_none_or(|me| gets_package(&me, &record.summary));
    let desk = record.moves.contains(&Move::Confirm);
    html! {
        <>
            if desk {
                <Link<Route> to={Route::DeskSet { id: record.summary.id }} classes="button-primary">{ page::RECORD_TO_DESK.get(language) }</Link<Route>>
            }
            if record.print.is_some() {
                <a class={if desk { "button" } else { "button-primary" }} id="print-pdf" href={api::print_pdf(record.summary.id)} target="_blank" rel="noopener">
                    { page::RECORD_OPEN_PRINT.get(language) }
                </a>
            }
            if package {
                <a class="button" id="package" href={api::package(record.summary.id)} download="">{ page::PACKAGE_DOWNLOAD.get(language) }</a>
            }
            if may_reissue(record) { <Reissue record={(**record).clone()} on_change={props.on_change.clone()} /> }
            { for HERE.into_iter().filter(|step| record.moves.contains(step)).map(button) }
            if *asked == Some(Move::Return) && record.summary.form == Form::GoLive {
                <ReturnRows record={(**record).clone()} on_change={props.on_change.clone()} on_close={close} />
            } else if let Some(step) = *asked {
                <MoveDialog {step} record={(**record).clone()} on_change={props.on_change.clone()} on_close={close} />
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct MoveProps {
    step: Move,
    record: Record,
    on_change: Callback<Record>,
    on_close: Callback<()>,
}

#[component]
fn MoveDialog(props: &MoveProps) -> Html {
    let (language, api, doing, told) = (use_language(), use_api(), use_doing(), use_done());
    let step = props.step;
    let go = {
        let (doing, props) = (doing.clone(), props.clone());
        Callback::from(move |reason: String| {
            let (api, id, etag) = (api.clone(), props.record.summary.id, props.record.etag.clone());
            let (told, props) = (told.clone(), props.clone());
            let work = async move {
                match step {
                    Move::Return => {
                        let body = ReturnRecord {
                            reason,
                            rows: Vec::new(),
                        };
                        api.return_record(id, &etag, &body).await
                    }
                    Move::Void => api.void_record(id, &etag, reason).await,
                    Move::Revise => api.revise_record(id, &etag).await,
                    _ => api.print_record(id, &etag).await,
                }
            };
            doing.run(work, move |record| {
                props.on_close.emit(());
                props.on_change.emit(record);
                told.emit(said(step, language));
                if step == Move::Print {
                    open_print(id);
                }
            });
        })
    };
    let (title, hint) = match step {
        Move::Return => (page::RETURN_TITLE, page::RETURN_HINT),
        Move::Void => (page::VOID_TITLE, page::VOID_HINT),
        Move::Revise => (page::REVISE_TITLE, page::REVISE_LEAD),
        _ => (page::PRINT_TITLE, page::PRINT_LEAD),
    };
    let word = AttrValue::from(text::step(step).get(language));
    if matches!(step, Move::Return | Move::Void) {
        return html! {
            <ReasonDialog title={title.get(language)} {word} hint={hint.get(language)} busy={doing.is_busy()} failure={doing.failure()}
                on_yes={go} on_close={props.on_close.clone()} />
        };
    }
    html! {
        <Confirm title={title.get(language)} {word} busy={doing.is_busy()} failure={doing.failure()}
            on_yes={go.reform(|()| String::new())} on_close={props.on_close.clone()}>
            <p>{ hint.get(language) }</p>
        </Confirm>
    }
}

fn said(step: Move, language: Language) -> String {
    let sentence = match step {
        Move::Return => page::RETURN_DONE,
        Move::Void => page::VOID_DONE,
        Move::Revise => page::REVISE_DONE,
        _ => page::PRINT_DONE,
    };
    sentence.get(language).to_owned()
}

/// A browser that allows no new window still shows the button that opens the print.
fn open_print(id: yinzheng_shared::id::RecordId) {
    if let Some(window) = web_sys::window() {
        let _ = window.open_with_url_and_target(&api::print_pdf(id), "_blank");
    }
}
