//! From a page's reading and what is known of the record to its outcome.

use super::reading::Reading;
use std::collections::BTreeSet;
use yinzheng_shared::code::print_code::DIGEST_BYTES;
use yinzheng_shared::record::State;
use yinzheng_shared::scan::Outcome;

/// What the database knows of the print that a genuine code names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Where the record stands.
    pub state: State,
    /// Its current revision.
    pub current: u16,
    /// Pages of the named revision's print; none when that revision was never printed.
    pub printed_pages: Option<u8>,
    /// The first bytes of the named revision's SHA-256.
    pub digest: [u8; DIGEST_BYTES],
    /// Pages of the current print that scans hold already, this file's earlier pages included.
    pub held: BTreeSet<u8>,
}

/// The outcome of a page. `known` is what is known of the record that a genuine code names.
#[must_use]
pub fn decide(reading: &Reading, known: Option<&Known>) -> Outcome {
    let code = match reading {
        Reading::Blank => return Outcome::Blank,
        Reading::Unreadable => return Outcome::Unreadable,
        Reading::Foreign => return Outcome::Foreign,
        Reading::Forged => return Outcome::Forged,
        Reading::Elsewhere => return Outcome::AnotherInstallation,
        Reading::Genuine(code) => code,
    };
    match known {
        // The check value is right, so the paper came from here; a database restored from before
        // the print knows other content, fewer pages or nothing under this number.
        Some(known) if known.printed_pages == Some(code.pages) && known.digest == code.digest => {
            decide_page(known, code.revision, code.page)
        }
        _ => Outcome::UnknownHere,
    }
}

/// The outcome of a page that is known to show `page` of the print of `revision`.
#[must_use]
pub fn decide_page(known: &Known, revision: u16, page: u8) -> Outcome {
    if !known.printed_pages.is_some_and(|pages| (1..=pages).contains(&page)) {
        return Outcome::UnknownHere;
    }
    match known.state {
        State::Void => Outcome::Void,
        _ if revision < known.current => Outcome::Superseded,
        State::Archived => Outcome::AlreadyArchived,
        State::Printed | State::Matched if known.held.contains(&page) => Outcome::Duplicate,
        State::Printed | State::Matched => Outcome::Matched,
        // A revision that is not frozen has no print.
        State::Draft | State::Submitted | State::Returned => Outcome::UnknownHere,
    }
}

/// Pages from 1 to `pages` that are not held.
#[must_use]
pub fn missing(held: &BTreeSet<u8>, pages: u8) -> Vec<u8> {
    (1..=pages).filter(|page| !held.contains(page)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::code::print_code::PrintCode;
    use yinzheng_shared::id::RecordId;

    fn code() -> PrintCode {
        PrintCode {
            installation: 7,
            key: 1,
            record: RecordId("0194b2f0-0000-7000-8000-000000000001".parse().unwrap()),
            revision: 2,
            page: 2,
            pages: 3,
            digest: [9; 6],
        }
    }

    fn known(state: State) -> Known {
        Known {
            state,
            current: 2,
            printed_pages: Some(3),
            digest: [9; 6],
            held: BTreeSet::from([1]),
        }
    }

    fn outcome(known: &Known) -> Outcome {
        decide(&Reading::Genuine(code()), Some(known))
    }

    #[test]
    fn what_is_not_genuine_never_asks_the_database() {
        let known = known(State::Printed);
        for (reading, expected) in [
            (Reading::Blank, Outcome::Blank),
            (Reading::Unreadable, Outcome::Unreadable),
            (Reading::Foreign, Outcome::Foreign),
            (Reading::Forged, Outcome::Forged),
            (Reading::Elsewhere, Outcome::AnotherInstallation),
        ] {
            assert_eq!(decide(&reading, Some(&known)), expected);
            assert_eq!(decide(&reading, None), expected);
        }
    }

    #[test]
    fn only_a_page_of_the_current_print_matches() {
        for state in State::ALL {
            let expected = match state {
                State::Printed | State::Matched => Outcome::Matched,
                State::Archived => Outcome::AlreadyArchived,
                State::Void => Outcome::Void,
                State::Draft | State::Submitted | State::Returned => Outcome::UnknownHere,
            };
            assert_eq!(outcome(&known(state)), expected, "{state:?}");
        }
    }

    #[test]
    fn a_record_that_moved_on_says_so_in_every_state_but_void() {
        for state in State::ALL {
            let expected = if state == State::Void {
                Outcome::Void
            } else {
                Outcome::Superseded
            };
            assert_eq!(
                outcome(&Known {
                    current: 3,
                    ..known(state)
                }),
                expected,
                "{state:?}"
            );
        }
    }

    #[test]
    fn a_page_that_is_held_is_a_duplicate() {
        let held = BTreeSet::from([2]);
        assert_eq!(
            outcome(&Known {
                held: held.clone(),
                ..known(State::Printed)
            }),
            Outcome::Duplicate
        );
        assert_eq!(
            outcome(&Known {
                held,
                ..known(State::Matched)
            }),
            Outcome::Duplicate
        );
    }

    #[test]
    fn a_genuine_code_of_a_print_that_is_not_here_is_unknown() {
        assert_eq!(decide(&Reading::Genuine(code()), None), Outcome::UnknownHere);
        for other in [
            Known {
                printed_pages: None,
                ..known(State::Printed)
            },
            Known {
                printed_pages: Some(4),
                ..known(State::Printed)
            },
            Known {
                digest: [8; 6],
                ..known(State::Printed)
            },
        ] {
            assert_eq!(outcome(&other), Outcome::UnknownHere);
        }
    }

    #[test]
    fn a_typed_page_beyond_the_print_is_unknown() {
        assert_eq!(decide_page(&known(State::Printed), 2, 4), Outcome::UnknownHere);
        assert_eq!(decide_page(&known(State::Printed), 2, 0), Outcome::UnknownHere);
        assert_eq!(decide_page(&known(State::Printed), 2, 3), Outcome::Matched);
    }

    #[test]
    fn missing_pages_are_named_in_order() {
        assert_eq!(missing(&BTreeSet::from([2]), 4), [1, 3, 4]);
        assert_eq!(missing(&BTreeSet::from([1, 2]), 2), Vec::<u8>::new());
    }
}
