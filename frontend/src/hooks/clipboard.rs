//! The clipboard.

/// Puts text on the clipboard without waiting for it; a browser that does not let us keeps what it had.
pub fn copy_text(text: &str) {
    let text = text.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        let _ = write_clipboard(&text).await;
    });
}

/// Puts text on the clipboard, if the browser lets us.
pub async fn write_clipboard(text: &str) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    // Absent where the page did not come over a secure channel.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into())
        .ok()
        .filter(|found| found.is_object())?;
    let clipboard: web_sys::Clipboard = wasm_bindgen::JsCast::unchecked_into(clipboard);
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text))
        .await
        .ok()
        .map(drop)
}
