//! The cells of the report.

use crate::generator::{Container, Plan, Tone};

/// Properties of a scan, in the order of the report.
pub(super) const BANDS: &[&str] = &[
    "resolution and tone",
    "1-bit threshold",
    "JPEG quality",
    "file",
    "skew",
    "turned",
    "blur",
    "noise",
    "shadow",
    "fold",
    "seal",
];

/// The band of a scan; none where the property does not apply to it.
pub(super) fn band(property: &str, plan: &Plan) -> Option<String> {
    let one_bit = matches!(plan.tone, Tone::Bilevel(_));
    match property {
        "resolution and tone" => Some(format!("{} dpi {}", plan.dpi, tone(plan.tone))),
        "1-bit threshold" => match plan.tone {
            Tone::Bilevel(threshold) => Some(within(f64::from(threshold), &[105.0, 120.0, 135.0, 150.0], "")),
            _ => None,
        },
        "JPEG quality" => {
            let compressed = matches!(plan.container, Container::Jpeg | Container::Pdf) && !one_bit;
            compressed.then(|| within(f64::from(plan.jpeg_quality), &[40.0, 55.0, 75.0, 93.0], ""))
        }
        "file" => Some(format!("{:?}", plan.container)),
        "skew" => Some(within(plan.skew_degrees.abs(), &[0.0, 1.0, 2.0, 3.0], "°")),
        "turned" => Some(format!("{}°", u16::from(plan.quarters) * 90)),
        "blur" => Some(within(plan.blur_sigma, &[0.0, 0.35, 0.7, 1.0], " px")),
        "noise" => Some(within(plan.noise_sigma, &[0.0, 5.0, 10.0, 14.0], " levels")),
        "shadow" => Some(within(100.0 * plan.shadow.depth, &[0.0, 15.0, 30.0, 45.0], " %")),
        "fold" => Some(plan.fold.as_ref().map_or_else(
            || "none".to_owned(),
            |fold| format!("depth {}", within(100.0 * fold.depth, &[10.0, 30.0, 50.0], " %")),
        )),
        "seal" => {
            let place = if plan.seal.over_code { "over a code" } else { "beside" };
            Some(format!(
                "{place}, ink {}",
                within(100.0 * plan.seal.opacity, &[35.0, 65.0, 95.0], " %")
            ))
        }
        _ => None,
    }
}

const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Colour => "colour",
        Tone::Grey => "grey",
        Tone::Bilevel(_) => "1-bit",
    }
}

/// The two edges that a value lies between; the last pair takes what is beyond.
fn within(value: f64, edges: &[f64], unit: &str) -> String {
    let pairs: Vec<[f64; 2]> = edges
        .windows(2)
        .filter_map(|pair| <[f64; 2]>::try_from(pair).ok())
        .collect();
    let found = pairs.iter().find(|[_, high]| value < *high).or(pairs.last());
    found.map_or_else(String::new, |[low, high]| format!("{low}–{high}{unit}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generator::Layout;

    #[test]
    fn every_scan_is_in_one_band_of_what_applies_to_it() {
        let layout = Layout::a4();
        for seed in 0..500 {
            let plan = Plan::draw(seed, &layout);
            let one_bit = matches!(plan.tone, Tone::Bilevel(_));
            for property in BANDS {
                let applies = match *property {
                    "1-bit threshold" => one_bit,
                    "JPEG quality" => !one_bit && matches!(plan.container, Container::Jpeg | Container::Pdf),
                    _ => true,
                };
                assert_eq!(band(property, &plan).is_some(), applies, "{property} of seed {seed}");
            }
        }
    }

    #[test]
    fn edges_belong_to_the_upper_band() {
        assert_eq!(within(0.0, &[0.0, 1.0, 2.0], "°"), "0–1°");
        assert_eq!(within(1.0, &[0.0, 1.0, 2.0], "°"), "1–2°");
        assert_eq!(within(2.0, &[0.0, 1.0, 2.0], "°"), "1–2°");
    }
}
