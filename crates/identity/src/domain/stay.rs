//! How long a device stays signed in. A shared phone forgets soon; one's own phone remembers.
//! A program's token lives until nobody has used it for a quarter of a year.

use jiff::{SignedDuration, Timestamp};

/// Days for which an address or device that signed in stays known.
pub(crate) const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How often "last seen" is written at most.
const NOTE_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// What kind of sign-in it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A browser that others use too: an hour without use ends it, twelve hours in any case.
    Shared,
    /// One's own phone ("Ingat di HP ini"): thirty days without use end it.
    Own,
    /// A program with a token: ninety days without use end it.
    Token,
}

impl Kind {
    /// The word kept in the database.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Own => "own",
            Self::Token => "token",
        }
    }

    /// What the tick "Ingat di HP ini" asks for.
    pub(crate) fn asked(remember: Option<&str>) -> Self {
        if remember.is_some_and(|value| !value.is_empty()) {
            Self::Own
        } else {
            Self::Shared
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        [Self::Shared, Self::Own, Self::Token]
            .into_iter()
            .find(|kind| kind.code() == code)
    }

    /// Whether a sign-in made at `created` and last used at `seen` has ended by `now`.
    pub(crate) fn ended(self, created: Timestamp, seen: Timestamp, now: Timestamp) -> bool {
        let idle = now.duration_since(seen);
        match self {
            Self::Shared => {
                idle > SignedDuration::from_hours(1)
                    || now.duration_since(created) > SignedDuration::from_hours(12)
            }
            Self::Own => idle > SignedDuration::from_hours(30 * 24),
            Self::Token => idle > SignedDuration::from_hours(90 * 24),
        }
    }

    /// Seconds for which the browser keeps the cookie; the limit above ends it earlier.
    pub(crate) const fn cookie_seconds(self) -> i64 {
        match self {
            Self::Shared => 12 * 3600,
            Self::Own | Self::Token => 400 * 24 * 3600,
        }
    }
}

/// Whether "last seen" is old enough to be written again.
pub(crate) fn seen_is_old(seen: Timestamp, now: Timestamp) -> bool {
    now.duration_since(seen) >= NOTE_EVERY
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(n: i64) -> Timestamp {
        Timestamp::from_second(n * 3600).unwrap()
    }

    #[test]
    fn a_shared_browser_ends_after_an_idle_hour_and_after_twelve_in_any_case() {
        assert!(!Kind::Shared.ended(hours(0), hours(5), hours(6)));
        assert!(Kind::Shared.ended(hours(0), hours(5), hours(7)));
        assert!(!Kind::Shared.ended(hours(0), hours(12), hours(12)));
        assert!(Kind::Shared.ended(hours(0), hours(13), hours(13)));
    }

    #[test]
    fn ones_own_phone_ends_after_thirty_idle_days() {
        assert!(!Kind::Own.ended(hours(0), hours(1000), hours(1720)));
        assert!(Kind::Own.ended(hours(0), hours(1000), hours(1721)));
    }

    #[test]
    fn a_token_ends_after_ninety_idle_days() {
        assert!(!Kind::Token.ended(hours(0), hours(0), hours(2160)));
        assert!(Kind::Token.ended(hours(0), hours(0), hours(2161)));
    }

    #[test]
    fn last_seen_is_written_every_five_minutes_at_most() {
        let at = |second| Timestamp::from_second(second).unwrap();
        assert!(!seen_is_old(at(0), at(299)));
        assert!(seen_is_old(at(0), at(300)));
    }

    #[test]
    fn a_kind_comes_back_by_its_word() {
        for kind in [Kind::Shared, Kind::Own, Kind::Token] {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Kind::from_code("x"), None);
    }
}
