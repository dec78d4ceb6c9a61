//! Every parameter of one scan, and the mix they are drawn from.

use serde::{Deserialize, Serialize};

use super::rng::Rng;

/// A place on paper: millimetres from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Millimetres from the left edge.
    pub x_mm: f64,
    /// Millimetres from the top edge.
    pub y_mm: f64,
}

/// Where on the printed page people stamp and sign, and where the codes are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// Centres of the printed codes.
    pub codes: Vec<Place>,
    /// Centre of the seal, put right.
    pub seal: Place,
    /// Starts of the signatures.
    pub signatures: Vec<Place>,
}

impl Layout {
    /// A plain A4 page: codes at top right and bottom left.
    pub fn a4() -> Self {
        let place = |x_mm, y_mm| Place { x_mm, y_mm };
        Self {
            codes: vec![place(189.0, 19.0), place(21.0, 273.0)],
            seal: place(155.0, 245.0),
            signatures: vec![place(60.0, 235.0)],
        }
    }
}

/// What the scan keeps of the colours.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Tone {
    /// Colour.
    Colour,
    /// Shades of grey.
    Grey,
    /// Black below this luminance, white from it on.
    Bilevel(u8),
}

/// The file that the scanner writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Container {
    /// One JPEG.
    Jpeg,
    /// One PNG.
    Png,
    /// One TIFF.
    Tiff,
    /// A PDF of a page image.
    Pdf,
}

/// A drawn round seal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seal {
    /// Its centre.
    pub centre: Place,
    /// Its outer diameter.
    pub diameter_mm: f64,
    /// Strength of the ink, 0 to 1.
    pub opacity: f64,
    /// How it was held, clockwise.
    pub turn_degrees: f64,
    /// Whether it was put over a code.
    pub over_code: bool,
}

impl Seal {
    /// A seal as usual: 42 mm, well inked, held nearly straight.
    pub fn plain(centre: Place) -> Self {
        Self {
            centre,
            diameter_mm: 42.0,
            opacity: 0.8,
            turn_degrees: 4.0,
            over_code: false,
        }
    }
}

/// Light that falls off towards one side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shadow {
    /// Share of the light missing at the darkest point.
    pub depth: f64,
    /// Direction it darkens in, clockwise from the right.
    pub towards_degrees: f64,
}

/// A crease.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fold {
    /// Where it meets the middle line, as a share of the page.
    pub at: f64,
    /// Share of the light missing in the crease.
    pub depth: f64,
    /// Runs down the page rather than across.
    pub down: bool,
}

/// One scan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// What it was drawn from, and what its noise comes from.
    pub seed: u64,
    /// Resolution of the scanner: dots per inch.
    pub dpi: u32,
    /// How crooked the sheet lay, clockwise.
    pub skew_degrees: f64,
    /// How often the sheet was turned by a right angle, clockwise.
    pub quarters: u8,
    /// Blur in pixels.
    pub blur_sigma: f64,
    /// Noise in grey levels.
    pub noise_sigma: f64,
    /// Uneven light.
    pub shadow: Shadow,
    /// A crease, if any.
    pub fold: Option<Fold>,
    /// What is kept of the colours.
    pub tone: Tone,
    /// Quality of the JPEG compression, where there is any.
    pub jpeg_quality: u8,
    /// The seal.
    pub seal: Seal,
    /// The file type.
    pub container: Container,
}

impl Plan {
    /// One scan of the fixed mix: 100 to 300 dpi, skew up to 3°, right-angle turns 30 %,
    /// blur σ up to 1, noise σ up to 14, shadow up to 45 %, fold 25 %, JPEG 40 to 92, 1-bit
    /// 12 %, seal opacity 35 to 95 %, over a code 15 %.
    pub fn draw(seed: u64, layout: &Layout) -> Self {
        let mut rng = Rng::new(seed);
        let dpi = rng.choose(&[100, 150, 200, 300]);
        let skew_degrees = rng.within(-3.0..3.0);
        let quarters = if rng.chance(0.3) { rng.choose(&[1, 2, 3]) } else { 0 };
        let blur_sigma = rng.within(0.0..1.0);
        let noise_sigma = rng.within(0.0..14.0);
        let shadow = Shadow {
            depth: rng.within(0.0..0.45),
            towards_degrees: rng.within(0.0..360.0),
        };
        let fold = rng.chance(0.25).then(|| Fold {
            at: rng.within(0.05..0.95),
            depth: rng.within(0.1..0.5),
            down: rng.chance(0.4),
        });
        let tone = match rng.unit() {
            share if share < 0.12 => Tone::Bilevel(rng.within(105.0..150.0) as u8),
            share if share < 0.37 => Tone::Grey,
            _ => Tone::Colour,
        };
        let jpeg_quality = rng.within(40.0..93.0) as u8;
        let over_code = rng.chance(0.15);
        let near = if over_code {
            rng.choose(&layout.codes)
        } else {
            layout.seal
        };
        let seal = Seal {
            centre: Place {
                x_mm: near.x_mm + rng.within(-9.0..9.0),
                y_mm: near.y_mm + rng.within(-9.0..9.0),
            },
            diameter_mm: rng.within(38.0..50.0),
            opacity: rng.within(0.35..0.95),
            turn_degrees: rng.within(-20.0..20.0),
            over_code,
        };
        let container = match (tone, rng.unit()) {
            (Tone::Bilevel(_), share) if share < 0.5 => Container::Tiff,
            (Tone::Bilevel(_), _) => Container::Pdf,
            (_, share) if share < 0.45 => Container::Jpeg,
            (_, share) if share < 0.90 => Container::Pdf,
            (_, share) if share < 0.95 => Container::Png,
            _ => Container::Tiff,
        };
        Self {
            seed,
            dpi,
            skew_degrees,
            quarters,
            blur_sigma,
            noise_sigma,
            shadow,
            fold,
            tone,
            jpeg_quality,
            seal,
            container,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mix_has_its_shares() {
        let layout = Layout::a4();
        let plans: Vec<Plan> = (0..4000).map(|seed| Plan::draw(seed, &layout)).collect();
        let share = |f: &dyn Fn(&Plan) -> bool| plans.iter().filter(|plan| f(plan)).count() as f64 / plans.len() as f64;
        let near = |is: f64, should: f64| assert!((is - should).abs() < 0.03, "{is} {should}");
        near(share(&|p| p.dpi == 150), 0.25);
        near(share(&|p| p.quarters > 0), 0.30);
        near(share(&|p| p.fold.is_some()), 0.25);
        near(share(&|p| matches!(p.tone, Tone::Bilevel(_))), 0.12);
        near(share(&|p| p.seal.over_code), 0.15);
        assert!(
            plans
                .iter()
                .all(|p| p.skew_degrees.abs() <= 3.0 && p.noise_sigma <= 14.0)
        );
        assert!(plans.iter().all(|p| (40..=92).contains(&p.jpeg_quality)));
        assert!(plans.iter().all(|p| (0.35..=0.95).contains(&p.seal.opacity)));
    }
}
