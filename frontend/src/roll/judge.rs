//! The rules keep up with a person who fills a list: in slices, between which the page draws and answers.

use super::state::Roll;
use gloo_timers::future::TimeoutFuture;
use std::cell::Cell;
use std::ops::ControlFlow;
use std::rc::Rc;
use yew::prelude::*;
use yinzheng_shared::api::programme::ProgrammeBody;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::scope::{Basis, Judged, Judging, Row, Scope};
use yinzheng_shared::locale::Language;

/// Milliseconds of pause before the list is judged: nobody waits for it while typing.
const PAUSE: u32 = 120;
/// Rows of a slice: some milliseconds.
const SLICE: usize = 200;

/// By what a list is judged.
#[derive(Clone, PartialEq)]
pub struct Standards {
    /// Department and edition.
    pub head: Rc<Scope>,
    /// What the server knows.
    pub facts: Rc<Facts>,
    /// The programme.
    pub programme: Rc<ProgrammeBody>,
    /// Of sentences.
    pub language: Language,
}

impl Standards {
    fn basis(&self) -> Basis<'_> {
        Basis {
            head: &self.head,
            facts: &self.facts,
            context: self.programme.context(),
            language: self.language,
        }
    }
}

/// Judges the rows that differ from what was judged before by the same standards; none, when it is given up.
pub async fn judge(
    before: Rc<Judged>,
    standards: &Standards,
    rows: Rc<Vec<Rc<Row>>>,
    is_wanted: impl Fn() -> bool,
) -> Option<Judged> {
    let mut judging = Judging::begin(before, &standards.basis(), rows);
    loop {
        judging.go_on(&standards.basis(), SLICE);
        judging = match judging.end() {
            ControlFlow::Break(judged) => return Some(judged),
            ControlFlow::Continue(judging) => judging,
        };
        TimeoutFuture::new(0).await;
        if !is_wanted() {
            return None;
        }
    }
}

/// What the rules say of the list, after each change once the person pauses.
#[hook]
pub fn use_judged(roll: &Roll, standards: &Standards) -> Rc<Judged> {
    let judged = use_state(|| {
        let judged = Judged::of(&standards.basis(), roll.rows.clone());
        (standards.clone(), Rc::new(judged))
    });
    let (set, first) = (judged.setter(), use_mut_ref(|| true));
    let before = if judged.0 == *standards {
        judged.1.clone()
    } else {
        Rc::default()
    };
    use_effect_with((roll.rows.clone(), standards.clone()), move |(rows, standards)| {
        let is_wanted = Rc::new(Cell::new(true));
        // The first drawing has been judged already.
        if !first.replace(false) {
            let (rows, standards, is_wanted) = (rows.clone(), standards.clone(), is_wanted.clone());
            wasm_bindgen_futures::spawn_local(async move {
                TimeoutFuture::new(PAUSE).await;
                if !is_wanted.get() {
                    return;
                }
                let judged = judge(before, &standards, rows, || is_wanted.get()).await;
                if let Some(judged) = judged {
                    set.set((standards, Rc::new(judged)));
                }
            });
        }
        move || is_wanted.set(false)
    });
    judged.1.clone()
}
