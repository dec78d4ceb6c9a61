//! Saving a file that came as an answer.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast as _;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Milliseconds until the file's address is given up; browsers read it some time after the click.
const KEPT: u32 = 60_000;

/// Lets the browser save a file under a name, as if a link to it had been followed.
pub fn save(file: &Blob, name: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    let address = Url::create_object_url_with_blob(file).ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Timeout::new(KEPT, move || {
        // The page may be gone by then, and the address with it.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}
