//! Middles, tails and intervals.

use serde::Serialize;

/// The middle and the tail of repeated measurements, in the unit of the measurements.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Spread {
    /// How many there were.
    pub count: usize,
    /// Half of them are at most this.
    pub median: f64,
    /// 95 of 100 are at most this.
    pub p95: f64,
    /// 99 of 100 are at most this.
    pub p99: f64,
    /// All of them are at most this.
    pub longest: f64,
}

impl Spread {
    pub(super) fn of(measurements: &[f64]) -> Self {
        let mut sorted = measurements.to_vec();
        sorted.sort_by(f64::total_cmp);
        Self {
            count: sorted.len(),
            median: quantile(&sorted, 0.5),
            p95: quantile(&sorted, 0.95),
            p99: quantile(&sorted, 0.99),
            longest: quantile(&sorted, 1.0),
        }
    }
}

/// The smallest value that this share of the sorted values does not exceed; 0 of none.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let rank = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0.0)
}

/// Successes among trials, with the 95 % interval of Wilson.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub(crate) struct Share {
    /// Trials.
    pub of: u32,
    /// Successes.
    pub hits: u32,
    /// Successes per trial; 0 without trials.
    pub share: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Share {
    pub(super) fn new(hits: u32, of: u32) -> Self {
        if of == 0 {
            return Self {
                high: 1.0,
                ..Self::default()
            };
        }
        // The 97.5 % point of the normal distribution.
        const Z: f64 = 1.959_964;
        let (n, share) = (f64::from(of), f64::from(hits) / f64::from(of));
        let (square, scale) = (Z * Z / n, 1.0 + Z * Z / n);
        let centre = (share + square / 2.0) / scale;
        let reach = Z / scale * (share * (1.0 - share) / n + square / (4.0 * n)).sqrt();
        Self {
            of,
            hits,
            share,
            low: (centre - reach).max(0.0),
            high: (centre + reach).min(1.0),
        }
    }

    /// Counts those for which something holds.
    pub(super) fn count<T>(trials: impl IntoIterator<Item = T>, hit: impl Fn(&T) -> bool) -> Self {
        let (hits, of) = trials
            .into_iter()
            .fold((0, 0), |(hits, of), trial| (hits + u32::from(hit(&trial)), of + 1));
        Self::new(hits, of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_intervals_are_those_of_the_books() {
        let near = |is: f64, should: f64| assert!((is - should).abs() < 0.000_5, "{is} {should}");
        let share = Share::new(15, 20);
        near(share.low, 0.5313);
        near(share.high, 0.8881);
        let all = Share::new(100, 100);
        near(all.low, 0.9630);
        near(all.high, 1.0);
        assert_eq!(Share::new(0, 0).of, 0);
    }

    #[test]
    fn the_tail_is_a_measured_value() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(
            Spread::of(&values),
            Spread {
                count: 100,
                median: 50.0,
                p95: 95.0,
                p99: 99.0,
                longest: 100.0
            }
        );
        assert_eq!(Spread::of(&[7.0]).p95, 7.0);
    }
}
