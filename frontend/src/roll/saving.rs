//! Saves of a roll: after a pause, one at a time; and what is done when somebody else saved in between.

use super::keep::{self, Base, Patch};
use super::state::Roll;
use crate::components::Dialog;
use crate::sheet::Around;
use crate::sheet::draft::{Way, event_of};
use crate::sheet::state::saving::Event;
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::form::scope::{Column, Row, Scope};
use yinzheng_shared::id::RecordId;
use yinzheng_shared::locale::{Language, roll as words};
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::Move;

/// Milliseconds of pause before a save goes to the server.
const PAUSE: u32 = 1_500;
/// Milliseconds before an unreachable server is tried again.
const AGAIN: u32 = 15_000;
/// Rows that are shown one by one when both changed them.
const SHOWN: usize = 12;

/// Two versions of a list.
#[derive(Clone, PartialEq)]
pub struct Parted {
    /// The record as the server has it.
    pub theirs: Rc<Record>,
    /// What this browser kept; none: what is on the screen.
    pub kept: Option<Patch>,
}

impl Parted {
    /// Reads the record again and lays both versions side by side.
    pub fn ask(around: &Around, id: RecordId, parted: &UseStateHandle<Option<Self>>, way: &UseReducerHandle<Way>) {
        let (around, parted, way) = (around.clone(), parted.clone(), way.dispatcher());
        wasm_bindgen_futures::spawn_local(async move {
            match around.api.record(id).await {
                Ok(theirs) if theirs.moves.contains(&Move::Edit) => parted.set(Some(Self {
                    theirs: Rc::new(theirs),
                    kept: None,
                })),
                // It was handed in meanwhile: this page keeps its changes and says why they cannot be saved.
                Ok(_) => way.dispatch(Event::Refused(
                    Problem::IllegalMove.text().get(around.language).to_owned(),
                )),
                Err(failure) => way.dispatch(event_of(&failure, around.language)),
            }
        });
    }
}

/// What a save reads and tells.
#[derive(Clone)]
pub struct Saves {
    /// The list on the screen.
    pub roll: UseReducerHandle<Roll>,
    /// What the server is known to hold.
    pub base: UseStateHandle<Base>,
    /// Where the saving stands.
    pub way: UseReducerHandle<Way>,
    /// Set when somebody else saved in between.
    pub parted: UseStateHandle<Option<Parted>>,
}

/// Sends saves.
#[hook]
pub fn use_roll_saves(writes: bool, saves: &Saves, id: RecordId, around: &Around) {
    let Saves { roll, way, .. } = saves;
    let version = roll.version;
    {
        let way = way.dispatcher();
        use_effect_with(version, move |version| way.dispatch(Event::Changed(*version)));
    }
    let wants = writes && way.0.wants_to_send();
    {
        let (saves, around) = (saves.clone(), around.clone());
        use_effect_with((wants, version), move |(wants, version)| {
            let version = *version;
            let timer = wants.then(|| {
                Timeout::new(PAUSE, move || {
                    let Saves {
                        roll,
                        base,
                        way,
                        parted,
                    } = saves;
                    way.dispatch(Event::Sent(version));
                    wasm_bindgen_futures::spawn_local(async move {
                        let rows = roll.rows.clone();
                        match around
                            .api
                            .save_content(id, &way.0.etag, &roll.content(), &roll.reasons)
                            .await
                        {
                            Ok(saved) => {
                                base.set(rows);
                                way.dispatch(Event::Stored {
                                    version,
                                    etag: saved.etag,
                                    at: saved.updated_at,
                                });
                            }
                            Err(failure) => {
                                let event = event_of(&failure, around.language);
                                if event == Event::Stale {
                                    Parted::ask(&around, id, &parted, &way);
                                }
                                way.dispatch(event);
                            }
                        }
                    });
                })
            });
            move || drop(timer)
        });
    }
    use_again(way, around);
}

