//! Follows a scan until it has been read.

use crate::api::Failure;
use crate::context::{api_of, use_app};
use crate::hooks::Load;
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yinzheng_shared::api::scan::Scan;
use yinzheng_shared::id::ScanId;
use yinzheng_shared::scan::ScanState;

/// Milliseconds before each further look; the last holds from then on.
const PAUSES: [u32; 6] = [400, 700, 1_000, 2_000, 4_000, 8_000];

/// The scan, looked at again and again, ever more seldom, while it is being read.
#[hook]
pub fn use_scan(id: ScanId) -> (Load<Scan>, Callback<Scan>) {
    let app = use_app();
    let state = use_state(|| Load::Waiting);
    let look = use_state(|| 0_usize);
    {
        let (api, state, again) = (api_of(&app), state.clone(), look.clone());
        use_effect_with((id, *look, app.epoch), move |(id, look, _)| {
            let (id, look) = (*id, *look);
            let pause = if look == 0 {
                0
            } else {
                PAUSES.get(look - 1).copied().unwrap_or(8_000)
            };
            let timer = Timeout::new(pause, move || {
                spawn_local(async move {
                    match api.scan(id).await {
                        Ok(scan) => {
                            if scan.state == ScanState::Received {
                                again.set(look + 1);
                            }
                            state.set(Load::Ready(Rc::new(scan)));
                        }
                        // Away for a moment: what is known stays, and it is tried again.
                        Err(Failure::Unreachable) if look > 0 => again.set(look + 1),
                        Err(failure) => state.set(Load::Failed(failure)),
                    }
                });
            });
            move || drop(timer)
        });
    }
    let setter = state.setter();
    let replace = Callback::from(move |scan| setter.set(Load::Ready(Rc::new(scan))));
    ((*state).clone(), replace)
}
