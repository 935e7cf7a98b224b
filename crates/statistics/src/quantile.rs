//! Quantiles by a named method: programs differ, so a quantile says how it was had.
//! The types are those of Hyndman & Fan (1996), The American Statistician 50, 361-365.

/// How a quantile between two answers is had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Type 1: the smallest answer that at least the share `p` does not exceed.
    InverseEcdf,
    /// Type 2: as type 1, half way where two answers would do.
    AveragedEcdf,
    /// Type 6: at rank (n + 1)p (Weibull); SPSS and Minitab.
    Weibull,
    /// Type 7: at rank (n − 1)p + 1; spreadsheets, R and numpy unless told otherwise.
    Linear,
    /// Type 8: at rank (n + ⅓)p + ⅓, about median-unbiased whatever the distribution.
    MedianUnbiased,
}

/// A place between two ranks: from `rank` (1 to n) the share `beyond` of the way to the next.
pub(crate) struct Place {
    pub(crate) rank: u64,
    pub(crate) beyond: f64,
}

/// As R does it: a rank that is whole but for rounding is whole.
const FUZZ: f64 = 4.0 * f64::EPSILON;

impl Method {
    /// Where the quantile `p` (0 to 1) of `n` answers (at least 1) stands.
    pub(crate) fn place(self, n: u64, p: f64) -> Place {
        let size = n as f64;
        let at = match self {
            Self::InverseEcdf | Self::AveragedEcdf => size * p,
            Self::Weibull => (size + 1.0) * p,
            Self::Linear => (size - 1.0) * p + 1.0,
            Self::MedianUnbiased => (size + 1.0 / 3.0) * p + 1.0 / 3.0,
        };
        let whole = (at + FUZZ * size).floor();
        let beyond = Some(at - whole).filter(|rest| *rest > FUZZ * size);
        let beyond = match (self, beyond) {
            (Self::InverseEcdf | Self::AveragedEcdf, Some(_)) => 1.0,
            (Self::AveragedEcdf, None) => 0.5,
            (_, beyond) => beyond.unwrap_or(0.0),
        };
        match whole {
            ..1.0 => Place {
                rank: 1,
                beyond: 0.0,
            },
            _ if whole >= size => Place {
                rank: n,
                beyond: 0.0,
            },
            _ => Place {
                rank: whole as u64,
                beyond,
            },
        }
    }
}