/// Tries again after a while, when the browser is online, and after signing in.
#[hook]
fn use_again(way: &UseReducerHandle<Way>, around: &Around) {
    use crate::sheet::state::saving::Phase;
    {
        let dispatch = way.dispatcher();
        use_effect_with(way.0.phase.clone(), move |phase| {
            let again = (*phase == Phase::Offline).then(|| {
                let later = dispatch.clone();
                let timer = Timeout::new(AGAIN, move || later.dispatch(Event::Retry));
                let online = web_sys::window().map(|window| {
                    gloo::events::EventListener::new(&window, "online", move |_| dispatch.dispatch(Event::Retry))
                });
                (timer, online)
            });
            move || drop(again)
        });
    }
    let dispatch = way.dispatcher();
    use_effect_with(around.session, move |_| dispatch.dispatch(Event::Retry));
}

/// Properties of [`PartedDialog`].
#[derive(Clone, PartialEq, Properties)]
pub struct PartedProps {
    /// Both versions.
    pub two: Parted,
    /// What both began from, as far as this page knows.
    pub base: Base,
    /// The list on the screen.
    pub roll: Rc<Roll>,
    /// Language of the page.
    pub language: Language,
    /// What is chosen: the person's changes that stay, the server's rows and its version.
    pub on_choose: Callback<(Patch, Base, String)>,
}

/// Says what both changed, and lets the person choose.
#[component]
pub fn PartedDialog(props: &PartedProps) -> Html {
    let language = props.language;
    let Ok(theirs) = serde_json::from_value::<Scope>(props.two.theirs.content.clone()) else {
        return Html::default();
    };
    let theirs: Base = Rc::new(theirs.rows.into_iter().map(Rc::new).collect());
    let mine = props
        .two
        .kept
        .clone()
        .unwrap_or_else(|| keep::patch(&props.roll, &props.base, ""));
    let both: Vec<(usize, &Row)> = mine
        .rows
        .iter()
        .filter(|(place, row)| changed_there(&props.base, &theirs, *place, row))
        .map(|(place, row)| (*place, row))
        .collect();
    let choose = |rows: Vec<(usize, Row)>| {
        let (emit, theirs, etag, reasons) = (
            props.on_choose.clone(),
            theirs.clone(),
            props.two.theirs.etag.clone(),
            mine.reasons.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let patch = Patch {
                etag: etag.clone(),
                rows: rows.clone(),
                reasons: reasons.clone(),
            };
            emit.emit((patch, theirs.clone(), etag.clone()));
        })
    };
    let places: Vec<usize> = both.iter().map(|(place, _)| *place).collect();
    let undisputed = mine
        .rows
        .iter()
        .filter(|(place, _)| !places.contains(place))
        .cloned()
        .collect();
    let line = |(place, row): &(usize, &Row)| {
        let of_theirs = theirs.get(*place).map(|row| told(row, language)).unwrap_or_default();
        html! { <tr><td class="figures">{ place + 1 }</td><td>{ told(row, language) }</td><td>{ of_theirs }</td></tr> }
    };
    html! {
        <Dialog title={words::PARTED_TITLE.get(language)} class={classes!("is-wide")}>
            <p>{ words::PARTED_LEAD.with(language, &[("mine", &mine.rows.len().to_string()), ("both", &both.len().to_string())]) }</p>
            if !both.is_empty() {
                <div class="roll-paste" tabindex="0"><table class="is-dense">
                    <thead><tr><th scope="col" class="figures">{ words::NUMBER.get(language) }</th><th scope="col">{ words::PARTED_MINE.get(language) }</th><th scope="col">{ words::PARTED_THEIRS.get(language) }</th></tr></thead>
                    <tbody>{ for both.iter().take(SHOWN).map(line) }</tbody>
                </table></div>
            }
            <p class="actions">
                <button type="button" class="button-primary" onclick={choose(mine.rows.clone())}>{ words::PARTED_KEEP_MINE.get(language) }</button>
                <button type="button" onclick={choose(undisputed)}>{ words::PARTED_KEEP_THEIRS.get(language) }</button>
            </p>
        </Dialog>
    }
}

/// Whether somebody else changed this row as well, and otherwise.
fn changed_there(base: &Base, theirs: &Base, place: usize, mine: &Row) -> bool {
    let (before, now) = (base.get(place), theirs.get(place));
    now != before && now.is_none_or(|now| **now != *mine)
}

fn told(row: &Row, language: Language) -> String {
    let cells = Column::ALL.into_iter().filter(|column| !matches!(column, Column::Code));
    let cells = cells
        .map(|column| column.text(row, language))
        .filter(|text| !text.is_empty());
    cells.collect::<Vec<_>>().join(" · ")
}
