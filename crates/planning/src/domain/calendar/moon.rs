//! When the moon is new or full (Meeus, Astronomical Algorithms, 2nd ed., ch. 49, its largest
//! terms): good to a quarter of an hour, which is enough to name a day.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, ToSpan};

/// A phase of the moon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// New moon.
    New,
    /// Full moon.
    Full,
}

/// The Julian day of lunation `k` (0 is the new moon of 6 January 2000).
fn julian_day(k: f64, phase: Phase) -> f64 {
    let k = if phase == Phase::Full { k + 0.5 } else { k };
    let t = k / 1236.85;
    let angle = |start: f64, step: f64| (start + step * k).to_radians();
    let sun = angle(2.5534, 29.105_356_70);
    let moon = angle(201.5643, 385.816_935_28);
    let node = angle(160.7108, 390.670_502_84);
    let ascending = angle(124.7746, -1.563_755_88);
    let e = 1.0 - 0.002_516 * t;
    let [a, b, c, d, f, g, h] = match phase {
        Phase::New => [
            -0.40720, 0.17241, 0.01608, 0.01039, 0.00739, -0.00514, 0.00208,
        ],
        Phase::Full => [
            -0.40614, 0.17302, 0.01614, 0.01043, 0.00734, -0.00515, 0.00209,
        ],
    };
    2_451_550.097_66
        + 29.530_588_861 * k
        + 0.000_154_37 * t * t
        + a * moon.sin()
        + b * e * sun.sin()
        + c * (2.0 * moon).sin()
        + d * (2.0 * node).sin()
        + f * e * (moon - sun).sin()
        + g * e * (moon + sun).sin()
        + h * e * e * (2.0 * sun).sin()
        - 0.00111 * (moon - 2.0 * node).sin()
        - 0.00057 * (moon + 2.0 * node).sin()
        - 0.00017 * ascending.sin()
}

/// The days from `first` to `last` on which the moon is new or full, on a clock `hours` ahead of
/// Greenwich.
#[must_use]
pub fn days(phase: Phase, first: Date, last: Date, hours: i64) -> Vec<Date> {
    let noon = date(2000, 1, 1).at(12, 0, 0, 0);
    let since = (first - date(2000, 1, 6)).get_days();
    let start = (f64::from(since) / 29.53).floor() - 2.0;
    let months = (last - first).get_days() / 29 + 5;
    let on = |step: i32| {
        let passed = julian_day(start + f64::from(step), phase) - 2_451_545.0;
        let seconds = SignedDuration::try_from_secs_f64(passed * 86_400.0).ok()?;
        let moment = noon.checked_add(seconds).ok()?;
        Some(moment.checked_add(hours.hours()).ok()?.date())
    };
    (0..months)
        .filter_map(on)
        .filter(|day| (first..=last).contains(day))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_and_full_moons_fall_on_the_days_that_almanacs_print() {
        let only = |phase, first, last| days(phase, first, last, 0);
        assert_eq!(
            only(Phase::New, date(2026, 2, 1), date(2026, 3, 31)),
            [date(2026, 2, 17), date(2026, 3, 19)]
        );
        assert_eq!(
            only(Phase::Full, date(2026, 5, 1), date(2026, 5, 31)),
            [date(2026, 5, 1), date(2026, 5, 31)]
        );
    }

    #[test]
    fn the_clock_decides_on_which_day_it_is() {
        // Full on 8 May 2028 at 19.49 in Greenwich.
        let may = (date(2028, 5, 1), date(2028, 5, 31));
        assert_eq!(days(Phase::Full, may.0, may.1, 0), [date(2028, 5, 8)]);
        assert_eq!(days(Phase::Full, may.0, may.1, 7), [date(2028, 5, 9)]);
    }
}
