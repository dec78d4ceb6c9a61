//! Does something at the server once, however often a button is pressed.

use crate::api::Failure;
use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Something being done.
#[derive(Clone)]
pub struct Doing {
    state: UseStateHandle<Step>,
    // The state changes only with the next drawing; a second press may come before it.
    running: Rc<Cell<Running>>,
}

#[derive(Clone, PartialEq)]
enum Step {
    Idle,
    Busy,
    Failed(Failure),
}

#[derive(Clone, Copy, PartialEq)]
enum Running {
    No,
    Yes,
}

/// Nothing is being done yet.
#[hook]
pub fn use_doing() -> Doing {
    Doing {
        state: use_state(|| Step::Idle),
        running: use_memo((), |()| Cell::new(Running::No)),
    }
}

impl Doing {
    /// Whether it is still on its way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        *self.state == Step::Busy
    }

    /// Why it did not succeed, when it did not.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        match &*self.state {
            Step::Failed(failure) => Some(failure.clone()),
            Step::Idle | Step::Busy => None,
        }
    }

    /// Does it, unless something is being done already; `done` hears of success.
    pub fn run<T: 'static>(
        &self,
        work: impl Future<Output = Result<T, Failure>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.running.get() == Running::Yes {
            return;
        }
        self.running.set(Running::Yes);
        self.state.set(Step::Busy);
        let (setter, running) = (self.state.setter(), self.running.clone());
        spawn_local(async move {
            let answer = work.await;
            running.set(Running::No);
            match answer {
                Ok(value) => {
                    setter.set(Step::Idle);
                    done(value);
                }
                Err(failure) => setter.set(Step::Failed(failure)),
            }
        });
    }
}
