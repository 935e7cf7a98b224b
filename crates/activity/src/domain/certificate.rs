//! Who gets a certificate: whoever was present in a share of the sessions, or in a number of them.
//! Three quarters, unless the board sets something else.

use jiff::civil::Date;

/// How much of an activity somebody must have been present at for a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateRule {
    /// A share of the sessions, 1 to 100 percent, rounded up to whole sessions.
    Percent(u8),
    /// A number of sessions; all of them where there are fewer.
    Sessions(u16),
}

impl Default for CertificateRule {
    fn default() -> Self {
        Self::Percent(75)
    }
}

impl CertificateRule {
    /// Sessions, of `all`, in which somebody must have been present; at least one.
    #[must_use]
    pub fn needed(self, all: usize) -> i64 {
        let needed = match self {
            Self::Percent(share) => (all * usize::from(share)).div_ceil(100),
            Self::Sessions(count) => usize::from(count).min(all),
        };
        i64::try_from(needed.max(1)).unwrap_or(i64::MAX)
    }

    /// The word kept in the database: `75%` or `2`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Percent(share) => format!("{share}%"),
            Self::Sessions(count) => count.to_string(),
        }
    }

    /// The rule kept as `code`; the usual one if it can't be read.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code.strip_suffix('%') {
            Some(share) => share.parse().ok().map(Self::Percent),
            None => code.parse().ok().map(Self::Sessions),
        }
        .unwrap_or_default()
    }
}

/// The number of a unit's `count`-th certificate, issued on `day`: `0042/SERT/2026`.
#[must_use]
pub fn certificate_number(count: i64, day: Date) -> String {
    format!("{count:04}/SERT/{}", day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needed(rule: CertificateRule, of: [usize; 6]) -> [i64; 6] {
        of.map(|all| rule.needed(all))
    }

    #[test]
    fn a_certificate_asks_for_three_quarters_of_the_sessions_unless_told_otherwise() {
        let usual = CertificateRule::default();
        assert_eq!(needed(usual, [0, 1, 2, 3, 4, 8]), [1, 1, 2, 3, 3, 6]);
    }

    #[test]
    fn a_share_is_rounded_up_to_whole_sessions() {
        let half = CertificateRule::Percent(50);
        assert_eq!(needed(half, [0, 1, 2, 3, 4, 8]), [1, 1, 1, 2, 2, 4]);
        let all = CertificateRule::Percent(100);
        assert_eq!(needed(all, [0, 1, 2, 3, 4, 8]), [1, 1, 2, 3, 4, 8]);
    }

    #[test]
    fn a_number_of_sessions_never_asks_for_more_than_there_are() {
        let two = CertificateRule::Sessions(2);
        assert_eq!(needed(two, [0, 1, 2, 3, 4, 8]), [1, 1, 2, 2, 2, 2]);
        assert_eq!(CertificateRule::Sessions(0).needed(3), 1);
    }

    #[test]
    fn a_rule_is_read_back_as_it_was_kept() {
        for rule in [CertificateRule::Percent(60), CertificateRule::Sessions(3)] {
            assert_eq!(CertificateRule::from_code(&rule.code()), rule);
        }
        for unreadable in ["", "%", "banyak", "-1"] {
            let usual = CertificateRule::default();
            assert_eq!(CertificateRule::from_code(unreadable), usual);
        }
    }
}
