//! Why somebody left a roll, when, and where to. A membership that has ended is never changed.

use jiff::civil::Date;
use kernel::day;
use kernel::id::UnitId;
use serde::Deserialize;
use web::Errors;

/// Why a membership ended (the reasons of a youth organisation's book of members).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Lives elsewhere now.
    Moved,
    /// Asked to leave.
    Resigned,
    /// Older than the organisation's age.
    Age,
    /// Married and left.
    Married,
    /// Has died.
    Died,
    /// Was put out by the board.
    Dismissed,
    /// Should never have been on the roll.
    Mistake,
}

impl Reason {
    /// All, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::Moved,
        Self::Resigned,
        Self::Age,
        Self::Married,
        Self::Died,
        Self::Dismissed,
        Self::Mistake,
    ];

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Resigned => "resigned",
            Self::Age => "age",
            Self::Married => "married",
            Self::Died => "died",
            Self::Dismissed => "dismissed",
            Self::Mistake => "mistake",
        }
    }

    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Moved => "Pindah",
            Self::Resigned => "Mengundurkan diri",
            Self::Age => "Melewati batas umur",
            Self::Married => "Menikah",
            Self::Died => "Meninggal",
            Self::Dismissed => "Diberhentikan",
            Self::Mistake => "Salah catat",
        }
    }

    /// The reason kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// A membership that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The unit's name, where it was another one than this.
    pub elsewhere: String,
    /// The first day, if known.
    pub from: Option<Date>,
    /// The last day.
    pub until: Date,
    /// Why.
    pub reason: Reason,
    /// Where to, or another remark; may be empty.
    pub note: String,
}

impl Former {
    /// "2 Januari 2020 – 24 November 2026", or as much of it as is known.
    pub(crate) fn days(&self) -> String {
        match self.from {
            Some(from) => format!("{} – {}", day::medium(from), day::medium(self.until)),
            None => format!("– {}", day::medium(self.until)),
        }
    }
}

/// What was typed about a leaving.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LeavingForm {
    pub(crate) sebab: String,
    pub(crate) tanggal: String,
    /// The unit that takes the person over; empty for none.
    pub(crate) ke: String,
    pub(crate) catatan: String,
}

/// A leaving to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leaving {
    pub(crate) reason: Reason,
    pub(crate) until: Date,
    pub(crate) to: Option<UnitId>,
    pub(crate) note: String,
}

impl LeavingForm {
    /// The leaving described, or what is wrong at which field; `units` are those that may take
    /// somebody over.
    pub(crate) fn read(&self, units: &[UnitId], today: Date) -> Result<Leaving, Errors> {
        let mut errors = Errors::default();
        let reason = Reason::from_code(&self.sebab);
        if reason.is_none() {
            errors.add("sebab", "Pilih sebabnya.");
        }
        let to = self
            .ke
            .parse::<UnitId>()
            .ok()
            .filter(|unit| units.contains(unit));
        if to.is_none() && !self.ke.is_empty() {
            // without units there is no such field to show it at
            let field = if units.is_empty() { "sebab" } else { "ke" };
            errors.add(field, "Pilih salah satu organisasi yang ada di daftar.");
        }
        if to.is_some() && reason.is_some_and(|reason| reason != Reason::Moved) {
            errors.add("sebab", "Kalau ikut organisasi lain, sebabnya pindah.");
        }
        let note = errors.within("catatan", &self.catatan, 200);
        let until = match day::read(self.tanggal.trim(), today) {
            Ok(day::Read::Day(day)) if day <= today => Some(day),
            Ok(day::Read::Day(_)) => {
                errors.add("tanggal", "Tanggalnya belum lewat.");
                None
            }
            _ => {
                errors.add("tanggal", "Tulis tanggalnya seperti 17-08-2026.");
                None
            }
        };
        match (reason, until) {
            (Some(reason), Some(until)) if errors.is_empty() => Ok(Leaving {
                reason,
                until,
                to,
                note,
            }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn form(reason: &str, to: &str, day: &str) -> LeavingForm {
        LeavingForm {
            sebab: reason.into(),
            ke: to.into(),
            tanggal: day.into(),
            catatan: String::new(),
        }
    }

    #[test]
    fn a_leaving_has_a_reason_a_day_that_has_come_and_a_unit_that_is_there() {
        let today = date(2026, 11, 24);
        let unit: UnitId = storage::fresh();
        let wrong = form("", "x", "25-11-2026")
            .read(&[unit], today)
            .unwrap_err();
        for field in ["sebab", "ke", "tanggal"] {
            assert!(!wrong.of(field).is_empty(), "{field}");
        }
        let to = unit.to_string();
        let wrong = form("died", &to, "24-11-2026")
            .read(&[unit], today)
            .unwrap_err();
        assert_eq!(
            wrong.of("sebab"),
            "Kalau ikut organisasi lain, sebabnya pindah."
        );
        let moved = form("moved", &to, "24-11-2026")
            .read(&[unit], today)
            .unwrap();
        assert_eq!((moved.to, moved.until), (Some(unit), today));
        assert!(form("moved", &to, "24-11-2026").read(&[], today).is_err());
    }
}
