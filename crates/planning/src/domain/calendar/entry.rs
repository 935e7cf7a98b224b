//! What a village knows of its own year: exams at the schools, market days, custom, holidays that
//! were moved. Days from and until, or days that come again by the Javanese week.

use jiff::civil::Date;
use kernel::day;
use kernel::id::CalendarEntryId;
use kernel::pasaran::Recurring;
use serde::Deserialize;
use web::Errors;

/// A kind of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// Exams, first days of school.
    School,
    /// Market day.
    Market,
    /// Sedekah bumi, merti desa, hajatan.
    Custom,
    /// A holiday, cuti bersama.
    Holiday,
    /// A meeting that comes again.
    Routine,
}

impl EntryKind {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 5] = [
        Self::School,
        Self::Market,
        Self::Custom,
        Self::Holiday,
        Self::Routine,
    ];

    /// The word kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Market => "market",
            Self::Custom => "custom",
            Self::Holiday => "holiday",
            Self::Routine => "routine",
        }
    }

    /// The kind kept as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::School => "Ujian atau acara sekolah",
            Self::Market => "Hari pasar",
            Self::Custom => "Adat dan hajatan desa",
            Self::Holiday => "Libur dan cuti bersama",
            Self::Routine => "Pertemuan rutin",
        }
    }

    /// What it means for a day's plan.
    #[must_use]
    pub const fn why(self) -> &'static str {
        match self {
            Self::School => "Pelajar dan orang tuanya sibuk; pemuda usia sekolah sulit ikut.",
            Self::Market => {
                "Pedagang dan pembeli di pasar sampai siang; jalan dan lapangan bisa penuh."
            }
            Self::Custom => "Warga berkumpul di sana; tenaga dan tempat dipakai bersama.",
            Self::Holiday => "Sebagian warga bepergian; kantor desa tutup.",
            Self::Routine => "Orang-orang yang sama sudah punya pertemuan pada hari itu.",
        }
    }

    /// Whether nothing should be held then.
    #[must_use]
    pub const fn avoid(self) -> bool {
        matches!(self, Self::School | Self::Custom | Self::Routine)
    }
}

/// When an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// From a day until a day.
    Days(Date, Date),
    /// On days that come again, as they were typed: "Sabtu Wage", "Pon", "malam Minggu Kliwon".
    Again(String),
}

/// An entry to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Its kind.
    pub kind: EntryKind,
    /// "Ujian akhir semester".
    pub name: String,
    /// When.
    pub when: When,
}

impl NewEntry {
    /// The days in words.
    #[must_use]
    pub fn days(&self) -> String {
        match &self.when {
            When::Days(first, last) if first == last => day::long(*first),
            When::Days(first, last) => {
                format!("{} s.d. {}", day::medium(*first), day::medium(*last))
            }
            When::Again(words) => format!("Setiap {words}"),
        }
    }

    /// The first day from `first` to `last` on which it is.
    #[must_use]
    pub fn meets(&self, first: Date, last: Date) -> Option<Date> {
        match &self.when {
            When::Days(from, until) => {
                let day = first.max(*from);
                (day <= last.min(*until)).then_some(day)
            }
            When::Again(words) => {
                let next = Recurring::read(words)?.next(first, 1);
                next.into_iter().next().filter(|day| *day <= last)
            }
        }
    }
}

/// An entry of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Its id.
    pub id: CalendarEntryId,
    /// What it says.
    pub says: NewEntry,
}

/// An entry as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    /// Kind.
    pub jenis: String,
    /// Name.
    pub nama: String,
    /// First day.
    pub dari: String,
    /// Last day; the first when empty.
    pub sampai: String,
    /// Days that come again.
    pub setiap: String,
}

impl EntryForm {
    /// What was typed, or what is wrong with it.
    ///
    /// # Errors
    ///
    /// What is wrong, field by field.
    pub fn read(&self, today: Date) -> Result<NewEntry, Errors> {
        let mut errors = Errors::default();
        let name = errors.required("nama", &self.nama, 100);
        let kind = EntryKind::from_code(&self.jenis);
        if kind.is_none() {
            errors.add("jenis", "Pilih jenisnya.");
        }
        let when = self.read_when(&mut errors, today);
        match (kind, when) {
            (Some(kind), Some(when)) if errors.is_empty() => Ok(NewEntry { kind, name, when }),
            _ => Err(errors),
        }
    }

