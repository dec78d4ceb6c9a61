//! Looking through a complete set at the desk: pages seen, marks ticked.

use std::collections::BTreeSet;
use std::rc::Rc;
use yew::Reducible;
use yinzheng_shared::form::mark::Mark;

/// How far the person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Pages of the set.
    pub pages: usize,
    /// The page in view, from 0.
    pub page: usize,
    /// Marks that the form asks for.
    pub marks: &'static [Mark],
    seen: BTreeSet<usize>,
    ticked: Vec<Mark>,
}

/// What the person does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewAction {
    /// Go to a page, from 0.
    Turn(usize),
    /// To the page before.
    Back,
    /// To the next page.
    Forth,
    /// Tick or untick.
    Tick(Mark),
}

/// What still stands between the person and the confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing.
    Nothing,
    /// This page, from 1, was not in view yet.
    Page(usize),
    /// This mark is not ticked.
    Mark(Mark),
}

impl Review {
    /// The first page of a set is in view.
    #[must_use]
    pub fn begin(pages: usize, marks: &'static [Mark]) -> Self {
        Self {
            pages,
            marks,
            page: 0,
            seen: BTreeSet::from([0]),
            ticked: Vec::new(),
        }
    }

    /// Whether a mark is ticked.
    #[must_use]
    pub fn is_ticked(&self, mark: Mark) -> bool {
        self.ticked.contains(&mark)
    }

    /// Whether a page, from 0, was in view.
    #[must_use]
    pub fn is_seen(&self, page: usize) -> bool {
        self.seen.contains(&page)
    }

    /// What is left to do.
    #[must_use]
    pub fn left(&self) -> Left {
        if let Some(page) = (0..self.pages).find(|page| !self.seen.contains(page)) {
            return Left::Page(page + 1);
        }
        self.marks
            .iter()
            .copied()
            .find(|mark| !self.is_ticked(*mark))
            .map_or(Left::Nothing, Left::Mark)
    }

    fn turn(&mut self, page: usize) {
        self.page = page.min(self.pages.saturating_sub(1));
        self.seen.insert(self.page);
    }
}

impl Reducible for Review {
    type Action = ReviewAction;

    fn reduce(self: Rc<Self>, action: ReviewAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            ReviewAction::Turn(page) => next.turn(page),
            ReviewAction::Back => next.turn(next.page.saturating_sub(1)),
            ReviewAction::Forth => next.turn(next.page + 1),
            ReviewAction::Tick(mark) if next.is_ticked(mark) => next.ticked.retain(|ticked| *ticked != mark),
            ReviewAction::Tick(mark) => next.ticked.push(mark),
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinzheng_shared::form::Form;

    fn after(pages: usize, actions: &[ReviewAction]) -> Review {
        let review = actions
            .iter()
            .fold(Rc::new(Review::begin(pages, Form::GoLive.marks())), |review, action| {
                review.reduce(*action)
            });
        (*review).clone()
    }

    #[test]
    fn nothing_is_confirmed_before_every_page_was_seen_and_every_mark_ticked() {
        use ReviewAction::{Forth, Tick};
        let ticks = [Tick(Mark::Signatures), Tick(Mark::Stamp), Tick(Mark::Date)];
        assert_eq!(after(2, &ticks).left(), Left::Page(2));
        assert_eq!(after(2, &[Forth]).left(), Left::Mark(Mark::Signatures));
        assert_eq!(after(2, &[ticks[0], ticks[1], ticks[2], Forth]).left(), Left::Nothing);
        assert_eq!(
            after(1, &[ticks[0], ticks[1], ticks[2], ticks[1]]).left(),
            Left::Mark(Mark::Stamp)
        );
    }

    #[test]
    fn what_the_form_does_not_ask_for_is_not_waited_for() {
        let ticked = Review::begin(1, Form::JointDebug.marks());
        let ticked = [Mark::Signatures, Mark::Date]
            .into_iter()
            .fold(Rc::new(ticked), |review, mark| review.reduce(ReviewAction::Tick(mark)));
        assert_eq!(ticked.left(), Left::Nothing);
    }

    #[test]
    fn turning_stays_inside_the_set() {
        use ReviewAction::{Back, Forth, Turn};
        assert_eq!(after(2, &[Back]).page, 0);
        assert_eq!(after(2, &[Forth, Forth, Forth]).page, 1);
        assert_eq!(after(2, &[Turn(9)]).page, 1);
    }
}
