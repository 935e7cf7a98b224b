//! How letters are numbered, and how they greet.

use crate::domain::{Greeting, Kind, NewSeries, Place};
use jiff::civil::Date;
use serde::Deserialize;
use web::Errors;

/// A series, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SeriesForm {
    pub(crate) nama: String,
    pub(crate) kode: String,
    pub(crate) pola: String,
    pub(crate) mulai: String,
}

impl SeriesForm {
    /// What was typed, or what is wrong with it.
    pub(crate) fn read(&self, today: Date) -> Result<NewSeries, Errors> {
        let mut errors = Errors::default();
        let name = errors.required("nama", &self.nama, 60);
        let org = errors.required("kode", &self.kode, 30);
        let pattern = errors.required("pola", &self.pola, 80);
        let first = match self.mulai.trim() {
            "" => 1,
            text => text.parse().unwrap_or(0),
        };
        if !(1..=99_999).contains(&first) {
            errors.add("mulai", "Isi angka biasa, misalnya 13.");
        }
        let says = NewSeries {
            name,
            org,
            pattern,
            first,
        };
        if errors.of("pola").is_empty() {
            check_pattern(&mut errors, &says, today);
        }
        if errors.is_empty() {
            Ok(says)
        } else {
            Err(errors)
        }
    }
}

/// A pattern must tell apart every letter of every year.
fn check_pattern(errors: &mut Errors, says: &NewSeries, today: Date) {
    if !says.pattern.contains("{seq") || !says.pattern.contains("{year}") {
        errors.add(
            "pola",
            "Pola perlu {seq:03} untuk nomor urut dan {year} untuk tahun, supaya tidak ada nomor kembar.",
        );
        return;
    }
    let place = Place {
        seq: 1,
        mark: String::new(),
    };
    errors.keep("pola", says.number(&place, Kind::Invitation, today));
}

/// A greeting of the unit's own, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct GreetingForm {
    pub(crate) pembuka: String,
    pub(crate) penutup: String,
}

impl GreetingForm {
    /// What was typed, or what is wrong with it.
    pub(crate) fn read(&self) -> Result<Greeting, Errors> {
        let mut errors = Errors::default();
        let says = Greeting {
            opening: errors.required("pembuka", &self.pembuka, 200),
            leave: errors.within("penutup", &self.penutup, 200),
        };
        if errors.is_empty() {
            Ok(says)
        } else {
            Err(errors)
        }
    }
}
