//! The page: what people fill, print, upload and confirm in the browser.
//!
//! `api` is the only module that speaks HTTP; `state` holds pure reducers; every sentence comes from
//! `yinzheng_shared::locale`.

pub mod api;
pub mod app;
pub mod components;
pub mod context;
pub mod hooks;
pub mod office;
pub mod pages;
pub mod parts;
pub mod roll;
pub mod route;
pub mod sheet;
pub mod state;
pub mod text;
pub mod validator;

/// Draws the page into `#app`, and tells the boot script when the program stops unexpectedly.
pub fn start() {
    yew::set_custom_panic_hook(Box::new(|panic| {
        let message = panic.to_string();
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&message.into());
        if let (Some(window), Ok(event)) = (
            web_sys::window(),
            web_sys::CustomEvent::new_with_event_init_dict("yinzheng:panic", &init),
        ) {
            // Nobody is left to tell when even this fails.
            let _ = window.dispatch_event(&event);
        }
    }));
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|page| page.get_element_by_id("app"));
    if let Some(root) = root {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
