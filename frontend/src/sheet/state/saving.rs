//! Where the work stands between this browser and the server.

/// What the page says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The server has everything.
    Saved,
    /// Changed; waits until the person pauses.
    Dirty,
    /// On the way to the server, with the version it carries.
    Sending(u64),
    /// The server could not be reached; kept in this browser, tried again.
    Offline,
    /// The session ended; kept in this browser until the person signs in.
    SignedOut,
    /// Somebody else saved in between.
    Conflict,
    /// The server refused; its sentence. Kept in this browser.
    Refused(String),
}

/// What happens on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The sheet has a new version.
    Changed(u64),
    /// A version is on the way.
    Sent(u64),
    /// The server has a version; the record's new ETag and the moment of its clock.
    Stored {
        /// The version that was sent.
        version: u64,
        /// ETag of the record.
        etag: String,
        /// Moment of the server, UTC.
        at: String,
    },
    /// No answer came.
    Unreachable,
    /// The session ended.
    SignedOut,
    /// 412.
    Stale,
    /// Any other refusal, in the server's words.
    Refused(String),
    /// It is worth trying again: signed in, online, or after a while.
    Retry,
    /// The record was read again; saving goes on from its ETag.
    Rebased(String),
}

/// The way of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// ETag of what the server is known to have.
    pub etag: String,
    /// What the page says.
    pub phase: Phase,
    /// Version of the sheet that the server has.
    pub stored_version: u64,
    /// Newest version of the sheet.
    pub version: u64,
    /// When the server last stored it, `14:03` of Asia/Shanghai.
    pub stored_at: Option<String>,
}

impl Saving {
    /// A record as it was read.
    #[must_use]
    pub fn open(etag: &str) -> Self {
        Self {
            etag: etag.to_owned(),
            phase: Phase::Saved,
            stored_version: 0,
            version: 0,
            stored_at: None,
        }
    }

    /// Whether closing the page now would lose what only this browser has.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.version != self.stored_version
    }

    /// Whether a save is to be sent after the pause.
    #[must_use]
    pub fn wants_to_send(&self) -> bool {
        self.phase == Phase::Dirty && self.is_unsaved()
    }

    /// The way after an event.
    #[must_use]
    pub fn after(&self, event: Event) -> Self {
        let mut next = self.clone();
        match event {
            Event::Changed(version) => {
                next.version = version;
                if matches!(self.phase, Phase::Saved | Phase::Refused(_)) && next.is_unsaved() {
                    next.phase = Phase::Dirty;
                }
            }
            Event::Sent(version) => next.phase = Phase::Sending(version),
            Event::Stored { version, etag, at } => {
                next.etag = etag;
                next.stored_version = version;
                next.stored_at = clock(&at).or(next.stored_at);
                next.phase = if next.is_unsaved() { Phase::Dirty } else { Phase::Saved };
            }
            Event::Unreachable => next.phase = Phase::Offline,
            Event::SignedOut => next.phase = Phase::SignedOut,
            Event::Stale => next.phase = Phase::Conflict,
            Event::Refused(sentence) => next.phase = Phase::Refused(sentence),
            Event::Retry => {
                if matches!(self.phase, Phase::Offline | Phase::SignedOut | Phase::Refused(_)) {
                    next.phase = if self.is_unsaved() { Phase::Dirty } else { Phase::Saved };
                }
            }
            Event::Rebased(etag) => {
                next.etag = etag;
                next.phase = if self.is_unsaved() { Phase::Dirty } else { Phase::Saved };
            }
        }
        next
    }
}

/// `14:03` in Asia/Shanghai of a moment like `2018-09-25T06:03:00.000Z`.
#[must_use]
pub fn clock(moment: &str) -> Option<String> {
    let (_, time) = moment.split_once('T')?;
    let mut parts = time.split(':');
    let hour: u8 = parts.next()?.parse().ok()?;
    let minute: u8 = parts.next()?.parse().ok()?;
    (hour < 24 && minute < 60).then(|| format!("{:02}:{minute:02}", (hour + 8) % 24))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(version: u64) -> Event {
        Event::Stored {
            version,
            etag: format!("\"e{version}\""),
            at: "2018-09-25T06:03:00.000Z".into(),
        }
    }

    fn walk(events: &[Event]) -> Saving {
        events
            .iter()
            .fold(Saving::open("\"e0\""), |saving, event| saving.after(event.clone()))
    }

    #[test]
    fn opening_a_record_sends_nothing() {
        let opened = Saving::open("\"e0\"");
        assert!(!opened.wants_to_send() && !opened.is_unsaved());
        assert!(!opened.after(Event::Changed(0)).wants_to_send());
    }

    #[test]
    fn a_change_is_sent_and_stored_with_the_servers_time() {
        let sent = walk(&[Event::Changed(1), Event::Sent(1)]);
        assert!(!sent.wants_to_send() && sent.is_unsaved());
        let saved = sent.after(stored(1));
        assert_eq!((saved.phase, saved.stored_at.as_deref()), (Phase::Saved, Some("14:03")));
        assert_eq!(saved.etag, "\"e1\"");
    }

    #[test]
    fn what_was_typed_during_a_save_is_sent_after_it_with_the_new_etag() {
        let during = walk(&[Event::Changed(1), Event::Sent(1), Event::Changed(2)]);
        assert!(!during.wants_to_send(), "one save at a time");
        let after = during.after(stored(1));
        assert!(after.wants_to_send() && after.is_unsaved());
        assert_eq!(after.etag, "\"e1\"");
    }

    #[test]
    fn nothing_is_sent_while_signed_out_in_conflict_or_offline_and_the_work_stays_unsaved() {
        for (event, phase) in [
            (Event::SignedOut, Phase::SignedOut),
            (Event::Stale, Phase::Conflict),
            (Event::Unreachable, Phase::Offline),
        ] {
            let stuck = walk(&[Event::Changed(1), Event::Sent(1), event, Event::Changed(2)]);
            assert_eq!(stuck.phase, phase);
            assert!(stuck.is_unsaved() && !stuck.wants_to_send());
            assert_eq!(stuck.after(Event::Retry).wants_to_send(), phase != Phase::Conflict);
        }
    }

    #[test]
    fn a_resolved_conflict_goes_on_from_the_new_etag() {
        let resolved = walk(&[
            Event::Changed(1),
            Event::Sent(1),
            Event::Stale,
            Event::Rebased("\"x\"".into()),
        ]);
        assert!(resolved.wants_to_send());
        assert_eq!(resolved.etag, "\"x\"");
    }

    #[test]
    fn a_refusal_is_tried_again_with_the_next_change() {
        let refused = walk(&[Event::Changed(1), Event::Sent(1), Event::Refused("示例".into())]);
        assert!(!refused.wants_to_send() && refused.is_unsaved());
        assert!(refused.after(Event::Changed(2)).wants_to_send());
    }

    #[test]
    fn the_clock_is_that_of_hangzhou() {
        assert_eq!(clock("2018-09-25T06:03:00.000Z").as_deref(), Some("14:03"));
        assert_eq!(clock("2018-09-25T18:59:59Z").as_deref(), Some("02:59"));
        assert_eq!(clock("gestern"), None);
    }
}
