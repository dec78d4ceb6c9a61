//! Time for the browser.

use wasm_bindgen_futures::JsFuture;

/// Lets the browser draw and answer, for so many milliseconds at least.
pub async fn pause(milliseconds: i32) {
    let timer = js_sys::Promise::new(&mut |resolve, _| {
        let window = web_sys::window();
        // A window that is gone draws and answers nothing.
        let _ =
            window.map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds));
    });
    // It is never refused.
    let _ = JsFuture::from(timer).await;
}
