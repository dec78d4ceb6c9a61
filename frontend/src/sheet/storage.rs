//! The browser's storage: drafts until the server has them, and one note across a reload.

use super::state::stored::{StoredDraft, together};
use web_sys::Storage;

/// Whether the browser kept it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It did.
    Yes,
    /// Storage is off or full.
    No,
}

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn put(storage: Option<Storage>, key: &str, text: &str) -> Kept {
    match storage.map(|storage| storage.set_item(key, text)) {
        Some(Ok(())) => Kept::Yes,
        Some(Err(_)) | None => Kept::No,
    }
}

fn remove(storage: Option<Storage>, key: &str) {
    // Where nothing can be kept there is nothing to remove.
    let _ = storage.map(|storage| storage.remove_item(key));
}

/// Keeps a text under a key.
#[must_use]
pub fn keep_text(key: &str, text: &str) -> Kept {
    put(local(), key, text)
}

/// Keeps a draft.
#[must_use]
pub fn keep(key: &str, draft: &StoredDraft) -> Kept {
    serde_json::to_string(draft).map_or(Kept::No, |text| put(local(), key, &text))
}

/// The text that is kept under a key.
#[must_use]
pub fn kept(key: &str) -> Option<String> {
    local()?.get_item(key).ok()?
}

/// Moves what could not be read to a key of its own, where no newer draft takes its place, and gives
/// back all that stands there.
#[must_use]
pub fn set_aside(from: &str, to: &str, text: &str) -> String {
    let all = together(kept(to), text);
    if put(local(), to, &all) == Kept::Yes {
        remove(local(), from);
        return all;
    }
    // There may be room for one of them only.
    remove(local(), from);
    if put(local(), to, &all) == Kept::No {
        // It was there a moment ago, so there is room for it; the page shows it in any case.
        let _ = put(local(), from, text);
    }
    all
}

/// Forgets what is kept under a key: the server has it, or the person discards it.
pub fn forget(key: &str) {
    remove(local(), key);
}

fn note(record: &str) -> String {
    format!("yinzheng.recheck.{record}")
}

/// Notes that the page reloads for newer rules. `No` when it already did for this record, so that
/// it never reloads in a circle.
#[must_use]
pub fn note_reload(record: &str) -> Kept {
    if was_reloaded(record) {
        forget_reload(record);
        return Kept::No;
    }
    put(session(), &note(record), "1")
}

/// Whether the page was reloaded for newer rules.
#[must_use]
pub fn was_reloaded(record: &str) -> bool {
    session()
        .and_then(|storage| storage.get_item(&note(record)).ok()?)
        .is_some()
}

/// The rules agree again.
pub fn forget_reload(record: &str) {
    remove(session(), &note(record));
}
