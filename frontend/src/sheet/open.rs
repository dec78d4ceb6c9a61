//! How a sheet begins: with the record, with work kept in this browser, or with both to compare.

use super::around::Around;
use super::proposal::proposed;
use super::state::place::Place;
use super::state::saving::{Event, Saving};
use super::state::stored::{Restore, key, restore, seeded, unread_key};
use super::state::{Action, Attempt, Sheet};
use super::storage;
use std::rc::Rc;
use yew::AttrValue;
use yinzheng_shared::api::programme::ProgrammeBody;
use yinzheng_shared::api::record::{Record, WarningReason};
use yinzheng_shared::date::Date;
use yinzheng_shared::form::Content;
use yinzheng_shared::form::go_live::GoLive;
use yinzheng_shared::form::joint_debug::JointDebug;
use yinzheng_shared::locale::{Language, sheet as words};

/// A sheet about to be edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    content: Rc<Content>,
    reasons: Rc<Vec<WarningReason>>,
    beginning: Beginning,
    reloaded: Reloaded,
    unread: Option<Unread>,
}

/// Work kept in this browser that this page cannot read.
#[derive(Clone, Debug, PartialEq)]
pub struct Unread {
    /// Where it stands in the browser's storage.
    pub key: String,
    /// As it stands there.
    pub text: AttrValue,
}

#[derive(Clone, Debug, PartialEq)]
enum Beginning {
    Record,
    Kept,
    Compare(Rc<Content>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reloaded {
    No,
    ForRules,
}

/// Reads the record and what this browser kept of it. `None` when this page does not know the shape
/// of the content.
#[must_use]
pub fn open(record: &Record, around: &Around) -> Option<Opened> {
    let content = Content::from_value(record.summary.form, record.content.clone()).ok()?;
    let id = record.summary.id.to_string();
    let (kept_at, aside) = (key(&around.user, &id), unread_key(&around.user, &id));
    let found = restore(storage::kept(&kept_at).as_deref(), record, &content);
    let unread = match &found {
        Restore::Unread(text) => Some(storage::set_aside(&kept_at, &aside, text)),
        _ => storage::kept(&aside),
    };
    let reloaded = if storage::was_reloaded(&id) {
        Reloaded::ForRules
    } else {
        Reloaded::No
    };
    let (content, reasons, beginning) = match found {
        Restore::Nothing => {
            storage::forget(&kept_at);
            (content, record.reasons.clone(), Beginning::Record)
        }
        Restore::Unread(_) => (content, record.reasons.clone(), Beginning::Record),
        Restore::GoOn(mine, reasons) => (*mine, reasons, Beginning::Kept),
        Restore::Compare(base, mine, reasons) => (*mine, reasons, Beginning::Compare(Rc::new(seeded(&base)))),
    };
    let content = Rc::new(filled(content, record, &around.programme));
    Some(Opened {
        content,
        reasons: Rc::new(reasons),
        beginning,
        reloaded,
        unread: unread.map(|text| Unread {
            key: aside,
            text: text.into(),
        }),
    })
}

impl Opened {
    /// The sheet.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let (content, reasons) = ((*self.content).clone(), (*self.reasons).clone());
        let mut sheet = match self.beginning {
            Beginning::Record => Sheet::open(content, reasons),
            Beginning::Kept | Beginning::Compare(_) => Sheet::resume(content, reasons),
        };
        if self.reloaded == Reloaded::ForRules {
            sheet.attempted = Attempt::Made;
        }
        sheet
    }

    /// Where the work stands.
    #[must_use]
    pub fn saving(&self, record: &Record) -> Saving {
        let opened = Saving::open(&record.etag);
        match self.beginning {
            Beginning::Record => opened,
            Beginning::Kept => opened.after(Event::Changed(1)),
            Beginning::Compare(_) => opened.after(Event::Changed(1)).after(Event::Stale),
        }
    }

    /// What both began from, when there are two versions to compare first.
    #[must_use]
    pub fn compared(&self) -> Option<Rc<Content>> {
        match &self.beginning {
            Beginning::Compare(base) => Some(base.clone()),
            Beginning::Record | Beginning::Kept => None,
        }
    }

    /// What was kept but cannot be read.
    #[must_use]
    pub const fn unread(&self) -> Option<&Unread> {
        self.unread.as_ref()
    }

    /// What to say first.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        match (self.reloaded, &self.beginning) {
            (Reloaded::ForRules, _) => words::SUBMIT_RECHECKED.get(language).to_owned(),
            (Reloaded::No, Beginning::Kept) => words::SAVE_RESTORED.get(language).to_owned(),
            _ => String::new(),
        }
    }
}

/// What the product knows by itself goes into blank fields.
#[must_use]
pub fn filled(content: Content, record: &Record, programme: &ProgrammeBody) -> Content {
    match content {
        Content::JointDebug(form) => Content::JointDebug(JointDebug {
            unit: record.summary.owner.name.clone(),
            ..form
        }),
        Content::GoLive(form) => Content::GoLive(issued(form, record, programme)),
        other => other,
    }
}

fn issued(form: GoLive, record: &Record, programme: &ProgrammeBody) -> GoLive {
    let or = |text: String, known: &str| if text.trim().is_empty() { known.to_owned() } else { text };
    let issued = form.issued.or(Some(programme.today));
    let finish_by = form
        .finish_by
        .or_else(|| issued.map(|day| proposed(programme, day).date));
    GoLive {
        addressee: record.summary.owner.name.clone(),
        issuer: or(form.issuer, &programme.programme.bureau),
        issued,
        finish_by,
        ..form
    }
}

/// When the day of issue moves, a last day that follows the programme moves with it.
#[must_use]
pub fn follow(action: Action, content: &Content, programme: &ProgrammeBody) -> Action {
    let (Action::Commit(Place::Issued, day), Content::GoLive(form)) = (&action, content) else {
        return action;
    };
    let Ok(issued) = day.parse::<Date>() else { return action };
    let before = form.issued.map(|day| proposed(programme, day).date);
    if form.issued != Some(issued) && (form.finish_by.is_none() || form.finish_by == before) {
        let due = proposed(programme, issued).date.to_string();
        Action::Fill(vec![(Place::Issued, day.clone()), (Place::FinishBy, due)])
    } else {
        action
    }
}
