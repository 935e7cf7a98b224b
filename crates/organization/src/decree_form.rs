//! What is typed about a decree, and what it means.

use crate::domain::{Decree, NewDecree, Term, day_of, head_of};
use jiff::civil::Date;
use kernel::day;
use serde::Deserialize;
use web::Errors;

/// See the module's words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DecreeForm {
    pub(crate) nomor: String,
    pub(crate) tanggal: String,
    pub(crate) penerbit: String,
    pub(crate) mulai: String,
    pub(crate) sampai: String,
    /// The term that it confirms.
    pub(crate) masa: String,
    pub(crate) versi: String,
}

impl DecreeForm {
    /// A new decree of `term`, with what is known already; the village as its unit has it.
    pub(crate) fn proposed(term: Option<&Term>, village: &str) -> Self {
        let village = village.split(", ").next().unwrap_or_default();
        let day = |day: Option<Date>| day.map(day::short).unwrap_or_default();
        Self {
            penerbit: head_of(village),
            mulai: day(term.map(|term| term.from)),
            sampai: day(term.and_then(|term| term.until)),
            masa: term.map(|term| term.id.to_string()).unwrap_or_default(),
            ..Self::default()
        }
    }

    pub(crate) fn of(decree: &Decree) -> Self {
        let day = |day: Option<Date>| day.map(day::short).unwrap_or_default();
        Self {
            nomor: decree.says.number.clone(),
            tanggal: day(decree.says.day),
            penerbit: decree.says.issuer.clone(),
            mulai: day(decree.says.from),
            sampai: day(decree.says.until),
            masa: decree.term.to_string(),
            versi: decree.version.to_string(),
        }
    }

    pub(crate) fn version(&self) -> i64 {
        self.versi.parse().unwrap_or(0)
    }

    /// What stands on the decree, or what is wrong, field by field.
    pub(crate) fn read(&self, today: Date) -> Result<NewDecree, Errors> {
        let mut errors = Errors::default();
        let number = errors.required("nomor", &self.nomor, 100);
        let issuer = errors.required("penerbit", &self.penerbit, 120);
        let day = day_of(&mut errors, "tanggal", &self.tanggal, today);
        let from = day_of(&mut errors, "mulai", &self.mulai, today);
        let until = day_of(&mut errors, "sampai", &self.sampai, today);
        if day.is_some_and(|day| day > today) {
            errors.add("tanggal", "Tanggal ini belum tiba.");
        }
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            errors.add("sampai", "Tanggal ini sebelum SK-nya mulai berlaku.");
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(NewDecree {
            number,
            day,
            issuer,
            from,
            until,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 24);

    fn typed(mulai: &str, sampai: &str) -> DecreeForm {
        DecreeForm {
            nomor: " 141/12/2026 ".to_owned(),
            tanggal: "20 November 2026".to_owned(),
            mulai: mulai.to_owned(),
            sampai: sampai.to_owned(),
            ..DecreeForm::proposed(None, "Desa Jambu, Kec. Lenteng")
        }
    }

    #[test]
    fn a_decree_is_read_from_what_was_typed() {
        let says = typed("24-11-2026", "23-11-2031").read(TODAY).unwrap();
        assert_eq!(says.number, "141/12/2026");
        assert_eq!(says.issuer, "Kepala Desa Jambu");
        assert_eq!(says.day, Some(date(2026, 11, 20)));
        assert_eq!(says.until, Some(date(2031, 11, 23)));
    }

    #[test]
    fn a_decree_ends_after_it_begins_and_has_a_number() {
        let errors = typed("24-11-2026", "23-11-2026").read(TODAY).unwrap_err();
        assert!(!errors.of("sampai").is_empty());
        let nameless = DecreeForm {
            nomor: " ".to_owned(),
            ..typed("", "")
        };
        assert!(!nameless.read(TODAY).unwrap_err().of("nomor").is_empty());
    }
}
