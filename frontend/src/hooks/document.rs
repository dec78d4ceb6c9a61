//! The document itself: its title, its language and looks, its focus.

use crate::context::use_language;
use crate::state::app::{Looks, TextSize, Theme};
use web_sys::{Document, HtmlElement, Storage};
use yew::prelude::*;
use yinzheng_shared::locale::{Language, page};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Names the window after what is in view.
#[hook]
pub fn use_title(title: &str) {
    let language = use_language();
    use_effect_with((title.to_owned(), language), |(title, language)| {
        if let Some(document) = document() {
            document.set_title(&page::PRODUCT_WINDOW.with(*language, &[("title", title)]));
        }
    });
}

/// Gives an element the focus.
pub fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        // An element that left the page takes no focus; nothing depends on it.
        let _ = element.focus();
    }
}

/// Shows the looks on the document and keeps them in this browser.
#[hook]
pub fn use_looks(looks: Looks) {
    use_effect_with(looks, |looks| {
        if let Some(root) = document().and_then(|document| document.document_element()) {
            let theme = theme_code(looks.theme);
            let size = size_code(looks.text_size);
            // The attributes are plain names; setting them does not fail.
            let _ = root.set_attribute("lang", looks.language.tag());
            let _ = root.set_attribute("data-theme", theme);
            let _ = root.set_attribute("data-text", size);
            keep("language", looks.language.tag());
            keep("theme", theme);
            keep("text", size);
        }
    });
}

const fn theme_code(theme: Theme) -> &'static str {
    match theme {
        Theme::Device => "device",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

const fn size_code(size: TextSize) -> &'static str {
    match size {
        TextSize::Usual => "usual",
        TextSize::Large => "large",
    }
}

/// The looks that this browser kept; the language of the browser where none was.
#[must_use]
pub fn kept_looks() -> Looks {
    let languages = || {
        web_sys::window()
            .and_then(|window| window.navigator().language())
            .unwrap_or_default()
    };
    Looks {
        language: Language::from_accept(&kept("language").unwrap_or_else(languages)),
        theme: match kept("theme").as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::Device,
        },
        text_size: if kept("text").as_deref() == Some("large") {
            TextSize::Large
        } else {
            TextSize::Usual
        },
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn kept(name: &str) -> Option<String> {
    storage()?.get_item(&format!("yinzheng.{name}")).ok()?
}

fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // A browser that keeps nothing asks again next time.
        let _ = storage.set_item(&format!("yinzheng.{name}"), value);
    }
}
