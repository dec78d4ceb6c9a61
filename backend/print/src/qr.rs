//! QR codes, drawn where the template marks their places, when the pages are counted.

use crate::error::PrintError;
use crate::marks;
use fast_qr::{ECL, QRBuilder};
use typst::layout::{Abs, FrameItem, Point};
use typst::model::Document as _;
use typst::syntax::Span;
use typst::visualize::{Color, Curve, FillRule, Geometry, Shape};
use typst_layout::{Page, PagedDocument};

/// Millimetres of a module: survived 100 dpi and a seal over the code.
const MODULE_MM: f64 = 0.6;
/// Modules along a side, without the quiet zone, for the 66 characters of a code.
const MODULES: u8 = 33;
/// One in each of two corners.
const CODES_A_PAGE: usize = 2;
/// Millimetres of a side.
pub const SIDE_MM: f64 = MODULE_MM * MODULES as f64;

/// The document with the code of each page on all its marks.
pub fn draw(document: &PagedDocument, code: impl Fn(u8) -> String) -> Result<PagedDocument, PrintError> {
    let mut pages: Vec<Page> = document.pages().to_vec();
    let places = marks::codes(document)?;
    for (page, number) in pages.iter_mut().zip(1..=u8::MAX) {
        let shape = shape(&code(number))?;
        let places = places.iter().filter(|(page, _)| *page == number);
        if places.clone().count() != CODES_A_PAGE {
            return Err(PrintError::Layout(format!("page {number} has no place for its codes")));
        }
        for (_, at) in places {
            page.frame.push(*at, FrameItem::Shape(shape.clone(), Span::detached()));
        }
    }
    Ok(PagedDocument::new(pages.into(), document.info().clone()))
}

/// One path of dark runs. Error level Q with modules of 0.6 mm survived as much as level H with smaller
/// modules did.
fn shape(text: &str) -> Result<Shape, PrintError> {
    let code = QRBuilder::new(text)
        .ecl(ECL::Q)
        .build()
        .map_err(|error| PrintError::Layout(error.to_string()))?;
    if code.size != usize::from(MODULES) {
        return Err(PrintError::Layout(format!("a code of {} modules", code.size)));
    }
    let mut curve = Curve::new();
    for (row, y) in (0..MODULES).enumerate() {
        let dark = |x: u8| code[row].get(usize::from(x)).is_some_and(|module| module.value());
        for start in (0..MODULES).filter(|x| dark(*x) && (*x == 0 || !dark(*x - 1))) {
            let end = (start..MODULES).find(|x| !dark(*x)).unwrap_or(MODULES);
            run(&mut curve, (start, end), y);
        }
    }
    Ok(Shape {
        geometry: Geometry::Curve(curve),
        fill: Some(Color::BLACK.into()),
        fill_rule: FillRule::NonZero,
        stroke: None,
    })
}

fn run(curve: &mut Curve, (start, end): (u8, u8), row: u8) {
    let corner = |x: u8, y: u8| {
        let at = |modules: u8| Abs::mm(f64::from(modules) * MODULE_MM);
        Point::new(at(x), at(y))
    };
    curve.move_(corner(start, row));
    curve.line(corner(end, row));
    curve.line(corner(end, row + 1));
    curve.line(corner(start, row + 1));
    curve.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_code_is_33_modules_wide() {
        let shape = shape(&format!("YZ1{}", "7".repeat(63))).unwrap();
        let side = shape.geometry.bbox(None).size();
        assert!((side.x.to_mm() - SIDE_MM).abs() < 0.001 && (side.y.to_mm() - SIDE_MM).abs() < 0.001);
        assert!(super::shape("YZ1").is_err(), "another size would not fit its place");
    }
}
