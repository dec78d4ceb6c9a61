//! Finds the QR codes of a page, cheapest attempts first.

mod filter;
mod window;

use image::{GrayImage, imageops};
use zxingcpp::{Barcode, BarcodeFormat, BarcodeReader, Binarizer, ImageFormat, ImageView, TextMode};

use crate::page::{FoundCode, Point, Quad, Turn};
use crate::raster::Raster;
use window::Window;

/// The longest side that codes are looked for at: A4 at 300 dpi.
const WORKING_SIDE: u32 = 3600;
/// Every page of the product carries the same code twice.
const CODES_PER_PAGE: usize = 2;
/// No more codes than this are kept of one page.
const MOST_CODES: usize = 32;
/// No more of a text than this is kept.
const MOST_CHARACTERS: usize = 512;
/// Two sightings closer than this (in page fractions) are one symbol.
const SAME_PLACE: f32 = 0.02;

/// How many pages of one file are still searched to the end when nothing is found. Backs
/// and enclosures have no code: a thick file of them must not take an hour.
pub(crate) struct Patience(u16);

impl Default for Patience {
    fn default() -> Self {
        Self(16)
    }
}

impl Patience {
    fn spend(&mut self) -> bool {
        let any = self.0 > 0;
        self.0 = self.0.saturating_sub(1);
        any
    }
}

/// Every QR code that can be read; quads refer to the page as it came. Works harder while
/// no code begins with `prefix`, and a little while only one does.
pub(crate) fn find(raster: &Raster, prefix: &str, patience: &mut Patience) -> Vec<FoundCode> {
    let mut search = Search {
        prefix,
        found: Vec::new(),
    };
    // Red seal ink vanishes in the red channel, so colour pages are read there first.
    let (first, second) = channels(raster);
    search.read(&Window::whole(&first), &READERS[..1]);
    if search.product_codes() == CODES_PER_PAGE {
        return search.found;
    }
    let windows = window::corners(&first);
    for filter in filter::GENTLE {
        search.try_windows(&first, &windows, *filter);
    }
    if search.product_codes() > 0 {
        return search.found;
    }
    if let Some(second) = &second {
        search.read(&Window::whole(second), &READERS[..1]);
    }
    if search.product_codes() > 0 || windows.is_empty() || !patience.spend() {
        return search.found;
    }
    for filter in filter::HARD {
        for channel in std::iter::once(&first).chain(&second) {
            search.try_windows(channel, &windows, *filter);
            if search.product_codes() > 0 {
                return search.found;
            }
        }
    }
    search.found
}

/// The turn that makes the page upright, told by the product codes' own orientation.
pub(crate) fn upright(codes: &[FoundCode], prefix: &str) -> Turn {
    let mut votes = [0_u8; 4];
    for code in codes.iter().filter(|code| code.text.starts_with(prefix)) {
        let (from, to) = (code.quad.top_left, code.quad.top_right);
        // Fractions of two unequal sides: near right angles the sign of the longer
        // component is what matters, and it is the same.
        let (across, down) = (to.x - from.x, to.y - from.y);
        let quarters = match (across.abs() >= down.abs(), across > 0.0, down > 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        if let Some(vote) = votes.get_mut(quarters) {
            *vote += 1;
        }
    }
    let most = votes.iter().copied().max().unwrap_or(0);
    let lies = votes.iter().position(|vote| *vote == most).unwrap_or(0);
    if most == 0 {
        Turn::None
    } else {
        Turn::from_quarters(-(lies as i32))
    }
}

/// One or two grey pictures of the page at working size.
fn channels(raster: &Raster) -> (GrayImage, Option<GrayImage>) {
    match raster {
        Raster::Grey(image) => (filter::shrunk(image, WORKING_SIDE), None),
        Raster::Rgb(image) => {
            let red = image.as_raw().as_chunks::<3>().0.iter().map(|[r, _, _]| *r).collect();
            let red = GrayImage::from_raw(image.width(), image.height(), red).unwrap_or_default();
            let red = filter::shrunk(&red, WORKING_SIDE);
            let grey = filter::shrunk(&imageops::grayscale(image), WORKING_SIDE);
            (red, Some(grey))
        }
    }
}

const READERS: [Binarizer; 2] = [Binarizer::LocalAverage, Binarizer::GlobalHistogram];

struct Search<'a> {
    prefix: &'a str,
    found: Vec<FoundCode>,
}

