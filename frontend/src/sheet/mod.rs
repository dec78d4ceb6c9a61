//! The sheet: the form as it will print, with the cursor in it.
//!
//! `state` is pure and knows no browser; everything else draws it or speaks for it.

mod ahead;
pub(crate) mod around;
mod batch;
mod bench;
mod bulletin;
mod cell;
mod conflict;
mod consolidation;
mod difference;
pub(crate) mod draft;
mod editor;
mod focus;
mod form;
mod go_live;
mod interfaces;
mod item_rows;
mod items;
mod joint_debug;
pub(crate) mod keys;
mod keys_help;
mod known;
mod marks;
mod needs;
mod open;
mod optimization;
mod participants;
mod parts;
mod paste_view;
mod proposal;
mod select;
mod sending;
mod similar;
pub mod state;
pub(crate) mod status;
pub(crate) mod storage;
pub(crate) mod submit;
mod suggest;
mod summary;
mod toolbar;
mod unread;
mod words;
mod work;

use ahead::Ahead;
pub use around::Around;
use around::use_around;
use bench::{Bench, Hand, TableProps, Travel};
use editor::Editor;
use form::Table;
pub use interfaces::with_interface;
pub use item_rows::Faults;
use std::collections::BTreeMap;
use std::rc::Rc;
use unread::UnreadNote;
use yew::prelude::*;
use yinzheng_shared::api::record::Record;
use yinzheng_shared::form::Content;
use yinzheng_shared::problem::Problem;
use yinzheng_shared::record::{Move, State};

/// Properties of [`SheetPage`] and [`ReadSheet`].
#[derive(Clone, PartialEq, Properties)]
pub struct SheetPageProps {
    /// The record as it was read.
    pub record: Record,
    /// Told of the record after every save and after submission.
    #[prop_or_default]
    pub on_change: Callback<Record>,
}

/// A record's sheet: an editor while it is a draft in the hands of the person, a page to read
/// otherwise.
#[component]
pub fn SheetPage(props: &SheetPageProps) -> Html {
    let record = &props.record;
    let draft = matches!(record.summary.state, State::Draft | State::Returned);
    if draft && record.moves.contains(&Move::Edit) {
        // A revision is edited from where it was opened; saves do not begin it anew.
        let key = format!("{}.{}", record.summary.id, record.summary.revision);
        html! { <Desk {key} ..props.clone() /> }
    } else {
        html! { <ReadSheet ..props.clone() /> }
    }
}

#[component]
fn Desk(props: &SheetPageProps) -> Html {
    let around = use_around();
    let record = use_state({
        let record = props.record.clone();
        move || Rc::new(record)
    });
    let opened = {
        let record = (*record).clone();
        use_memo(around.is_some(), {
            let around = around.clone();
            move |_| around.and_then(|around| open::open(&record, &around))
        })
    };
    let Some(around) = around else { return Html::default() };
    match &*opened {
        Some(opened) => html! {
            <>
            if let Some(unread) = opened.unread() {
                <UnreadNote unread={unread.clone()} reference={record.summary.reference.clone()} language={around.language} />
            }
            <Editor record={(*record).clone()} opened={opened.clone()} {around} on_change={props.on_change.clone()} />
            </>
        },
        None => html! { <p role="alert">{ Problem::OlderFormat.text().get(around.language) }</p> },
    }
}

/// The same sheet to read: submitted, printed, archived, or somebody else's draft.
#[component]
pub fn ReadSheet(props: &SheetPageProps) -> Html {
    let Some(around) = use_around() else {
        return Html::default();
    };
    let record = &props.record;
    let Ok(content) = Content::from_value(record.summary.form, record.content.clone()) else {
        return html! { <p role="alert">{ Problem::OlderFormat.text().get(around.language) }</p> };
    };
    let bench = Bench {
        language: around.language,
        hand: Hand::Reads,
        act: Callback::default(),
        block: Callback::default(),
        copy: Callback::from(|_| String::new()),
        ahead: Ahead::default(),
        say: Callback::default(),
    };
    let table = TableProps {
        content: Rc::new(content),
        marks: Rc::new(BTreeMap::new()),
        reasons: Rc::new(record.reasons.clone()),
        cursor: None,
        travel: Travel::default(),
    };
    html! {
        <ContextProvider<Bench> context={bench}>
            <div class="sheet-page is-read"><div class="sheet-main"><Table {table} form={record.summary.form} /></div></div>
        </ContextProvider<Bench>>
    }
}
