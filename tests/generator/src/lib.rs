//! Scans with known truth: printed forms as a worn office scanner returns them.
//!
//! A PDF is rasterised by poppler (not by the renderer under test), stamped, signed, folded,
//! laid badly, lit unevenly and stored as scanners store it. A [`Plan`] holds every
//! parameter, is drawn from a seed and gives the same bytes each time.

mod encode;
mod ink;
mod light;
mod plan;
mod rasterise;
mod rng;
mod warp;

use image::RgbImage;

pub use encode::{Sheet, bilevel, jpeg, png, tiff, wrap_pdf};
pub use ink::{sign, stamp};
pub use light::{fold, noise, shadow};
pub use plan::{Container, Fold, Layout, Place, Plan, Seal, Shadow, Tone};
pub use rasterise::rasterise;
pub use rng::Rng;
pub use warp::{blur, quarters, turn};

/// Millimetres in an inch.
pub(crate) const MM_PER_INCH: f64 = 25.4;

/// A length on paper in pixels.
pub(crate) fn pixels(mm: f64, dpi: u32) -> f64 {
    mm / MM_PER_INCH * f64::from(dpi)
}

/// The page as the plan's scanner sees it: everything but the file format. `page` must have
/// been rasterised at the plan's resolution.
pub fn degrade(page: &RgbImage, plan: &Plan, layout: &Layout) -> RgbImage {
    let mut rng = Rng::new(plan.seed ^ 0x5CA7_7E12);
    let mut page = page.clone();
    for place in &layout.signatures {
        sign(&mut page, plan.dpi, *place, &mut rng);
    }
    stamp(&mut page, plan.dpi, &plan.seal, &mut rng);
    if let Some(crease) = &plan.fold {
        fold(&mut page, plan.dpi, crease);
    }
    let mut page = turn(&page, plan.skew_degrees);
    blur(&mut page, plan.blur_sigma);
    shadow(&mut page, &plan.shadow);
    noise(&mut page, plan.noise_sigma, &mut rng);
    quarters(page, plan.quarters)
}

/// The file the plan's scanner writes for one page.
pub fn apply(page: &RgbImage, plan: &Plan, layout: &Layout) -> Vec<u8> {
    let page = degrade(page, plan, layout);
    match (plan.container, plan.tone) {
        (Container::Pdf, tone) => wrap_pdf(&[Sheet::new(&page, tone, plan.jpeg_quality)], plan.dpi),
        (Container::Jpeg, tone) => jpeg(&page, tone, plan.jpeg_quality),
        (Container::Png, tone) => png(&page, tone),
        (Container::Tiff, tone) => tiff(&page, tone, plan.dpi),
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    fn page() -> RgbImage {
        // A corner of a page is enough: 60 × 60 mm at 100 dpi.
        RgbImage::from_fn(236, 236, |x, y| {
            if (x / 9 + y / 9) % 2 == 0 {
                Rgb([255; 3])
            } else {
                Rgb([0; 3])
            }
        })
    }

    #[test]
    fn a_seed_gives_the_same_bytes() {
        let layout = Layout::a4();
        for seed in 0..40 {
            let plan = Plan {
                dpi: 100,
                ..Plan::draw(seed, &layout)
            };
            let first = apply(&page(), &plan, &layout);
            assert_eq!(first, apply(&page(), &plan, &layout), "seed {seed}");
            let stored = serde_json::to_string(&plan).unwrap();
            let restored: Plan = serde_json::from_str(&stored).unwrap();
            assert_eq!(first, apply(&page(), &restored, &layout), "seed {seed} by way of JSON");
        }
    }

    #[test]
    fn other_seeds_give_other_bytes() {
        let layout = Layout::a4();
        let file = |seed| {
            let plan = Plan {
                dpi: 100,
                ..Plan::draw(seed, &layout)
            };
            apply(&page(), &plan, &layout)
        };
        assert_ne!(file(1), file(2));
    }
}
