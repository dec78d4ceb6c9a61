//! The browser's storage: drafts until the server has them, and one note across a reload.

use super::state::stored::StoredDraft;
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

/// Keeps a draft.
#[must_use]
pub fn keep(key: &str, draft: &StoredDraft) -> Kept {
    serde_json::to_string(draft).map_or(Kept::No, |text| put(local(), key, &text))
}

/// The draft that is kept.
#[must_use]
pub fn kept(key: &str) -> Option<StoredDraft> {
    serde_json::from_str(&local()?.get_item(key).ok()??).ok()
}

/// Forgets a draft that the server has.
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