    fn read_when(&self, errors: &mut Errors, today: Date) -> Option<When> {
        let again = self.setiap.trim();
        let dated = !self.dari.trim().is_empty();
        match (again.is_empty(), dated) {
            (true, false) => {
                errors.add("dari", "Isi tanggalnya, atau hari yang berulang.");
                None
            }
            (false, true) => {
                errors.add(
                    "setiap",
                    "Pilih salah satu: tanggal, atau hari yang berulang.",
                );
                None
            }
            (false, false) if Recurring::read(again).is_some() => {
                Some(When::Again(again.to_owned()))
            }
            (false, false) => {
                errors.add(
                    "setiap",
                    "Tulis seperti Sabtu Wage, Pon, Minggu, atau malam Minggu Kliwon.",
                );
                None
            }
            (true, true) => {
                let first = one_day(errors, "dari", &self.dari, today)?;
                let last = match self.sampai.trim() {
                    "" => first,
                    text => one_day(errors, "sampai", text, today)?,
                };
                if last < first {
                    errors.add(
                        "sampai",
                        "Hari terakhir sebelum hari pertama. Periksa tanggalnya.",
                    );
                    return None;
                }
                Some(When::Days(first, last))
            }
        }
    }
}

fn one_day(errors: &mut Errors, field: &'static str, text: &str, today: Date) -> Option<Date> {
    match day::read(text, today) {
        Ok(day::Read::Day(day)) => Some(day),
        Ok(day::Read::Ambiguous) => {
            errors.add(field, "Tulis tanggal lengkap, seperti 17-08-2027.");
            None
        }
        Err(error) => errors.keep(field, Err(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 24);

    fn typed(from: &str, until: &str, every: &str) -> Result<NewEntry, Errors> {
        let form = EntryForm {
            jenis: "school".into(),
            nama: "Ujian akhir semester".into(),
            dari: from.into(),
            sampai: until.into(),
            setiap: every.into(),
        };
        form.read(TODAY)
    }

    #[test]
    fn days_are_from_and_until_or_come_again() {
        let exam = typed("7-12-2026", "12-12-2026", "").unwrap();
        assert_eq!(exam.days(), "7 Desember 2026 s.d. 12 Desember 2026");
        assert_eq!(
            exam.meets(date(2026, 12, 12), date(2026, 12, 20)),
            Some(date(2026, 12, 12))
        );
        assert_eq!(exam.meets(date(2026, 12, 13), date(2026, 12, 20)), None);
        let market = typed("", "", "Pon").unwrap();
        // 24 November 2026 is a Kliwon; Pon comes three days later.
        assert_eq!(
            market.meets(TODAY, date(2026, 11, 30)),
            Some(date(2026, 11, 27))
        );
        assert_eq!(market.meets(TODAY, date(2026, 11, 26)), None);
        assert_eq!(
            typed("7-12-2026", "", "").unwrap().days(),
            "Senin, 7 Desember 2026"
        );
    }

    #[test]
    fn what_cannot_be_a_day_is_said_at_its_field() {
        let error = |result: Result<NewEntry, Errors>, field: &str| {
            result
                .expect_err("it should not be read")
                .of(field)
                .to_owned()
        };
        assert!(error(typed("", "", ""), "dari").contains("Isi tanggalnya"));
        assert!(error(typed("7-12-2026", "", "Pon"), "setiap").contains("salah satu"));
        assert!(error(typed("", "", "kapan-kapan"), "setiap").contains("Sabtu Wage"));
        assert!(error(typed("12-12-2026", "7-12-2026", ""), "sampai").contains("sebelum"));
        assert!(error(typed("Desember", "", ""), "dari").len() > 5);
        let nothing = EntryForm::default().read(TODAY).unwrap_err();
        assert!(!nothing.of("nama").is_empty() && !nothing.of("jenis").is_empty());
    }
}
