//! The keyboard of the grids.

use super::state::Action;
use super::state::grid::{Direction, row_of};
use super::state::place::Place;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};
use yew::TargetCast as _;

/// What a key asks of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// The browser does what it does.
    Nothing,
    /// Keep what is typed, then act.
    Act(Action),
    /// Give up what is typed.
    Revert,
    /// Open the list of materials.
    List,
}

/// Where the caret stands in the text of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caret {
    /// The whole text is marked, or there is none.
    Whole,
    /// At the beginning.
    Start,
    /// At the end.
    End,
    /// Somewhere between, or over a part.
    Inside,
}

/// Whether a cell holds typing that is not committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// It does.
    Open,
    /// It does not.
    None,
}

/// A key with what is held down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key<'a> {
    /// The key's name.
    pub name: &'a str,
    /// Ctrl, or Command on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

/// What a key asks. Keys of an input method are the input method's.
#[must_use]
pub fn asked(key: &Key<'_>, place: Place, caret: Caret, typing: Typing) -> Asked {
    let row = row_of(place);
    let step = |direction| {
        if row.is_some() {
            Asked::Act(Action::Step(place, direction))
        } else {
            Asked::Nothing
        }
    };
    let with_row =
        |action: fn(super::state::grid::Row) -> Action| row.map_or(Asked::Nothing, |row| Asked::Act(action(row)));
    match (key.name, key.command, key.shift, key.alt) {
        ("Enter", true, ..) => with_row(Action::Insert),
        ("Enter", ..) => match row {
            Some(_) => Asked::Act(Action::Step(place, Direction::Down)),
            None => Asked::Act(Action::Enter(place)),
        },
        ("Delete", true, ..) => with_row(Action::Delete),
        ("ArrowDown", _, true, true) if matches!(place, Place::Needs(..)) => Asked::List,
        ("ArrowUp", _, false, true) => with_row(|row| Action::Shift(row, Direction::Up)),
        ("ArrowDown", _, false, true) => with_row(|row| Action::Shift(row, Direction::Down)),
        ("ArrowUp", false, false, false) => step(Direction::Up),
        // The arrow stops at the last row; only Enter adds one.
        ("ArrowDown", false, false, false) => match row {
            Some(_) => Asked::Act(Action::Descend(place)),
            None => Asked::Nothing,
        },
        ("ArrowLeft", false, false, false) if matches!(caret, Caret::Whole | Caret::Start) => step(Direction::Left),
        ("ArrowRight", false, false, false) if matches!(caret, Caret::Whole | Caret::End) => step(Direction::Right),
        ("Escape", ..) if typing == Typing::Open => Asked::Revert,
        ("z" | "Z", true, false, _) if typing == Typing::None => Asked::Act(Action::Undo),
        ("y" | "Y", true, false, _) | ("z" | "Z", true, true, _) if typing == Typing::None => Asked::Act(Action::Redo),
        _ => Asked::Nothing,
    }
}

/// Whether the key belongs to an input method that is composing.
#[must_use]
pub fn is_composing(event: &KeyboardEvent) -> bool {
    // Safari ends the composition before it tells of the key; the code 229 is left.
    event.is_composing() || event.key_code() == 229
}

/// Reads a key event.
#[must_use]
pub fn key<'a>(event: &KeyboardEvent, name: &'a str) -> Key<'a> {
    Key {
        name,
        command: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    }
}

/// Where the caret stands in the element of an event.
#[must_use]
pub fn caret(event: &KeyboardEvent) -> Caret {
    let (length, start, end) = if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
        (
            area.value().encode_utf16().count(),
            area.selection_start(),
            area.selection_end(),
        )
    } else if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
        if input.type_() != "text" {
            return Caret::Whole;
        }
        (
            input.value().encode_utf16().count(),
            input.selection_start(),
            input.selection_end(),
        )
    } else {
        return Caret::Inside;
    };
    let place = |found: Result<Option<u32>, _>| found.ok().flatten().and_then(|place| usize::try_from(place).ok());
    match (place(start), place(end)) {
        (Some(0), Some(end)) if end == length => Caret::Whole,
        (Some(0), Some(0)) => Caret::Start,
        (Some(start), Some(end)) if start == end && end == length => Caret::End,
        _ => Caret::Inside,
    }
}

#[cfg(test)]
mod tests {
    use super::super::state::grid::Row;
    use super::*;

    fn key(name: &'static str, held: &str) -> Key<'static> {
        Key {
            name,
            command: held.contains('c'),
            shift: held.contains('s'),
            alt: held.contains('a'),
        }
    }

    fn of(name: &'static str, held: &str, caret: Caret) -> Asked {
        asked(&key(name, held), Place::Needs(0, 0, 0), caret, Typing::None)
    }

    fn is(asked: &Asked, wanted: &Action) -> bool {
        matches!(asked, Asked::Act(action) if action == wanted)
    }

    #[test]
    fn arrows_leave_a_cell_only_at_the_ends_of_its_text() {
        let place = Place::Needs(0, 0, 0);
        assert!(is(
            &of("ArrowLeft", "", Caret::Start),
            &Action::Step(place, Direction::Left)
        ));
        assert!(is(
            &of("ArrowRight", "", Caret::End),
            &Action::Step(place, Direction::Right)
        ));
        assert_eq!(of("ArrowLeft", "", Caret::Inside), Asked::Nothing);
        assert_eq!(
            of("ArrowLeft", "s", Caret::Start),
            Asked::Nothing,
            "marking text stays the browser's"
        );
        assert!(is(&of("ArrowDown", "", Caret::Inside), &Action::Descend(place)));
    }

    #[test]
    fn rows_are_added_moved_and_deleted_by_keyboard() {
        let (place, row) = (Place::Needs(0, 0, 0), Row::Attribute(0, 0, 0));
        assert!(is(&of("Enter", "", Caret::End), &Action::Step(place, Direction::Down)));
        assert!(is(&of("Enter", "c", Caret::End), &Action::Insert(row)));
        assert!(is(&of("Delete", "c", Caret::End), &Action::Delete(row)));
        assert!(is(&of("ArrowUp", "a", Caret::End), &Action::Shift(row, Direction::Up)));
        assert_eq!(of("ArrowDown", "as", Caret::End), Asked::List);
        assert_eq!(of("Delete", "", Caret::End), Asked::Nothing);
    }

    #[test]
    fn undo_is_the_browsers_while_a_cell_is_being_typed_in() {
        let place = Place::Leader;
        let open = |name, held| asked(&key(name, held), place, Caret::End, Typing::Open);
        let idle = |name, held| asked(&key(name, held), place, Caret::End, Typing::None);
        assert_eq!(open("z", "c"), Asked::Nothing);
        assert_eq!(open("Escape", ""), Asked::Revert);
        assert_eq!(idle("Escape", ""), Asked::Nothing);
        assert!(is(&idle("z", "c"), &Action::Undo));
        assert!(is(&idle("Z", "cs"), &Action::Redo) && is(&idle("y", "c"), &Action::Redo));
        assert_eq!(idle("ArrowDown", ""), Asked::Nothing, "outside the grids");
        assert_eq!(idle("Enter", "c"), Asked::Nothing);
    }
}
