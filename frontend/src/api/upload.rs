//! Sending a file with figures of its progress, which `fetch` cannot give.

use super::{Api, Failure, Query, read};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{File, ProgressEvent, XmlHttpRequest};
use yew::Callback;
use yinzheng_shared::api::scan::Scan;

/// What is told while a file travels.
#[derive(Clone, Debug, PartialEq)]
pub enum Upload {
    /// Bytes sent so far.
    Sent(u64),
    /// The server keeps the file.
    Done(Box<Scan>),
    /// It was not kept.
    Failed(Failure),
}

/// A file on its way; dropping it breaks the transfer off.
#[derive(Debug)]
pub struct Uploading {
    request: XmlHttpRequest,
    _listeners: Listeners,
}

#[derive(Debug)]
struct Listeners {
    _progress: Closure<dyn FnMut(ProgressEvent)>,
    _end: Closure<dyn FnMut()>,
}

impl Drop for Uploading {
    fn drop(&mut self) {
        self.request.set_onloadend(None);
        // A finished request has nothing to break off.
        let _ = self.request.abort();
    }
}

impl Api {
    /// Sends a scan as it is; `tell` hears of progress and of the end.
    ///
    /// # Errors
    /// [`Failure::Unreachable`] when the browser cannot even begin.
    pub fn upload_scan(&self, file: &File, tell: Callback<Upload>) -> Result<Uploading, Failure> {
        let address = format!(
            "/api/v1/{}",
            Query::default().with("file_name", &file.name()).on("scans")
        );
        self.begin(&address, file, tell).map_err(|_| Failure::Unreachable)
    }

    fn begin(&self, address: &str, file: &File, tell: Callback<Upload>) -> Result<Uploading, JsValue> {
        let request = XmlHttpRequest::new()?;
        request.open("POST", address)?;
        request.set_request_header("Accept-Language", self.language.tag())?;
        request.set_request_header("X-Requested-With", "yinzheng")?;
        request.set_request_header("Content-Type", "application/octet-stream")?;
        let listeners = Listeners {
            _progress: on_progress(&request, tell.clone())?,
            _end: on_end(&request, self.clone(), tell),
        };
        request.send_with_opt_blob(Some(file))?;
        Ok(Uploading {
            request,
            _listeners: listeners,
        })
    }
}

fn on_progress(request: &XmlHttpRequest, tell: Callback<Upload>) -> Result<Closure<dyn FnMut(ProgressEvent)>, JsValue> {
    let listener = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        // Bytes of one file stay far below 2^53.
        tell.emit(Upload::Sent(event.loaded() as u64));
    });
    request
        .upload()?
        .set_onprogress(Some(listener.as_ref().unchecked_ref()));
    Ok(listener)
}

fn on_end(request: &XmlHttpRequest, api: Api, tell: Callback<Upload>) -> Closure<dyn FnMut()> {
    let asked = Rc::new(RefCell::new(Some(request.clone())));
    let listener = Closure::<dyn FnMut()>::new(move || {
        let Some(request) = asked.borrow_mut().take() else {
            return;
        };
        let status = request.status().unwrap_or_default();
        let body = request.response_text().ok().flatten().unwrap_or_default();
        tell.emit(match status {
            0 => Upload::Failed(Failure::Unreachable),
            200..=299 => read(&body).map_or_else(Upload::Failed, |scan| Upload::Done(Box::new(scan))),
            _ => Upload::Failed(api.refusal(&body)),
        });
    });
    request.set_onloadend(Some(listener.as_ref().unchecked_ref()));
    listener
}
