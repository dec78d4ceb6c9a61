//! A list of the server, page by page.

use crate::api::{Api, Failure};
use crate::context::{api_of, use_app};
use crate::hooks::Load;
use crate::state::listing::appended;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yinzheng_shared::api::Listing;

/// A list that can grow.
#[derive(Clone)]
pub struct Pages<T: 'static> {
    /// What is here.
    pub load: Load<Listing<T>>,
    /// Reads the next page; none on the last.
    pub more: Option<Callback<()>>,
    /// Reads from the beginning.
    pub again: Callback<()>,
}

/// Reads by `ask`, with the cursor of the page wanted, whenever `key` changes.
#[hook]
pub fn use_pages<K, T, F, R>(key: K, ask: F) -> Pages<T>
where
    K: Clone + PartialEq + 'static,
    T: Clone + 'static,
    F: Fn(Api, K, String) -> R + 'static,
    R: Future<Output = Result<Listing<T>, Failure>> + 'static,
{
    let app = use_app();
    let state = use_state(|| Load::Waiting);
    let asked = use_state(|| 0_u64);
    let turn = use_mut_ref(|| 0_u64);
    let ask = Rc::new(ask);
    let read = {
        let (api, key, ask, setter) = (api_of(&app), key.clone(), ask, state.setter());
        Callback::from(move |before: Option<Rc<Listing<T>>>| {
            *turn.borrow_mut() += 1;
            let (mine, turn, setter) = (*turn.borrow(), turn.clone(), setter.clone());
            let cursor = before.as_ref().and_then(|list| list.next.clone()).unwrap_or_default();
            let answer = ask(api.clone(), key.clone(), cursor);
            spawn_local(async move {
                let answer = answer.await;
                if *turn.borrow() == mine {
                    setter.set(match (answer, before) {
                        (Ok(page), Some(list)) => Load::Ready(Rc::new(appended(&list, page))),
                        (Ok(page), None) => Load::Ready(Rc::new(page)),
                        (Err(failure), _) => Load::Failed(failure),
                    });
                }
            });
        })
    };
    {
        let read = read.clone();
        use_effect_with((key, app.epoch, *asked), move |_| read.emit(None));
    }
    let more = match &*state {
        Load::Ready(list) if list.next.is_some() => {
            let list = list.clone();
            Some(Callback::from(move |()| read.emit(Some(list.clone()))))
        }
        _ => None,
    };
    let again = Callback::from(move |()| asked.set(*asked + 1));
    Pages {
        load: (*state).clone(),
        more,
        again,
    }
}
