//! Points and tails of the normal, Student's and F distributions.
//! The integrals are those of `statrs`; points are found on them by halving, which always ends.

use statrs::function::{beta::beta_reg, erf};

/// How sure an interval is to cover the truth, between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence(f64);

impl Confidence {
    /// The customary 95%.
    pub const NINETY_FIVE: Self = Self(0.95);

    /// A confidence strictly between 0 and 1; none otherwise.
    #[must_use]
    pub fn new(confidence: f64) -> Option<Self> {
        (confidence > 0.0 && confidence < 1.0).then_some(Self(confidence))
    }

    /// What lies beyond the interval on each side.
    fn tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }

    /// The normal point: 1.96 for 95%.
    #[must_use]
    pub fn z(self) -> f64 {
        std::f64::consts::SQRT_2 * erf::erfc_inv(2.0 * self.tail())
    }

    /// Student's point with `df` degrees of freedom, at least 1.
    #[must_use]
    pub fn t(self, df: u64) -> f64 {
        point(self.tail(), |t| t_two_sided(t, df) / 2.0)
    }

    /// The lower and the upper point of the F distribution; each `df` at least 1.
    #[must_use]
    pub fn f(self, df1: u64, df2: u64) -> (f64, f64) {
        if df1.min(df2) > MANY {
            return (f_far(-self.z(), df1, df2), f_far(self.z(), df1, df2));
        }
        let tail = |x: f64| f_upper(x, df1, df2);
        (point(1.0 - self.tail(), tail), point(self.tail(), tail))
    }
}

/// From here on the F distribution is taken from its expansion: the integral converges no longer.
const MANY: u64 = 5_000;

/// The chance of a normal value at least as far from zero as `z`, on either side.
pub(crate) fn normal_two_sided(z: f64) -> f64 {
    erf::erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// The chance of a value at least as far from zero as `t`, on either side (Student).
pub(crate) fn t_two_sided(t: f64, df: u64) -> f64 {
    let df = df.max(1) as f64;
    beta_reg(df / 2.0, 0.5, (df / (df + t * t)).clamp(0.0, 1.0))
}

/// The chance of a value above `x` (Fisher and Snedecor).
fn f_upper(x: f64, df1: u64, df2: u64) -> f64 {
    let (d1, d2) = (df1.max(1) as f64, df2.max(1) as f64);
    beta_reg(d2 / 2.0, d1 / 2.0, (d2 / (d2 + d1 * x)).clamp(0.0, 1.0))
}

/// The point of F that belongs to the normal point `z` (Abramowitz & Stegun 1964, 26.6.16 with
/// 26.5.22); off by less than 3 in a million from [`MANY`] degrees of freedom on, and ever less.
fn f_far(z: f64, df1: u64, df2: u64) -> f64 {
    let (s, t) = (1.0 / (df2 as f64 - 1.0), 1.0 / (df1 as f64 - 1.0));
    let (h, lambda) = (2.0 / (s + t), (z * z - 3.0) / 6.0);
    let w = z * (h + lambda).sqrt() / h - (t - s) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
    (2.0 * w).exp()
}

/// The point above which `tail` lies, for a falling function of the numbers from 0.
fn point(tail: f64, above: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while above(high) > tail && high < 1e300 {
        (low, high) = (high, high * 2.0);
    }
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return middle;
        }
        if above(middle) > tail {
            low = middle;
        } else {
            high = middle;
        }
    }
}
