//! The three time zones of Indonesia; none has summer time.
//! A unit's zone follows from its province; moments are kept in UTC and shown in the zone.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Serialize};

/// A time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// Western Indonesia, UTC+7.
    #[default]
    Wib,
    /// Central Indonesia, UTC+8.
    Wita,
    /// Eastern Indonesia, UTC+9.
    Wit,
}

impl Zone {
    /// The zone of a region by the first two digits of its code: Bali, Nusa Tenggara, South, East
    /// and North Kalimantan and Sulawesi keep WITA; Maluku and Papua WIT; the rest WIB.
    #[must_use]
    pub fn of_region(code: &str) -> Self {
        match code
            .get(..2)
            .and_then(|province| province.parse::<u8>().ok())
        {
            Some(51..=53 | 63..=65 | 71..=76) => Self::Wita,
            Some(81..=99) => Self::Wit,
            _ => Self::Wib,
        }
    }

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wib => "wib",
            Self::Wita => "wita",
            Self::Wit => "wit",
        }
    }

    /// The zone kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Wib, Self::Wita, Self::Wit]
            .into_iter()
            .find(|zone| zone.code() == code)
    }

    /// What people write after a time.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }

    /// The name in the time zone database, for calendars.
    #[must_use]
    pub const fn iana(self) -> &'static str {
        match self {
            Self::Wib => "Asia/Jakarta",
            Self::Wita => "Asia/Makassar",
            Self::Wit => "Asia/Jayapura",
        }
    }

    fn hours(self) -> i8 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    /// Day and time on the wall at `moment`.
    #[must_use]
    pub fn civil(self, moment: Timestamp) -> DateTime {
        Offset::constant(self.hours()).to_datetime(moment)
    }

    /// The day at `moment`.
    #[must_use]
    pub fn today(self, moment: Timestamp) -> Date {
        self.civil(moment).date()
    }

    /// The moment at which the wall shows `civil`.
    #[must_use]
    pub fn moment(self, civil: DateTime) -> Timestamp {
        TimeZone::fixed(Offset::constant(self.hours()))
            .to_timestamp(civil)
            .unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_region_has_the_zone_of_its_province() {
        assert_eq!(Zone::of_region("35.29.07.2017"), Zone::Wib);
        assert_eq!(Zone::of_region("61.01"), Zone::Wib);
        assert_eq!(Zone::of_region("62"), Zone::Wib);
        assert_eq!(Zone::of_region("51.71"), Zone::Wita);
        assert_eq!(Zone::of_region("64"), Zone::Wita);
        assert_eq!(Zone::of_region("73"), Zone::Wita);
        assert_eq!(Zone::of_region("82"), Zone::Wit);
        assert_eq!(Zone::of_region("94"), Zone::Wit);
        assert_eq!(Zone::of_region("é"), Zone::Wib);
    }

    #[test]
    fn the_day_changes_at_midnight_on_the_wall() {
        let moment: Timestamp = "2026-11-24T16:30:00Z".parse().unwrap();
        assert_eq!(Zone::Wib.today(moment), date(2026, 11, 24));
        assert_eq!(Zone::Wita.today(moment), date(2026, 11, 25));
        assert_eq!(Zone::Wit.moment(Zone::Wit.civil(moment)), moment);
    }
}
