//! How long a device stays signed in. A shared phone forgets within minutes; one's own remembers.
//! A program's token lives until nobody has used it for a quarter of a year.

use jiff::{SignedDuration, Timestamp};

/// Days for which an address or device that signed in stays known.
pub(crate) const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Longest time without use on a phone that others use, too.
const SHARED_IDLE: SignedDuration = SignedDuration::from_mins(10);
/// Longest time in all on such a phone.
const SHARED_MOST: SignedDuration = SignedDuration::from_hours(4);

/// What kind of sign-in it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// "HP ini dipakai bersama": ten minutes without use end it, four hours in any case, and so
    /// does closing the browser.
    Shared,
    /// One's own phone: thirty days without use end it.
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

    /// What the tick "HP ini dipakai bersama" asks for.
    pub(crate) fn asked(shared: Option<&str>) -> Self {
        if shared.is_some_and(|value| !value.is_empty()) {
            Self::Shared
        } else {
            Self::Own
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
            Self::Shared => idle > SHARED_IDLE || now.duration_since(created) > SHARED_MOST,
            Self::Own => idle > SignedDuration::from_hours(30 * 24),
            Self::Token => idle > SignedDuration::from_hours(90 * 24),
        }
    }

    /// Seconds for which the browser keeps the cookie, unless it forgets it when it is closed; the
    /// limit above ends it earlier.
    pub(crate) const fn cookie_seconds(self) -> Option<i64> {
        match self {
            Self::Shared => None,
            Self::Own | Self::Token => Some(400 * 24 * 3600),
        }
    }

    /// Whether "last seen" is old enough to be written again: where minutes count, each minute.
    pub(crate) fn seen_is_old(self, seen: Timestamp, now: Timestamp) -> bool {
        let every = match self {
            Self::Shared => SignedDuration::from_mins(1),
            Self::Own | Self::Token => SignedDuration::from_mins(5),
        };
        now.duration_since(seen) >= every
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(n: i64) -> Timestamp {
        Timestamp::from_second(n * 3600).unwrap()
    }

    fn minutes(n: i64) -> Timestamp {
        Timestamp::from_second(n * 60).unwrap()
    }

    #[test]
    fn a_shared_phone_ends_after_ten_idle_minutes_and_after_four_hours_in_any_case() {
        assert!(!Kind::Shared.ended(minutes(0), minutes(50), minutes(60)));
        assert!(Kind::Shared.ended(minutes(0), minutes(50), minutes(61)));
        assert!(!Kind::Shared.ended(minutes(0), minutes(240), minutes(240)));
        assert!(Kind::Shared.ended(minutes(0), minutes(240), minutes(241)));
        assert_eq!(Kind::Shared.cookie_seconds(), None);
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
    fn last_seen_is_written_every_five_minutes_at_most_and_each_minute_where_minutes_count() {
        let at = |second| Timestamp::from_second(second).unwrap();
        assert!(!Kind::Own.seen_is_old(at(0), at(299)));
        assert!(Kind::Own.seen_is_old(at(0), at(300)));
        assert!(!Kind::Shared.seen_is_old(at(0), at(59)));
        assert!(Kind::Shared.seen_is_old(at(0), at(60)));
    }

    #[test]
    fn a_tick_makes_a_phone_a_shared_one() {
        assert_eq!(Kind::asked(Some("ya")), Kind::Shared);
        assert_eq!(Kind::asked(Some("")), Kind::Own);
        assert_eq!(Kind::asked(None), Kind::Own);
    }

    #[test]
    fn a_kind_comes_back_by_its_word() {
        for kind in [Kind::Shared, Kind::Own, Kind::Token] {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Kind::from_code("x"), None);
    }
}
