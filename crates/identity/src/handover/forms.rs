//! What is typed about the new board: its days and its decree, and one seat after the other.

use crate::domain::Handover;
use jiff::civil::Date;
use kernel::day;
use kernel::id::PersonId;
use organization::{Position, Seat};
use serde::Deserialize;
use web::Errors;

/// Days, decree and place.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DaysForm {
    pub(super) mulai: String,
    pub(super) sampai: String,
    pub(super) nomor: String,
    pub(super) tanggal: String,
    pub(super) tempat: String,
    pub(super) versi: String,
}

impl DaysForm {
    pub(super) fn of(handover: &Handover) -> Self {
        let day = |day: Option<Date>| day.map(day::short).unwrap_or_default();
        Self {
            mulai: day(handover.from),
            sampai: day(handover.until),
            nomor: handover.decree_number.clone(),
            tanggal: day(handover.decree_day),
            tempat: handover.place.clone(),
            versi: handover.version.to_string(),
        }
    }

    /// `kept` with what was typed.
    pub(super) fn read(&self, kept: &Handover, today: Date) -> Result<Handover, Errors> {
        let mut errors = Errors::default();
        let from = day_of(&mut errors, "mulai", &self.mulai, today);
        let until = day_of(&mut errors, "sampai", &self.sampai, today);
        let decree_day = day_of(&mut errors, "tanggal", &self.tanggal, today);
        let decree_number = errors.within("nomor", &self.nomor, 100);
        let place = errors.within("tempat", &self.tempat, 120);
        if from
            .or(Some(today))
            .zip(until)
            .is_some_and(|(from, until)| until < from)
        {
            errors.add("sampai", "Tanggal ini sebelum masa baktinya mulai.");
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Handover {
            from,
            until,
            decree_number,
            decree_day,
            place,
            version: self.versi.parse().unwrap_or(0),
            ..kept.clone()
        })
    }
}

fn day_of(errors: &mut Errors, field: &'static str, text: &str, today: Date) -> Option<Date> {
    if text.trim().is_empty() {
        return None;
    }
    match day::read(text, today) {
        Ok(day::Read::Day(day)) if (1945..=2200).contains(&day.year()) => Some(day),
        _ => {
            errors.add(
                field,
                "Tanggal tidak dikenal. Tulis lengkap, seperti 5-12-2026.",
            );
            None
        }
    }
}

/// One seat.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SeatForm {
    pub(super) orang: String,
    pub(super) kedudukan: String,
    pub(super) sebutan: String,
    pub(super) bidang: String,
}

impl SeatForm {
    /// The seat, or nothing with the reasons in `errors`.
    pub(super) fn read(&self, errors: &mut Errors) -> Option<Seat> {
        let title = errors.within("sebutan", &self.sebutan, 80);
        let division = errors.within("bidang", &self.bidang, 80);
        let position = Position::from_code(&self.kedudukan);
        let position = position.filter(|one| Position::ALL.contains(one));
        if position.is_none() {
            errors.add("kedudukan", "Pilih salah satu jabatan.");
        }
        if position == Some(Position::Member) && division.is_empty() {
            errors.add("bidang", "Isi bidangnya.");
        }
        let person: PersonId = self.orang.parse().ok()?;
        errors.is_empty().then_some(Seat {
            person,
            position: position?,
            title,
            division,
        })
    }
}
