//! What this browser keeps of a draft until the server has it.

use super::prune::is_empty;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use yinzheng_shared::api::record::{Record, WarningReason};
use yinzheng_shared::form::Content;

/// A draft in the browser's storage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredDraft {
    /// Version of this shape.
    pub format: u16,
    /// ETag of the record on which the work stands.
    pub etag: String,
    /// The content of that record.
    pub base: Value,
    /// The content as it was left.
    pub content: Value,
    /// Reasons given.
    pub reasons: Vec<WarningReason>,
}

/// The shape written today.
pub const FORMAT: u16 = 1;

/// The key of a draft: one for each person and record.
#[must_use]
pub fn key(user: &str, record: &str) -> String {
    format!("yinzheng.draft.{user}.{record}")
}

/// The key under which stands what this page could not read, out of the way of newer drafts.
#[must_use]
pub fn unread_key(user: &str, record: &str) -> String {
    format!("yinzheng.unread.{user}.{record}")
}

/// What stands aside when something more is put there: nothing takes the place of anything.
#[must_use]
pub fn together(before: Option<String>, text: &str) -> String {
    match before {
        Some(before) if before.lines().any(|line| line == text) => before,
        Some(before) => format!("{before}\n{text}"),
        None => text.to_owned(),
    }
}

/// What opening a record finds.
#[derive(Clone, Debug, PartialEq)]
pub enum Restore {
    /// Nothing kept, or nothing worth keeping: the record as it is.
    Nothing,
    /// The server still has what the work stands on: go on with the work.
    GoOn(Box<Content>, Vec<WarningReason>),
    /// The server has something else by now: compare. Base and mine.
    Compare(Box<Content>, Box<Content>, Vec<WarningReason>),
    /// This page cannot read what was kept: another version of the page wrote it, or it is damaged.
    /// The text as it lies in the storage.
    Unread(String),
}

/// Decides what to do with the text of a kept draft. A blank one is never laid over what the server
/// has, and one that cannot be read is never taken for none.
#[must_use]
pub fn restore(text: Option<&str>, record: &Record, theirs: &Content) -> Restore {
    let Some(text) = text else {
        return Restore::Nothing;
    };
    let form = record.summary.form;
    let read = serde_json::from_str::<StoredDraft>(text)
        .ok()
        .filter(|kept| kept.format == FORMAT)
        .and_then(|kept| Some((Content::from_value(form, kept.content.clone()).ok()?, kept)));
    let Some((mine, kept)) = read else {
        return Restore::Unread(text.to_owned());
    };
    let same = seeded(&mine) == seeded(theirs) && kept.reasons == record.reasons;
    if same || is_empty(&mine) {
        return Restore::Nothing;
    }
    if kept.etag == record.etag {
        return Restore::GoOn(Box::new(mine), kept.reasons);
    }
    let base = Content::from_value(form, kept.base).unwrap_or_else(|_| theirs.clone());
    if seeded(&base) == seeded(&mine) {
        return Restore::Nothing;
    }
    Restore::Compare(Box::new(base), Box::new(mine), kept.reasons)
}

/// A content with its first rows and numbers, as the editor holds it, for comparison.
#[must_use]
pub fn seeded(content: &Content) -> Content {
    let mut seeded = content.clone();
    super::rows::seed(&mut seeded);
    seeded
}

#[cfg(test)]
mod tests {
    use super::super::place::{Place, set};
    use super::super::sample;
    use super::*;
    use serde_json::json;
    use yinzheng_shared::form::optimization::Optimization;

    fn value(content: &Content) -> Value {
        serde_json::to_value(content).unwrap()
    }

    fn record(content: &Content, etag: &str) -> Record {
        let organisation = json!({"id": "01890a5d-ac96-774b-bcce-b302099a8057", "name": "某某市示例局"});
        serde_json::from_value(json!({
            "id": "01890a5d-ac96-774b-bcce-b302099a8057", "reference": "ABCDEFG", "form": "optimization",
            "title": "", "state": "draft", "revision": 1, "owner": organisation, "issuer": organisation,
            "due": null, "late": false, "updated_at": "2018-09-25T06:03:00.000Z", "etag": etag,
            "content": value(content), "facts": {}, "reasons": [], "returned_because": null, "digests": null,
            "print": null, "pages": [], "moves": [], "replaces": null, "archived": null
        }))
        .unwrap()
    }

    fn kept(etag: &str, base: &Content, mine: &Content) -> Value {
        let draft = StoredDraft {
            format: FORMAT,
            etag: etag.into(),
            base: value(base),
            content: value(mine),
            reasons: vec![],
        };
        serde_json::to_value(draft).unwrap()
    }

    fn found(kept: &Value, theirs: &Content, etag: &str) -> Restore {
        restore(Some(&kept.to_string()), &record(theirs, etag), theirs)
    }

    fn annex() -> Content {
        Content::Optimization(sample::annex_3())
    }

    fn with(place: Place, text: &str) -> Content {
        let mut content = annex();
        set(&mut content, place, text);
        content
    }

    #[test]
    fn unsaved_work_on_the_same_record_goes_on() {
        let mine = with(Place::Leader, "示例丙");
        let found = found(&kept("\"1\"", &annex(), &mine), &annex(), "\"1\"");
        assert_eq!(found, Restore::GoOn(Box::new(mine), vec![]));
    }

    #[test]
    fn a_blank_draft_never_covers_what_the_server_has() {
        let blank = Content::Optimization(Optimization::default());
        for etag in ["\"1\"", "\"0\""] {
            for blank in [&blank, &seeded(&blank)] {
                let found = found(&kept(etag, &annex(), blank), &annex(), "\"1\"");
                assert_eq!(found, Restore::Nothing);
            }
        }
    }

    #[test]
    fn work_on_an_older_record_is_compared() {
        let (mine, theirs) = (with(Place::Leader, "示例丙"), with(Place::ItemName, "另一名称（示例）"));
        let found = found(&kept("\"0\"", &annex(), &mine), &theirs, "\"1\"");
        assert_eq!(found, Restore::Compare(Box::new(annex()), Box::new(mine), vec![]));
    }

    #[test]
    fn nothing_is_restored_when_nothing_was_done() {
        let theirs = with(Place::ItemName, "另一名称（示例）");
        let kept = kept("\"0\"", &annex(), &annex());
        assert_eq!(restore(None, &record(&annex(), "\"1\""), &annex()), Restore::Nothing);
        assert_eq!(found(&kept, &annex(), "\"1\""), Restore::Nothing);
        assert_eq!(found(&kept, &theirs, "\"1\""), Restore::Nothing);
    }

    #[test]
    fn what_this_page_cannot_read_is_never_taken_for_nothing() {
        let good = kept("\"1\"", &annex(), &with(Place::Leader, "示例丙"));
        let (mut newer, mut changed) = (good.clone(), good.clone());
        newer["format"] = json!(FORMAT + 1);
        changed["content"]["unknown"] = json!(1);
        let mut torn = good.to_string();
        torn.pop();
        for text in [newer.to_string(), changed.to_string(), torn, "写了一半".to_owned()] {
            let found = restore(Some(&text), &record(&annex(), "\"1\""), &annex());
            assert_eq!(found, Restore::Unread(text));
        }
    }

    #[test]
    fn what_stands_aside_is_added_to_and_never_replaced() {
        let first = together(None, "一");
        let both = together(Some(first), "二");
        assert_eq!(both, "一\n二");
        assert_eq!(together(Some(both.clone()), "二"), both);
    }
}
