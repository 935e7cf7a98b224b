//! How long things are kept: the settings of a unit, and what they say of a day.
//! Nothing goes earlier than the board has said; what goes by itself can be looked up beforehand.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use kernel::zone::Zone;
use serde::Deserialize;
use web::Errors;

/// How long a unit keeps things. Zero means: until somebody removes it by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Uploaded member lists, days after they were taken or put aside.
    pub import_days: i64,
    /// Guests and members-to-be, months after they were last seen.
    pub guest_months: i64,
    /// People who left the roll, years after that.
    pub gone_years: i64,
    /// Grows with every change; 0 while the unit has never changed it.
    pub version: i64,
}

impl Default for Retention {
    /// A month for files, two years for guests, five years (a board's term) for who left.
    fn default() -> Self {
        Self {
            import_days: 30,
            guest_months: 24,
            gone_years: 5,
            version: 0,
        }
    }
}

/// Before which moments things are old enough to go; `None` where nothing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cutoffs {
    pub(crate) imports: Option<Timestamp>,
    pub(crate) guests: Option<Timestamp>,
    pub(crate) gone: Option<Timestamp>,
}

impl Retention {
    /// What is old enough on `today`: whatever ended before the day so many days, months or years
    /// back began in the unit's zone.
    pub(crate) fn cutoffs(&self, today: Date, zone: Zone) -> Cutoffs {
        let before = |day: Date| zone.moment(day.at(0, 0, 0, 0));
        let some = |n: i64| (n > 0).then_some(n);
        Cutoffs {
            imports: some(self.import_days).map(|n| before(today.saturating_sub(n.days()))),
            guests: some(self.guest_months).map(|n| before(today.saturating_sub(n.months()))),
            gone: some(self.gone_years).map(|n| before(today.saturating_sub(n.years()))),
        }
    }
}

/// What was typed about retention.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RetentionForm {
    pub(crate) berkas: String,
    pub(crate) tamu: String,
    pub(crate) keluar: String,
    pub(crate) versi: String,
}

impl RetentionForm {
    pub(crate) fn of(retention: &Retention) -> Self {
        Self {
            berkas: retention.import_days.to_string(),
            tamu: retention.guest_months.to_string(),
            keluar: retention.gone_years.to_string(),
            versi: retention.version.to_string(),
        }
    }

    pub(crate) fn read(&self) -> Result<Retention, Errors> {
        let mut errors = Errors::default();
        let mut number = |field: &'static str, text: &str, most: i64| {
            let number = text.trim().parse::<i64>().ok();
            let number = number.filter(|n| (0..=most).contains(n));
            if number.is_none() {
                errors.add(field, format!("Isi dengan angka dari 0 sampai {most}."));
            }
            number.unwrap_or_default()
        };
        let retention = Retention {
            import_days: number("berkas", &self.berkas, 365),
            guest_months: number("tamu", &self.tamu, 120),
            gone_years: number("keluar", &self.keluar, 50),
            version: self.versi.parse().unwrap_or(-1),
        };
        if errors.is_empty() {
            Ok(retention)
        } else {
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn things_go_when_the_whole_time_has_passed() {
        let zone = Zone::Wib;
        let today = date(2026, 11, 24);
        let cutoffs = Retention::default().cutoffs(today, zone);
        let day = |at: Option<Timestamp>| zone.today(at.unwrap());
        assert_eq!(day(cutoffs.imports), date(2026, 10, 25));
        assert_eq!(day(cutoffs.guests), date(2024, 11, 24));
        assert_eq!(day(cutoffs.gone), date(2021, 11, 24));
        let never = Retention {
            import_days: 0,
            guest_months: 0,
            gone_years: 0,
            version: 1,
        };
        assert_eq!(never.cutoffs(today, zone).gone, None);
        let leap = Retention::default().cutoffs(date(2028, 2, 29), zone);
        assert_eq!(day(leap.gone), date(2023, 2, 28));
    }

    #[test]
    fn only_numbers_within_reason_are_taken() {
        let form = |berkas: &str| RetentionForm {
            berkas: berkas.into(),
            tamu: "12".into(),
            keluar: "5".into(),
            versi: "0".into(),
        };
        assert_eq!(form(" 7 ").read().unwrap().import_days, 7);
        for odd in ["", "-1", "366", "1,5", "banyak"] {
            assert!(
                !form(odd).read().unwrap_err().of("berkas").is_empty(),
                "{odd}"
            );
        }
    }
}
