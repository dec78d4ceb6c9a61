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

/// What opening a record finds.
#[derive(Clone, Debug, PartialEq)]
pub enum Restore {
    /// Nothing kept, or nothing worth keeping: the record as it is.
    Nothing,
    /// The server still has what the work stands on: go on with the work.
    GoOn(Box<Content>, Vec<WarningReason>),
    /// The server has something else by now: compare. Base and mine.
    Compare(Box<Content>, Box<Content>, Vec<WarningReason>),
}

/// Decides what to do with a kept draft. A blank one is never laid over what the server has.
#[must_use]
pub fn restore(kept: Option<StoredDraft>, record: &Record) -> Restore {
    let form = record.summary.form;
    let Some(kept) = kept.filter(|kept| kept.format == FORMAT) else {
        return Restore::Nothing;
    };
    let Ok(mine) = Content::from_value(form, kept.content) else {
        return Restore::Nothing;
    };
    let Ok(theirs) = Content::from_value(form, record.content.clone()) else {
        return Restore::Nothing;
    };
    let same = seeded(&mine) == seeded(&theirs) && kept.reasons == record.reasons;
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

    fn kept(etag: &str, base: &Content, mine: &Content) -> Option<StoredDraft> {
        Some(StoredDraft {
            format: FORMAT,
            etag: etag.into(),
            base: value(base),
            content: value(mine),
            reasons: vec![],
        })
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
        let found = restore(kept("\"1\"", &annex(), &mine), &record(&annex(), "\"1\""));
        assert_eq!(found, Restore::GoOn(Box::new(mine), vec![]));
    }

    #[test]
    fn a_blank_draft_never_covers_what_the_server_has() {
        let blank = Content::Optimization(Optimization::default());
        for etag in ["\"1\"", "\"0\""] {
            let found = restore(kept(etag, &annex(), &blank), &record(&annex(), "\"1\""));
            assert_eq!(found, Restore::Nothing);
            let found = restore(kept(etag, &annex(), &seeded(&blank)), &record(&annex(), "\"1\""));
            assert_eq!(found, Restore::Nothing);
        }
    }

    #[test]
    fn work_on_an_older_record_is_compared() {
        let (mine, theirs) = (with(Place::Leader, "示例丙"), with(Place::ItemName, "另一名称（示例）"));
        let found = restore(kept("\"0\"", &annex(), &mine), &record(&theirs, "\"1\""));
        assert_eq!(found, Restore::Compare(Box::new(annex()), Box::new(mine), vec![]));
    }

    #[test]
    fn nothing_is_restored_when_nothing_was_done() {
        let theirs = with(Place::ItemName, "另一名称（示例）");
        assert_eq!(restore(None, &record(&annex(), "\"1\"")), Restore::Nothing);
        assert_eq!(
            restore(kept("\"0\"", &annex(), &annex()), &record(&annex(), "\"1\"")),
            Restore::Nothing
        );
        assert_eq!(
            restore(kept("\"0\"", &annex(), &annex()), &record(&theirs, "\"1\"")),
            Restore::Nothing
        );
        let mut broken = kept("\"1\"", &annex(), &annex()).unwrap();
        broken.content = json!({"unknown": 1});
        assert_eq!(restore(Some(broken), &record(&annex(), "\"1\"")), Restore::Nothing);
    }
}
