//! Reads something from the server, and reads it again when the question or the person changes.

use crate::api::{Api, Failure};
use crate::context::{api_of, use_app};
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How far a reading is.
#[derive(Debug, PartialEq)]
pub enum Load<T> {
    /// On its way for the first time.
    Waiting,
    /// Here; what was here before stays until something newer is.
    Ready(Rc<T>),
    /// It did not come.
    Failed(Failure),
}

impl<T> Clone for Load<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Waiting => Self::Waiting,
            Self::Ready(value) => Self::Ready(value.clone()),
            Self::Failed(failure) => Self::Failed(failure.clone()),
        }
    }
}

impl<T> Load<T> {
    /// What is here.
    #[must_use]
    pub fn ready(&self) -> Option<Rc<T>> {
        match self {
            Self::Ready(value) => Some(value.clone()),
            Self::Waiting | Self::Failed(_) => None,
        }
    }

    /// Why it did not come.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        match self {
            Self::Failed(failure) => Some(failure.clone()),
            Self::Waiting | Self::Ready(_) => None,
        }
    }
}

/// A reading.
#[derive(Clone)]
pub struct Fetched<T: 'static> {
    /// How far it is.
    pub load: Load<T>,
    /// Puts something newer in its place, as an answer to a change gives it.
    pub replace: Callback<T>,
    /// Reads again.
    pub again: Callback<()>,
}

/// Reads by `ask` whenever `key` changes.
#[hook]
pub fn use_fetch<K, T, F, R>(key: K, ask: F) -> Fetched<T>
where
    K: Clone + PartialEq + 'static,
    T: 'static,
    F: Fn(Api, K) -> R + 'static,
    R: Future<Output = Result<T, Failure>> + 'static,
{
    let app = use_app();
    let state = use_state(|| Load::Waiting);
    let asked = use_state(|| 0_u64);
    let turn = use_mut_ref(|| 0_u64);
    {
        let (api, state, turn) = (api_of(&app), state.clone(), turn.clone());
        use_effect_with((key, app.epoch, *asked), move |(key, _, _)| {
            *turn.borrow_mut() += 1;
            let mine = *turn.borrow();
            let answer = ask(api, key.clone());
            spawn_local(async move {
                let answer = answer.await;
                // A later question has been asked: its answer counts.
                if *turn.borrow() == mine {
                    state.set(match answer {
                        Ok(value) => Load::Ready(Rc::new(value)),
                        Err(failure) => Load::Failed(failure),
                    });
                }
            });
        });
    }
    let replace = {
        let (setter, turn) = (state.setter(), turn);
        Callback::from(move |value| {
            *turn.borrow_mut() += 1;
            setter.set(Load::Ready(Rc::new(value)));
        })
    };
    let again = Callback::from(move |()| asked.set(*asked + 1));
    Fetched {
        load: (*state).clone(),
        replace,
        again,
    }
}
