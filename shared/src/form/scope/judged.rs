//! A list that is judged again after every change of it: of thousands of rows only those that differ, and
//! these in slices, so that whoever fills it waits for no more than one. What comes out is what
//! [`super::check`] finds.

use super::figures::Figures;
use super::rows::{self, Known, Places};
use super::types::{Row, Scope};
use crate::facts::Facts;
use crate::finding::Finding;
use crate::locale::Language;
use crate::programme::Context;
use crate::rule::{Findings, held};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::rc::Rc;

/// What a list is judged by. What was judged by another basis is of no use for this one.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// Department and edition; its rows are not looked at.
    pub head: &'a Scope,
    /// As for any check.
    pub facts: &'a Facts,
    /// As for any check.
    pub context: Context<'a>,
    /// Of the sentences.
    pub language: Language,
}

/// What the rules and the figures say of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Of the list as a whole.
    whole: Vec<Finding>,
    rows: Vec<JudgedRow>,
    figures: Figures,
}

/// A row with what its findings depend on besides the basis and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct JudgedRow {
    row: Rc<Row>,
    /// Where its code stands before.
    before: Option<usize>,
    findings: Rc<[Finding]>,
}

impl Judged {
    /// Judges a list at once.
    #[must_use]
    pub fn of(basis: &Basis<'_>, rows: Rc<Vec<Rc<Row>>>) -> Self {
        let mut judging = Judging::begin(Rc::default(), basis, rows);
        judging.go_on(basis, usize::MAX);
        judging.judged
    }

    /// What [`super::check`] finds, in its order.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        held(
            self.whole
                .iter()
                .chain(self.rows.iter().flat_map(|row| row.findings.iter())),
        )
    }

    /// Places of the rows of which the rules say something, in order.
    pub fn found(&self) -> impl Iterator<Item = usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| !row.findings.is_empty()).map(|(place, _)| place)
    }

    /// What the rules say of the row at a place.
    #[must_use]
    pub fn of_row(&self, place: usize) -> Option<&Rc<[Finding]>> {
        self.rows.get(place).map(|row| &row.findings)
    }

    /// The figures.
    #[must_use]
    pub const fn figures(&self) -> &Figures {
        &self.figures
    }
}

/// A list that is being judged.
#[derive(Clone, Debug)]
pub struct Judging {
    /// What was judged before, by the same basis.
    before: Rc<Judged>,
    rows: Rc<Vec<Rc<Row>>>,
    /// Where the codes of rows stand before.
    repeated: BTreeMap<usize, usize>,
    /// So far.
    judged: Judged,
}

impl Judging {
    /// Begins with the list as a whole.
    #[must_use]
    pub fn begin(before: Rc<Judged>, basis: &Basis<'_>, rows: Rc<Vec<Rc<Row>>>) -> Self {
        let Basis {
            head, facts, context, ..
        } = *basis;
        let all = || rows.iter().map(Rc::as_ref);
        let places = Places::of(all());
        let figures = Figures::of(all(), &context.programme.goals, &context.programme.batches);
        let mut whole = Findings::new(basis.language);
        super::head(&mut whole, head, facts, &context);
        let known = Known::of(&head.department, facts, context);
        super::whole(&mut whole, &figures, &places, &known);
        let repeated = all()
            .enumerate()
            .filter_map(|(place, row)| Some((place, places.before(row, place)?)))
            .collect();
        let judged = Judged {
            whole: whole.into_report().findings,
            rows: Vec::with_capacity(rows.len()),
            figures,
        };
        Self {
            before,
            repeated,
            judged,
            rows,
        }
    }

    /// Goes on through the rows until so many that differ were judged.
    pub fn go_on(&mut self, basis: &Basis<'_>, mut most: usize) {
        let known = Known::of(&basis.head.department, basis.facts, basis.context);
        let from = self.judged.rows.len();
        for (place, row) in self.rows.iter().enumerate().skip(from) {
            let before = self.repeated.get(&place).copied();
            let same = self.before.rows.get(place);
            let same = same.filter(|judged| judged.row == *row && judged.before == before);
            if same.is_none() && most == 0 {
                return;
            }
            let judged = same.cloned().unwrap_or_else(|| {
                most -= 1;
                let mut findings = Findings::new(basis.language);
                rows::check(&mut findings, row, place, before, &known);
                JudgedRow {
                    row: row.clone(),
                    before,
                    findings: findings.into_report().findings.into(),
                }
            });
            self.judged.rows.push(judged);
        }
    }

    /// What the rules say, once every row is judged; itself before, to go on.
    pub fn end(self) -> ControlFlow<Judged, Self> {
        if self.judged.rows.len() == self.rows.len() {
            ControlFlow::Break(self.judged)
        } else {
            ControlFlow::Continue(self)
        }
    }
}