impl Search<'_> {
    fn product_codes(&self) -> usize {
        self.found
            .iter()
            .filter(|code| code.text.starts_with(self.prefix))
            .count()
    }

    /// Whether a product code has been read inside the window already.
    fn is_settled(&self, window: &window::Area) -> bool {
        self.found
            .iter()
            .any(|code| code.text.starts_with(self.prefix) && window.contains(code.quad.centre()))
    }

    fn try_windows(&mut self, page: &GrayImage, windows: &[window::Area], filter: filter::Filter) {
        for area in windows {
            if self.product_codes() >= CODES_PER_PAGE || self.is_settled(area) {
                continue;
            }
            self.read(&Window::cut(page, *area, filter), &READERS);
        }
    }

    fn read(&mut self, window: &Window, binarizers: &[Binarizer]) {
        for binarizer in binarizers {
            for code in scan(&window.pixels, *binarizer) {
                let quad = quad(&code).map(|point| window.on_page(point));
                self.keep(code.text(), quad);
            }
        }
    }

    fn keep(&mut self, text: String, quad: Quad) {
        let centre = quad.centre();
        let known = self.found.iter().any(|code| {
            let other = code.quad.centre();
            (other.x - centre.x).abs() < SAME_PLACE && (other.y - centre.y).abs() < SAME_PLACE
        });
        if !known && self.found.len() < MOST_CODES {
            let text = text.chars().take(MOST_CHARACTERS).collect();
            self.found.push(FoundCode { text, quad });
        }
    }
}

/// The valid QR codes in a picture; none if the library gives up on it.
fn scan(pixels: &GrayImage, binarizer: Binarizer) -> Vec<Barcode> {
    let reader = BarcodeReader::new()
        .formats([BarcodeFormat::QRCode])
        .try_harder(true)
        .try_rotate(false)
        .try_invert(false)
        .text_mode(TextMode::Plain)
        .binarizer(binarizer);
    ImageView::from_slice(pixels.as_raw(), pixels.width(), pixels.height(), ImageFormat::Lum)
        .and_then(|view| reader.from(&view))
        .unwrap_or_default()
        .into_iter()
        .filter(Barcode::is_valid)
        .collect()
}

fn quad(code: &Barcode) -> Quad {
    let position = code.position();
    let point = |p: zxingcpp::PointI| Point {
        x: p.x as f32,
        y: p.y as f32,
    };
    Quad {
        top_left: point(position.top_left),
        top_right: point(position.top_right),
        bottom_right: point(position.bottom_right),
        bottom_left: point(position.bottom_left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(from: (f32, f32), to: (f32, f32)) -> FoundCode {
        let point = |(x, y)| Point { x, y };
        FoundCode {
            text: "YZ1TEST".into(),
            quad: Quad {
                top_left: point(from),
                top_right: point(to),
                bottom_right: point(to),
                bottom_left: point(from),
            },
        }
    }

    #[test]
    fn the_symbol_tells_how_the_page_lies() {
        let lies = |from, to| upright(&[code(from, to)], "YZ1");
        assert_eq!(lies((0.8, 0.1), (0.9, 0.1)), Turn::None);
        assert_eq!(lies((0.1, 0.1), (0.1, 0.2)), Turn::ThreeQuarters);
        assert_eq!(lies((0.9, 0.1), (0.8, 0.1)), Turn::Half);
        assert_eq!(lies((0.1, 0.2), (0.1, 0.1)), Turn::Quarter);
        assert_eq!(upright(&[code((0.9, 0.1), (0.8, 0.1))], "other"), Turn::None);
    }

    /// A blurred and noisy page of some 85 dpi with one code in the top right corner.
    fn coarse_page() -> GrayImage {
        let code = fast_qr::QRBuilder::new(format!("YZ1{}", "7K".repeat(31)))
            .ecl(fast_qr::ECL::Q)
            .build()
            .unwrap();
        let clean = GrayImage::from_fn(700, 990, |x, y| {
            let module = |pixel: u32, from: u32| usize::try_from(pixel.checked_sub(from)? / 2).ok();
            let dark = module(x, 600)
                .zip(module(y, 40))
                .filter(|(column, row)| *column < code.size && *row < code.size)
                .is_some_and(|(column, row)| code[row][column].value());
            image::Luma([if dark { 30 } else { 225 }])
        });
        let mut page = imageops::blur(&clean, 1.05);
        let mut state = 1_u32;
        page.iter_mut().for_each(|value| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *value = value.saturating_add((state >> 27) as u8).saturating_sub(16);
        });
        page
    }

    #[test]
    fn coarse_pages_are_read_by_working_harder() {
        let page = coarse_page();
        assert!(scan(&page, READERS[0]).is_empty(), "the first look is enough");
        let found = find(&Raster::Grey(page), "YZ1", &mut Patience::default());
        let [code] = &found[..] else { panic!("{found:?}") };
        assert!(code.text.starts_with("YZ17K7K"));
        let centre = code.quad.centre();
        assert!((centre.x - 633.0 / 700.0).abs() < 0.01 && (centre.y - 73.0 / 990.0).abs() < 0.01);
    }

    #[test]
    fn patience_ends() {
        let mut patience = Patience(1);
        let page = Raster::Grey(coarse_page());
        assert_eq!(find(&page, "another product", &mut patience).len(), 1);
        assert!(!patience.spend());
    }
}
