//! The queue of files on their way to the server, one at a time.

use crate::api::Failure;
use std::rc::Rc;
use yew::Reducible;
use yinzheng_shared::id::ScanId;

/// Formats that are taken, by the ends of their names.
pub const ACCEPTED: &str = ".pdf,.jpg,.jpeg,.png,.tif,.tiff";

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Tells it from the others.
    pub key: u64,
    /// Name of the file.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// How far it is.
    pub stage: Stage,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Waits for the ones before it.
    Waiting,
    /// This many bytes are sent.
    Sending(u64),
    /// The server keeps it.
    Kept(ScanId, Seen),
    /// It was not kept.
    Failed(Failure),
}

/// Whether the server had this very file before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// No.
    New,
    /// Yes; it is kept once.
    Before,
}

/// The queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// In the order in which they were chosen.
    pub entries: Vec<Entry>,
    next_key: u64,
}

/// What happens to it.
#[derive(Clone, Debug)]
pub enum QueueAction {
    /// Files were chosen: names and sizes.
    Chosen(Vec<(String, u64)>),
    /// A file is further.
    Moved(u64, Stage),
    /// Try one again.
    Retry(u64),
    /// Take one off the list.
    Dismiss(u64),
}

impl Queue {
    /// The file to send now: the first that waits, when none is being sent.
    #[must_use]
    pub fn turn(&self) -> Option<u64> {
        let busy = self
            .entries
            .iter()
            .any(|entry| matches!(entry.stage, Stage::Sending(_)));
        let waiting = self.entries.iter().find(|entry| entry.stage == Stage::Waiting);
        waiting.filter(|_| !busy).map(|entry| entry.key)
    }

    /// Key that the next chosen file will get.
    #[must_use]
    pub fn next_key(&self) -> u64 {
        self.next_key
    }
}

impl Reducible for Queue {
    type Action = QueueAction;

    fn reduce(self: Rc<Self>, action: QueueAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            QueueAction::Chosen(files) => {
                for (name, bytes) in files {
                    next.entries.push(Entry {
                        key: next.next_key,
                        name,
                        bytes,
                        stage: Stage::Waiting,
                    });
                    next.next_key += 1;
                }
            }
            QueueAction::Moved(key, stage) => next.set(key, stage),
            QueueAction::Retry(key) => next.set(key, Stage::Waiting),
            QueueAction::Dismiss(key) => next.entries.retain(|entry| entry.key != key),
        }
        Rc::new(next)
    }
}

impl Queue {
    fn set(&mut self, key: u64, stage: Stage) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.key == key) {
            entry.stage = stage;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(actions: Vec<QueueAction>) -> Queue {
        let queue = actions
            .into_iter()
            .fold(Rc::new(Queue::default()), |queue, action| queue.reduce(action));
        (*queue).clone()
    }

    #[test]
    fn files_go_one_at_a_time_in_order() {
        let chosen = QueueAction::Chosen(vec![("a.pdf".into(), 1), ("b.pdf".into(), 2)]);
        assert_eq!(queue(vec![chosen.clone()]).turn(), Some(0));
        let sending = QueueAction::Moved(0, Stage::Sending(0));
        assert_eq!(queue(vec![chosen.clone(), sending.clone()]).turn(), None);
        let failed = QueueAction::Moved(0, Stage::Failed(Failure::Unreachable));
        assert_eq!(
            queue(vec![chosen.clone(), sending.clone(), failed.clone()]).turn(),
            Some(1)
        );
        assert_eq!(
            queue(vec![chosen, sending, failed, QueueAction::Retry(0)]).turn(),
            Some(0)
        );
    }
}
