//! 《通报》 by its cells. Its figures are nobody's to type: they are taken whole from the assessment board.

use super::place::{Place, day};
use super::table::cell;
use yinzheng_shared::form::bulletin::{Bulletin, Demand, NamedUnit};

/// Every cell of the form, in form order.
#[must_use]
pub fn places(form: &Bulletin) -> Vec<Place> {
    let mut all = vec![
        Place::DocumentNumber,
        Place::Title,
        Place::Recipients,
        Place::FiguresOn,
        Place::Opening,
        Place::NamedUnits,
    ];
    all.extend((0..form.named.len()).flat_map(|n| [Place::NamedUnit(n), Place::Because(n)]));
    all.extend((0..form.demands.len()).map(Place::Demand));
    all.extend([Place::Issuer, Place::Issued, Place::Copies]);
    all
}

/// The text of a cell; `None` when the form has no such cell. The list as a whole is never blank: nobody may be
/// behind.
#[must_use]
pub fn text(form: &Bulletin, place: Place) -> Option<String> {
    let text = match place {
        Place::DocumentNumber => form.number.clone(),
        Place::Title => form.title.clone(),
        Place::Recipients => form.recipients.clone(),
        Place::FiguresOn => day(form.figures_on),
        Place::Opening => form.opening.clone(),
        Place::NamedUnits => "-".to_owned(),
        Place::NamedUnit(n) => form.named.get(n)?.unit.clone(),
        Place::Because(n) => form.named.get(n)?.because.clone(),
        Place::Demand(d) => form.demands.get(d)?.text.clone(),
        Place::Issuer => form.issuer.clone(),
        Place::Issued => day(form.issued),
        Place::Copies => form.copies.clone(),
        _ => return None,
    };
    Some(text)
}

/// Puts a text into a cell; `None` when the form has no such cell. What cannot be read is left unanswered.
pub fn set(form: &mut Bulletin, place: Place, text: &str) -> Option<()> {
    let field = match place {
        Place::FiguresOn => {
            form.figures_on = text.trim().parse().ok();
            return Some(());
        }
        Place::Issued => {
            form.issued = text.trim().parse().ok();
            return Some(());
        }
        Place::DocumentNumber => &mut form.number,
        Place::Title => &mut form.title,
        Place::Recipients => &mut form.recipients,
        Place::Opening => &mut form.opening,
        Place::NamedUnit(n) => &mut form.named.get_mut(n)?.unit,
        Place::Because(n) => &mut form.named.get_mut(n)?.because,
        Place::Demand(d) => &mut form.demands.get_mut(d)?.text,
        Place::Issuer => &mut form.issuer,
        Place::Copies => &mut form.copies,
        _ => return None,
    };
    text.clone_into(field);
    Some(())
}

/// Named units as rows of text, the way a spreadsheet holds them.
#[must_use]
pub fn flat_named(rows: &[NamedUnit]) -> Vec<Vec<String>> {
    let rows = rows.iter();
    rows.map(|row| vec![row.unit.clone(), row.because.clone()]).collect()
}

/// Named units from rows of text.
#[must_use]
pub fn build_named(rows: &[Vec<String>]) -> Vec<NamedUnit> {
    let named = |row: &Vec<String>| NamedUnit {
        unit: cell(row, 0),
        because: cell(row, 1),
    };
    rows.iter().map(named).collect()
}

/// Demands as rows of text.
#[must_use]
pub fn flat_demands(rows: &[Demand]) -> Vec<Vec<String>> {
    rows.iter().map(|row| vec![row.text.clone()]).collect()
}

/// Demands from rows of text.
#[must_use]
pub fn build_demands(rows: &[Vec<String>]) -> Vec<Demand> {
    rows.iter().map(|row| Demand { text: cell(row, 0) }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::grid::{Grid, Row};
    use super::super::prune::prune_blank;
    use super::super::{rows, sample, table, tsv};
    use yinzheng_shared::form::Content;

    #[test]
    fn a_grid_copied_out_pastes_back_to_the_same() {
        let content = Content::Bulletin(sample::bulletin());
        for grid in [Grid::Named, Grid::Demands] {
            let rows = tsv::parse(&tsv::format(&table::flat(&content, grid)));
            let mut back = content.clone();
            assert_eq!(table::build(&mut back, grid, &rows), []);
            assert_eq!(back, content, "{grid:?}");
        }
    }

    #[test]
    fn nobody_has_to_be_named() {
        let mut content = Content::Bulletin(sample::bulletin());
        let Content::Bulletin(before) = content.clone() else {
            panic!()
        };
        for _ in &before.named {
            rows::delete(&mut content, Row::Named(0)).unwrap();
        }
        assert_eq!(rows::append(&mut content, Grid::Named), Some(Row::Named(0)));
        prune_blank(&mut content);
        match content {
            Content::Bulletin(form) => assert_eq!((form.named.len(), form.demands), (0, before.demands)),
            other => panic!("{other:?}"),
        }
    }
}
