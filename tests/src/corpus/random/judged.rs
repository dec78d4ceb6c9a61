//! A scope list that is judged after every change says what a check of the whole list says.

use super::super::scope::sample;
use super::{facts, lists};
use crate::corpus::{calendar, day, programme};
use proptest::collection::vec;
use proptest::prelude::*;
use std::ops::ControlFlow;
use std::rc::Rc;
use yinzheng_shared::facts::Facts;
use yinzheng_shared::form::scope::{Basis, Figures, Judged, Judging, Row, Scope, check};
use yinzheng_shared::locale::Language;
use yinzheng_shared::programme::Context;
use yinzheng_shared::rule::MOST_OF_REFUSED;

/// What is done to the rows of a list.
#[derive(Clone, Debug)]
enum Edit {
    Put(usize, Row),
    Add(Row),
    Remove(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => (0..6_usize, lists::row()).prop_map(|(place, row)| Edit::Put(place, row)),
        1 => lists::row().prop_map(Edit::Add),
        1 => (0..6_usize).prop_map(Edit::Remove),
    ]
}

impl Edit {
    fn apply(self, rows: &mut Vec<Rc<Row>>) {
        match self {
            Self::Put(place, row) => {
                if let Some(slot) = rows.get_mut(place) {
                    *slot = Rc::new(row);
                }
            }
            Self::Add(row) => rows.push(Rc::new(row)),
            Self::Remove(place) => {
                if place < rows.len() {
                    rows.remove(place);
                }
            }
        }
    }
}

/// A list before anything is done to it, and what it is judged by.
struct List {
    form: Scope,
    facts: Facts,
}

impl List {
    /// Does one after the other, and judges in slices of so many rows after each.
    fn edited(self, edits: Vec<Edit>, slice: usize) {
        let (programme, calendar) = (programme(), calendar());
        let context = Context {
            programme: &programme,
            calendar: &calendar,
            today: day("2018-09-05"),
        };
        let basis = Basis {
            head: &self.form,
            facts: &self.facts,
            context,
            language: Language::Chinese,
        };
        let mut rows: Vec<Rc<Row>> = self.form.rows.iter().cloned().map(Rc::new).collect();
        let mut judged = Rc::new(Judged::of(&basis, Rc::new(rows.clone())));
        self.says_the_same(&judged, &rows, &context);
        for edit in edits {
            edit.apply(&mut rows);
            judged = Rc::new(in_slices(judged, &basis, Rc::new(rows.clone()), slice));
            self.says_the_same(&judged, &rows, &context);
        }
    }

    fn says_the_same(&self, judged: &Judged, rows: &[Rc<Row>], context: &Context<'_>) {
        let form = Scope {
            rows: rows.iter().map(|row| (**row).clone()).collect(),
            ..self.form.clone()
        };
        let report = check(&form, &self.facts, context, Language::Chinese);
        assert!(judged.findings().eq(&report.findings), "{form:?}");
        let programme = context.programme;
        assert_eq!(
            *judged.figures(),
            Figures::of(&form.rows, &programme.goals, &programme.batches)
        );
    }
}

fn in_slices(before: Rc<Judged>, basis: &Basis<'_>, rows: Rc<Vec<Rc<Row>>>, slice: usize) -> Judged {
    let most = rows.len();
    let mut judging = Judging::begin(before, basis, rows);
    for _ in 0..=most {
        judging.go_on(basis, slice);
        judging = match judging.end() {
            ControlFlow::Break(judged) => return judged,
            ControlFlow::Continue(judging) => judging,
        };
    }
    panic!("a slice judges a row at least");
}

proptest! {
    #[test]
    fn any_list_that_is_edited_is_judged_as_a_whole_one(
        form in lists::scope(), facts in facts(), edits in vec(edit(), 0..8), slice in 1..4_usize,
    ) {
        List { form, facts }.edited(edits, slice);
    }

    #[test]
    fn so_is_one_that_a_department_might_hand_in(edits in vec(edit(), 0..4), slice in 1..9_usize) {
        let given = sample();
        List { form: given.form, facts: given.facts }.edited(edits, slice);
    }
}

#[test]
fn of_more_findings_than_a_report_holds_the_same_are_told() {
    let rows = vec![Row::default(); 2_000];
    let form = Scope { rows, ..sample().form };
    let list = List {
        form,
        facts: Facts::default(),
    };
    list.edited(vec![Edit::Remove(3)], 500);
    let (programme, calendar) = (programme(), calendar());
    let basis = Basis {
        head: &Scope::default(),
        facts: &Facts::default(),
        context: Context {
            programme: &programme,
            calendar: &calendar,
            today: day("2018-09-05"),
        },
        language: Language::Chinese,
    };
    let judged = Judged::of(&basis, Rc::new(vec![Rc::default(); 2_000]));
    assert_eq!(judged.findings().count(), MOST_OF_REFUSED);
    assert_eq!(judged.found().count(), 2_000);
}
